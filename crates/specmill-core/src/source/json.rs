//! JSON text → tree.

use serde_json::Deserializer;

use super::fault::{Fault, FaultKind};
use super::nesting::DEEPEST;
use super::reading::{MOST_NAMES, Reading};
use crate::diagnostics::Position;
use crate::tree::Node;

/// Reads JSON. Members keep their order; of a key written twice the last counts.
pub(super) fn read(text: &str, reading: &Reading) -> Result<Node, Fault> {
    let mut deserializer = Deserializer::from_str(text);
    let node = reading.read(&mut deserializer).map_err(|error| match reading.has_long_names() {
        true => FaultKind::LongNames(MOST_NAMES).at(Some(position(&error))),
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
        return FaultKind::TooDeep(DEEPEST).at(Some(position));
    }
    FaultKind::InvalidJson(reason.to_owned()).at(Some(position))
}
