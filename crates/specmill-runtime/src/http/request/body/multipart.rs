//! `multipart/form-data` (RFC 7578).

use std::borrow::Cow;

use ::http::HeaderValue;
use bytes::Bytes;

use super::fault::BodyFault;
use super::payload::{Payload, Segment};
use crate::http::describe::{Flat, PartNames, PropertyEncoding, Style, flatten, text};
use crate::http::headers::{header_name, header_value, is_json};
use crate::json::{Encoded, Kind, Node, Tape};
use crate::random::random;
use crate::upload::Upload;

/// The name of an upload that has none. Without a name a server takes a part for text.
const NAMELESS: &str = "upload";

/// Writes an object as parts, as OpenAPI has it (3.1.1, section 4.8.15): a scalar is a text part, an
/// upload a file part, an object a part of JSON, and each item of a list a part of the property's
/// name (RFC 7578, section 4.3). The property's encoding goes before that, and then the names that
/// the API's conventions want. Null is left out.
///
/// # Errors
/// When the body is no object, or one of its properties cannot be sent.
pub(super) fn write(
    body: &Encoded,
    encodings: &[PropertyEncoding],
    names: PartNames,
) -> Result<Payload, BodyFault> {
    let tape = Tape::parse(&body.text)?;
    let members = tape.root().members().ok_or(BodyFault::NotAnObject("multipart"))?;
    let boundary = format!("{:032x}", random());
    let (text, segments) = (Vec::new(), Vec::new());
    let mut parts = Parts { body, names, headers: &[], boundary, text, segments };
    for (name, value) in members {
        let encoding = PropertyEncoding::of(name, encodings);
        parts.property(name, value, &encoding).map_err(|fault| fault.property(name))?;
    }
    let Parts { boundary, mut text, mut segments, .. } = parts;
    text.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    segments.push(Segment::Bytes(text.into()));
    Payload::new(&format!("multipart/form-data; boundary={boundary}"), segments)
}

struct Parts<'a> {
    body: &'a Encoded,
    names: PartNames,
    /// Of the parts of the property that is being written.
    headers: &'static [(&'static str, &'static str)],
    boundary: String,
    /// What is written and not yet a segment.
    text: Vec<u8>,
    segments: Vec<Segment>,
}

impl<'a> Parts<'a> {
    fn property(
        &mut self,
        name: &str,
        value: Node<'_>,
        encoding: &PropertyEncoding,
    ) -> Result<(), BodyFault> {
        let media_type = encoding.media_type();
        self.headers = encoding.headers;
        match encoding.styled() {
            _ if encoding.is_json() => self.plain(name, value, media_type),
            Some((Style::DeepObject, _)) => self.in_brackets(name, value, media_type),
            Some(styled) => self.styled(name, value, styled, media_type),
            None => match self.names {
                PartNames::Plain => self.plain(name, value, media_type),
                PartNames::Brackets => self.in_brackets(name, value, media_type),
            },
        }
    }

    /// A part for each item of a list, or one. A list's encoding is that of its items.
    fn plain(
        &mut self,
        name: &str,
        value: Node<'_>,
        media_type: Option<&str>,
    ) -> Result<(), BodyFault> {
        let items = value.items().map_or_else(|| vec![value], Iterator::collect);
        for item in items.into_iter().filter(|item| !item.is_null()) {
            let is_nested = matches!(item.kind(), Kind::Array | Kind::Object);
            match media_type {
                Some(json) if is_json(json) && self.upload(item).is_none() => {
                    self.json(name, item, json)?;
                }
                None if is_nested => self.json(name, item, "application/json")?,
                Some(text) if is_nested && text.starts_with("text/") => {
                    self.json(name, item, text)?;
                }
                Some(other) if is_nested => {
                    return Err(BodyFault::NestedMediaType(other.escape_debug().to_string()));
                }
                media_type => self.scalar(name, item, media_type)?,
            }
        }
        Ok(())
    }

    /// A part of JSON text.
    fn json(&mut self, name: &str, value: Node<'_>, media_type: &str) -> Result<(), BodyFault> {
        let json = serde_json::to_vec(&value)?;
        let json = Encoded { text: json.into(), uploads: self.body.uploads.clone(), refused: None };
        self.part(name, None, Some(media_type), Segment::Bytes(json.into_json()?))
    }

