//! Clients out of the environment.

use std::env::{self, VarError};

use specmill_runtime::http::{ClientBuilder, Error, Secret};

use crate::Client;

/// The path below which operations want an admin key.
const ADMIN_PATHS: &str = "/organization/";

impl Client {
    /// A client with the settings the environment has:
    ///
    /// - `OPENAI_API_KEY`: the key sent with calls;
    /// - `OPENAI_ADMIN_KEY`: the key sent with calls below `/organization/` in place of it;
    /// - `OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`: the organization and project calls count towards;
    /// - `OPENAI_BASE_URL`: where the API is, `https://api.openai.com/v1` by default.
    ///
    /// What is not set, or empty, is left out; a call that needs a key fails before it is sent.
    ///
    /// # Errors
    ///
    /// When a value cannot be sent (it holds a line break, or is not Unicode), or the base URL is
    /// none.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// The builder behind [`Client::from_env`], to change or add settings.
    ///
    /// # Errors
    ///
    /// As [`Client::from_env`].
    pub fn builder_from_env() -> Result<ClientBuilder<Self>, Error> {
        let (api_key, admin_key) = (variable("OPENAI_API_KEY")?, variable("OPENAI_ADMIN_KEY")?);
        let mut builder = Self::builder();
        if api_key.is_some() || admin_key.is_some() {
            builder = builder.bearer_for(move |operation| {
                let admin =
                    admin_key.as_deref().filter(|_| operation.path().starts_with(ADMIN_PATHS));
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
        Ok(builder)
    }
}

/// A variable of the environment, spaces around it and the empty value taken for nothing.
fn variable(name: &str) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Error::configuration(format!("`{name}` is not Unicode")))
        }
    }
}
