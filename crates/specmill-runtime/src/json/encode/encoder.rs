//! From a value to JSON text.

use serde::Serialize;

use super::attached::{Attached, Encoded};
use super::refused::Refused;
use crate::json::map::{Map, NotAnObject};
use crate::text::is_all_plain;
use crate::upload::Upload;

/// A type that can be written as JSON.
///
/// ```
/// use specmill_runtime::json::{self, Encode, Encoder};
/// struct Percent(u8);
/// impl Encode for Percent {
///     fn encode(&self, out: &mut Encoder) {
///         out.signed(self.0.into());
///     }
/// }
/// assert_eq!(json::encode(&vec![Percent(5), Percent(100)]), b"[5,100]");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as JSON: `Encode` is not implemented for it",
    label = "not a type of a generated client, nor another one with `Encode`",
    note = "a value of yours with `serde::Serialize` is sent by `.json_serde(&value)` in place of `.json`, \
            and everywhere else as `&json::Serde(&value)`",
    note = "for a type without serde, `json::object!` implements `Decode` and `Encode`"
)]
pub trait Encode {
    /// Writes exactly one value to `out`.
    fn encode(&self, out: &mut Encoder);

    /// Writes a place of a tuple: one item, for most types.
    #[doc(hidden)]
    fn encode_place(&self, out: &mut ArrayEncoder<'_>) {
        out.item(self);
    }

    /// Writes a list of these, for types of which several are written faster than one by one.
    #[doc(hidden)]
    fn encode_list(list: &[Self], out: &mut Encoder)
    where
        Self: Sized,
    {
        let mut out = out.array();
        for item in list {
            out.item(item);
        }
        out.end();
    }
}

/// A value as JSON text, UTF-8 without any white space. Numbers that JSON does not have (NaN and
/// the infinities) become `null`, as `serde_json` has it; so does a [`Serde`](crate::json::Serde)
/// whose `Serialize` fails.
#[must_use]
pub fn encode<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    Encoder::of(value).text
}

/// JSON text in the making.
#[derive(Debug)]
pub struct Encoder {
    text: Vec<u8>,
    /// The uploads so far, where they can be sent beside the text.
    uploads: Option<Vec<Attached>>,
    /// The first value that could not be written.
    refused: Option<Refused>,
}

impl Encoder {
    /// One that has written `value`, with uploads as their text.
    pub(crate) fn of<T: Encode + ?Sized>(value: &T) -> Self {
        let mut out = Self { text: Vec::with_capacity(128), uploads: None, refused: None };
        value.encode(&mut out);
        out
    }

    /// One that keeps uploads beside the text.
    fn attaching() -> Self {
        Self { text: Vec::with_capacity(128), uploads: Some(Vec::new()), refused: None }
    }

    fn into_encoded(self) -> Encoded {
        let Self { text, uploads, refused } = self;
        Encoded { text: text.into(), uploads: uploads.unwrap_or_default(), refused }
    }

    /// The text.
    ///
    /// # Errors
    /// When a value in it could not be written.
    pub(crate) fn into_text(self) -> Result<Vec<u8>, Refused> {
        self.refused.map_or(Ok(self.text), Err)
    }

