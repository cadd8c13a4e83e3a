//! The page that this project began with, word for word.

use std::fs;
use std::path::Path;

use specmill_cases::list_invites::invites::{Invite, InviteProjectRole, InviteRole, InviteStatus};
use specmill_cases::list_invites::Client;
use specmill_runtime::json::{self, Strictness};
use specmill_test_server::{Answer, TestServer};

fn in_repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

const DOCUMENT: &str = "crates/specmill/tests/cases/list_invites/spec.yaml";

/// The example that the page gives of an invite.
fn example() -> String {
    let document = specmill_core::source::join(&in_repository(DOCUMENT)).unwrap();
    let steps = ["components", "schemas", "Invite", "x-oaiMeta", "example"];
    let found = steps.iter().try_fold(&document.root, |node, step| node.get(step)).unwrap();
    found.as_str().unwrap().to_owned()
}

#[test]
fn it_is_the_page() {
    let page = in_repository("../shared/seed/list-invites.openapi.yaml");
    match fs::read_to_string(&page) {
        Ok(page) => assert_eq!(page, fs::read_to_string(in_repository(DOCUMENT)).unwrap()),
        Err(_) => println!("skipped: there is no {}", page.display()),
    }
}

#[tokio::test]
async fn invites_are_listed_page_by_page() {
    let server = TestServer::start().unwrap();
    let page = |id: &str, has_more: bool| {
        let invite = example().replace("invite-abc", id);
        format!(
            r#"{{"object": "list", "data": [{invite}], "first_id": "{id}", "last_id": "{id}",
            "has_more": {has_more}}}"#
        )
    };
    server.answer(Answer::json(200, page("invite-1", true)));
    server.answer(Answer::json(200, page("invite-2", false)));
    let client: Client = Client::builder()
        .base_url(server.url())
        .bearer("sk-test")
        .strictness(Strictness::Strict)
        .build()
        .unwrap();
    let mut invites = client.invites().list().limit(1).items();
    let mut ids = Vec::new();
    while let Some(invite) = invites.try_next().await.unwrap() {
        ids.push(invite.id);
    }
    assert_eq!(ids, ["invite-1", "invite-2"]);
    let requests = server.requests();
    let targets: Vec<&str> = requests.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(
        targets,
        ["/organization/invites?limit=1", "/organization/invites?limit=1&after=invite-1"]
    );
    assert!(requests
        .iter()
        .all(|request| request.header("authorization") == Some("Bearer sk-test")));
}

#[test]
fn its_example_is_read_and_written_as_it_is() {
    let read = json::decode::<Invite>(example().as_bytes(), Strictness::Strict).unwrap();
    let invite = &read.value;
    assert_eq!((&*invite.id, &*invite.email), ("invite-abc", "user@example.com"));
    assert_eq!((&invite.role, &invite.status), (&InviteRole::Owner, &InviteStatus::Accepted));
    assert_eq!((invite.invited_at, invite.accepted_at), (1_711_471_533, Some(1_711_471_533)));
    let projects = invite.projects.as_deref().unwrap();
    assert_eq!(projects[0].role, Some(InviteProjectRole::Member));
    // The same members in the same order: only white space is gone, and no string has any.
    let packed: String = example().split_whitespace().collect();
    assert_eq!(String::from_utf8(json::encode(invite)).unwrap(), packed);
}
