//! A body as a log may show it.

use std::fmt::Write;

use percent_encoding::percent_decode_str;
use specmill_secret_names::is_secret_name;

use crate::text::{Escaping, MASK, Secrets, looks_like_json, redacted_json, without_queries};

/// How much of a body is shown, in bytes.
const MOST_SHOWN: usize = 8 * 1024;

/// The text of the first 8 KiB of a body without its secrets: `secrets`, what stands in JSON and forms
/// under names of secrets, and the queries of URLs, which can be signatures. It is cut first, and what
/// the cut leaves of a member or field is not shown. Of what is no text, the length.
pub(super) fn redacted(media_type: &str, body: &[u8], secrets: &Secrets) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = essence.is_empty() || essence.ends_with("json");
    let is_form = essence == "application/x-www-form-urlencoded";
    if !is_json && !is_form && !essence.starts_with("text/") {
        return bytes(body);
    }
    // A secret that begins in what is shown has to be seen whole.
    let longest = secrets.texts().map(str::len).max().unwrap_or_default();
    let Some(text) = beginning(body, MOST_SHOWN.saturating_add(longest)) else {
        return bytes(body);
    };
    let cut = floor(text, MOST_SHOWN);
    let head = text.get(..cut).unwrap_or_default();
    let is_cut = cut < body.len();
    let shown = if is_json || looks_like_json(head) {
        redacted_json(head, secrets)
    } else if is_form {
        without_fields(head, is_cut, secrets)
    } else {
        plain(text, cut, is_cut, secrets)
    };
    escaped(&shown)
}

fn bytes(body: &[u8]) -> String {
    format!("[{} bytes]", body.len())
}

/// The text that `body` begins with, of at most `most` bytes; none if it is no text.
fn beginning(body: &[u8], most: usize) -> Option<&str> {
    let head = body.get(..most).unwrap_or(body);
    match std::str::from_utf8(head) {
        Ok(text) => Some(text),
        // The cut went through a character.
        Err(error) if error.error_len().is_none() && head.len() < body.len() => {
            std::str::from_utf8(head.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// The last place up to `most` at which the text can be cut.
fn floor(text: &str, most: usize) -> usize {
    let most = most.min(text.len());
    (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Text up to `cut`, or up to a secret that lies across it.
fn plain(text: &str, cut: usize, is_cut: bool, secrets: &Secrets) -> String {
    let starts = secrets.texts().flat_map(|secret| {
        let found = text.match_indices(secret);
        found.filter(|(at, _)| *at < cut && at + secret.len() > cut).map(|(at, _)| at)
    });
    let cut = starts.min().unwrap_or(cut);
    let mut shown = without_queries(text.get(..cut).unwrap_or_default());
    secrets.take_out(&mut shown);
    if is_cut {
        shown.push('…');
    }
    shown
}

/// The text as one line that a terminal does not obey.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into memory cannot fail.
    let _ = Escaping(&mut out).write_str(text);
    out
}

/// The form without the values of fields that have the name of a secret or hold one, and without the
/// last field where that is cut.
fn without_fields(form: &str, is_cut: bool, secrets: &Secrets) -> String {
    let (form, more) = match form.rsplit_once('&') {
        _ if !is_cut => (form, ""),
        Some((whole, _)) => (whole, "&…"),
        None => ("", "…"),
    };
    let decoded =
        |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = form.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value))
            if is_secret_name(&decoded(name)) || secrets.are_in(&decoded(value)) =>
        {
            format!("{name}={MASK}")
        }
        Some((name, value)) if value.contains('%') => {
            // A URL in it has a query of its own.
            let value = without_queries(&decoded(value));
            format!("{name}={value}")
        }
        _ => pair.to_owned(),
    });
    let mut shown = pairs.collect::<Vec<_>>().join("&") + more;
    secrets.take_out(&mut shown);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_cut_and_then_walked() {
        let secrets: Secrets = ["sk-1234"].into_iter().collect();
        let shown = |media_type, body: &str| redacted(media_type, body.as_bytes(), &secrets);
        let long = "x".repeat(MOST_SHOWN);
        for (body, expected) in [
            (r#"{"a":"sk-1234","token":"x"}"#.to_owned(), r#"{"a":"[secret]","token":"[secret]"}"#),
            (format!(r#"{{"a":1,"token":"{long}","b":2}}"#), r#"{"a":1…"#),
            (format!(r#"{{"a":1,"b":["{long}"]}}"#), r#"{"a":1,"b":[…"#),
        ] {
            assert_eq!(shown("application/json; charset=utf-8", &body), expected);
            assert_eq!(shown("text/plain", &body), expected);
        }
        assert_eq!(shown("application/json", "<html>"), "…");
    }

    #[test]
    fn forms_text_and_other_bodies() {
        let secrets: Secrets = ["s/1!"].into_iter().collect();
        let shown = |media_type, body: &[u8]| redacted(media_type, body, &secrets);
        let form = "application/x-www-form-urlencoded";
        assert_eq!(
            shown(form, b"a=s%2F1%21&client%5Fsecret=x&b=&c=http%3A%2F%2Fa%3Fsig%3Dx"),
            "a=[secret]&client%5Fsecret=[secret]&b=&c=http://a?[query]"
        );
        let long = format!("a=1&b={}", "x".repeat(MOST_SHOWN));
        assert_eq!(shown(form, long.as_bytes()), "a=1&…");
        assert_eq!(shown(form, long.trim_start_matches("a=1&").as_bytes()), "…");
        assert_eq!(shown("text/plain", b"so s/1! it is"), "so [secret] it is");
        assert_eq!(shown("text/plain", br#"{"password": 1}"#), r#"{"password":"[secret]"}"#);
        assert_eq!(shown("image/png", b"PNG"), "[3 bytes]");
        assert_eq!(shown("application/json", b"\xff"), "[1 bytes]");
        let long = shown("text/plain", "é".repeat(MOST_SHOWN).as_bytes());
        assert!(long.ends_with('…') && long.len() <= MOST_SHOWN + '…'.len_utf8());
        assert_eq!(shown("text/plain", b"a\n\x1b[2J"), "a\\n\\u{1b}[2J");
    }

    #[test]
    fn a_secret_across_the_cut_is_not_shown_in_part() {
        let secrets: Secrets = ["0123456789"].into_iter().collect();
        for before in MOST_SHOWN - 12..MOST_SHOWN + 2 {
            let body = format!("{}0123456789 and on", "x".repeat(before));
            let shown = redacted("text/plain", body.as_bytes(), &secrets);
            assert!(!shown.contains("01"), "{before}: {}", shown.trim_start_matches('x'));
        }
    }
}
