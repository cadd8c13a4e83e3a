//! The settings that all calls of a client share, and when a call is tried again.

mod redirect_rules;
mod retry;
mod settings;

pub(crate) use redirect_rules::RedirectRules;
pub use retry::RetryPolicy;
pub(crate) use retry::is_idempotent;
pub use settings::Client;
pub(crate) use settings::Shared;
