//! Webhooks: which are accepted, and why others are not.
#![cfg(feature = "webhooks")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use specmill_runtime::http::types::{HeaderMap, HeaderName, HeaderValue};
use specmill_runtime::webhooks::{Webhook, WebhookError};

// The example of the specification of Standard Webhooks and of its reference libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIME: u64 = 1_614_265_330;
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
    [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature)]
        .into_iter()
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect()
}

fn signed(signature: &str) -> HeaderMap {
    headers(ID, &TIME.to_string(), signature)
}

fn verify(headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
    Webhook::new(SECRET).unwrap().verify_at(headers, body, at(TIME))
}

/// A signature made here.
fn sign(key: &[u8], id: &str, timestamp: &str, body: &[u8]) -> String {
    let mut hmac = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
    hmac.update(format!("{id}.{timestamp}.").as_bytes());
    hmac.update(body);
    format!("v1,{}", STANDARD.encode(hmac.finalize().into_bytes()))
}

#[test]
fn what_the_api_signed_is_accepted() {
    verify(&signed(SIGNATURE), BODY).unwrap();
    // One of several, of which some are of another scheme or nonsense.
    let other = sign(b"another key", ID, &TIME.to_string(), BODY);
    for signatures in [
        format!("{other} {SIGNATURE}"),
        format!("v1a,xyz v2,{} v1,%%% v1  {SIGNATURE}", &SIGNATURE[3..]),
        format!("{SIGNATURE} {SIGNATURE}"),
    ] {
        verify(&signed(&signatures), BODY).unwrap();
    }
    let mut twice = signed(&other);
    twice.append("webhook-signature", SIGNATURE.parse().unwrap());
    verify(&twice, BODY).unwrap();
}

#[test]
fn the_first_sixteen_signatures_are_looked_at() {
    let other = sign(b"another key", ID, &TIME.to_string(), BODY);
    let behind = |count: usize| format!("{} {SIGNATURE}", vec![&*other; count].join(" "));
    verify(&signed(&behind(15)), BODY).unwrap();
    let error = verify(&signed(&behind(16)), BODY).unwrap_err();
    assert!(matches!(error, WebhookError::WrongSignature), "{error}");
    // Those of several headers count together, and so does what is none.
    let mut headers = signed(&vec!["v0,x"; 16].join(" "));
    headers.append("webhook-signature", SIGNATURE.parse().unwrap());
    assert!(verify(&headers, BODY).is_err());
}

#[test]
fn a_signature_is_as_long_as_one_is() {
    for signature in [
        format!("v1,{}", STANDARD.encode([0; 31])),
        format!("v1,{}", STANDARD.encode([0; 33])),
        format!("v1,{}", STANDARD.encode([0; 4096])),
        format!("{SIGNATURE}AAAA"),
        SIGNATURE.trim_end_matches('=').to_owned(),
    ] {
        let error = verify(&signed(&signature), BODY).unwrap_err();
        assert!(matches!(error, WebhookError::WrongSignature), "{signature}: {error}");
    }
}

#[test]
fn what_anyone_else_made_is_not() {
    let (empty, cut) = ("v1,".to_owned(), SIGNATURE[..SIGNATURE.len() - 4].to_owned());
    let unversioned = SIGNATURE[3..].to_owned();
    let other_version = SIGNATURE.replace("v1", "v2");
    for signature in [empty, cut, unversioned, other_version, String::new()] {
        let error = verify(&signed(&signature), BODY).unwrap_err();
        assert!(matches!(error, WebhookError::WrongSignature), "{signature}: {error}");
    }
    for (id, timestamp, body) in [
        (ID, TIME, &b"{\"test\": 2432232315}"[..]),
        (ID, TIME, b""),
        ("msg_other", TIME, BODY),
        (ID, TIME + 1, BODY),
    ] {
        let error = verify(&headers(id, &timestamp.to_string(), SIGNATURE), body).unwrap_err();
        assert!(matches!(error, WebhookError::WrongSignature), "{error}");
    }
    let other = Webhook::new("whsec_AAAA").unwrap();
    assert!(other.verify_at(&signed(SIGNATURE), BODY, at(TIME)).is_err());
}

