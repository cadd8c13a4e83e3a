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
    /// Reads `{"error": {"message", "code", "type", "param"}}`, the same without the
    /// outer object, `{"error": "text"}`, `{"detail": "text"}`, and problem details
    /// (RFC 9457: `title`, `detail`, `type`). Anything else gives nothing.
    pub(crate) fn parse(body: &[u8]) -> Self {
        let Ok(value) = serde_json::from_slice::<Value>(body) else { return Self::default() };
        let error = value.get("error").unwrap_or(&value);
        if let Some(message) = error.as_str() {
            return Self { message: filled(message), ..Self::default() };
        }
        let field = |name| error.get(name).and_then(scalar);
        let message = field("message").or_else(|| match (field("title"), field("detail")) {
            (Some(title), Some(detail)) => Some(format!("{title}: {detail}")),
            (title, detail) => title.or(detail),
        });
        Self { message, code: field("code"), kind: field("type"), param: field("param") }
    }
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
