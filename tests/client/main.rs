//! The generated client against a real server on loopback: what goes over the wire, and what comes
//! of what the server answers.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod answers;
mod azure;
#[cfg(feature = "blocking")]
mod blocking;
mod copies;
mod environment;
mod example;
mod failures;
mod identity;
#[path = "../../examples/support/invite_server.rs"]
mod invite_server;
mod options;
mod paging;
#[cfg(feature = "all-tags")]
mod queries;
#[cfg(feature = "all-tags")]
mod requested;
mod wire;

use openai_rest::Client;
use openai_rest::http::ClientBuilder;
use specmill_test_server::TestServer;

/// The key every test's client has.
const KEY: &str = "sk-test-1234";

/// An invite with every member the document requires.
const INVITE: &str = r#"{"object": "organization.invite", "id": "invite-1",
    "email": "ada@example.com", "role": "owner", "status": "pending",
    "created_at": 1, "expires_at": 2, "projects": []}"#;

/// A list of `invites`, which is the last page.
fn list(invites: &str) -> String {
    format!(r#"{{"object": "list", "data": [{invites}], "has_more": false}}"#)
}

fn builder(url: String) -> ClientBuilder<Client> {
    Client::builder().base_url(url).bearer(KEY)
}

fn client(server: &TestServer) -> Client {
    builder(server.url()).build().unwrap()
}
