//! The bodies of requests, read as values again.

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body_util::{BodyDataStream, Full};
use serde_json::{Map, Value};

use super::form_values::change;
use super::pairs::pairs;
use crate::http::headers::{is_json, is_text};
use crate::json::{self, Decode, DecodeError, MarkedUploads, Strictness};
use crate::upload::Upload;

/// A type that the body of a request is read as: each that is read from JSON, and [`Bytes`] as they
/// came.
///
/// A body that is empty is `null`. A form or a multipart body is an object: of its values, which are
/// text, those become numbers, booleans, lists and objects that the type has there, and files are an
/// [`Upload`](crate::http::Upload).
pub trait FromBody: Sized {
    /// Reads the body.
    ///
    /// # Errors
    /// When no value can be made of it.
    #[doc(hidden)]
    fn from_body(media_type: &str, body: &Bytes) -> Result<Self, ReadBodyError>;
}

impl FromBody for Bytes {
    fn from_body(_: &str, body: &Bytes) -> Result<Self, ReadBodyError> {
        Ok(body.clone())
    }
}

impl<T: Decode> FromBody for T {
    fn from_body(media_type: &str, body: &Bytes) -> Result<Self, ReadBodyError> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let fault = |fault| ReadBodyError { media_type: essence.clone(), fault };
        let decoded = |json: &[u8]| {
            let decoded = json::decode::<T>(json, Strictness::Lenient);
            decoded.map(|decoded| decoded.value).map_err(|error| fault(Fault::Decode(error)))
        };
        match essence.as_str() {
            _ if body.is_empty() => decoded(b"null"),
            "multipart/form-data" => {
                let mut fields = Fields::default();
                fields.multipart(media_type, body).map_err(fault)?;
                fields.decode().map_err(fault)
            }
            "application/x-www-form-urlencoded" => {
                let text = String::from_utf8_lossy(body);
                let mut fields = Fields::default();
                pairs(&text).into_iter().for_each(|(name, value)| fields.add(&name, value.into()));
                fields.decode().map_err(fault)
            }
            other if is_text(other) && !is_json(other) => {
                decoded(Value::from(String::from_utf8_lossy(body)).to_string().as_bytes())
            }
            _ => decoded(body),
        }
    }
}

/// A body of which no value could be made.
///
/// `Display` is one line: `` the body (`application/json`) cannot be read: … ``.
#[derive(Debug)]
pub struct ReadBodyError {
    media_type: String,
    fault: Fault,
}

#[derive(Debug)]
enum Fault {
    Decode(DecodeError),
    Multipart(multer::Error),
}

impl fmt::Display for ReadBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body (`{}`) cannot be read: ", self.media_type.escape_debug())?;
        match &self.fault {
            Fault::Decode(error) => error.fmt(f),
            Fault::Multipart(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReadBodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Decode(error) => Some(error),
            Fault::Multipart(error) => Some(error),
        }
    }
}

/// The fields of a form as an object.
#[derive(Default)]
struct Fields {
    object: Map<String, Value>,
    uploads: MarkedUploads,
}

impl Fields {
    /// Reads the parts of a multipart body, all of which is at hand.
    fn multipart(&mut self, content_type: &str, body: &Bytes) -> Result<(), Fault> {
        let boundary = multer::parse_boundary(content_type).map_err(Fault::Multipart)?;
        let whole = BodyDataStream::new(Full::new(body.clone()));
        let mut parts = multer::Multipart::new(whole, boundary);
        let read = async {
            while let Some(part) = parts.next_field().await? {
                let name = part.name().unwrap_or_default().to_owned();
                let file = part.file_name().map(str::to_owned);
                let media_type = part.content_type().map(ToString::to_string);
                let bytes = part.bytes().await?;
                let value = match (file, media_type) {
                    (None, Some(json)) if is_json(&json) => serde_json::from_slice(&bytes).ok(),
                    (None, _) => None,
                    (Some(file), media_type) => {
                        let upload = Upload::bytes(bytes.clone()).file_name(file);
                        let upload = match media_type {
                            Some(media_type) => upload.content_type(media_type),
                            None => upload,
                        };
                        Some(Value::from(self.uploads.put(upload)))
                    }
                };
                let text = || Value::from(String::from_utf8_lossy(&bytes));
                self.add(&name, value.unwrap_or_else(text));
            }
            Ok::<_, multer::Error>(())
        };
        // All of it is in memory, so that nothing is waited for.
        match pin!(read).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result.map_err(Fault::Multipart),
            Poll::Pending => Err(Fault::Multipart(multer::Error::IncompleteStream)),
        }
    }

    /// Adds a field; brackets in its name lead to a place in an object (`a[b]`) or list (`a[]`).
    fn add(&mut self, name: &str, value: Value) {
        let (first, rest) = match name.find('[').filter(|at| *at > 0 && name.ends_with(']')) {
            Some(at) => name.split_at(at),
            None => (name, ""),
        };
        let mut place = self.object.entry(first).or_insert(Value::Null);
        for key in rest.trim_end_matches(']').split("][") {
            match key.trim_start_matches('[') {
                "" if key.is_empty() && rest.is_empty() => {}
                "" => {
                    if !place.is_array() {
                        *place = Value::Array(Vec::new());
                    }
                }
                key => {
                    if !place.is_object() {
                        *place = Value::Object(Map::new());
                    }
                    let Value::Object(members) = place else { return };
                    place = members.entry(key).or_insert(Value::Null);
                }
            }
        }
        match place {
            Value::Null => *place = value,
            Value::Array(items) => items.push(value),
            one => *one = Value::Array(vec![one.take(), value]),
        }
    }

    /// Reads the object as a `T`. Text stands where the type has something else, which decoding says:
    /// there it is read as JSON, or becomes a list of one.
    fn decode<T: Decode>(self) -> Result<T, Fault> {
        let mut object = Value::Object(self.object);
        for _ in 0..MOST_ROUNDS {
            let json = object.to_string();
            match self.uploads.decode::<T>(json.as_bytes(), Strictness::Strict) {
                Ok(decoded) => return Ok(decoded.value),
                Err(error) => {
                    let drift = error.drift().iter();
                    if drift.filter(|drift| change(&mut object, drift)).count() == 0 {
                        break;
                    }
                }
            }
        }
        let decoded = self.uploads.decode::<T>(object.to_string().as_bytes(), Strictness::Lenient);
        decoded.map(|decoded| decoded.value).map_err(Fault::Decode)
    }
}

/// Values become what their type is in a few rounds: one for each level of lists and objects.
const MOST_ROUNDS: usize = 64;
