//! A mock of an API in the process of a test (feature `testing`).
//!
//! A client that was generated with `specmill::Generator::mock_by_feature` has a module `mock`, whose `Mock` has a
//! method for each operation. It says what calls are expected ([`Expectation`]) and what they get ([`Answer`]), and
//! tells what was sent ([`Received`]), all of it in the types of the client:
//!
//! ```ignore
//! let mock = Mock::new();
//! mock.pets().show().path("id", "7").returns_json(json!({"id": "7", "name": "Rex"}));
//! let pet = name_of(&mock.client(), "7").await; // what is tested
//! assert_eq!(pet, "Rex");
//! // When the mock is dropped, it fails the test if a call did not come.
//! ```
//!
//! Nothing is sent over a network; [`ApiMock::serve`] serves the same mock behind a URL.

mod answer;
mod body;
mod expectation;
mod form_values;
mod mock;
mod operation;
mod pairs;
mod received;
mod reply;
mod server;
mod state;
mod verdict;

pub use answer::{Answer, AnswerBody};
pub use body::{FromBody, ReadBodyError};
pub use expectation::Expectation;
pub use mock::ApiMock;
pub use operation::Operation;
pub use received::Received;
pub use server::MockServer;

/// What generated code calls.
pub(crate) mod private {
    pub use super::answer::WrittenAnswer;
    pub use super::mock::{api_mock, expect_calls};
    pub use super::operation::mocked_operation;
}
