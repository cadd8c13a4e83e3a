//! Tokens for threads that wait.

use specmill_runtime::http::SendBlocking;
use specmill_test_server::{Answer, TestServer};

use super::{Counter, client};
use crate::example::INVITE;

#[test]
fn threads_that_wait_ask_once_and_once_more_for_a_refused_token() {
    let server = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer t-1") => Answer::json(401, "{}"),
        _ => Answer::json(200, INVITE),
    })
    .unwrap();
    let counter = Counter::default();
    let client = client(&server, counter.credential());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                assert_eq!(client.invites().retrieve("1").send().unwrap().id, "invite-1");
            });
        }
    });
    assert_eq!(counter.asked(), 2);
}