    /// Writes a marker and keeps the upload; where that cannot be, its bytes as text or base64, and
    /// `null` if they are not at hand.
    pub(crate) fn upload(&mut self, upload: &Upload) {
        if let Some(uploads) = &mut self.uploads {
            let attached = Attached::new(upload);
            let marker = attached.marker().to_owned();
            uploads.push(attached);
            return self.string(&marker);
        }
        match upload.as_text() {
            Some(text) => self.string(&text),
            None => self.null(),
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes a whole number.
    pub fn signed(&mut self, value: i64) {
        self.value(&value);
    }

    /// Writes a whole number.
    pub fn unsigned(&mut self, value: u64) {
        self.value(&value);
    }

    /// Writes a whole number.
    pub(crate) fn signed_128(&mut self, value: i128) {
        self.value(&value);
    }

    /// Writes a whole number.
    pub(crate) fn unsigned_128(&mut self, value: u128) {
        self.value(&value);
    }

    /// Writes a number; `null` if it is NaN or infinite.
    pub fn number(&mut self, value: f64) {
        self.value(&value);
    }

    /// Writes a string, with the escapes it needs.
    #[inline(never)]
    pub fn string(&mut self, value: &str) {
        if is_all_plain(value.as_bytes()) {
            self.text.reserve(value.len() + 2);
            self.text.push(b'"');
            self.text.extend_from_slice(value.as_bytes());
            self.text.push(b'"');
        } else {
            self.value(value);
        }
    }

    /// Writes what a type with serde's trait has to say; `null` if it fails, which is an error of a
    /// call that would send it.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) {
        let start = self.text.len();
        if let Err(error) = serde_json::to_writer(&mut self.text, value) {
            self.text.truncate(start);
            self.refused.get_or_insert_with(|| Refused::by_serialize(&self.text, &error));
            self.null();
        }
    }

    /// Writes what was given in place of a map; a call that would send it fails.
    #[cold]
    pub(crate) fn refuse_map(&mut self, instead: &NotAnObject) {
        self.refused.get_or_insert_with(|| Refused::new(&self.text, instead.reason()));
        self.raw(&instead.value().to_string());
    }

    /// The same where only members can be written.
    #[cold]
    fn refuse_extra(&mut self, instead: &NotAnObject) {
        let mut written = self.text.clone();
        written.push(b',');
        self.refused.get_or_insert_with(|| Refused::new(&written, instead.reason()));
    }

    /// Writes text that is one JSON value already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.extend_from_slice(json.as_bytes());
    }

    /// Opens an object.
    pub fn object(&mut self) -> ObjectEncoder<'_> {
        self.text.push(b'{');
        ObjectEncoder { out: self, empty: true }
    }

    /// Opens an array.
    pub fn array(&mut self) -> ArrayEncoder<'_> {
        self.text.push(b'[');
        ArrayEncoder { out: self, empty: true }
    }
}

impl Encoded {
    /// Encodes a value, uploads and all.
    pub(crate) fn of(value: &(impl Encode + ?Sized)) -> Self {
        let mut out = Encoder::attaching();
        value.encode(&mut out);
        out.into_encoded()
    }
}

/// Writes the members of one object; the twin of [`Object`](crate::json::Object).
#[derive(Debug)]
pub struct ObjectEncoder<'e> {
    out: &'e mut Encoder,
    empty: bool,
}

impl ObjectEncoder<'_> {
    #[inline(never)]
    fn name(&mut self, name: &str) {
        let text = &mut self.out.text;
        text.reserve(name.len() + 4);
        if !is_all_plain(name.as_bytes()) {
            return self.escaped_name(name);
        }
        if self.empty {
            text.push(b'"');
        } else {
            text.extend_from_slice(b",\"");
        }
        self.empty = false;
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b"\":");
    }

    #[cold]
    fn escaped_name(&mut self, name: &str) {
        if !self.empty {
            self.out.text.push(b',');
        }
        self.empty = false;
        self.out.value(name);
        self.out.text.push(b':');
    }

    /// A member.
    #[inline(never)]
    pub fn required<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        self.name(name);
        value.encode(self.out);
    }

    /// A member of numbers, as a list.
    pub fn floats(&mut self, name: &str, value: &[f32]) {
        self.required(name, value);
    }

    /// A member that is left out if there is no value.
    pub fn optional<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// A member that is `null` if there is no value.
    pub fn nullable<T: Encode>(&mut self, name: &str, value: &Option<T>) {
        match value {
            Some(value) => self.required(name, value),
            None => self.required(name, &()),
        }
    }

    /// Members beside the named ones.
    pub fn extra<T: Encode>(&mut self, members: &Map<T>) {
        if let Some(instead) = members.instead() {
            self.out.refuse_extra(instead);
        }
        for (name, value) in members {
            self.required(name, value);
        }
    }

    /// Members beside the named ones that no description has.
    #[inline(never)]
    pub fn undeclared(&mut self, members: &Map) {
        self.extra(members);
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.text.push(b'}');
    }
}

/// Writes the items of one array.
#[derive(Debug)]
pub struct ArrayEncoder<'e> {
    out: &'e mut Encoder,
    empty: bool,
}

impl ArrayEncoder<'_> {
    /// One item.
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        if !self.empty {
            self.out.text.push(b',');
        }
        self.empty = false;
        value.encode(self.out);
    }

    /// Closes the array.
    pub fn end(self) {
        self.out.text.push(b']');
    }
}
