//! Handwritten additions to the generated client. Each is compiled if the client has the items it uses,
//! which `build/conveniences.rs` checks.

#[cfg(convenience = "chat_messages")]
mod chat_messages;
#[cfg(convenience = "chat_stream")]
mod chat_stream;
#[cfg(convenience = "container_expiry")]
mod container_expiry;
mod create_and_poll;
#[cfg(convenience = "chat_stream")]
mod delta;
mod poll;
#[cfg(convenience = "response_items")]
mod response_items;
#[cfg(convenience = "response_stream")]
mod response_stream;
#[cfg(any(
    convenience = "save_image",
    convenience = "save_images",
    convenience = "save_image_call"
))]
mod save;
mod text;

#[cfg(convenience = "chat_stream")]
pub use chat_stream::{ChatAccumulator, ChatStream};
#[cfg(convenience = "response_stream")]
pub use response_stream::{ResponseAccumulator, ResponseStream};
#[cfg(any(
    convenience = "save_image",
    convenience = "save_images",
    convenience = "save_image_call"
))]
pub use save::SaveError;