    /// Parts of a property with brackets in their names. Those of a list can be in its name already.
    fn in_brackets(
        &mut self,
        name: &str,
        value: Node<'_>,
        media_type: Option<&str>,
    ) -> Result<(), BodyFault> {
        let own = name.strip_suffix("[]").filter(|_| value.items().is_some());
        self.bracketed(own.unwrap_or(name), value, media_type)
    }

    /// Parts with the names in brackets.
    fn bracketed(
        &mut self,
        name: &str,
        value: Node<'_>,
        media_type: Option<&str>,
    ) -> Result<(), BodyFault> {
        if let Some(items) = value.items() {
            let name = format!("{name}[]");
            items.into_iter().try_for_each(|item| self.bracketed(&name, item, media_type))
        } else if let Some(mut members) = value.members() {
            members.try_for_each(|(key, member)| {
                self.bracketed(&format!("{name}[{key}]"), member, media_type)
            })
        } else {
            self.scalar(name, value, media_type)
        }
    }

    /// Parts as RFC 6570 names them, where the document asks for it (OpenAPI 3.1.1, section
    /// 4.8.15.1.2).
    fn styled(
        &mut self,
        name: &str,
        value: Node<'_>,
        (style, explode): (Style, bool),
        media_type: Option<&str>,
    ) -> Result<(), BodyFault> {
        let delimiter = match style {
            Style::Form => ",",
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => return Err(BodyFault::Style(style)),
        };
        if explode && let Some(mut items) = value.items() {
            return items.try_for_each(|item| self.scalar(name, item, media_type));
        }
        if explode && let Some(mut members) = value.members() {
            return members.try_for_each(|(key, member)| self.scalar(key, member, media_type));
        }
        if self.upload(value).is_some() {
            return self.scalar(name, value, media_type);
        }
        if value.items().into_iter().flatten().any(|item| self.upload(item).is_some()) {
            return Err(BodyFault::JoinedUploads);
        }
        let joined = match flatten(value)? {
            None => return Ok(()),
            Some(Flat::Text(text)) => text,
            Some(Flat::List(list)) => list.join(delimiter),
            Some(Flat::Pairs(pairs)) => pairs
                .into_iter()
                .flat_map(|(key, value)| [key, value])
                .collect::<Vec<_>>()
                .join(delimiter),
        };
        self.part(name, None, media_type, Segment::Bytes(joined.into()))
    }

    fn upload(&self, value: Node<'_>) -> Option<&'a Upload> {
        if self.body.uploads.is_empty() {
            return None;
        }
        self.body.upload(value.as_str()?)
    }

    /// One part of text or of a file; none of null.
    fn scalar(
        &mut self,
        name: &str,
        value: Node<'_>,
        media_type: Option<&str>,
    ) -> Result<(), BodyFault> {
        if let Some(upload) = self.upload(value) {
            let media_type = match upload.chosen_type() {
                Some(chosen) => chosen,
                None => media_type.unwrap_or_else(|| upload.media_type()),
            };
            let file = upload.name().unwrap_or(Cow::Borrowed(NAMELESS));
            return self.part(name, Some(&file), Some(media_type), Segment::Upload(upload.clone()));
        }
        match text(value)? {
            Some(text) => self.part(name, None, media_type, Segment::Bytes(text.into())),
            None => Ok(()),
        }
    }

    fn part(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
        content: Segment,
    ) -> Result<(), BodyFault> {
        let mut head = format!("--{}\r\ncontent-disposition: form-data", self.boundary);
        head.push_str(&format!("; name=\"{}\"", quoted(name)));
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if let Some(media_type) = media_type {
            HeaderValue::from_str(media_type).map_err(|_| BodyFault::media_type(media_type))?;
            head.push_str(&format!("\r\ncontent-type: {media_type}"));
        }
        for (name, value) in self.headers {
            header_name(name)?;
            header_value(name, value).map_err(|fault| BodyFault::PartHeader(name, fault))?;
            head.push_str(&format!("\r\n{name}: {value}"));
        }
        head.push_str("\r\n\r\n");
        self.text.extend_from_slice(head.as_bytes());
        match content {
            Segment::Bytes(bytes) => self.text.extend_from_slice(&bytes),
            upload @ Segment::Upload(_) => {
                self.segments.push(Segment::Bytes(Bytes::from(std::mem::take(&mut self.text))));
                self.segments.push(upload);
            }
        }
        self.text.extend_from_slice(b"\r\n");
        Ok(())
    }
}

/// A name inside of quotes, as browsers write it (WHATWG HTML, "multipart/form-data encoding").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
