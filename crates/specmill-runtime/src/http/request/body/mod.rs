//! The body of a request: from the caller's value to the bytes that are sent.

mod fault;
mod fields;
mod form;
mod multipart;
mod payload;

use std::borrow::Cow;

use crate::http::describe::{PartNames, PropertyEncoding};
use crate::json::Encoded;
use crate::upload::Upload;
pub(crate) use fault::BodyFault;
pub(crate) use payload::Payload;
use payload::Segment;

/// A body as the caller described it.
#[derive(Clone)]
pub(crate) enum RequestBody {
    Json(Encoded),
    Form(Encoded, &'static [PropertyEncoding]),
    Multipart(Encoded, &'static [PropertyEncoding]),
    /// Any other media type. The caller's own type goes before the document's.
    Upload(&'static str, Upload),
}

impl RequestBody {
    /// The word for a message.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Json(_) => "JSON",
            Self::Form(..) => "form",
            Self::Multipart(..) => "multipart",
            Self::Upload(media_type, _) => media_type,
        }
    }
}

/// Encodes a body, with `fields` set in it. Without a body, fields that set a value make a JSON
/// body.
///
/// # Errors
/// When the body cannot be sent.
pub(crate) fn payload(
    body: Option<&RequestBody>,
    fields: &[fields::Field],
    part_names: PartNames,
) -> Result<Payload, BodyFault> {
    let encoded = match body {
        None if fields.iter().all(|(_, value)| value.is_none()) => return Ok(Payload::default()),
        None => None,
        Some(RequestBody::Upload(media_type, upload)) => {
            return match fields.first() {
                Some((name, _)) => {
                    let name = name.escape_debug().to_string();
                    Err(BodyFault::NoMembersInMediaType(name, media_type))
                }
                None => whole(media_type, upload),
            };
        }
        Some(
            RequestBody::Json(encoded)
            | RequestBody::Form(encoded, _)
            | RequestBody::Multipart(encoded, _),
        ) => Some(encoded),
    };
    let encoded = match encoded {
        Some(encoded) if fields.is_empty() => Cow::Borrowed(encoded),
        encoded => Cow::Owned(fields::set(encoded, fields)?),
    };
    match body {
        Some(RequestBody::Form(_, encodings)) => {
            let text = form::write(&encoded.into_owned().into_json()?, encodings)?;
            Payload::new("application/x-www-form-urlencoded", vec![Segment::Bytes(text.into())])
        }
        Some(RequestBody::Multipart(_, encodings)) => {
            multipart::write(&encoded, encodings, part_names)
        }
        _ => {
            let json = encoded.into_owned().into_json()?;
            Payload::new("application/json", vec![Segment::Bytes(json)])
        }
    }
}

/// An upload that is all of the body.
fn whole(media_type: &str, upload: &Upload) -> Result<Payload, BodyFault> {
    let media_type = match upload.chosen_type() {
        Some(chosen) => chosen,
        None if media_type.contains('*') => upload.media_type(),
        None => media_type,
    };
    Payload::new(media_type, vec![Segment::Upload(upload.clone())])
}
