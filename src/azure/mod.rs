//! Azure OpenAI: the same API, at an endpoint of one's own.
//!
//! Azure offers it in two forms. The **v1 API** ([`Azure::new`] alone) has OpenAI's paths, and the `model` of
//! a request is the name of a deployment. The **dated API** ([`Azure::api_version`] with a date) has a
//! version in the query, and the deployment in the path of those operations that run a model.
//!
//! ```no_run
//! use openai_rest::azure::Azure;
//!
//! # fn main() -> Result<(), openai_rest::Error> {
//! // The variables AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY and OPENAI_API_VERSION.
//! let client = Azure::from_env()?.client()?;
//!
//! let client = Azure::new("https://my-resource.openai.azure.com")
//!     .api_key("…")
//!     .api_version("2024-10-21")
//!     .client()?;
//! # Ok(()) }
//! ```
//!
//! What Azure says beyond OpenAI's API: [`AzureError`] of an error, and [`ContentFilterResults`] of a prompt
//! and of each choice.

mod content_filter;
mod endpoint;
mod error;

pub use content_filter::ContentFilterResults;
pub use error::AzureError;
use specmill_runtime::http::{
    BoxError, ClientBuilder, Credential, Error, RequestTarget, Secret, TokenProvider, types::Method,
};

use crate::Client;
use crate::environment::{custom_headers, variable};

/// The header of a key.
const KEY_HEADER: &str = "api-key";
/// The parameter of the version.
const VERSION: &str = "api-version";
/// What runs a model, and has its deployment in the path of the dated API.
const OF_DEPLOYMENTS: [&str; 8] = [
    "/audio/speech",
    "/audio/transcriptions",
    "/audio/translations",
    "/chat/completions",
    "/completions",
    "/embeddings",
    "/images/edits",
    "/images/generations",
];
/// The advice in the error of a call without a credential.
const HINT: &str = "give `Azure` an `api_key`, a `token` or a `token_provider`, or set AZURE_OPENAI_API_KEY or \
                    AZURE_OPENAI_AD_TOKEN for `Azure::from_env`";

/// The settings of a client of Azure OpenAI. See the [module](self).
///
/// A client has one credential: the last that was set.
#[derive(Clone, Debug)]
#[must_use = "a client is made by `.client()`"]
pub struct Azure {
    endpoint: String,
    api_version: Option<String>,
    deployment: Option<String>,
    credential: Option<Credential>,
    /// By `OPENAI_CUSTOM_HEADERS`.
    headers: Vec<(String, String)>,
}

