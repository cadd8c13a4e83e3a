//! Bodies of requests and answers, and the trait of transports. The lowest layer: it knows nothing
//! of calls.

mod body;
mod collected;
mod on_upgrade;
mod transport;

pub use body::Body;
pub(crate) use collected::{Collected, MAX_ANSWER_SIZE, MAX_ERROR_SIZE, TooLarge, too_large};
pub(crate) use on_upgrade::AnyConnection;
pub use on_upgrade::OnUpgrade;
pub(crate) use transport::CONNECT_TIMEOUT;
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
