//! What a call says becomes a request that can be sent any number of times: nothing here asks the
//! network, but for a token that is due.

mod authorize;
mod body;
mod draft;
mod fault;
mod idempotency;
mod overrides;
mod prepare;
mod renew;
mod target;

pub(crate) use body::RequestBody;
pub(crate) use draft::RequestDraft;
pub(crate) use prepare::{Prepared, prepare};
