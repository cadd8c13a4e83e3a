//! Answers that are of one type or another, by status and media type.

use ::http::StatusCode;
use bytes::Bytes;

use crate::http::headers::{is_json, is_page, is_text, says_event_stream};
use crate::json::{self, Decode, DecodeError, Decoded, Drift, DriftKind, Strictness};

/// A successful answer of one of several types, by status and media type;
/// [`answers!`](crate::__private::answers) implements it for enums.
pub trait Answer: Sized {
    /// The `accept` header.
    const ACCEPT: &'static str;

    /// Reads a successful answer. `content_type` is empty if the server told none. A clone of `body`
    /// shares its memory.
    ///
    /// # Errors
    /// When it is none of the answers, or cannot be read as the one it is.
    fn answer(
        status: StatusCode,
        content_type: &str,
        body: &Bytes,
        strictness: Strictness,
    ) -> Result<Decoded<Self>, DecodeError>;
}

/// A status (`200`, `2XX`, `default`) and a media type, empty for an answer without content.
type Row = (&'static str, &'static str);

/// The row that an answer belongs to: of those with the most precise status (OpenAPI 3.1, section
/// 4.8.16: a code goes before a range, a range before the default) the one with the most precise
/// media type. Past the end if there is none.
#[must_use]
pub fn select(rows: &[Row], status: StatusCode, content_type: &str, body: &[u8]) -> usize {
    let ranks = || rows.iter().map(|(pattern, _)| status_rank(pattern, status));
    let best = ranks().max().unwrap_or(0);
    let candidates: Vec<_> =
        ranks().enumerate().filter(|(_, rank)| best > 0 && *rank == best).collect();
    let media_rank =
        |at: usize| rows.get(at).map_or(0, |(_, pattern)| media_rank(pattern, content_type, body));
    // The first of equals wins.
    let Some((chosen, _)) = candidates.iter().rev().max_by_key(|(at, _)| media_rank(*at)) else {
        return without_body(rows, body).unwrap_or(rows.len());
    };
    let is_alone_and_json =
        candidates.len() == 1 && rows.get(*chosen).is_some_and(|(_, pattern)| is_json(pattern));
    // JSON that goes by another name is still JSON, where nothing else can be meant.
    let looks_like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
    if media_rank(*chosen) > 0 || (is_alone_and_json && looks_like_json) {
        return *chosen;
    }
    without_body(rows, body).unwrap_or(rows.len())
}

/// The row for a success without a body where none is described for its status: what is described
/// without one, else the first.
fn without_body(rows: &[Row], body: &[u8]) -> Option<usize> {
    let empty = rows.iter().position(|(_, media_type)| media_type.is_empty());
    (body.is_empty() && !rows.is_empty()).then(|| empty.unwrap_or(0))
}

fn status_rank(pattern: &str, status: StatusCode) -> u8 {
    let code = status.as_str();
    let is_range = pattern.len() == 3
        && pattern.get(..1) == code.get(..1)
        && pattern.get(1..).is_some_and(|rest| rest.eq_ignore_ascii_case("xx"));
    match pattern {
        _ if pattern == code => 3,
        _ if is_range => 2,
        "default" => 1,
        _ => 0,
    }
}

/// The rank of text where text of another kind is described.
const OTHER_TEXT: u8 = 1;

fn media_rank(pattern: &str, content_type: &str, body: &[u8]) -> u8 {
    let essence = |media_type: &str| {
        media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    };
    let (pattern, found) = (essence(pattern), essence(content_type));
    match pattern.strip_suffix('*') {
        // An answer without content is one that has none, or one of which nothing else is known.
        _ if pattern.is_empty() && body.is_empty() => 6,
        _ if pattern.is_empty() => 1,
        _ if found.is_empty() && !body.is_empty() => 2,
        _ if pattern == found => 5,
        // Events are no one value.
        _ if says_event_stream(&found) => 0,
        Some("*/") => 2,
        Some(kind) if found.starts_with(kind) => 3,
        _ if is_json(&pattern) && is_json(&found) => 4,
        // JSON that is a string is text.
        _ if is_text(&pattern) && is_json(&found) && body.starts_with(b"\"") => 1,
        // Text of another kind is text, unless it is a page for people.
        _ if is_text(&pattern) && is_text(&found) && !is_page(&found, body) => OTHER_TEXT,
        _ => 0,
    }
}

