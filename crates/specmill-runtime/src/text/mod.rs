//! Text that is shown to people: on one line, cut to a length, without secrets; and what of a text JSON has as
//! it is. It depends on no other module.

mod excerpt;
#[cfg(feature = "tracing")]
mod json;
mod masked;
mod one_line;
mod plain;
mod secret;
mod secrets;

pub(crate) use excerpt::excerpt;
#[cfg(feature = "tracing")]
pub(crate) use json::redacted_json;
#[cfg(feature = "tracing")]
pub(crate) use masked::looks_like_json;
pub(crate) use masked::{MASK, without_members, without_queries};
pub(crate) use one_line::{Escaping, one_line};
pub(crate) use plain::{chunk, eight, ends_of_plain, is_all_plain, is_plain};
pub use secret::Secret;
pub(crate) use secrets::{Secrets, secrets_of_query, secrets_of_target};
