//! What a document says about the API as a whole.

use std::ops::Deref;

use super::conventions::Conventions;
use super::parameter::ParameterLocation;
use super::server::{Server, described_server};

/// An API: the title, version and first server of its document, its security schemes, its
/// conventions, and the package that has the client.
///
/// Every client knows its own: [`Client::api`](crate::http::Client::api).
#[derive(Debug)]
pub struct Api {
    title: &'static str,
    version: &'static str,
    base_url: &'static str,
    /// The server that `base_url` is of, where it is the only one and has no variables.
    only_server: Server,
    servers: &'static [Server],
    /// Those of operations that have variables.
    operation_servers: &'static [Server],
    schemes: &'static [SecurityScheme],
    conventions: Conventions,
    package: Option<(&'static str, &'static str)>,
}

/// An [`Api`] as generated code describes it, in a `static`.
///
/// ```
/// use specmill_runtime::__private::{self as runtime, security_scheme};
///
/// static API: runtime::Api = runtime::Api::new("Pet API", "2.3.0", "https://pets.example.com/v1")
///     .security_schemes(&[security_scheme::bearer("ApiKeyAuth")]);
/// assert_eq!(API.title(), "Pet API");
/// ```
#[derive(Debug)]
pub struct DescribedApi(Api);

impl DescribedApi {
    /// `info.title`, `info.version` and `servers[0].url` of the document. An empty or relative
    /// `base_url` is allowed: then
    /// [`ClientBuilder::base_url`](crate::http::ClientBuilder::base_url) has to be called. Variables
    /// in it are replaced by their defaults.
    pub const fn new(title: &'static str, version: &'static str, base_url: &'static str) -> Self {
        Self(Api {
            title,
            version,
            base_url,
            only_server: described_server::plain(base_url, ""),
            servers: &[],
            operation_servers: &[],
            schemes: &[],
            conventions: Conventions::NEUTRAL,
            package: None,
        })
    }

    /// `servers` of the document, where there are several or one has variables.
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.0.servers = servers;
        self
    }

    /// The servers of operations that have variables, each once.
    pub const fn operation_servers(mut self, servers: &'static [Server]) -> Self {
        self.0.operation_servers = servers;
        self
    }

    /// `components.securitySchemes` of the document.
    pub const fn security_schemes(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.0.schemes = schemes;
        self
    }

    /// What the API does that its document does not say.
    pub const fn conventions(mut self, conventions: Conventions) -> Self {
        self.0.conventions = conventions;
        self
    }

    /// The name and version of the package that the client is compiled in, with which `user-agent`
    /// begins.
    pub const fn package(mut self, name: &'static str, version: &'static str) -> Self {
        self.0.package = Some((name, version));
        self
    }
}

impl Deref for DescribedApi {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.0
    }
}

impl Api {
    /// The title.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The version of the API's description (not of OpenAPI).
    pub const fn version(&self) -> &'static str {
        self.version
    }

    /// The URL of the first server, its variables replaced by their defaults.
    pub const fn base_url(&self) -> &'static str {
        self.base_url
    }

    /// The servers, in the order of the document; at least one.
    pub const fn servers(&self) -> &[Server] {
        match self.servers {
            [] => std::slice::from_ref(&self.only_server),
            servers => servers,
        }
    }

    /// The servers of operations that have variables.
    pub(crate) const fn operation_servers(&self) -> &'static [Server] {
        self.operation_servers
    }

    /// The security schemes, in the order of the document.
    pub const fn schemes(&self) -> &'static [SecurityScheme] {
        self.schemes
    }

    pub(crate) const fn known_conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// `<package>/<version> specmill/<version>`, the first where it is known.
    pub(crate) fn user_agent(&self) -> String {
        const OURS: &str = concat!("specmill/", env!("CARGO_PKG_VERSION"));
        match self.package {
            Some((name, version)) => format!("{name}/{version} {OURS}"),
            None => OURS.to_owned(),
        }
    }

    /// Whether a header of this name, in any case, is the key of a scheme.
    pub(crate) fn has_key_header(&self, name: &str) -> bool {
        self.has_key(ParameterLocation::Header, name)
    }

    /// Whether a scheme has its key in this place, under this name.
    pub(crate) fn has_key(&self, place: ParameterLocation, name: &str) -> bool {
        self.schemes.iter().any(|scheme| match scheme.kind {
            SecuritySchemeKind::ApiKey(ParameterLocation::Header, key) => {
                place == ParameterLocation::Header && key.eq_ignore_ascii_case(name)
            }
            SecuritySchemeKind::ApiKey(own, key) => place == own && key == name,
            _ => false,
        })
    }

    /// The words for a message about a scheme that there is not.
    pub(crate) fn known_schemes(&self) -> String {
        let names: Vec<_> = self.schemes.iter().map(SecurityScheme::name).collect();
        match names.as_slice() {
            [] => "the document has none".into(),
            names => format!("the document has: {}", names.join(", ")),
        }
    }

    /// The scheme of this name.
    pub(crate) fn scheme(&self, name: &str) -> Option<&'static SecurityScheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// A named security scheme (OpenAPI 3.1, section 4.8.27).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    name: &'static str,
    kind: SecuritySchemeKind,
}

/// How a scheme proves who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecuritySchemeKind {
    /// `type: http, scheme: bearer` (RFC 6750).
    Bearer,
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// `type: http` with another scheme of the IANA registry.
    Http(&'static str),
    /// `type: apiKey`: where the key goes and under what name.
    ApiKey(ParameterLocation, &'static str),
    /// `type: oauth2`; the token is sent as a bearer token.
    OAuth2,
    /// `type: openIdConnect`; the token is sent as a bearer token.
    OpenIdConnect,
    /// `type: mutualTLS`; the transport holds the certificate.
    MutualTls,
}

impl SecurityScheme {
    /// The name in the document.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What kind it is.
    pub const fn kind(&self) -> SecuritySchemeKind {
        self.kind
    }

    /// Whether it is a token in `Authorization: Bearer`.
    pub(crate) const fn is_bearer_like(&self) -> bool {
        use SecuritySchemeKind::{Bearer, OAuth2, OpenIdConnect};
        matches!(self.kind, Bearer | OAuth2 | OpenIdConnect)
    }
}

/// Security schemes as generated code describes them.
pub mod security_scheme {
    use super::{ParameterLocation, SecurityScheme, SecuritySchemeKind};

    /// A bearer token.
    pub const fn bearer(name: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::Bearer }
    }

    /// A user name and a password.
    pub const fn basic(name: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::Basic }
    }

    /// Another scheme of the `Authorization` header, such as `digest`. No credential fits it; a
    /// caller sets the header.
    pub const fn http(name: &'static str, scheme: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::Http(scheme) }
    }

    /// A key in a header, the query or a cookie, called `parameter` there.
    pub const fn api_key(
        name: &'static str,
        location: ParameterLocation,
        parameter: &'static str,
    ) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::ApiKey(location, parameter) }
    }

    /// An OAuth 2 token.
    pub const fn oauth2(name: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::OAuth2 }
    }

    /// An OpenID Connect token.
    pub const fn open_id_connect(name: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::OpenIdConnect }
    }

    /// A client certificate.
    pub const fn mutual_tls(name: &'static str) -> SecurityScheme {
        SecurityScheme { name, kind: SecuritySchemeKind::MutualTls }
    }
}
