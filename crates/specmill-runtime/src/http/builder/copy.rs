//! Copies of a client with other settings.

use std::sync::Arc;

use super::client_builder::ClientBuilder;
use crate::http::client::{Client, Shared};

impl Client {
    /// Returns a copy of this client with other settings: what `options` makes of them. What it does not
    /// set stays; connections and tokens are shared. A copy is cheap enough to be made for one call.
    ///
    /// A layer of tower goes around those that the client has. A header or query parameter replaces that of the same name, a credential that of its scheme;
    /// [`bearer`](ClientBuilder::bearer) and its kin replace those of all schemes that they fit.
    ///
    /// A setting that cannot be used (a header with a line break, a base URL that is none) is an error of
    /// [`ErrorKind::Configuration`](crate::http::ErrorKind::Configuration) when a call of the copy is
    /// awaited; nothing is sent.
    ///
    /// ```
    /// use std::time::Duration;
    /// # use specmill_runtime::http;
    /// # use specmill_runtime::__private as runtime;
    /// # static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.com");
    /// # let client: http::Client = runtime::client_builder(&API).build()?;
    ///
    /// let patient = client.with(|options| {
    ///     options.timeout(Duration::from_secs(1800)).header("x-tenant", "harbour")
    /// });
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn with(&self, options: impl FnOnce(ClientBuilder<Self>) -> ClientBuilder<Self>) -> Self {
        client_with(self, options)
    }
}

/// A copy of `client` with other settings, for generated clients.
pub fn client_with<C: From<Client>>(
    client: &Client,
    options: impl FnOnce(ClientBuilder<C>) -> ClientBuilder<C>,
) -> C {
    C::from(options(ClientBuilder::copying(&client.shared)).copy(&client.shared))
}

impl<C> ClientBuilder<C> {
    /// The copy, or one whose calls say what is wrong with its settings.
    fn copy(self, original: &Arc<Shared>) -> Client {
        match self.client() {
            Ok(copy) => copy,
            Err(error) => {
                let mut broken = Shared::clone(original);
                broken.fault.get_or_insert(error.to_string());
                Client { shared: Arc::new(broken) }
            }
        }
    }
}
