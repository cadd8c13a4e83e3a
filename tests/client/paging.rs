//! Lists over several pages.

use openai_rest::Client;
use specmill_test_server::{Answer, Request, TestServer};

use crate::{INVITE, client, invite_server};

const IDS: [&str; 6] = ["a", "b/&", "c", "d", "e", "f"];

/// Three pages of two. The last says so.
fn pages(request: &Request) -> Answer {
    let after = match request.query("after") {
        None => 0,
        Some("b%2F%26") => 2,
        Some("d") => 4,
        Some(_) => 6,
    };
    let ids = IDS.get(after..after + 2).unwrap_or_default();
    let invites: Vec<_> = ids.iter().map(|id| INVITE.replace("invite-1", id)).collect();
    let (data, more) = (invites.join(","), after < 4);
    Answer::json(200, format!(r#"{{"object": "list", "data": [{data}], "has_more": {more}}}"#))
}

fn start() -> (TestServer, Client) {
    let server = TestServer::with_handler(pages).unwrap();
    let client = client(&server);
    (server, client)
}

#[tokio::test]
async fn items_go_over_three_pages() {
    let (server, client) = start();
    let mut invites = client.invites().list().limit(2).items();
    let mut seen = Vec::new();
    while let Some(invite) = invites.try_next().await.unwrap() {
        seen.push(invite.id);
    }
    assert_eq!(seen, IDS);
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        [
            "/organization/invites?limit=2",
            "/organization/invites?limit=2&after=b%2F%26",
            "/organization/invites?limit=2&after=d",
        ]
    );
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_due() {
    let (server, client) = start();
    let mut invites = client.invites().list().items();
    assert!(server.requests().is_empty());
    for id in ["a", "b/&"] {
        assert_eq!(invites.try_next().await.unwrap().unwrap().id, id);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn pages_go_on_from_a_cursor() {
    let (server, client) = start();
    let mut pages = client.invites().list().limit(2).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    assert_eq!(first.data.len(), 2);
    let cursor = pages.cursor().unwrap().to_owned();
    assert_eq!(cursor, "b/&");

    // Another program, another day.
    let rest = client.invites().list().limit(2).after(&cursor).items().collect().await.unwrap();
    let ids: Vec<_> = rest.iter().map(|invite| invite.id.as_str()).collect();
    assert_eq!(ids, IDS[2..]);
    assert_eq!(server.requests()[1].target, "/organization/invites?limit=2&after=b%2F%26");
}

#[tokio::test]
async fn an_error_ends_the_list_and_leaves_the_cursor() {
    let (server, client) = start();
    let mut invites = client.invites().list().items();
    for _ in 0..2 {
        assert!(invites.try_next().await.unwrap().is_some());
    }
    server.answer(Answer::json(403, r#"{"error": {"message": "not any more"}}"#));
    assert!(invites.try_next().await.unwrap_err().is_permission_denied());
    assert!(invites.try_next().await.unwrap().is_none());
    let rest = client.invites().list().after(invites.cursor().unwrap()).items();
    assert_eq!(rest.collect().await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_busy_moment_between_pages_is_waited_out() {
    let (server, client) = start();
    let mut invites = client.invites().list().items();
    assert_eq!(invites.try_next().await.unwrap().unwrap().id, "a");
    server.answer(Answer::json(429, "{}").header("retry-after-ms", "1"));
    assert_eq!(invites.collect().await.unwrap().len(), 5);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn no_more_and_nothing_there_both_end_it() {
    for body in [
        r#"{"object": "list", "data": [], "has_more": true}"#.to_owned(),
        r#"{"object": "list", "data": []}"#.to_owned(),
        crate::list(INVITE),
    ] {
        let server = TestServer::with_handler(move |_| Answer::json(200, &*body)).unwrap();
        let invites = client(&server).invites().list().items().collect().await.unwrap();
        assert!(invites.len() <= 1);
        assert_eq!(server.requests().len(), 1);
    }
}

/// What the example `list_invites` shows.
#[tokio::test]
async fn the_server_of_the_example_has_three_pages_and_a_busy_moment() {
    let server = invite_server::start().unwrap();
    let mut pages = client(&server).invites().list().limit(3).pages();
    let mut seen = Vec::new();
    let mut drift = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        seen.push((page.data.len(), page.attempts()));
        drift.extend(page.drift().iter().map(ToString::to_string));
    }
    assert_eq!(seen, [(3, 1), (3, 2), (2, 1)]);
    let unknown = "$.data[1].role: expected one of `reader`, `owner`, found `\"auditor\"`";
    assert_eq!(drift, [unknown], "and nothing else is amiss");
}
