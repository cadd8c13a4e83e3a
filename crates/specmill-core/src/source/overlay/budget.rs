//! How much an overlay may do: each of its actions can make what the next one matches.

use super::fault::Fault;
use super::target::Target;
use crate::source::nesting::DEEPEST;
use crate::tree::Node;

/// Places that all targets may look at, beside as many for each value of the document.
const FREE_LOOKS: usize = 500_000;
const LOOKS_PER_VALUE: usize = 100;

/// Values that all updates may add, beside as many for each value that is there.
const FREE_VALUES: usize = 50_000;
const MOST_GROWTH: usize = 10;

/// What is left.
pub(super) struct Budget {
    looks: usize,
    values: usize,
    /// Values in the document by now.
    nodes: usize,
}

impl Budget {
    /// For a document and an overlay.
    pub(super) fn new(document: &Node, overlay: &Node) -> Self {
        let nodes = document.values();
        let all = nodes + overlay.values();
        Self {
            looks: FREE_LOOKS + LOOKS_PER_VALUE * all,
            values: FREE_VALUES + MOST_GROWTH * all,
            nodes,
        }
    }

    /// Takes what following `target` costs.
    pub(super) fn look(&mut self, target: &Target<'_>, document: &Node) -> Result<(), Fault> {
        let left = self.looks.checked_sub(target.cost(document, self.nodes));
        self.looks = left.ok_or_else(|| Fault::TooManyPlaces(target.text.to_owned()))?;
        Ok(())
    }

    /// Takes what `update` adds at as many `places`.
    pub(super) fn add(&mut self, update: &Node, places: usize) -> Result<(), Fault> {
        let added = update.values().saturating_mul(places);
        let left = self.values.checked_sub(added);
        self.values = left.ok_or(Fault::TooMuchAdded(MOST_GROWTH))?;
        self.nodes += added;
        Ok(())
    }
}

/// Whether `node`, put `depth` levels down, stays within what a document may nest.
pub(super) fn fits(node: &Node, depth: usize) -> bool {
    depth < DEEPEST
        && match node {
            Node::Array(items) => items.iter().all(|item| fits(item, depth + 1)),
            Node::Object(members) => members.values().all(|member| fits(member, depth + 1)),
            _ => true,
        }
}
