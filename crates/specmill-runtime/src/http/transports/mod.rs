//! The transports that come with the crate, each behind a feature.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;

#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub(crate) use tower::{Layering, layered};
#[cfg(feature = "tower")]
pub use tower::{TowerTransport, TransportService};
