//! The body of a request: from what the caller gave to what a try sends.

mod fault;
mod fields;
mod form;
mod multipart;
mod payload;

use std::borrow::Cow;

use crate::http::describe::PropertyEncoding;
use crate::json::Encoded;
use crate::upload::Upload;
pub(crate) use fault::BodyFault;
pub(crate) use payload::Payload;
use payload::Segment;

/// A body as the caller described it.
#[derive(Clone)]
pub(crate) enum DraftBody {
    Json(Encoded),
    Form(Encoded, &'static [PropertyEncoding]),
    Multipart(Encoded, &'static [PropertyEncoding]),
    /// Any other media type. The caller's own type goes before the document's.
    Upload(&'static str, Upload),
}

impl DraftBody {
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

/// Makes what is sent of a body, with `fields` set in it. Fields alone are a JSON body, unless they
/// only take out what there is none of.
///
/// # Errors
/// When the body cannot be sent.
pub(crate) fn payload(
    body: Option<&DraftBody>,
    fields: &[fields::Field],
) -> Result<Payload, BodyFault> {
    let encoded = match body {
        None if fields.iter().all(|(_, value)| value.is_none()) => return Ok(Payload::default()),
        None => None,
        Some(DraftBody::Upload(media_type, upload)) => {
            return match fields.first() {
                Some((name, _)) => {
                    let name = name.escape_debug().to_string();
                    Err(BodyFault::NoMembersInMediaType(name, media_type))
                }
                None => whole(media_type, upload),
            };
        }
        Some(
            DraftBody::Json(encoded)
            | DraftBody::Form(encoded, _)
            | DraftBody::Multipart(encoded, _),
        ) => Some(encoded),
    };
    let encoded = match encoded {
        Some(encoded) if fields.is_empty() => Cow::Borrowed(encoded),
        encoded => Cow::Owned(fields::set(encoded, fields)?),
    };
    match body {
        Some(DraftBody::Form(_, encodings)) => {
            let text = form::write(&encoded.into_owned().into_json()?, encodings)?;
            Payload::new("application/x-www-form-urlencoded", vec![Segment::Bytes(text.into())])
        }
        Some(DraftBody::Multipart(_, encodings)) => multipart::write(&encoded, encodings),
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
