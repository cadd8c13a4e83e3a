//! The example that the document itself gives of an invite.

use std::path::Path;

use openai_rest::invites::{Invite, InviteRole, InviteStatus};
use openai_rest::json::{self, Strictness, Value};
use openai_rest::types::ProjectRole;

/// Read from the document, not copied: a changed example is tested as it is.
fn example() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let document = specmill_core::source::join(&path).unwrap();
    let steps = ["components", "schemas", "Invite", "x-oaiMeta", "example"];
    let found = steps.iter().try_fold(&document.root, |node, step| node.get(step)).unwrap();
    found.as_str().unwrap().to_owned()
}

fn value(text: &[u8]) -> Value {
    json::decode(text, Strictness::Strict).unwrap().value
}

#[test]
fn it_is_as_described() {
    let read = json::decode::<Invite>(example().as_bytes(), Strictness::Strict).unwrap();
    assert!(read.drift.is_empty());
    let invite = read.value;
    assert_eq!((&*invite.id, &*invite.email), ("invite-abc", "user@example.com"));
    assert_eq!((invite.role, invite.status), (InviteRole::Owner, InviteStatus::Accepted));
    assert_eq!(invite.accepted_at, Some(1_711_471_533.into()));
    let projects = invite.projects.unwrap();
    assert_eq!(projects[0].id.as_deref(), Some("project-xyz"));
    assert_eq!(projects[0].role, Some(ProjectRole::Member));
}

#[test]
fn it_is_written_as_it_was_read() {
    let read = json::decode::<Invite>(example().as_bytes(), Strictness::Strict).unwrap();
    let written = json::encode(&read.value);
    assert_eq!(value(&written), value(example().as_bytes()));
    // The same members in the same order: only white space is gone, and no string has any.
    let packed: String = example().split_whitespace().collect();
    assert_eq!(String::from_utf8(written).unwrap(), packed);
}

#[test]
fn an_unknown_value_is_written_as_it_came() {
    let body = example().replace("\"accepted\"", "\"bounced\"");
    let read = json::decode::<Invite>(body.as_bytes(), Strictness::Lenient).unwrap();
    assert_eq!(read.value.status, InviteStatus::Other("bounced".to_owned()));
    assert_eq!(value(&json::encode(&read.value)), value(body.as_bytes()));
}
