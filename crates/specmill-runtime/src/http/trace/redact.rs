//! A body as a log may show it.

use std::fmt::Write;

use percent_encoding::percent_decode_str;
use specmill_secret_names::is_secret_name;

use crate::text::{Escaping, MASK, looks_like_json, take_out, without_members, without_queries};

/// How much of a body is shown, in bytes.
const MOST_SHOWN: usize = 8 * 1024;

/// The text of a body without its secrets: `secrets` in every form that JSON and forms have for them,
/// what stands in JSON and forms under names of secrets, and the queries of URLs, which can be
/// signatures. Cut after 8 KiB. Of what is no text, the length.
pub(super) fn redacted(media_type: &str, body: &[u8], secrets: &[String]) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = essence.is_empty() || essence.ends_with("json");
    let is_form = essence == "application/x-www-form-urlencoded";
    let text = match std::str::from_utf8(body) {
        Ok(text) if is_json || is_form || essence.starts_with("text/") => text,
        _ => return format!("[{} bytes]", body.len()),
    };
    let mut text = if is_form { without_fields(text) } else { without_queries(text) };
    if is_json || looks_like_json(&text) {
        text = without_members(&text);
    }
    take_out(&mut text, &forms(secrets));
    escaped(&cut(text))
}

/// The text as one line that a terminal does not obey.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Writing into memory cannot fail.
    let _ = Escaping(&mut out).write_str(text);
    out
}

/// Each secret as it is, and as JSON and URLs write it.
fn forms(secrets: &[String]) -> Vec<String> {
    let all = secrets.iter().flat_map(|secret| {
        let json = serde_json::Value::from(secret.as_str()).to_string();
        let url = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let json = json.get(1..json.len() - 1).unwrap_or_default().to_owned();
        [secret.clone(), json, url]
    });
    all.collect()
}

/// The form without the values of fields that have the name of a secret.
fn without_fields(form: &str) -> String {
    let pairs = form.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret_name(&percent_decode_str(name).decode_utf8_lossy()) => {
            format!("{name}={MASK}")
        }
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn cut(mut text: String) -> String {
    if text.len() > MOST_SHOWN {
        let end = (0..=MOST_SHOWN).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        redacted("application/json; charset=utf-8", text.as_bytes(), &["sk-\"1\"".to_owned()])
    }

    #[test]
    fn members_with_the_name_of_a_secret_are_taken_out_whatever_they_are() {
        for (body, expected) in [
            (r#"{"a":"b","api_key":"x","n":1}"#, r#"{"a":"b","api_key": "[secret]","n":1}"#),
            (r#"{"password" : "a\"b", "n": 1}"#, r#"{"password": "[secret]", "n": 1}"#),
            (r#"[{"token":{"value":"x}"}},2]"#, r#"[{"token": "[secret]"},2]"#),
            (r#"{"clientSecret":["x",{"y":"]"}]}"#, r#"{"clientSecret": "[secret]"}"#),
            (
                r#"{"token":123,"pass\u0077ord":null}"#,
                r#"{"token": "[secret]","pass\u0077ord": "[secret]"}"#,
            ),
            (
                r#"{"max_tokens":5,"key":"k","token_type":"t"}"#,
                r#"{"max_tokens":5,"key":"k","token_type":"t"}"#,
            ),
            (r#"{"a":"the password: x"}"#, r#"{"a":"the password: x"}"#),
            (r#"{"a":"sk-\"1\""}"#, r#"{"a":"[secret]"}"#),
            (
                r#"{"arguments":"{\"password\":\"x\"}"}"#,
                r#"{"arguments":"{\"password\": \"[secret]\"}"}"#,
            ),
            // Broken off.
            (r#"{"secret":"ab"#, r#"{"secret": "[secret]""#),
            (r#"{"secret":[1,"#, r#"{"secret": "[secret]""#),
            (r#"{"secret":"#, r#"{"secret": "[secret]""#),
            (r#"{"secret"#, r#"{"secret"#),
            ("", ""),
        ] {
            assert_eq!(json(body), expected, "{body}");
        }
    }

    #[test]
    fn queries_of_urls_are_taken_out() {
        for (body, expected) in [
            (r#"{"url":"https://a/b?sig=x&y=z","n":1}"#, r#"{"url":"https://a/b?[query]","n":1}"#),
            (r#"{"url":"https:\/\/a\/b?sig=x\u0026y=z"}"#, r#"{"url":"https:\/\/a\/b?[query]"}"#),
            (r#""{\"url\":\"http://a?x\"}""#, r#""{\"url\":\"http://a?[query]\"}""#),
            (r#""see http or https://a.""#, r#""see http or https://a.""#),
        ] {
            assert_eq!(json(body), expected, "{body}");
        }
    }

    #[test]
    fn forms_text_and_other_bodies() {
        let secrets = ["s/1!".to_owned()];
        let shown = |media_type, body: &[u8]| redacted(media_type, body, &secrets);
        let form = "application/x-www-form-urlencoded";
        assert_eq!(
            shown(form, b"a=s%2F1%21&client%5Fsecret=x&b="),
            "a=[secret]&client%5Fsecret=[secret]&b="
        );
        assert_eq!(shown("text/plain", b"so s/1! it is"), "so [secret] it is");
        assert_eq!(shown("text/plain", br#"{"password": 1}"#), r#"{"password": "[secret]"}"#);
        assert_eq!(shown("image/png", b"PNG"), "[3 bytes]");
        assert_eq!(shown("application/json", b"\xff"), "[1 bytes]");
        let long = shown("text/plain", "é".repeat(MOST_SHOWN).as_bytes());
        assert_eq!((long.len(), long.chars().last()), (MOST_SHOWN + '…'.len_utf8(), Some('…')));
    }
}
