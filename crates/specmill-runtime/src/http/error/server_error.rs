//! What a server says in the body of an error.

use serde_json::Value;

/// The parts of an error body that APIs agree on. All of them may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ServerError {
    pub(crate) message: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) param: Option<String>,
}

impl ServerError {
    /// Reads `{"error": {"message", "code", "type", "param"}}`, the same without the outer object,
    /// `{"error": "text"}`, `{"detail": "text"}`, problem details (RFC 9457: `title`, `detail`,
    /// `type`), and OAuth's errors (RFC 6749, section 5.2: `error`, `error_description`). Of a text
    /// `error` and a text beside it, the longer one is the message: frameworks have the reason phrase
    /// in one of them. A list of texts, or of objects with a text and a place, is joined. An object under
    /// `detail` is read as the body, and so is the first item of a body that is a list. Anything else gives
    /// nothing.
    pub(crate) fn parse(body: &[u8]) -> Self {
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return Self::default() };
        Self::of_body(value.get(0).unwrap_or(&value))
    }

    fn of_body(body: &Value) -> Self {
        let of_member = |name| body.get(name).filter(|value| !value.is_null());
        match (of_member("error"), of_member("detail")) {
            (Some(Value::String(error)), _) => Self::beside(error, body),
            (Some(error), _) => Self::of_object(error),
            // FastAPI's `HTTPException` puts there whatever it is given; one level of it is enough.
            (None, Some(Value::Object(detail))) if !detail.contains_key("detail") => {
                Self::of_body(&Value::Object(detail.clone()))
            }
            _ => Self::of_object(body),
        }
    }

    fn of_object(error: &Value) -> Self {
        let field = |name| error.get(name).and_then(scalar);
        let message = field("message").or_else(|| match (field("title"), field("detail")) {
            (Some(title), Some(detail)) => Some(format!("{title}: {detail}")),
            (title, detail) => title.or(detail),
        });
        let message =
            message.or_else(|| LISTS.into_iter().find_map(|name| joined(error.get(name)?)));
        let kind = field("type").or_else(|| field("error_type")).or_else(|| named_status(error));
        Self { message, code: field("code"), kind, param: field("param") }
    }

    /// What `whole` says, of which `error` is the text under that name.
    fn beside(error: &str, whole: &Value) -> Self {
        let found = Self::of_object(whole);
        let described = whole.get("error_description").and_then(scalar);
        let texts = [filled(error), described, found.message].into_iter().flatten();
        // The first of equals, and of those `error`.
        let message = texts.reduce(|longest, text| match text.len() > longest.len() {
            true => text,
            false => longest,
        });
        // OAuth's `invalid_grant` is a code; a reason phrase is none.
        let is_code = !error.contains(char::is_whitespace) && message.as_deref() != Some(error);
        let code = found.code.or_else(|| filled(error).filter(|_| is_code));
        Self { message, code, ..found }
    }
}

/// The status in Google's errors, which is a name: `INVALID_ARGUMENT`.
fn named_status(error: &Value) -> Option<String> {
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    error.get("status").and_then(scalar).filter(|status| is_name(status))
}

/// Where validators list what they reject.
const LISTS: [&str; 3] = ["message", "detail", "errors"];
/// How many of a list are shown.
const MOST_LISTED: usize = 10;

