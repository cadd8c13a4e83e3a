//! Headers: what a name and a value may be, and what some of them say. It knows nothing of calls.

mod connection_header;
mod content_encoding;
mod header;
mod header_fault;
mod media_type;
pub(crate) mod retry_after;

pub(crate) use connection_header::refusal;
pub(crate) use content_encoding::{content_encoding, unread_encoding};
pub(crate) use header::{drop_secrets, header_name, header_value, request_id};
pub(crate) use header_fault::{HeaderFault, NotAHeaderName};
pub(crate) use media_type::{
    content_type, has_no_text, is_event_stream, is_foreign, is_json, is_page, is_text,
    says_event_stream,
};
