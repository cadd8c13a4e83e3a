//! The one error of all calls, and what a server says beside its answers.

mod call_error;
mod kind;
mod rate_limits;
mod redacted_source;
mod server_error;

pub use call_error::Error;
pub(crate) use call_error::RawAnswer;
pub use kind::ErrorKind;
pub use rate_limits::{RateLimit, RateLimits};
pub(crate) use redacted_source::SharedError;
