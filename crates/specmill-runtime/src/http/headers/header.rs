//! Names and values of headers.

use ::http::{HeaderMap, HeaderName, HeaderValue};
use specmill_secret_names::is_secret_header;

/// The name of a header. The error is a reason.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, String> {
    HeaderName::try_from(name)
        .map_err(|_| format!("`{}` is not a name a header can have", name.escape_debug()))
}

/// A header value, marked as a secret where its name says that it is one. The error is a reason.
pub(crate) fn header_value(name: &str, text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| "its value holds a line break or another control character")?;
    value.set_sensitive(is_secret_header(name));
    Ok(value)
}

/// The header `x-request-id` as text.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-request-id")?.to_str().ok()
}

/// Takes off every header that is or may be a secret.
pub(crate) fn drop_secrets(headers: &mut HeaderMap) {
    let secret: Vec<_> = headers
        .iter()
        .filter(|(_, value)| value.is_sensitive())
        .map(|(name, _)| name.clone())
        .collect();
    for name in secret {
        headers.remove(name);
    }
}
