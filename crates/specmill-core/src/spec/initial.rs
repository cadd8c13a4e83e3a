//! `x-specmill-initial`: the value that a constructor gives an optional member.

use super::model::Schema;
use crate::normalize::notes::INITIAL;
use crate::tree::Node;

/// The value that a property of this schema begins with, as the document or an overlay has it.
#[must_use]
pub fn initial(schema: &Schema) -> Option<&Node> {
    schema.extensions.get(INITIAL)
}