/// The error of an answer that the document does not describe.
#[must_use]
#[cold]
pub fn none_of(rows: &[Row], status: StatusCode, content_type: &str) -> DecodeError {
    let expected = rows.iter().map(|(status, media_type)| match *media_type {
        "" => (*status).to_owned(),
        media_type => format!("{status} {media_type}"),
    });
    let found = match content_type {
        "" => format!("{} without a content type", status.as_str()),
        media_type => format!("{} {media_type}", status.as_str()),
    };
    DecodeError::body(expected.collect::<Vec<_>>().join(" or "), found)
}

/// Reads JSON as what an enum's variant holds.
pub fn json<T: Decode, A>(
    body: &[u8],
    strictness: Strictness,
    variant: fn(T) -> A,
) -> Result<Decoded<A>, DecodeError> {
    json::decode_body::<T>(body, strictness).map(|decoded| decoded.map(variant))
}

/// Reads text as what an enum's variant holds; text of another kind than its own is drift.
pub fn text<A>(
    rows: &[Row],
    row: usize,
    content_type: &str,
    body: &[u8],
    strictness: Strictness,
    variant: fn(String) -> A,
) -> Result<Decoded<A>, DecodeError> {
    let is_json = is_json(content_type);
    let mut decoded = json::decode_text(body, is_json, strictness)?;
    let pattern = rows.get(row).map_or("", |(_, pattern)| pattern);
    if !is_json && media_rank(pattern, content_type, body) == OTHER_TEXT {
        let found = content_type.to_owned();
        decoded.drift.push(Drift::of_body(DriftKind::WrongType, pattern.to_owned(), found));
        if strictness == Strictness::Strict {
            return Err(DecodeError::strict(decoded.drift, decoded.unlisted));
        }
    }
    Ok(decoded.map(variant))
}

/// Reads the text of a number, a boolean, a date or an enum as what an enum's variant holds.
pub fn scalar<T: Decode, A>(
    body: &[u8],
    strictness: Strictness,
    variant: fn(T) -> A,
) -> Result<Decoded<A>, DecodeError> {
    json::decode_scalar::<T>(body, strictness).map(|decoded| decoded.map(variant))
}

/// An enum's variant for an answer without a body; under another status than its own, that is drift.
pub fn nothing<A>(
    rows: &[Row],
    row: usize,
    status: StatusCode,
    strictness: Strictness,
    variant: A,
) -> Result<Decoded<A>, DecodeError> {
    let pattern = rows.get(row).map_or("default", |(pattern, _)| pattern);
    if status_rank(pattern, status) > 0 {
        return Ok(Decoded::exact(variant));
    }
    let found = format!("nothing, with status {}", status.as_str());
    let drift = Drift::of_body(DriftKind::MissingField, "a body".into(), found);
    match strictness {
        Strictness::Strict => Err(DecodeError::strict(vec![drift], 0)),
        Strictness::Lenient => Ok(Decoded { value: variant, drift: vec![drift], unlisted: 0 }),
    }
}

/// Takes the bytes as what an enum's variant holds.
pub fn bytes<A>(
    body: &Bytes,
    _: Strictness,
    variant: fn(Bytes) -> A,
) -> Result<Decoded<A>, DecodeError> {
    Ok(Decoded::exact(variant(body.clone())))
}

/// How long the `accept` header of these rows is.
#[must_use]
pub const fn accept_length(rows: &[Row]) -> usize {
    let (mut length, mut row) = (0, 0);
    while row < rows.len() {
        if is_new(rows, row) {
            length += rows[row].1.len() + if length > 0 { 2 } else { 0 };
        }
        row += 1;
    }
    if length > 0 { length } else { 3 }
}

/// The `accept` header of these rows: each media type once; `*/*` if there is none.
#[must_use]
pub const fn accept<const N: usize>(rows: &[Row]) -> [u8; N] {
    let mut out = [b' '; N];
    let (mut length, mut row) = (0, 0);
    while row < rows.len() {
        if is_new(rows, row) {
            if length > 0 {
                out[length] = b',';
                length += 2;
            }
            let media_type = rows[row].1.as_bytes();
            let mut at = 0;
            while at < media_type.len() {
                out[length] = media_type[at];
                length += 1;
                at += 1;
            }
        }
        row += 1;
    }
    if length == 0 && N == 3 {
        out[0] = b'*';
        out[1] = b'/';
        out[2] = b'*';
    }
    out
}

