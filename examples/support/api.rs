//! Where the calls of the examples go: with `OPENAI_API_KEY` set (for an administrator's,
//! `OPENAI_ADMIN_KEY`) to the real API, else to a server on loopback that stands in for it, so that
//! they run without a key and without a network.

use std::error::Error;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};

use openai_rest::Client;
use openai_rest::json::Strictness;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, Mock, MockServer};

/// The description that the client is generated from.
const DESCRIPTION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/openapi.yaml");

/// What the stand-in answers in place of the description's examples: an `operationId`, and what its
/// request gets, with the number of requests for the operation before that.
pub(crate) type Answer = (&'static str, fn(&Request<Bytes>, usize) -> Response<Bytes>);

/// A client of the API or of its stand-in, which lives as long.
pub(crate) struct Api {
    client: Client,
    server: Option<MockServer>,
}

impl Deref for Api {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Api {
    /// Whether it is the real one.
    #[allow(dead_code, reason = "not every example asks")]
    pub(crate) fn is_real(&self) -> bool {
        self.server.is_none()
    }
}

/// Connects to the API, or to a stand-in with these answers.
#[allow(dead_code, reason = "an administrator's example connects with another key")]
pub(crate) fn connect(answers: &[Answer]) -> Result<Api, Box<dyn Error>> {
    connect_with("OPENAI_API_KEY", answers)
}

/// Connects to the API if this variable is set, or to a stand-in with these answers.
pub(crate) fn connect_with(key: &str, answers: &[Answer]) -> Result<Api, Box<dyn Error>> {
    if std::env::var(key).is_ok_and(|key| !key.trim().is_empty()) {
        return Ok(Api { client: Client::from_env()?, server: None });
    }
    let mut mock = Mock::load(DESCRIPTION)?;
    for (operation, answer) in answers {
        let (answer, count) = (*answer, AtomicUsize::new(0));
        mock = mock.on(operation, move |request| {
            Some(answer(request, count.fetch_add(1, Ordering::SeqCst)))
        })?;
    }
    let server = MockServer::start(mock)?;
    eprintln!("{key} is not set: asking a stand-in at {}\n", server.url());
    // What is made up here is held to the description.
    let client = Client::builder()
        .base_url(server.url())
        .bearer("sk-example")
        .strictness(Strictness::Strict)
        .build()?;
    Ok(Api { client, server: Some(server) })
}
