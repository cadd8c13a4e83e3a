//! Calls as callers see them: described by chained setters, sent when awaited, page by page or
//! again and again.

mod body;
mod constructors;
mod description;
mod future;
mod items;
mod overrides;
mod page;
mod page_requests;
mod polling;
mod upgrade;

pub use constructors::{
    call, call_by_status, call_for_download, call_for_events, call_for_json, call_for_nothing,
    call_for_scalar, call_for_text, call_for_text_events, call_for_whole_events,
};
pub use description::Call;
pub use future::ResponseFuture;
pub use items::Items;
pub use page::{Page, Pages};
pub use polling::{PollError, Pollable, Polling};
