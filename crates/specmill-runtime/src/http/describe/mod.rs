//! What the document says of the API and its operations, as `const` data, and how paths, parameters
//! and base URLs are written.

mod api;
mod base_url;
mod conventions;
mod operation;
mod parameter;
pub(crate) mod path;
mod property_encoding;
mod server;
mod url_fault;

pub use api::{Api, DescribedApi, SecurityScheme, SecuritySchemeKind, security_scheme};
pub(crate) use base_url::{BaseUrl, path_of_server};
pub use conventions::{Conventions, LimitHeaders, PartNames, QueryNames};
pub use operation::{DescribedOperation, Operation};
pub(crate) use operation::{OperationRef, Security};
pub(crate) use parameter::{Encoding, Flat, ParameterFault, flatten, serialize, text};
pub use parameter::{Parameter, ParameterLocation, Style};
pub(crate) use path::PathFault;
pub use property_encoding::PropertyEncoding;
pub(crate) use server::ServerFault;
pub use server::{Server, ServerVariable, described_server};
pub(crate) use url_fault::UrlFault;
