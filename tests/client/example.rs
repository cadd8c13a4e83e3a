//! The example that the document itself gives of an invite.

use std::path::Path;

use openai_rest::invites::{Invite, InviteRole, InviteStatus};
use openai_rest::json::{self, Strictness, Value};
use openai_rest::types::ProjectRole;

/// Read from the document, not copied: a changed example is tested as it is.
fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document = specmill_core::source::join(&path).unwrap();
    let steps = ["components", "schemas", "Invite", "examples"];
    let found = steps.iter().try_fold(&document.root, |node, step| node.get(step)).unwrap();
    serde_json::to_string(&found.as_array().unwrap()[0]).unwrap()
}

fn value(text: &[u8]) -> Value {
    json::decode(text, Strictness::Strict).unwrap().value
}

/// A member of an answer that is null is `None`, as one that is missing, and is not written.
fn without_null(text: &str) -> String {
    let without = text.replace("\"accepted_at\":null,", "");
    assert!(!without.contains("null"), "{without}");
    without
}

#[test]
fn it_is_as_described() {
    let read = json::decode::<Invite>(example().as_bytes(), Strictness::Strict).unwrap();
    assert!(read.drift.is_empty());
    let invite = read.value;
    assert_eq!((&*invite.id, &*invite.email), ("invite-7QmXf2", "noor@example.com"));
    assert_eq!((invite.role, invite.status), (InviteRole::Reader, InviteStatus::Pending));
    assert_eq!(invite.created_at, 1_745_311_200);
    let [project] = &invite.projects[..] else { panic!("{:?}", invite.projects) };
    assert_eq!((&*project.id, &project.role), ("proj_Wd41kTz", &ProjectRole::Member));
}

#[test]
fn it_is_written_as_it_was_read() {
    let read = json::decode::<Invite>(example().as_bytes(), Strictness::Strict).unwrap();
    let written = json::encode(&read.value);
    // The same members in the same order.
    assert_eq!(String::from_utf8(written).unwrap(), without_null(&example()));
}

#[test]
fn an_unknown_value_is_written_as_it_came() {
    let body = example().replace("\"pending\"", "\"bounced\"");
    let read = json::decode::<Invite>(body.as_bytes(), Strictness::Lenient).unwrap();
    assert_eq!(read.value.status, InviteStatus::Other("bounced".to_owned()));
    assert_eq!(value(&json::encode(&read.value)), value(without_null(&body).as_bytes()));
}
