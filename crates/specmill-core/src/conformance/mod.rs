//! Whether a document is what its version of the OpenAPI Specification describes, beside all stages: what
//! they have not said already.
//!
//! The stages read as much of a document as can be meant, and only what is reached. Here everything is
//! compared with the tables of the specification ("Fixed Fields"), reached or not, so that no invalid document
//! passes without a word. Nothing is left out because of it.

mod form;
mod names;
mod object;
mod objects;
mod parameters;
mod schema;
mod security;
mod walk;

use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Trail};

use walk::Walk;

/// Says what of `root`, a document as it was read, is not as its version has it, as far as `found` says
/// nothing of the same places.
pub fn check(root: &Node, found: &mut Diagnostics) {
    let Some(minor) = minor(root) else { return };
    let mut walk = Walk::new(minor, found);
    walk.object(root, &objects::DOCUMENT, &Trail::root());
    let said = walk.into_said();
    found.append(said);
}

/// The minor version: 1 of `3.1.0`. Others are not read.
fn minor(root: &Node) -> Option<u8> {
    let version = match root.get("openapi")? {
        Node::String(text) => text.trim().to_owned(),
        number @ Node::Number(_) => number.json(),
        _ => return None,
    };
    let rest = version.strip_prefix("3.")?;
    match rest.split(['.', '-']).next()? {
        "0" => Some(0),
        "1" => Some(1),
        "2" => Some(2),
        // `openapi: 3` and the like are no versions.
        _ => None,
    }
}
