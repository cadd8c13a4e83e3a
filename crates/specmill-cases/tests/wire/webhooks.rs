//! What the server sends of its own accord.

use specmill_cases::webhooks::webhook_events::WebhookEvent;
use specmill_runtime::json::{self, Strictness};

fn read(body: &str) -> WebhookEvent {
    json::decode(body.as_bytes(), Strictness::Lenient).unwrap().value
}

#[test]
fn an_event_is_found_by_its_constant() {
    let done = read(r#"{"type": "job.done", "object": "event", "id": "a"}"#);
    assert!(matches!(&done, WebhookEvent::JobDone(done) if done.id == "a"), "{done:?}");
    let failed = read(r#"{"type": "job.failed", "object": "event", "why": "b"}"#);
    assert!(matches!(&failed, WebhookEvent::JobFailed(failed) if failed.why == "b"), "{failed:?}");
}

#[test]
fn an_event_without_a_constant_is_found_by_fit_and_an_unknown_one_is_kept() {
    let beat = read(r#"{"beat": 3}"#);
    assert!(matches!(&beat, WebhookEvent::Unknown2(beat) if beat.beat == 3), "{beat:?}");
    let unknown = read(r#"[1]"#);
    assert!(matches!(&unknown, WebhookEvent::Unknown(raw) if raw.get() == "[1]"), "{unknown:?}");
}