/// Whether no row before has this media type.
const fn is_new(rows: &[Row], row: usize) -> bool {
    let media_type = rows[row].1.as_bytes();
    let mut before = 0;
    while before < row {
        let other = rows[before].1.as_bytes();
        let mut at = 0;
        while at < other.len() && at < media_type.len() && other[at] == media_type[at] {
            at += 1;
        }
        if at == other.len() && at == media_type.len() {
            return false;
        }
        before += 1;
    }
    !media_type.is_empty()
}

/// Implements [`Answer`] for an enum, by a table: status (`200`, `2XX`, `default`), media type if
/// there is content, variant, and what it holds: `json` (anything that decodes), `text` (a
/// `String`), `scalar` (what decodes from text) or `bytes` ([`Bytes`]).
///
/// ```
/// use specmill_runtime::__private::{self as runtime, Answer};
/// use specmill_runtime::http::{self, types::StatusCode};
/// use specmill_runtime::json::Strictness;
///
/// #[derive(Debug, PartialEq)]
/// pub enum CreateJobAnswer {
///     Ok(Vec<i64>),
///     NoContent,
///     Text(String),
///     Png(http::Bytes),
/// }
/// runtime::answers!(CreateJobAnswer {
///     200 "application/json" => Ok(json),
///     204 => NoContent,
///     2XX "text/*" => Text(text),
///     default "image/png" => Png(bytes),
/// });
///
/// assert_eq!(CreateJobAnswer::ACCEPT, "application/json, text/*, image/png");
/// let read = |status, content_type, body: &'static [u8]| {
///     CreateJobAnswer::answer(status, content_type, &body.into(), Strictness::Lenient)
/// };
/// let answer = read(StatusCode::OK, "application/json; charset=utf-8", b"[1]")?.value;
/// assert_eq!(answer, CreateJobAnswer::Ok(vec![1]));
/// let error = read(StatusCode::CREATED, "image/gif", b"GIF").unwrap_err();
/// assert!(error.to_string().ends_with("found 201 image/gif"));
/// # Ok::<(), specmill_runtime::json::DecodeError>(())
/// ```
#[macro_export]
macro_rules! __http_answers {
    (@read $name:ident $variant:ident text $body:ident $row:ident $status:ident $media_type:ident $strictness:ident) => {
        $crate::__private::by_status::text(
            ROWS, $row, $media_type, $body, $strictness, $name::$variant,
        )
    };
    (@read $name:ident $variant:ident $how:ident $body:ident $row:ident $status:ident $media_type:ident $strictness:ident) => {
        $crate::__private::by_status::$how($body, $strictness, $name::$variant)
    };
    (@read $name:ident $variant:ident $body:ident $row:ident $status:ident $media_type:ident $strictness:ident) => {
        $crate::__private::by_status::nothing(ROWS, $row, $status, $strictness, $name::$variant)
    };
    ($name:ident { $($status:tt $($media:literal)? => $variant:ident $(($how:ident))?),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::Answer for $name {
            const ACCEPT: &'static str = {
                const ROWS: &[(&str, &str)] =
                    &[$((::core::stringify!($status), ::core::concat!($($media)?))),*];
                const TEXT: [u8; $crate::__private::by_status::accept_length(ROWS)] =
                    $crate::__private::by_status::accept(ROWS);
                match ::core::str::from_utf8(&TEXT) {
                    ::core::result::Result::Ok(text) => text,
                    ::core::result::Result::Err(_) => "*/*",
                }
            };

            fn answer(
                status: $crate::http::types::StatusCode,
                content_type: &str,
                body: &$crate::http::Bytes,
                strictness: $crate::json::Strictness,
            ) -> ::core::result::Result<$crate::json::Decoded<Self>, $crate::json::DecodeError> {
                const ROWS: &[(&str, &str)] =
                    &[$((::core::stringify!($status), ::core::concat!($($media)?))),*];
                let row = $crate::__private::by_status::select(ROWS, status, content_type, body);
                let _ = (body, strictness);
                let mut rows = 0_usize..;
                $(
                    if rows.next() == ::core::option::Option::Some(row) {
                        return $crate::__http_answers!(
                            @read $name $variant $($how)? body row status content_type strictness
                        );
                    }
                )*
                ::core::result::Result::Err($crate::__private::by_status::none_of(
                    ROWS,
                    status,
                    content_type,
                ))
            }
        }
    };
}
