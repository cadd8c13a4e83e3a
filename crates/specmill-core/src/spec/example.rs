//! Examples, wherever they may stand.

use super::located::Located;
use super::reader::Reader;
use crate::tree::Node;

impl<'d> Reader<'d> {
    /// `example` of a schema, or the first of its `examples` (a list, JSON Schema 2020-12).
    pub(super) fn schema_example(&mut self, at: &Located<'d>) -> Option<Node> {
        let first = || at.node.get("examples").and_then(Node::as_array)?.first();
        at.node.get("example").or_else(first).cloned()
    }

    /// `example` of a parameter or a media type, or the first of its `examples` (Example Objects
    /// by name) that is written in the document.
    pub(super) fn example(&mut self, at: &Located<'d>) -> Option<Node> {
        if let Some(example) = at.node.get("example") {
            return Some(example.clone());
        }
        let examples = at.member("examples")?;
        for (_, example) in examples.members() {
            let Some(example) = self.follow(example) else { continue };
            // `dataValue` is OpenAPI 3.2's.
            let value = example.node.get("value").or_else(|| example.node.get("dataValue"));
            if let Some(value) = value {
                return Some(value.clone());
            }
        }
        None
    }
}