/// The texts of a list, each of them the item itself, or its message after the place that it is about.
fn joined(list: &Value) -> Option<String> {
    let text = |item: &Value| {
        let mut words = ["message", "msg", "detail", "title"].into_iter();
        scalar(item).or_else(|| {
            let message = words.find_map(|name| item.get(name).and_then(scalar))?;
            let place = PLACES.into_iter().find_map(|name| place(item.get(name)?));
            // Many name it in the message.
            let place = place.filter(|place| !message.contains(place.as_str()));
            Some(match place {
                Some(place) => format!("{place}: {message}"),
                None => message,
            })
        })
    };
    let texts: Vec<String> = list.as_array()?.iter().filter_map(text).take(MOST_LISTED).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// Where validators say what a message is about.
const PLACES: [&str; 7] = ["loc", "path", "field", "param", "property", "pointer", "instancePath"];

/// A place: its text, or the steps to it (`["query", "limit"]` is `query.limit`).
fn place(value: &Value) -> Option<String> {
    let Some(steps) = value.as_array() else { return scalar(value) };
    let steps: Vec<String> = steps.iter().filter_map(scalar).collect();
    filled(&steps.join("."))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_usual_forms() {
        let message = |body: &str| ServerError::parse(body.as_bytes()).message;
        assert_eq!(message(r#"{"error": "gone"}"#).as_deref(), Some("gone"));
        assert_eq!(message(r#"{"message": "gone"}"#).as_deref(), Some("gone"));
        assert_eq!(message(r#"{"detail": "gone"}"#).as_deref(), Some("gone"));
        assert_eq!(
            message(r#"{"title": "Gone", "detail": "for good"}"#).as_deref(),
            Some("Gone: for good")
        );
        for (body, expected) in [
            (
                r#"{"statusCode": 400, "error": "Bad Request", "message": "name is missing"}"#,
                "name is missing",
            ),
            (
                r#"{"error": "the project of this key was deleted", "message": "gone"}"#,
                "the project of this key was deleted",
            ),
            (
                r#"{"error": "Bad Request", "message": ["name is missing", "age < 0"]}"#,
                "name is missing; age < 0",
            ),
            (
                r#"{"detail": [{"loc": ["body", "n"], "msg": "not an integer", "type": "int"}]}"#,
                "body.n: not an integer",
            ),
            (
                r#"{"errors": [{"path": "a.b", "message": "a.b is missing"}, {"field": "c", "message": "no"}]}"#,
                "a.b is missing; c: no",
            ),
            (r#"{"errors": [{"title": "no"}, {"detail": "never"}]}"#, "no; never"),
            (r#"{"error": "", "message": "m"}"#, "m"),
        ] {
            assert_eq!(message(body).as_deref(), Some(expected), "{body}");
        }
        let oauth = ServerError::parse(
            br#"{"error": "invalid_grant", "error_description": "the code was used before"}"#,
        );
        assert_eq!(oauth.message.as_deref(), Some("the code was used before"));
        assert_eq!(oauth.code.as_deref(), Some("invalid_grant"));
        let alone = ServerError::parse(br#"{"error": "invalid_grant"}"#);
        assert_eq!((alone.message.as_deref(), alone.code), (Some("invalid_grant"), None));
        for (body, expected) in [
            (r#"{"detail": {"error": {"message": "m", "code": "c"}}}"#, ("m", "c")),
            (r#"{"detail": {"message": "m", "code": 7}}"#, ("m", "7")),
            (r#"{"detail": {"error": "c", "message": "the reason"}}"#, ("the reason", "c")),
            (r#"[{"error": {"message": "m", "code": 400, "status": "NOT_FOUND"}}]"#, ("m", "400")),
        ] {
            let said = ServerError::parse(body.as_bytes());
            let said = (said.message.as_deref(), said.code.as_deref());
            assert_eq!(said, (Some(expected.0), Some(expected.1)), "{body}");
        }
        let kind = |body: &str| ServerError::parse(body.as_bytes()).kind;
        assert_eq!(kind(r#"{"error": {"status": "NOT_FOUND"}}"#).as_deref(), Some("NOT_FOUND"));
        assert_eq!(
            kind(r#"{"error": "e", "error_type": "overloaded"}"#).as_deref(),
            Some("overloaded")
        );
        assert_eq!(kind(r#"{"status": "error", "message": "m"}"#), None);
        for body in ["", "null", "[1]", "{\"error\": null}", "<html>", "{\"message\": {}}"] {
            assert_eq!(message(body), None, "{body}");
        }
        let error = ServerError::parse(
            br#"{"error": {"message": "m", "type": "t", "code": 7, "param": "p"}}"#,
        );
        assert_eq!(error.code.as_deref(), Some("7"));
        assert_eq!(error.kind.as_deref(), Some("t"));
        assert_eq!(error.param.as_deref(), Some("p"));
    }
}