#[test]
fn the_timestamp_is_within_the_tolerance() {
    let webhook = Webhook::new(SECRET).unwrap();
    let headers = signed(SIGNATURE);
    for now in [TIME - 300, TIME, TIME + 300] {
        webhook.verify_at(&headers, BODY, at(now)).unwrap();
    }
    let error = webhook.verify_at(&headers, BODY, at(TIME + 301)).unwrap_err();
    assert!(matches!(error, WebhookError::TooOld(age) if age.as_secs() == 301), "{error}");
    let error = webhook.verify_at(&headers, BODY, at(TIME - 301)).unwrap_err();
    assert!(matches!(error, WebhookError::TooNew(ahead) if ahead.as_secs() == 301), "{error}");
    assert!(matches!(webhook.verify(&headers, BODY).unwrap_err(), WebhookError::TooOld(_)));
    let patient = webhook.tolerance(Duration::from_secs(3600));
    patient.verify_at(&headers, BODY, at(TIME + 3600)).unwrap();
}

#[test]
fn headers_that_are_missing_doubled_or_wrong_are_named() {
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let mut headers = signed(SIGNATURE);
        headers.remove(name);
        let error = verify(&headers, BODY).unwrap_err();
        assert!(matches!(error, WebhookError::MissingHeader(header) if header == name), "{error}");
        headers.insert(name, HeaderValue::from_bytes(b"\xff").unwrap());
        let error = verify(&headers, BODY).unwrap_err();
        assert!(matches!(error, WebhookError::InvalidHeader(header) if header == name), "{error}");
    }
    for name in ["webhook-id", "webhook-timestamp"] {
        let mut headers = signed(SIGNATURE);
        headers.append(name, "1".parse().unwrap());
        let error = verify(&headers, BODY).unwrap_err();
        assert!(matches!(error, WebhookError::RepeatedHeader(header) if header == name), "{error}");
    }
    for timestamp in ["", "soon", "-5", "+5", "1.5", "99999999999999999999999", "1 2"] {
        let error = verify(&headers(ID, timestamp, SIGNATURE), BODY).unwrap_err();
        assert!(matches!(error, WebhookError::InvalidTimestamp), "{timestamp}: {error}");
    }
    let error = verify(&headers(ID, &u64::MAX.to_string(), SIGNATURE), BODY).unwrap_err();
    assert!(matches!(error, WebhookError::TooNew(_)), "{error}");
}

#[test]
fn secrets_are_base64_after_a_prefix_or_the_key_itself() {
    for secret in ["", "whsec_", "whsec_not base64!"] {
        let error = Webhook::new(secret).unwrap_err();
        assert!(matches!(error, WebhookError::InvalidSecret(_)), "{secret}");
        assert!(!error.to_string().contains("not base64!"), "{error}");
    }
    for secret in ["whsec_YQ==", "whsec_YQ"] {
        let headers = signed(&sign(b"a", ID, &TIME.to_string(), BODY));
        Webhook::new(secret).unwrap().verify_at(&headers, BODY, at(TIME)).unwrap();
    }
    let raw = "a secret that is no base64";
    let headers = signed(&sign(raw.as_bytes(), ID, &TIME.to_string(), BODY));
    Webhook::new(raw).unwrap().verify_at(&headers, BODY, at(TIME)).unwrap();
    let printed = format!("{:?}", Webhook::new(SECRET).unwrap());
    assert!(!printed.contains("MfKQ"), "{printed}");
}

#[test]
fn a_body_is_decoded_once_it_is_verified() {
    let webhook = Webhook::new(SECRET).unwrap();
    let key = STANDARD.decode(&SECRET["whsec_".len()..]).unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().to_string();
    let signed = |body| headers(ID, &now, &sign(&key, ID, &now, body));
    let event = webhook.event::<Value>(&signed(BODY), BODY).unwrap();
    assert_eq!(event.value["test"], 2_432_232_314_i64);
    let broken = b"{nonsense";
    let error = webhook.event::<Value>(&signed(broken), broken).unwrap_err();
    assert!(matches!(error, WebhookError::Body(_)), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    let error = webhook.event::<Value>(&signed(BODY), broken).unwrap_err();
    assert!(matches!(error, WebhookError::WrongSignature), "{error}");
}

#[test]
fn what_is_signed_here_is_as_the_api_signs_it() {
    let webhook = Webhook::new(SECRET).unwrap();
    assert_eq!(webhook.sign(ID, at(TIME), BODY).unwrap(), signed(SIGNATURE));
    let now = SystemTime::now();
    let headers = webhook.sign("evt 1", now, BODY).unwrap();
    assert_eq!(webhook.event::<Value>(&headers, BODY).unwrap().value["test"], 2_432_232_314_i64);
    let error = webhook.sign("a\nb", now, BODY).unwrap_err();
    assert!(matches!(error, WebhookError::InvalidHeader("webhook-id")), "{error}");
}
