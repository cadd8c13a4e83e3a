//! What a redirect may take to another origin.

use ::http::HeaderName;

/// What may go along to another origin (RFC 6454: scheme, host and port), beyond what every origin
/// is told.
#[derive(Clone, Debug, Default)]
pub(crate) struct RedirectRules {
    pub(crate) headers: Vec<HeaderName>,
    pub(crate) body: bool,
}
