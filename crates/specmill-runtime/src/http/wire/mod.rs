//! What goes over the wire and comes back, and the trait of what carries it. The lowest layer: it
//! knows nothing of calls.

mod body;
mod collected;
mod transport;

pub use body::Body;
pub(crate) use collected::{Collected, MAX_ANSWER_SIZE, MAX_ERROR_SIZE, TooLarge, too_large};
pub(crate) use transport::CONNECT_TIMEOUT;
pub use transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
