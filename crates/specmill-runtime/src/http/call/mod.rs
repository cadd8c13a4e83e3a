//! Calls as callers see them: described by chained setters, sent when awaited, page by page or
//! again and again.

mod body;
mod constructors;
mod description;
mod future;
mod overrides;
mod page;
mod polling;

pub use description::Call;
pub use future::ResponseFuture;
pub use page::{Items, Page, Pages};
pub use polling::{PollError, Polling};
