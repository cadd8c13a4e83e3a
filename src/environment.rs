//! Clients with settings from environment variables.

use std::env::{self, VarError};

use specmill_runtime::http::{ClientBuilder, Error, Secret};
#[cfg(feature = "webhooks")]
use specmill_runtime::webhooks::Webhook;

use crate::Client;

/// The paths below which operations want an admin key.
const ADMIN_PATHS: [&str; 2] = ["/organization/", "/projects/"];
/// The advice in the error of a call without a key.
const HINT: &str =
    "set OPENAI_API_KEY, or for operations below /organization/ and /projects/ OPENAI_ADMIN_KEY";
/// Headers for every call.
const CUSTOM_HEADERS: &str = "OPENAI_CUSTOM_HEADERS";
#[cfg(feature = "webhooks")]
const WEBHOOK_SECRET: &str = "OPENAI_WEBHOOK_SECRET";

impl Client {
    /// Creates a client with settings from environment variables:
    ///
    /// - `OPENAI_API_KEY`: the key of a project;
    /// - `OPENAI_ADMIN_KEY`: the admin key of the organization, sent with calls below `/organization/`
    ///   and `/projects/`, which administer it, and with no others. Without it, these calls are sent
    ///   with `OPENAI_API_KEY`, which OpenAI's servers refuse there;
    /// - `OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`: the organization and project calls count towards;
    /// - `OPENAI_BASE_URL`: where the API is, `https://api.openai.com/v1` by default
    ///   ([`DataResidency`](crate::DataResidency) has those of regions);
    /// - `OPENAI_CUSTOM_HEADERS`: headers for every call, a line each, as `name: value`. They go before those
    ///   that the other variables set; `authorization` is sent in place of a key.
    ///
    /// What is not set, or empty, is left out; a call that needs a key fails before it is sent.
    ///
    /// Keys from elsewhere are given to the builder. One for all calls is the
    /// [`bearer`](ClientBuilder::bearer), and two are credentials of the document's security schemes:
    ///
    /// ```
    /// use openai_rest::Client;
    /// use openai_rest::http::Credential;
    ///
    /// # #[cfg(feature = "reqwest")]
    /// # fn run(api_key: &str, admin_key: &str) -> Result<(), openai_rest::Error> {
    /// let client = Client::builder()
    ///     .credential("ApiKeyAuth", Credential::bearer(api_key))
    ///     .credential("AdminApiKeyAuth", Credential::bearer(admin_key))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// When a value cannot be sent (it holds a line break, or is not Unicode), the base URL is
    /// none, or a line of the headers has no colon.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates the builder that [`Client::from_env`] uses, to change or add settings.
    ///
    /// # Errors
    ///
    /// As [`Client::from_env`].
    pub fn builder_from_env() -> Result<ClientBuilder<Self>, Error> {
        let (api_key, admin_key) = (variable("OPENAI_API_KEY")?, variable("OPENAI_ADMIN_KEY")?);
        let mut builder = Self::builder().credential_hint(HINT);
        if api_key.is_some() || admin_key.is_some() {
            builder = builder.bearer_for(move |operation| {
                let path = operation.path();
                let is_admin = ADMIN_PATHS.iter().any(|admin| path.starts_with(admin));
                let admin = admin_key.as_deref().filter(|_| is_admin);
                admin.or(api_key.as_deref()).map(Secret::from)
            });
        }
        for (name, header) in
            [("OPENAI_ORG_ID", "OpenAI-Organization"), ("OPENAI_PROJECT_ID", "OpenAI-Project")]
        {
            if let Some(value) = variable(name)? {
                builder = builder.header(header, value);
            }
        }
        if let Some(url) = variable("OPENAI_BASE_URL")? {
            builder = builder.base_url(url);
        }
        for (name, value) in custom_headers()? {
            builder = builder.header(name, value);
        }
        Ok(builder)
    }
}

/// Creates a verifier of webhooks with the secret in `OPENAI_WEBHOOK_SECRET`.
///
/// ```no_run
/// use openai_rest::http::types::HeaderMap;
/// use openai_rest::types::WebhookEvent;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let webhook = openai_rest::webhook_from_env()?; // once, at the start
///
/// # fn request() -> (HeaderMap, Vec<u8>) { Default::default() }
/// let (headers, body) = request(); // of the request that came in, byte by byte
/// match webhook.event(&headers, &body)?.value {
///     WebhookEvent::BatchCompleted(event) => println!("batch {} is done", event.data.id),
///     WebhookEvent::Unknown(event) => println!("an event of a newer API: {}", event.get()),
///     _ => {}
/// }
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// When it is not set, or empty, or no secret: base64 after `whsec_`, or any other text.
#[cfg(feature = "webhooks")]
pub fn webhook_from_env() -> Result<Webhook, Error> {
    let secret = variable(WEBHOOK_SECRET)?
        .ok_or_else(|| Error::configuration(format!("`{WEBHOOK_SECRET}` is not set")))?;
    Webhook::new(secret)
        .map_err(|error| Error::configuration(format!("`{WEBHOOK_SECRET}`: {error}")))
}

/// The headers that `OPENAI_CUSTOM_HEADERS` has, a line each: name and value.
pub(crate) fn custom_headers() -> Result<Vec<(String, String)>, Error> {
    let text = variable(CUSTOM_HEADERS)?.unwrap_or_default();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let headers = lines.map(|(at, line)| match line.split_once(':') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
        // The line can be a secret.
        None => Err(Error::configuration(format!(
            "`{CUSTOM_HEADERS}` has no colon in line {}: write each header on a line of its own, as \
             `name: value`",
            at + 1
        ))),
    });
    headers.collect()
}

/// The trimmed value of an environment variable; `None` if it is empty.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Error::configuration(format!("`{name}` is not Unicode")))
        }
    }
}
