//! The kinds of change.

mod contents;
mod fields;
mod operations;
mod parameters;
mod requests;
mod types;

use crate::pair::Pair;

/// Every pair.
pub(crate) fn all() -> Vec<&'static Pair> {
    [
        fields::PAIRS,
        requests::PAIRS,
        types::PAIRS,
        operations::PAIRS,
        parameters::PAIRS,
        contents::PAIRS,
    ]
    .into_iter()
    .flatten()
    .collect()
}
