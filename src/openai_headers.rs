//! Headers that OpenAI's API has for all operations, and its description has not.

use specmill_runtime::http::{Call, ClientBuilder};

use crate::Client;

const ORGANIZATION: &str = "OpenAI-Organization";
const PROJECT: &str = "OpenAI-Project";

/// Setters of the organization and the project that calls count towards: of a client, of a copy of one, and
/// of a call.
///
/// ```no_run
/// use openai_rest::{Client, OpenAiHeaders};
///
/// # fn main() -> Result<(), openai_rest::Error> {
/// let client = Client::builder_from_env()?.organization("org-1").build()?;
/// let of_project = client.with(|options| options.project("proj_2"));
/// # Ok(()) }
/// ```
pub trait OpenAiHeaders: Sized {
    /// Sets the organization, by its id (`org-…`), in place of any other.
    #[must_use]
    fn organization(self, id: impl Into<String>) -> Self;

    /// Sets the project, by its id (`proj_…`), in place of any other.
    #[must_use]
    fn project(self, id: impl Into<String>) -> Self;
}

impl OpenAiHeaders for ClientBuilder<Client> {
    fn organization(self, id: impl Into<String>) -> Self {
        self.header(ORGANIZATION, id)
    }

    fn project(self, id: impl Into<String>) -> Self {
        self.header(PROJECT, id)
    }
}

impl<T> OpenAiHeaders for Call<T> {
    fn organization(self, id: impl Into<String>) -> Self {
        self.header(ORGANIZATION, &id.into())
    }

    fn project(self, id: impl Into<String>) -> Self {
        self.header(PROJECT, &id.into())
    }
}
