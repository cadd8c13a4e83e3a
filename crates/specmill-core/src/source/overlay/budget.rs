//! How much an overlay may do: each of its actions can make what the next one matches.

use super::target::Target;
use crate::source::Node;
use crate::source::nesting::DEEPEST;

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
    pub(super) fn look(&mut self, target: &Target<'_>, document: &Node) -> Result<(), String> {
        self.looks =
            self.looks.checked_sub(target.cost(document, self.nodes)).ok_or_else(|| {
                format!(
                    "`{}` would look at more places than an overlay of this size may",
                    target.text
                )
            })?;
        Ok(())
    }

    /// Takes what `update` adds at as many `places`.
    pub(super) fn add(&mut self, update: &Node, places: usize) -> Result<(), String> {
        let added = update.values().saturating_mul(places);
        self.values = self.values.checked_sub(added).ok_or_else(|| {
            format!("the overlay would add more than {MOST_GROWTH} times what is there")
        })?;
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
