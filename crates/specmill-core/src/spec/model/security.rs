//! How callers prove who they are.

use indexmap::IndexMap;

use super::parameter::ParameterLocation;

/// A Security Scheme Object under its component name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The component name security requirements call it by.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// How the credential travels.
    pub kind: SecuritySchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `http` with scheme `bearer`.
    Bearer,
    /// `http` with scheme `basic`.
    Basic,
    /// `http` with any other scheme, sent as `Authorization: <scheme> <credential>`.
    Http(String),
    /// `apiKey` under the given name.
    ApiKey(ParameterLocation, String),
    /// `oauth2`: a bearer token got elsewhere.
    OAuth2,
    /// `openIdConnect`: a bearer token got elsewhere.
    OpenIdConnect,
    /// `mutualTLS`: nothing travels in the request.
    MutualTls,
}

/// One alternative of a `security` list: every scheme of it is needed (AND); scheme name → scopes.
pub type SecurityRequirement = IndexMap<String, Vec<String>>;
