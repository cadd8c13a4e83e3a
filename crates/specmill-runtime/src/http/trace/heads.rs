//! Headers and queries: the one place that shows any.
//!
//! It shows the names of all, and the values of those alone that are on a list of harmless ones. A list
//! of secret ones is never complete, and that a document declares a parameter says nothing of what is
//! in it: an address, a name, a key.

use std::fmt::Write;

use ::http::HeaderMap;
use percent_encoding::percent_decode_str;
use specmill_secret_names::{is_harmless_header, is_harmless_parameter};
use tracing::Level;
use url::Url;

use super::on::TARGET;
use crate::text::{Escaping, MASK, one_line};

/// How many characters are shown of a value.
const LONGEST_VALUE: usize = 200;

/// What goes out: of each try and each redirect, as the server gets it.
pub(crate) fn request_head(url: &Url, headers: &HeaderMap) {
    if is_trace_enabled() {
        let (query, headers) = (shown_query(url), shown_headers(headers));
        tracing::trace!(target: TARGET, query, headers, "request head");
    }
}

pub(crate) fn answer_head(headers: &HeaderMap) {
    if is_trace_enabled() {
        tracing::trace!(target: TARGET, headers = shown_headers(headers), "answer head");
    }
}

fn is_trace_enabled() -> bool {
    tracing::enabled!(target: TARGET, Level::TRACE)
}

fn shown_headers(headers: &HeaderMap) -> String {
    let all = headers.iter().map(|(name, value)| {
        let value = value.to_str().ok().filter(|_| !value.is_sensitive());
        let value = value.filter(|_| is_harmless_header(name.as_str()));
        format!("{name}: {}", value.map_or(MASK.into(), |value| one_line(value, LONGEST_VALUE)))
    });
    all.collect::<Vec<_>>().join(", ")
}

fn shown_query(url: &Url) -> String {
    let pairs = url.query().into_iter().flat_map(|query| query.split('&'));
    let pairs = pairs.filter(|pair| !pair.is_empty()).map(|pair| {
        // What has no name can be a value as well as a name.
        let Some((name, value)) = pair.split_once('=') else { return MASK.to_owned() };
        let name = percent_decode_str(name).decode_utf8_lossy();
        let shown = if is_harmless_parameter(&name) { value } else { MASK };
        let mut text = String::new();
        // Writing into memory cannot fail.
        let _ = Escaping(&mut text).write_str(&one_line(&name, LONGEST_VALUE));
        format!("{text}={}", one_line(shown, LONGEST_VALUE))
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_of_what_is_known_to_be_harmless() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("accept", "application/json"),
            ("authorization", "Bearer sk-1"),
            ("x-tenant", "acme"),
            ("x-request-id", "req_1"),
        ] {
            headers.append(name, value.parse().unwrap());
        }
        let mut sensitive: ::http::HeaderValue = "agent".parse().unwrap();
        sensitive.set_sensitive(true);
        headers.append("user-agent", sensitive);
        assert_eq!(
            shown_headers(&headers),
            "accept: application/json, authorization: [secret], x-tenant: [secret], \
             x-request-id: req_1, user-agent: [secret]"
        );
        let shown = |url: &str| shown_query(&Url::parse(url).unwrap());
        assert_eq!(shown("https://a/b"), "");
        assert_eq!(
            shown("https://a/b?limit=5&email=a%40b&order=asc&sk-1&li%6Dit=6&api_key="),
            "limit=5&email=[secret]&order=asc&[secret]&limit=6&api_key=[secret]"
        );
    }
}
