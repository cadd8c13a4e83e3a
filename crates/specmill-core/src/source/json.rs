//! JSON text → tree.

use serde_json::Deserializer;

use super::Node;
use super::nesting::DEEPEST;
use super::tree::{MOST_NAMES, Reading};
use crate::diagnostics::Position;

/// Why a text is not a document, in its own lines and columns.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) position: Option<Position>,
    pub(super) help: &'static str,
}

/// Reads JSON. Members keep their order; of a key written twice the last counts.
pub(super) fn read(text: &str, reading: &Reading) -> Result<Node, Fault> {
    let mut deserializer = Deserializer::from_str(text);
    let node = reading.read(&mut deserializer).map_err(|error| match reading.has_long_names() {
        true => long_names(Some(position(&error))),
        false => fault(&error),
    })?;
    deserializer.end().map_err(|error| fault(&error))?;
    Ok(node)
}

fn position(error: &serde_json::Error) -> Position {
    Position { line: error.line().max(1), column: error.column().max(1) }
}

fn fault(error: &serde_json::Error) -> Fault {
    let position = position(error);
    let text = error.to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    if reason.contains("recursion limit") {
        return too_deep(Some(position));
    }
    Fault {
        code: "invalid-json",
        message: format!("this is not JSON: {reason}"),
        position: Some(position),
        help: "correct the document there; a document in YAML must not be named `.json`",
    }
}

pub(super) fn long_names(position: Option<Position>) -> Fault {
    Fault {
        code: "too-long-names",
        message: format!("the names on the way to a value have more than {MOST_NAMES} bytes"),
        position,
        help: "shorten the names of paths, components and properties",
    }
}

pub(super) fn too_deep(position: Option<Position>) -> Fault {
    Fault {
        code: "too-deep",
        message: format!("values are nested more than {DEEPEST} deep"),
        position,
        help: "name the inner schemas under `components` and refer to them with `$ref`",
    }
}
