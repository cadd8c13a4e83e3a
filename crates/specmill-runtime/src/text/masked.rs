//! Text without the secrets in it, by the names they have there.

use std::borrow::Cow;

use specmill_secret_names::is_secret_name;

/// What stands for a secret.
pub(crate) const MASK: &str = "[secret]";

/// Servers call JSON all sorts of things.
pub(crate) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// The JSON without what stands under the name of a secret, whatever it is. It may be broken: this
/// looks at strings, and at what follows them, no more.
pub(crate) fn without_members(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('"') {
        let (before, from) = rest.split_at(at);
        let (string, after) = from.split_at(string_length(from));
        let content: Cow<'_, str> = match serde_json::from_str::<String>(string) {
            Ok(content) => content.into(),
            Err(_) => string.trim_matches('"').into(),
        };
        out.push_str(before);
        out.push_str(&without_members_inside(string, &content));
        rest = after;
        // Only a name is followed by a colon.
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else {
            continue;
        };
        if is_secret_name(&content) {
            out.push_str(&format!(": \"{MASK}\""));
            rest = value.get(value_length(value)..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

/// A string of JSON, perhaps with JSON as its content: arguments of functions are sent so.
fn without_members_inside<'a>(string: &'a str, content: &str) -> Cow<'a, str> {
    if !looks_like_json(content) {
        return string.into();
    }
    let inside = without_members(content);
    if inside == content {
        string.into()
    } else {
        serde_json::Value::from(inside).to_string().into()
    }
}

/// The length of the string that `text` begins with, its quotes included; all of it where it has no end.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of the JSON value that `text` begins with; all of it where it has no end.
fn value_length(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => at += string_length(text.get(at..).unwrap_or_default()) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            b'}' | b']' | b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
        let is_whole = depth == 0 && matches!(byte, b'"' | b'}' | b']');
        if is_whole {
            return at;
        }
    }
    text.len()
}

/// The text with the query taken off every URL in it.
pub(crate) fn without_queries(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let (before, from) = rest.split_at(at);
        let (url, after) = from.split_at(url_length(from));
        out.push_str(before);
        let path = url.split(['?', '#']).next().unwrap_or_default();
        out.push_str(path);
        if path.len() < url.len() {
            out.push_str("?[query]");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The length of the URL that `text` begins with, slashes perhaps escaped as JSON allows; that of
/// `http` where it is none.
fn url_length(text: &str) -> usize {
    const SCHEME: usize = "http".len();
    let after = text.get(SCHEME..).unwrap_or_default();
    let after = after.strip_prefix('s').unwrap_or(after);
    if !after.starts_with("://") && !after.starts_with(":\\/\\/") {
        return SCHEME;
    }
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        // In JSON, a backslash before a slash or before `u0026` is part of the URL.
        let next = chars.peek().map(|(_, char)| *char);
        let is_end = match char {
            '\\' => !matches!(next, Some('/' | 'u')),
            _ => char.is_whitespace() || matches!(char, '"' | '\'' | '<' | '>' | '`'),
        };
        if is_end {
            return at;
        }
    }
    text.len()
}
