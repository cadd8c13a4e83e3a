//! Analyses over the finished description, one a file, in the order they must run.

mod crates;
mod cycles;
mod examples;
mod large;
mod pagination;
mod prune;
mod read_only;
mod received;
mod stream_flags;

use crate::ir::Api;

pub use crates::{MOST_LINES, crates};
pub use examples::show as show_examples;
pub use prune::{Choice, WEBHOOKS, prune};

/// Runs every pass that looks at the whole document. [`prune`] comes after, so that what is written
/// is the same whatever was chosen.
pub fn run(api: &mut Api) {
    read_only::relax(api);
    received::join_null(api);
    large::box_variants(api);
    cycles::cut(api);
    pagination::find(api);
    stream_flags::mark(api);
}
