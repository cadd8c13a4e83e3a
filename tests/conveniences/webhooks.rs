//! Webhooks, with the secret out of the environment. What is accepted is tested with the runtime.
//!
//! A process must not change its own environment while threads run, so this program is started again
//! with the variable, to run `child` alone.

use std::env;
use std::process::Command;
#[cfg(bundled_document)]
use std::time::SystemTime;
use std::time::{Duration, UNIX_EPOCH};

use openai_rest::http::types::{HeaderMap, HeaderName};
use openai_rest::json::Value;
#[cfg(bundled_document)]
use openai_rest::{Webhook, json, types::WebhookEvent};
use openai_rest::{WebhookError, webhook_from_env};

const VARIABLE: &str = "OPENAI_WEBHOOK_SECRET";
/// Set for the process that runs `child`.
const CHILD: &str = "OPENAI_REST_TEST_CHILD";

// The example of the specification of Standard Webhooks and of its reference libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const TIME: u64 = 1_614_265_330;
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn child() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let webhook = match webhook_from_env() {
        Ok(webhook) => webhook,
        Err(error) => return println!("none: {:?} {error} {error:?}", error.kind()),
    };
    let headers: HeaderMap = [
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", &TIME.to_string()),
        ("webhook-signature", SIGNATURE),
    ]
    .into_iter()
    .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
    .collect();
    let then = UNIX_EPOCH + Duration::from_secs(TIME);
    println!(
        "verified: {:?}",
        webhook.verify_at(&headers, BODY, then).map_err(|it| it.to_string())
    );
    assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::TooOld(_))));
    let event = webhook.tolerance(Duration::MAX).event::<Value>(&headers, BODY);
    println!("event: {:?}", event.ok().map(|event| event.value["test"].clone()));
}

/// What `child` prints with this secret.
fn printed(secret: Option<&str>) -> String {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["webhooks::child", "--exact", "--ignored", "--nocapture"]).env(CHILD, "1");
    command.env_remove(VARIABLE).envs(secret.map(|secret| (VARIABLE, secret)));
    let output = command.output().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    text
}

#[test]
fn the_secret_verifies_and_the_body_is_read() {
    let text = printed(Some(SECRET));
    assert!(text.contains("verified: Ok(())"), "{text}");
    assert!(text.contains("event: Some(Number(2432232314))"), "{text}");
}

#[test]
fn another_secret_does_not() {
    let text = printed(Some("whsec_AAAA"));
    assert!(text.contains("verified: Err(\"no signature of the webhook fits"), "{text}");
    assert!(text.contains("event: None"), "{text}");
}

#[test]
fn what_is_no_secret_is_refused_without_showing_it() {
    for (secret, reason) in [
        (None, "`OPENAI_WEBHOOK_SECRET` is not set"),
        (Some(" "), "`OPENAI_WEBHOOK_SECRET` is not set"),
        (Some("whsec_%%%"), "not base64"),
    ] {
        let text = printed(secret);
        assert!(text.contains("none: Configuration") && text.contains(reason), "{text}");
        assert!(!text.contains("%%%"), "{text}");
    }
}

/// Each webhook of the description, by the example that it has.
#[cfg(bundled_document)]
#[test]
fn every_event_is_verified_and_of_its_own_type() {
    let document = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document =
        serde_json::to_value(&specmill_core::source::join(&document).unwrap().root).unwrap();
    let webhook = Webhook::new(SECRET).unwrap().strictness(json::Strictness::Strict);
    let mut kinds = std::collections::BTreeSet::new();
    for (name, webhooks) in document["webhooks"].as_object().unwrap() {
        let example = &webhooks["post"]["requestBody"]["content"]["application/json"]["example"];
        let body = example.to_string();
        let headers = webhook.sign("evt_1", SystemTime::now(), body.as_bytes()).unwrap();
        let event: WebhookEvent = webhook.event(&headers, body.as_bytes()).unwrap().value;
        assert!(!matches!(event, WebhookEvent::Unknown(_)), "{name}");
        assert_eq!(json::to_value(&event), *example, "{name}");
        kinds.insert(format!("{:?}", std::mem::discriminant(&event)));

        let other = Webhook::new("whsec_AAAA").unwrap();
        let error = other.event::<WebhookEvent>(&headers, body.as_bytes()).unwrap_err();
        assert!(matches!(error, WebhookError::WrongSignature), "{error}");
    }
    assert_eq!(kinds.len(), 16);
}
