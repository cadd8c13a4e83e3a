//! What is not JSON, or not all of it.

use std::error::Error;

use specmill_runtime::json::{self, DecodeError, Strictness, Value};

use super::fixture::{Invite, Tree, fails, lenient};

fn bytes(body: &[u8]) -> DecodeError {
    json::decode::<Value>(body, Strictness::Lenient).expect_err("not JSON")
}

#[test]
fn each_says_what_it_is_and_where() {
    let cases: [(&[u8], &str); 6] = [
        (b"", "the body is empty: EOF while parsing a value at line 1 column 0"),
        (b" \n", "the body is empty: EOF while parsing a value at line 2 column 0"),
        (
            b"<html><body>502</body></html>",
            "the body is not JSON but looks like HTML or XML: expected value at line 1 column 1",
        ),
        (b"{\"id\":\"a", "the body is cut off: EOF while parsing a string at line 1 column 8"),
        (b"[1,\n2,]", "the body is not JSON that can be read: trailing comma at line 2 column 3"),
        (b"{} {}", "the body is not JSON that can be read: trailing characters at line 1 column 4"),
    ];
    for (body, message) in cases {
        let error = bytes(body);
        assert_eq!(error.to_string(), message);
        assert!(error.is_syntax() && error.drift().is_empty() && error.kind().is_none());
        assert_eq!(error.path(), "$");
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        assert!(source.is_some_and(|source| source.line() > 0));
    }
}

#[test]
fn a_body_cut_anywhere_fails() {
    let whole = r#"{"object":"organization.invite","id":"é\n","role":"owner","owner":null,
        "projects":[{"type":"t","tags":["a"],"on":true,"count":1,"share":1.5e3,"limits":{}}]}"#;
    assert!(lenient::<Invite>(whole).drift.is_empty());
    for end in 0..whole.len() {
        let error = json::decode::<Invite>(&whole.as_bytes()[..end], Strictness::Lenient);
        assert!(error.expect_err("cut off").is_syntax(), "{end}");
    }
}

#[test]
fn bytes_that_are_not_utf_8() {
    for body in [&b"\"\xff\""[..], b"{\"\xc3\":1}", b"[1,\xf0\x28]", b"\xef\xbb{}", b"\x00"] {
        assert!(bytes(body).is_syntax(), "{body:?}");
    }
    assert!(bytes(b"[\n\"\xff\"]").to_string().contains("line 2"));
}

#[test]
fn one_byte_order_mark_is_passed_over() {
    let read = json::decode::<Value>("\u{feff} {\"a\":\"b\"}".as_bytes(), Strictness::Strict);
    assert_eq!(read.expect("RFC 8259, section 8.1").value, json::json!({"a": "b"}));
    assert!(bytes("\u{feff}\u{feff}{}".as_bytes()).is_syntax());
    assert!(bytes("\u{feff}".as_bytes()).is_syntax());
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(lenient::<Tree>(&nested(127)).value.0.len(), 1);
    let error = fails::<Tree>(&nested(129));
    assert!(error.is_syntax());
    assert!(error.to_string().contains("recursion limit exceeded"), "{error}");
    assert!(bytes(nested(1_000_000).as_bytes()).is_syntax());
    assert!(bytes("[".repeat(1_000_000).as_bytes()).is_syntax());
    assert!(bytes(r#"{"a":"#.repeat(100_000).as_bytes()).is_syntax());
}

#[test]
fn the_error_is_one_word() {
    assert_eq!(size_of::<DecodeError>(), size_of::<usize>());
    assert_eq!(size_of::<Result<String, DecodeError>>(), size_of::<String>());
}
