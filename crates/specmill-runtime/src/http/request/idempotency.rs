//! Idempotency keys, by which a server recognises a request that it has seen before.

use ::http::{HeaderMap, HeaderName, HeaderValue};

use super::draft::RequestDraft;
use crate::http::client::{Client, is_idempotent};
use crate::random::random;

/// The header of a key where the client names no other (draft-ietf-httpapi-idempotency-key-header).
const HEADER: HeaderName = HeaderName::from_static("idempotency-key");

/// Puts an idempotency key on the request: the call's own, else a new one if the client is set to
/// send one and the method is not idempotent. Returns whether the request has a key, which the
/// caller may have set as a header.
pub(crate) fn put(client: &Client, draft: &RequestDraft, headers: &mut HeaderMap) -> bool {
    let configured = client.shared.idempotency_key_header.as_ref();
    let name = configured.cloned().unwrap_or(HEADER);
    let own = draft.overrides.as_ref().and_then(|overrides| overrides.idempotency_key.clone());
    let is_due = configured.is_some() && !is_idempotent(draft.operation.method());
    match own {
        Some(own) => drop(headers.insert(name, own)),
        None if headers.contains_key(&name) => {}
        None if is_due => drop(headers.insert(name, fresh())),
        None => return false,
    }
    true
}

/// A random key in the form of a UUID of version 4 (RFC 9562, section 5.4).
fn fresh() -> HeaderValue {
    let versioned = random() & !(0xF << 76) & !(0b11 << 62) | 4 << 76 | 0b10 << 62;
    let hex = format!("{versioned:032x}");
    let mut text = String::with_capacity(36);
    for (at, digit) in hex.char_indices() {
        if matches!(at, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    // Digits and dashes can always be in a header.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("0"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_look_like_uuids_and_differ() {
        let keys: HashSet<_> = (0..1000).map(|_| fresh().to_str().unwrap().to_owned()).collect();
        assert_eq!(keys.len(), 1000);
        for key in keys {
            let parts: Vec<_> = key.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{key}");
            assert_eq!(key.as_bytes()[14], b'4', "{key}");
            assert!(matches!(key.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{key}");
        }
    }
}
