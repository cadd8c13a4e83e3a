//! The body of a request: from the caller's value to the bytes that are sent.

mod fault;
mod fields;
mod form;
mod multipart;
mod payload;

use std::borrow::Cow;

use crate::http::describe::{PartNames, PropertyEncoding};
use crate::http::headers::is_json;
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

/// Encodes a body, with `fields` set in it, in `media_type` where that is not its own. Without a body,
/// fields that set a value make a JSON body.
///
/// # Errors
/// When the body cannot be sent.
pub(crate) fn payload(
    body: Option<&RequestBody>,
    fields: &[fields::Field],
    part_names: PartNames,
    media_type: Option<&str>,
) -> Result<Payload, BodyFault> {
    let encoded = match body {
        None if fields.iter().all(|(_, value)| value.is_none()) => return Ok(Payload::default()),
        None => None,
        Some(RequestBody::Upload(own, upload)) => {
            return match (fields.first(), media_type) {
                (Some((name, _)), _) => {
                    let name = name.escape_debug().to_string();
                    Err(BodyFault::NoMembersInMediaType(name, own))
                }
                (None, Some(chosen)) => Payload::new(chosen, vec![Segment::Upload(upload.clone())]),
                (None, None) => whole(own, upload),
            };
        }
        Some(
            RequestBody::Json(encoded)
            | RequestBody::Form(encoded, _)
            | RequestBody::Multipart(encoded, _),
        ) => Some(encoded),
    };
    if let Some(refused) = encoded.and_then(|encoded| encoded.refused.as_ref()) {
        return Err(refused.clone().into());
    }
    let encoded = match encoded {
        Some(encoded) if fields.is_empty() => Cow::Borrowed(encoded),
        encoded => Cow::Owned(fields::set(encoded, fields)?),
    };
    let written = match media_type {
        Some(media_type) => Written::under(media_type, body)?,
        None => Written::of(body),
    };
    match written {
        Written::Form(encodings) => {
            let text = form::write(&encoded.into_owned().into_json()?, encodings)?;
            Payload::new("application/x-www-form-urlencoded", vec![Segment::Bytes(text.into())])
        }
        Written::Multipart(encodings) => multipart::write(&encoded, encodings, part_names),
        Written::Json => {
            let json = encoded.into_owned().into_json()?;
            let media_type = media_type.unwrap_or("application/json");
            Payload::new(media_type, vec![Segment::Bytes(json)])
        }
    }
}

/// How a value is written.
enum Written {
    Json,
    Form(&'static [PropertyEncoding]),
    Multipart(&'static [PropertyEncoding]),
}

impl Written {
    /// As the operation says.
    fn of(body: Option<&RequestBody>) -> Self {
        match body {
            Some(RequestBody::Form(_, encodings)) => Self::Form(encodings),
            Some(RequestBody::Multipart(_, encodings)) => Self::Multipart(encodings),
            _ => Self::Json,
        }
    }

    /// As `media_type` says; what is said of properties counts where it is the operation's own.
    fn under(media_type: &str, body: Option<&RequestBody>) -> Result<Self, BodyFault> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Ok(match (essence.as_str(), Self::of(body)) {
            ("application/x-www-form-urlencoded", own @ Self::Form(_)) => own,
            ("application/x-www-form-urlencoded", _) => Self::Form(&[]),
            ("multipart/form-data", own @ Self::Multipart(_)) => own,
            ("multipart/form-data", _) => Self::Multipart(&[]),
            _ if is_json(media_type) || essence == "text/json" => Self::Json,
            _ => return Err(BodyFault::unwritten(media_type)),
        })
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
