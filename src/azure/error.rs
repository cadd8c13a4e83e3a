//! What Azure says in errors.

use std::fmt;

use percent_encoding::percent_decode_str;
use specmill_runtime::http::Error;
use specmill_runtime::json::Value;

use super::content_filter::ContentFilterResults;

/// An error that Azure has and OpenAI has not, as read from the error of a call.
///
/// ```
/// use openai_rest::azure::AzureError;
///
/// fn explain(error: &openai_rest::Error) {
///     match AzureError::of(error) {
///         Some(AzureError::DeploymentNotFound { deployment }) => println!("create {deployment:?} first"),
///         Some(AzureError::ContentFiltered(results)) => {
///             println!("filtered: {:?}", results.filtered().collect::<Vec<_>>())
///         }
///         _ => println!("{error}"),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AzureError {
    /// The resource has no deployment of this name (status 404, code `DeploymentNotFound`), or has it since
    /// less than some minutes.
    DeploymentNotFound {
        /// The deployment in the path of the request; in the v1 API it is the `model` of the body, which is
        /// not repeated here.
        deployment: Option<String>,
    },
    /// The resource has no such path (status 404, code `404`): the endpoint or the version of the API is not
    /// what was meant.
    PathNotFound,
    /// The prompt was refused by the content filter (status 400, code `content_filter`).
    ContentFiltered(ContentFilterResults),
}

impl AzureError {
    /// Reads what Azure says in an error. `None` for an error that OpenAI's API has as well.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        let status = error.status()?.as_u16();
        match (status, error.code()?) {
            (404, "DeploymentNotFound") => {
                let deployment = error.target().and_then(deployment);
                Some(Self::DeploymentNotFound { deployment })
            }
            (404, "404") => Some(Self::PathNotFound),
            (400, "content_filter") => Some(Self::ContentFiltered(filter_results(error))),
            _ => None,
        }
    }
}

/// The deployment in the path of a request, without percent-encoding.
fn deployment(target: &str) -> Option<String> {
    let (_, rest) = target.split_once("/deployments/")?;
    let segment = rest.split('/').next()?;
    Some(percent_decode_str(segment).decode_utf8().ok()?.into_owned())
}

/// The results of the filter; none where the body has none.
fn filter_results(error: &Error) -> ContentFilterResults {
    let body = error.body_as::<Value>().and_then(Result::ok).unwrap_or_default();
    let inner = &body["error"]["innererror"];
    let results =
        inner.get("content_filter_result").or_else(|| inner.get("content_filter_results"));
    let results = results.and_then(ContentFilterResults::of);
    results.unwrap_or_else(ContentFilterResults::none)
}

impl fmt::Display for AzureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeploymentNotFound { deployment: Some(name) } => {
                write!(f, "the resource has no deployment `{}`", name.escape_debug())
            }
            Self::DeploymentNotFound { deployment: None } => f.write_str(
                "the resource has no deployment of the name that the request has as its `model`",
            ),
            Self::PathNotFound => f.write_str(
                "the resource has no such path: check the endpoint and the version of the API",
            ),
            Self::ContentFiltered(results) => {
                let categories: Vec<&str> = results.filtered().collect();
                match categories.is_empty() {
                    true => f.write_str("the content filter refused the prompt"),
                    false => write!(
                        f,
                        "the content filter refused the prompt: {}",
                        categories.join(", ")
                    ),
                }
            }
        }
    }
}

impl std::error::Error for AzureError {}
