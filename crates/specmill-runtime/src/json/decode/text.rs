//! Bodies that are text, or may be: leniently read, with the drift listed.

use super::decoder::{Decode, Decoded, decode};
use crate::json::report::{DecodeError, Drift, DriftKind, Strictness};
use crate::json::tape::Tape;

/// What a body is said to be, where a value is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// JSON, or nothing is said.
    Json,
    /// Text, which the description does not have.
    Text,
    /// Text, as good as JSON.
    TextOrJson,
    /// Events, which are no one value: it is JSON, or it is wrong.
    Events,
}

/// A body as text. What is not UTF-8 is replaced by U+FFFD, which is drift; so is a string of a body that
/// is said to be JSON, which is read as one.
///
/// # Errors
/// With [`Strictness::Strict`], at drift.
pub(crate) fn decode_text(
    body: &[u8],
    is_json: bool,
    strictness: Strictness,
) -> Result<Decoded<String>, DecodeError> {
    if is_json && let Ok(string) = decode::<String>(body, Strictness::Strict) {
        return Ok(Decoded { drift: departure("text", "JSON", strictness)?, ..string });
    }
    let error = match std::str::from_utf8(body) {
        Ok(text) => return Ok(Decoded::exact(text.to_owned())),
        Err(error) => error,
    };
    let expected = "text in UTF-8".into();
    let drift = Drift::of_body(DriftKind::InvalidFormat, expected, error.to_string());
    match strictness {
        Strictness::Strict => Err(DecodeError::strict(vec![drift], 0)),
        Strictness::Lenient => Ok(Decoded {
            value: String::from_utf8_lossy(body).into_owned(),
            drift: vec![drift],
            unlisted: 0,
        }),
    }
}

/// A body that is JSON, or the bare text of a string, an enum, a date. Text that is JSON as well is
/// taken as text where that is said of it and a `T` is text, unless it is in quotes.
///
/// # Errors
/// Those of JSON, where it is no text of a `T` either.
pub(crate) fn decode_json_or_text<T: Decode>(
    body: &[u8],
    form: BodyForm,
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    match reading(body, form)? {
        Reading::Json(tape) => tape.decode(strictness),
        Reading::Either(text, json) => either(&text, json, form, strictness),
    }
}

/// What a body may be read as.
enum Reading<'b> {
    Json(Tape<'b>),
    /// Text if that is a value, else JSON.
    Either(Tape<'b>, Result<Tape<'b>, DecodeError>),
}

fn reading(body: &[u8], form: BodyForm) -> Result<Reading<'_>, DecodeError> {
    let json = match Tape::parse(body) {
        json if form == BodyForm::Events => return json.map(Reading::Json),
        Ok(tape) if form == BodyForm::Json || tape.root().as_str().is_some() => {
            return Ok(Reading::Json(tape));
        }
        Err(error) if form != BodyForm::TextOrJson && begins_otherwise(body) => return Err(error),
        json => json,
    };
    match (std::str::from_utf8(body), json) {
        (Ok(text), json) => Ok(Reading::Either(Tape::of_text(text), json)),
        (Err(_), json) => json.map(Reading::Json),
    }
}

/// Whether a text begins as JSON, which then is not whole, or as a page for people.
fn begins_otherwise(body: &[u8]) -> bool {
    matches!(body.trim_ascii_start().first(), None | Some(b'"' | b'{' | b'[' | b'<'))
}

#[cold]
fn either<T: Decode>(
    text: &Tape<'_>,
    json: Result<Tape<'_>, DecodeError>,
    form: BodyForm,
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    match text.decode(Strictness::Strict) {
        Ok(decoded) if form == BodyForm::TextOrJson => Ok(decoded),
        Ok(decoded) => Ok(Decoded { drift: departure("JSON", "text", strictness)?, ..decoded }),
        Err(_) => json?.decode(strictness),
    }
}

/// The drift of a body that is of another form than described.
fn departure(
    expected: &str,
    found: &str,
    strictness: Strictness,
) -> Result<Vec<Drift>, DecodeError> {
    let drift = vec![Drift::of_body(DriftKind::WrongType, expected.into(), found.into())];
    match strictness {
        Strictness::Lenient => Ok(drift),
        Strictness::Strict => Err(DecodeError::strict(drift, 0)),
    }
}

/// A body that is documented as the text of a number, a boolean, a date, an enum.
///
/// # Errors
/// When no `T` can be made of it; with [`Strictness::Strict`], also at any drift.
pub(crate) fn decode_scalar<T: Decode>(
    body: &[u8],
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    let text = String::from_utf8_lossy(body);
    let text = Tape::of_text(text.trim());
    match (text.decode(Strictness::Strict), Tape::parse(body)) {
        (Ok(decoded), _) => Ok(decoded),
        (Err(_), Ok(json)) => json.decode(strictness),
        (Err(_), Err(_)) => text.decode(strictness),
    }
}
