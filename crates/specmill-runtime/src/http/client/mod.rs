//! The settings that all calls of a client share, and when a call is tried again.

mod redirect_rules;
mod retry;
mod settings;
mod target_choice;

pub(crate) use redirect_rules::RedirectRules;
pub use retry::RetryPolicy;
pub(crate) use retry::is_idempotent;
pub use settings::Client;
pub(crate) use settings::Shared;
pub use target_choice::RequestTarget;
pub(crate) use target_choice::TargetChoice;
