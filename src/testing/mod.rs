//! A mock of the API in the process of a test (feature `test-util`, for dev-dependencies).
//!
//! ```toml
//! [dev-dependencies]
//! openai-rest = { path = "…", features = ["test-util"] }
//! ```
//!
//! [`Mock`] has a method for each operation. It expects calls, and says what they get; what is tested is given the
//! mock's client:
//!
//! ```
//! # #[cfg(all(feature = "chat", convenience = "chat_stream", convenience = "chat_messages", convenience = "chat_text"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), openai_rest::Error> {
//! use openai_rest::testing::{self, Mock};
//! # use openai_rest::{Client, Error};
//! # use openai_rest::types::{ChatCompletionRequestMessage as Message, CreateChatCompletionRequest};
//! # async fn ask(client: &Client, question: &str) -> Result<String, Error> {
//! #     let request = CreateChatCompletionRequest::new([Message::user(question)], "gpt-4.1-mini");
//! #     Ok(client.chat().create_completion(&request).await?.text().unwrap_or_default().to_owned())
//! # }
//!
//! let mock = Mock::new();
//! let asked = mock.chat().create_completion().returns(testing::chat_completion("At nine."));
//!
//! assert_eq!(ask(&mock.client(), "When?").await?, "At nine."); // what is tested
//! assert_eq!(asked.calls()[0].body.messages.len(), 1); // what was sent, in its type
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "chat", convenience = "chat_stream", convenience = "chat_messages", convenience = "chat_text")))]
//! # fn main() {}
//! ```
//!
//! When the mock is dropped, it fails the test if a call that is expected did not come, or one came that is not
//! expected.
//!
//! | | |
//! |---|---|
//! | a value of the answer's type, or an [`Answer`] | [`returns`](Expectation::returns) |
//! | JSON, of which only what matters has to be there | [`returns_json`](Expectation::returns_json) |
//! | what a closure makes of the call | [`returns_with`](Expectation::returns_with) |
//! | events, one by one | [`streams`](Expectation::streams), [`Answer::events`] |
//! | an error of the API | [`returns`](Expectation::returns)`(`[`error`]`(429, "…", "…"))`, [`fails`](Expectation::fails) |
//! | a connection that breaks, never answers, is not there | [`Answer::reset`], [`Answer::silence`], [`Answer::unreachable`] |
//! | a body that breaks off, is late, is no JSON | [`Answer::cut_after`], [`Answer::delay`], [`Answer::bytes`] |
//! | one answer after the other | several of these: each answers one call, the last all that follow |
//! | only some calls | [`when`](Expectation::when), [`path`](Expectation::path), [`query`](Expectation::query) |
//! | how many calls | [`times`](Expectation::times), [`at_least`](Expectation::at_least), [`optional`](Expectation::optional) |
//! | what was sent | [`calls`](Expectation::calls), [`requests`](ApiMock::requests) |
//! | a URL in place of a client | [`serve`](ApiMock::serve) |

mod answers;

pub use crate::mock::*;
pub use specmill_runtime::http::testing::{
    Answer, AnswerBody, ApiMock, Expectation, FromBody, MockServer, Operation, ReadBodyError,
    Received,
};

pub use answers::error;
#[cfg(convenience = "chat_stream")]
pub use answers::{chat_completion, chat_completion_stream, chat_function_call};
#[cfg(convenience = "response_stream")]
pub use answers::{response, response_function_call, response_stream};
