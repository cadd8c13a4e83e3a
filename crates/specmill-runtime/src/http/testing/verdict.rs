//! What makes a test fail.

use super::body::ReadBodyError;
use super::received::Received;

/// Fails the test with the lines of what is not as expected, if there are any.
#[track_caller]
pub(super) fn verify(unmet: &[String]) {
    assert!(unmet.is_empty(), "the mock's expectations are not met:\n  {}", unmet.join("\n  "));
}

#[track_caller]
#[allow(clippy::panic, reason = "it is called by tests, which fail by it")]
pub(super) fn read<B>(received: Result<Received<B>, ReadBodyError>) -> Received<B> {
    match received {
        Ok(received) => received,
        Err(error) => panic!("{error}"),
    }
}

/// The client of a mock, whose settings are the mock's own.
#[track_caller]
#[allow(clippy::panic, reason = "it is called by tests, which fail by it")]
pub(super) fn built<C>(client: Result<C, crate::http::Error>) -> C {
    match client {
        Ok(client) => client,
        Err(error) => panic!("the client of a mock cannot be built: {error}"),
    }
}
