//! Servers and networks that do not do what they should: the faults of `docs/RELIABILITY.md`.

mod answers;
mod busy;
mod connections;
mod streams;
mod table;

use std::time::Duration;

use specmill_test_server::TestServer;

use crate::example::{Client, Invite};

/// Long beside what a call on loopback takes, so that only a fault can use it up.
const LIMIT: Duration = Duration::from_millis(150);

fn invite() -> Invite {
    Invite { id: "1".into(), email: None }
}

/// A client that tries once more and no oftener.
fn client(server: &TestServer) -> Client {
    client_of(server.url())
}

fn client_of(url: String) -> Client {
    Client::builder().base_url(url).bearer("sk-token").max_retries(1).build().unwrap()
}

/// Waits for something that must come about; how long it takes is not asserted.
async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}
