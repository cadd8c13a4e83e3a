//! What `Debug` of generated types does not show.

use serde_json::json;
use specmill_cases::secrets::types::{ApiKey, App, Counts, WrittenToken};
use specmill_runtime::json::{self, Strictness};

fn app() -> App {
    let app = json!({
        "id": "app-1",
        "type": "web",
        "client_secret": "sk-1",
        "pin": "sk-2",
        "refreshToken": "sk-3",
        "issued_keys": [
            {"key": "shown", "signing_key": "sk-4", "access_token": {"value": "sk-5"}},
            {"key": "shown", "signing_key": {"n": "sk-6"}, "note": "seen"},
        ],
        "session": {"session_id": "sk-7", "token": "sk-8"},
        "download_url": "https://example.com/file?sig=sk-9",
        "callback_urls": ["https://example.com/a?x=sk-10#b", "plain"],
        "headers": {"Authorization": "Bearer sk-11", "X-Session-Id": "sk-12", "accept": "text"},
        "auth": {"user": "sk-13", "kind": "basic"},
    });
    let mut outer = app.clone();
    outer["next_link"] = app;
    json::decode(outer.to_string().as_bytes(), Strictness::Strict).unwrap().value
}

#[test]
fn what_is_called_a_secret_is_not_shown() {
    let app = app();
    for text in [format!("{app:?}"), format!("{app:#?}")] {
        assert!(!text.contains("sk-"), "{text}");
        for shown in ["app-1", "web", "shown", "note", "seen", "https://example.com/file?[query]"] {
            assert!(text.contains(shown), "{shown} not in {text}");
        }
        assert!(text.contains("client_secret: [secret]"), "{text}");
        assert!(text.contains("plain") && text.contains("accept"), "{text}");
    }
    let text = format!("{app:?}");
    assert!(
        text.starts_with(r##"App { id: "app-1", type: "web", client_secret: [secret]"##),
        "{text}"
    );
    // All of it is there all the same.
    assert_eq!(app.client_secret, "sk-1");
    assert!(String::from_utf8(json::encode(&app)).unwrap().contains("sk-13"));
}

#[test]
fn a_secret_that_is_not_there_is_told() {
    let app = json::decode::<App>(
        br#"{"id": "1", "type": "t", "client_secret": ""}"#,
        Strictness::Strict,
    );
    let text = format!("{:?}", app.unwrap().value);
    for shown in ["client_secret: [secret]", "refresh_token: Absent", "auth: None", "headers: None"]
    {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    let key = json::decode::<ApiKey>(br#"{"key": "k", "url": "http://a/?b"}"#, Strictness::Strict);
    assert!(format!("{:?}", key.unwrap().value).contains("http://a/?[query]"));
}

#[test]
fn what_no_one_can_log_in_with_is_shown() {
    let counts = json!({
        "max_tokens": 5,
        "has_token": true,
        "password": "weak",
        "token_type": "bearer",
        "prompt_cache_key": "cached",
        "expires_at": "2026-01-01T00:00:00Z",
        "secret": "sk-1",
        "auth": "none",
    });
    let counts = json::decode::<Counts>(counts.to_string().as_bytes(), Strictness::Strict).unwrap();
    let text = format!("{:?}", counts.value);
    for shown in ["5", "true", "Weak", "\"bearer\"", "cached", "2026", "Password(..)"] {
        assert!(text.contains(shown), "{shown} not in {text}");
    }
    assert!(!text.contains("[secret]") && !text.contains("sk-1"), "{text}");
}

#[test]
fn the_value_of_what_is_called_a_secret_is_one_and_a_written_token_is_none() {
    let token = br#"{"token": "written", "logprob": -0.5,
        "made_with": {"value": "sk-1", "redacted_value": "sk...1"}}"#;
    let token = json::decode::<WrittenToken>(token, Strictness::Strict).unwrap().value;
    assert_eq!(
        format!("{token:?}"),
        r#"WrittenToken { token: "written", logprob: -0.5, made_with: Some(ClientSecret { value: [secret], redacted_value: Some("sk...1") }) }"#
    );
}

#[test]
fn what_is_deep_takes_no_longer_than_it_is_deep() {
    let mut text = r#"{"id": "1", "type": "t", "client_secret": "sk-1"}"#.to_owned();
    for _ in 0..100 {
        text = format!(
            r#"{{"id": "1", "type": "t", "client_secret": "sk-1", "headers": {{"token": "sk-2"}}, "next_link": {text}}}"#
        );
    }
    let app = json::decode::<App>(text.as_bytes(), Strictness::Strict).unwrap().value;
    let text = format!("{app:?}");
    assert!(text.len() < 100 * 1000 && !text.contains("sk-"));
    assert_eq!(text.matches("client_secret: [secret]").count(), 101);
}
