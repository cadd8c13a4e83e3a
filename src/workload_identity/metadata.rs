//! Tokens of the metadata services that clouds have for their machines.

use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{BoxError, Call, Error, Token, TokenFuture, TokenProvider};

use crate::Client;

const AZURE: &str = "http://169.254.169.254/metadata/identity/oauth2/token";
/// What a token is for unless the caller says so: Azure's own management.
const MANAGEMENT: &str = "https://management.azure.com/";
const AZURE_VERSION: &str = "2018-02-01";
const GOOGLE: &str =
    "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity";
/// What a token is for unless the caller says so.
const AUDIENCE: &str = "https://api.openai.com/v1";
/// How long one try may take, as in the official clients.
const TIMEOUT: Duration = Duration::from_secs(10);

/// One URL that is asked for tokens.
#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) url: String,
    /// Of the caller, or made when it is first needed.
    client: OnceLock<Client>,
    /// Whether it is on the machine's own link, where no proxy leads.
    is_local: bool,
}

impl Endpoint {
    pub(super) fn new(url: &str) -> Self {
        Self { url: url.to_owned(), client: OnceLock::new(), is_local: false }
    }

    fn local(url: &str) -> Self {
        Self { is_local: true, ..Self::new(url) }
    }

    pub(super) fn set_client(&mut self, client: &Client) {
        self.client = OnceLock::from(client.clone());
    }

    /// A request to the URL, without credentials.
    pub(super) fn request(&self, method: Method) -> Result<Call<Value>, Error> {
        let client = match self.client.get() {
            Some(client) => client,
            None => {
                let made = default_client(self.is_local)?;
                self.client.get_or_init(|| made)
            }
        };
        // A base URL has no slash at its end, and a path begins with one.
        let (base, path) = match self.url.rsplit_once('/') {
            Some((base, last)) if !base.ends_with('/') => (base, format!("/{last}")),
            _ => (self.url.as_str(), "/".to_owned()),
        };
        let call = client.request(method, &path).base_url(base).timeout(TIMEOUT);
        Ok(call.without_credentials())
    }
}

/// A client with the default transport; without a proxy for what is on the machine's own link.
fn default_client(is_local: bool) -> Result<Client, Error> {
    let builder = Client::builder();
    #[cfg(feature = "reqwest")]
    if is_local {
        let transport = specmill_runtime::http::ReqwestTransport::builder()?.no_proxy().build();
        let transport = transport.map_err(|error| Error::configuration(error.to_string()))?;
        return builder.reqwest(transport).build();
    }
    #[cfg(not(feature = "reqwest"))]
    let _ = is_local;
    builder.build()
}

/// A token of the managed identity of a machine in Azure, from its instance metadata service: a subject token,
/// or the token provider of [`Azure`](crate::azure::Azure).
#[must_use]
#[derive(Debug)]
pub struct ManagedIdentity {
    resource: String,
    /// Which of several identities: name of the parameter and value.
    selection: Option<(&'static str, String)>,
    endpoint: Endpoint,
}

impl ManagedIdentity {
    /// A token for this resource: `https://cognitiveservices.azure.com/` for Azure OpenAI. As a subject token,
    /// the resource is what the identity provider expects; [`ManagedIdentity::default`] has
    /// `https://management.azure.com/`.
    pub fn new(resource: impl Into<String>) -> Self {
        Self { resource: resource.into(), selection: None, endpoint: Endpoint::local(AZURE) }
    }

    /// Chooses among several identities of the machine by its client id. The last choice counts.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.selection = Some(("client_id", id.into()));
        self
    }

    /// Chooses among several identities of the machine by its object id. The last choice counts.
    pub fn object_id(mut self, id: impl Into<String>) -> Self {
        self.selection = Some(("object_id", id.into()));
        self
    }

    /// Chooses among several identities of the machine by its resource id. The last choice counts.
    pub fn resource_id(mut self, id: impl Into<String>) -> Self {
        self.selection = Some(("msi_res_id", id.into()));
        self
    }

    /// Where tokens are asked for: `http://169.254.169.254/metadata/identity/oauth2/token` by default.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.endpoint.url = url.into();
        self
    }

    /// The client whose transport and settings ask for it, without its credentials. Without one, the default
    /// transport is used, and no proxy.
    pub fn client(mut self, client: &Client) -> Self {
        self.endpoint.set_client(client);
        self
    }

    async fn ask(&self) -> Result<Token, BoxError> {
        let mut call = self.endpoint.request(Method::GET)?.header("metadata", "true");
        call = call.query("api-version", AZURE_VERSION).query("resource", &self.resource);
        if let Some((name, id)) = &self.selection {
            call = call.query(name, id);
        }
        let answer = call.await?;
        let token = answer["access_token"].as_str().filter(|token| !token.trim().is_empty());
        let token =
            Token::new(token.ok_or("the metadata service of Azure gave no `access_token`")?);
        // It comes as a text.
        let life = &answer["expires_in"];
        let life = life.as_u64().or_else(|| life.as_str()?.trim().parse().ok());
        Ok(match life {
            Some(seconds) => token.expires_in(Duration::from_secs(seconds)),
            None => token,
        })
    }
}

impl Default for ManagedIdentity {
    fn default() -> Self {
        Self::new(MANAGEMENT)
    }
}

impl TokenProvider for ManagedIdentity {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.ask())
    }
}

/// An ID token of the default service account of a machine in Google Cloud, from its metadata server.
#[must_use]
#[derive(Debug)]
pub struct GoogleIdentity {
    audience: String,
    endpoint: Endpoint,
}

impl GoogleIdentity {
    /// A token for this audience, which the identity provider expects; [`GoogleIdentity::default`] has
    /// `https://api.openai.com/v1`.
    pub fn new(audience: impl Into<String>) -> Self {
        Self { audience: audience.into(), endpoint: Endpoint::local(GOOGLE) }
    }

    /// Where tokens are asked for:
    /// `http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/identity` by
    /// default.
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.endpoint.url = url.into();
        self
    }

    /// The client whose transport and settings ask for it, without its credentials. Without one, the default
    /// transport is used, and no proxy.
    pub fn client(mut self, client: &Client) -> Self {
        self.endpoint.set_client(client);
        self
    }

    async fn ask(&self) -> Result<Token, BoxError> {
        let call = self.endpoint.request(Method::GET)?.header("metadata-flavor", "Google");
        let answer = call.query("audience", &self.audience).raw().await?;
        let text = std::str::from_utf8(answer.bytes()).unwrap_or_default().trim();
        match text.is_empty() {
            true => Err("the metadata server of Google Cloud gave no token".into()),
            false => Ok(Token::new(text)),
        }
    }
}

impl Default for GoogleIdentity {
    fn default() -> Self {
        Self::new(AUDIENCE)
    }
}

impl TokenProvider for GoogleIdentity {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.ask())
    }
}
