//! Names and values of headers.

use ::http::{HeaderMap, HeaderName, HeaderValue};
use specmill_secret_names::is_secret_header;

use super::header_fault::{HeaderFault, NotAHeaderName};

/// The name of a header.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, NotAHeaderName> {
    HeaderName::try_from(name).map_err(|_| NotAHeaderName(name.to_owned()))
}

/// A header value, marked as a secret where its name says that it is one.
pub(crate) fn header_value(name: &str, text: &str) -> Result<HeaderValue, HeaderFault> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| HeaderFault::Value)?;
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
