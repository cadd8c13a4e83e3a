//! Analyses over the finished description, one a file, in the order they must run.

mod cycles;
mod homes;
mod pagination;
mod usage;

use crate::ir::Api;

/// Runs every pass.
pub fn run(api: &mut Api) {
    cycles::cut(api);
    pagination::find(api);
    usage::mark(api);
    homes::assign(api);
}
