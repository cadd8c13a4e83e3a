//! The server part of the `list_invites` example: a made-up organization behind real HTTP on
//! loopback, so that the example runs without a key and without a network.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use specmill_test_server::{Answer, Request, TestServer};

/// Starts the server. The second request is told to come again in a second.
pub(crate) fn start() -> io::Result<TestServer> {
    let requests = AtomicUsize::new(0);
    TestServer::with_handler(move |request| {
        if request.method != "GET" || request.path() != "/organization/invites" {
            return Answer::json(404, r#"{"error": {"message": "there is no such endpoint"}}"#);
        }
        match requests.fetch_add(1, Ordering::SeqCst) {
            1 => Answer::json(429, r#"{"error": {"message": "slow down"}}"#)
                .header("retry-after", "1"),
            _ => page(request),
        }
    })
}

/// The `limit` invites that come after the one whose id is `after`.
fn page(request: &Request) -> Answer {
    let limit = request.query("limit").and_then(|limit| limit.parse().ok()).unwrap_or(20);
    let found = request.query("after").and_then(|id| INVITES.iter().position(|(it, _)| *it == id));
    let left = INVITES.get(found.map_or(0, |place| place + 1)..).unwrap_or_default();
    let page = left.get(..limit).unwrap_or(left);
    let data: Vec<_> = page
        .iter()
        .map(|(id, rest)| format!(r#"{{"object": "organization.invite", "id": "{id}", {rest}}}"#))
        .collect();
    let (data, has_more) = (data.join(", "), page.len() < left.len());
    Answer::json(200, format!(r#"{{"object": "list", "data": [{data}], "has_more": {has_more}}}"#))
}

/// Ids and the other members of the invites. One has a role that is in no document.
const INVITES: [(&str, &str); 8] = [
    (
        "invite-1",
        r#""email": "ada@example.com", "role": "owner", "status": "accepted", "created_at": 1767225600,
        "expires_at": 1767830400, "accepted_at": 1767312000, "projects": [
        {"id": "engine", "role": "owner"}, {"id": "notes", "role": "member"}]"#,
    ),
    (
        "invite-2",
        r#""email": "charles@example.com", "role": "reader", "status": "expired",
        "created_at": 1767312000, "expires_at": 1767916800, "projects": []"#,
    ),
    (
        "invite-3",
        r#""email": "grace@example.com", "role": "owner", "status": "pending",
        "created_at": 1767398400, "expires_at": 1768003200, "projects": []"#,
    ),
    (
        "invite-4",
        r#""email": "alan@example.com", "role": "reader", "status": "accepted",
        "created_at": 1767484800, "expires_at": 1768089600, "accepted_at": 1767571200, "projects": [
        {"id": "machine", "role": "member"}]"#,
    ),
    (
        "invite-5",
        r#""email": "edith@example.com", "role": "auditor", "status": "pending",
        "created_at": 1767571200, "expires_at": 1768176000, "projects": []"#,
    ),
    (
        "invite-6",
        r#""email": "barbara@example.com", "role": "reader", "status": "pending",
        "created_at": 1767657600, "expires_at": 1768262400, "projects": [
        {"id": "engine", "role": "member"}]"#,
    ),
    (
        "invite-7",
        r#""email": "edsger@example.com", "role": "reader", "status": "expired",
        "created_at": 1767744000, "expires_at": 1768348800, "projects": []"#,
    ),
    (
        "invite-8",
        r#""email": "margaret@example.com", "role": "owner", "status": "accepted",
        "created_at": 1767830400, "expires_at": 1768435200, "accepted_at": 1767916800, "projects": [
        {"id": "apollo", "role": "owner"}]"#,
    ),
];
