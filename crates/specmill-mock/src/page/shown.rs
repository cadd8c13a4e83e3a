//! What the page shows.

use specmill_core::spec::Operation;

use super::recent::Entry;
use crate::mock::Mock;

/// What the page shows.
pub(super) struct Shown<'a> {
    pub(super) mock: &'a Mock,
    /// Where the page is.
    pub(super) path: &'a str,
    /// Where what was made is forgotten.
    pub(super) reset: String,
    /// The URL of the server, with the path that the document's has.
    pub(super) base: String,
    /// The last requests, the newest first.
    pub(super) requests: Vec<Entry>,
}

impl Shown<'_> {
    /// The operations with their numbers.
    pub(super) fn operations(&self) -> impl Iterator<Item = (usize, &Operation)> {
        self.mock.description().api().operations.iter().enumerate()
    }

    /// How many things are remembered; `None` where none ever are.
    pub(super) fn things(&self) -> Option<usize> {
        self.mock.state.as_ref().map(|state| state.count())
    }
}
