//! A scripted HTTP/1.1 server on loopback, for tests and examples.
//!
//! It speaks real HTTP over a real socket, says exactly what it was told to say (also broken
//! answers), and remembers every request as it came over the wire.
//!
//! ```
//! use specmill_test_server::{Answer, TestServer};
//!
//! let server = TestServer::start()?;
//! server.answer(Answer::json(429, "{}").header("retry-after-ms", "5"));
//! server.answer(Answer::json(200, r#"{"id": "invite-1"}"#));
//! // … point a client at `server.url()`, then look at `server.requests()`.
//! assert!(server.requests().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod answer;
mod connection;
mod request;
mod server;

pub use answer::{Answer, End};
pub use request::Request;
pub use server::TestServer;
