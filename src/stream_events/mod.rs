//! Streams in words: what the chunks of a chat completion and the events of a response say, as events of
//! its own, with what has come before a stream that was cut.

#[cfg(convenience = "chat_events")]
mod chat_event;
#[cfg(convenience = "chat_events")]
mod chat_events;
#[cfg(convenience = "response_events")]
mod response_event;
#[cfg(convenience = "response_events")]
mod response_events;
#[cfg(convenience = "response_events")]
mod response_words;
#[cfg(any(convenience = "chat_events", convenience = "response_events"))]
mod stream_error;

#[cfg(convenience = "chat_events")]
pub use chat_event::ChatEvent;
#[cfg(convenience = "chat_events")]
pub use chat_events::ChatEvents;
#[cfg(convenience = "response_events")]
pub use response_event::ResponseEvent;
#[cfg(convenience = "response_events")]
pub use response_events::ResponseEvents;
#[cfg(any(convenience = "chat_events", convenience = "response_events"))]
pub use stream_error::StreamError;
