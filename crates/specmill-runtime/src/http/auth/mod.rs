//! Credentials, and tokens that expire.

mod credential;
mod credential_fault;
mod held_token;
mod token;
mod token_source;

pub use credential::Credential;
pub(crate) use credential::{CredentialKind, check_text};
pub(crate) use credential_fault::{CredentialFault, SchemeFault};
pub(crate) use held_token::HeldToken;
pub use token::{Token, TokenFuture, TokenProvider};
pub(crate) use token_source::TokenSource;