impl Azure {
    /// Creates the settings for the v1 API of a resource: its endpoint is a URL such as
    /// `https://my-resource.openai.azure.com`, as the portal shows it; `/openai` or `/openai/v1` at its end
    /// means the same.
    pub fn new(endpoint: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.into(),
            api_version: None,
            deployment: None,
            credential: None,
            headers: Vec::new(),
        }
    }

    /// Creates settings from environment variables:
    ///
    /// - `AZURE_OPENAI_ENDPOINT`: the endpoint;
    /// - `AZURE_OPENAI_AD_TOKEN`: a token of Microsoft Entra ID; or else
    /// - `AZURE_OPENAI_API_KEY`: a key of the resource;
    /// - `OPENAI_API_VERSION`: the version, if not that of the v1 API;
    /// - `OPENAI_CUSTOM_HEADERS`: headers for every call, as of [`Client::from_env`], without `authorization`,
    ///   which is meant for OpenAI.
    ///
    /// # Errors
    ///
    /// When there is no endpoint, or a value that is not Unicode.
    pub fn from_env() -> Result<Self, Error> {
        let endpoint = variable("AZURE_OPENAI_ENDPOINT")?
            .ok_or_else(|| Error::configuration("`AZURE_OPENAI_ENDPOINT` is not set"))?;
        let mut azure = Self::new(endpoint);
        azure.api_version = variable("OPENAI_API_VERSION")?;
        azure.headers = custom_headers()?;
        azure.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
        if let Some(token) = variable("AZURE_OPENAI_AD_TOKEN")? {
            return Ok(azure.token(token));
        }
        Ok(match variable("AZURE_OPENAI_API_KEY")? {
            Some(key) => azure.api_key(key),
            None => azure,
        })
    }

    /// A key of the resource, sent as `api-key`.
    pub fn api_key(mut self, key: impl Into<Secret>) -> Self {
        self.credential = Some(Credential::header(KEY_HEADER, key));
        self
    }

    /// A token of Microsoft Entra ID that stays the same.
    pub fn token(mut self, token: impl Into<Secret>) -> Self {
        self.credential = Some(Credential::bearer(token));
        self
    }

    /// A provider of tokens of Microsoft Entra ID, for the scope `https://cognitiveservices.azure.com/.default`
    /// or `https://ai.azure.com/.default`: a [`ManagedIdentity`](crate::workload_identity::ManagedIdentity), or
    /// a closure around the credential of another crate. It is asked again before a token expires; see
    /// [`Credential::token_provider`].
    ///
    /// ```no_run
    /// use openai_rest::azure::Azure;
    /// use openai_rest::workload_identity::ManagedIdentity;
    ///
    /// # fn main() -> Result<(), openai_rest::Error> {
    /// let identity = ManagedIdentity::new("https://cognitiveservices.azure.com/");
    /// let client = Azure::new("https://my-resource.openai.azure.com").token_provider(identity).client()?;
    /// # Ok(()) }
    /// ```
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.credential = Some(Credential::token_provider(provider));
        self
    }

    /// The version of the API. A date, such as `2024-10-21` or `2025-04-01-preview`, means the dated API;
    /// `v1`, `latest` and `preview` are versions of the v1 API.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The deployment that runs all requests to the dated API, in place of the one that the `model` of a
    /// request names.
    pub fn deployment(mut self, name: impl Into<String>) -> Self {
        self.deployment = Some(name.into());
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// As [`Azure::builder`], and when the credential cannot be sent.
    pub fn client(self) -> Result<Client, Error> {
        self.builder()?.build()
    }

    /// Creates the builder that [`Azure::client`] uses, to change or add settings.
    ///
    /// # Errors
    ///
    /// When the endpoint is no URL of a resource, the version is unknown, or a deployment is set for the
    /// v1 API.
    pub fn builder(self) -> Result<ClientBuilder<Client>, Error> {
        let root = endpoint::root(&self.endpoint).map_err(Error::configuration)?;
        let is_dated = match self.api_version.as_deref() {
            None | Some("v1" | "latest" | "preview") => false,
            Some(version) if endpoint::is_date(version) => true,
            Some(version) => {
                return Err(Error::configuration(format!(
                    "`{}` is no version of Azure's API: give a date such as `2024-10-21`, or `v1`, `latest` \
                     or `preview`, or none",
                    version.escape_debug()
                )));
            }
        };
        let path = if is_dated { "openai" } else { "openai/v1" };
        let mut builder =
            Client::builder().base_url(format!("{root}/{path}")).credential_hint(HINT);
        if let Some(version) = self.api_version {
            builder = builder.query(VERSION, version);
        }
        builder = match (is_dated, self.deployment) {
            (false, Some(_)) => {
                return Err(Error::configuration(
                    "the v1 API of Azure has no deployment in its paths: the `model` of a request names it",
                ));
            }
            (false, None) => builder,
            (true, deployment) => {
                builder.target(move |target| of_deployment(target, deployment.as_deref()))
            }
        };
        for (name, value) in self.headers {
            builder = builder.header(name, value);
        }
        Ok(match self.credential {
            Some(credential) => builder.default_credential(credential),
            None => builder,
        })
    }
}

/// The path of an operation that runs a model, below that of the deployment: `fixed`, or the model of the
/// request.
fn of_deployment(
    target: &RequestTarget<'_>,
    fixed: Option<&str>,
) -> Result<Option<String>, BoxError> {
    let runs_a_model =
        target.operation().method() == Method::POST && OF_DEPLOYMENTS.contains(&target.path());
    if !runs_a_model {
        return Ok(None);
    }
    let model = match fixed {
        Some(_) => None,
        None => target.body_text("model"),
    };
    match fixed.or(model.as_deref()).filter(|name| !name.trim().is_empty()) {
        Some(deployment) => Ok(Some(target.below(["deployments", deployment]))),
        None => Err("the dated API of Azure has the deployment in its path, and the request names none: set its \
                     `model` to the name of the deployment, or `Azure::deployment`"
            .into()),
    }
}
