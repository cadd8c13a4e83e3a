//! Overlays of the document.

use arbitrary::Result;
use specmill_core::source::{Map, Node};

use super::Grammar;
use crate::tree::{object, objects, text};

/// Targets that select something in most documents. None is meant to cost the JSONPath library
/// much: what does is kept from it, and has a test.
const TARGETS: &[&str] = &[
    "$",
    "$.info",
    "$.paths",
    "$.paths.*",
    "$.paths.*.*",
    "$..parameters",
    "$..schema",
    "$.components.schemas.*",
    "$..properties.*",
    "$..[?@.type=='string']",
    "$..allOf[0]",
    "$.paths['/a'].get",
    "$..responses['200']",
    "$..enum",
    "$..required[1:]",
    "$.servers[-1]",
    "$.x",
    "$[",
    "",
    "$..",
    "$.components.schemas[?@.oneOf]",
    "$..*",
];

impl Grammar<'_> {
    pub(super) fn overlay(&mut self, root: &Node) -> Result<Node> {
        let places = objects(root);
        let actions = self.list(4, |grammar| {
            let target = match grammar.bytes.arbitrary()? {
                true => path(&grammar.one_of(&places)?),
                false => grammar.one_of(TARGETS)?.to_owned(),
            };
            let mut action = Map::default();
            action.insert("target".to_owned(), text(target));
            match grammar.below(6)? {
                0 => action.extend([("remove".to_owned(), Node::Bool(true))]),
                1 => action.extend([("update".to_owned(), grammar.value()?)]),
                2 => action.extend([("copy".to_owned(), text("$.info"))]),
                _ => {
                    let update = match grammar.bytes.arbitrary()? {
                        true => grammar.schema()?,
                        false => grammar.map(2, |it| Ok((it.name()?, it.value()?)))?,
                    };
                    action.insert("update".to_owned(), update);
                }
            }
            Ok(Node::Object(action))
        })?;
        let version = self.one_of(&["1.0.0", "1.1.0", "1.0.0", "2"])?;
        let info = object([("title", text("Changes")), ("version", text("1"))]);
        Ok(object([("overlay", text(version)), ("info", info), ("actions", actions)]))
    }
}

/// A pointer as a normalised path (RFC 9535 §2.7).
fn path(pointer: &str) -> String {
    let tokens = pointer.split('/').skip(1).map(|token| {
        let name = token.replace("~1", "/").replace("~0", "~");
        match name.parse::<usize>() {
            Ok(index) => format!("[{index}]"),
            Err(_) => format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    });
    std::iter::once("$".to_owned()).chain(tokens).collect()
}
