//! An OpenAPI Overlay (Overlay Specification 1.0): changes to a document that leave its file alone.

mod action;
mod budget;
mod merge;
mod target;

use std::path::Path;

use self::action::Action;
use self::budget::Budget;
use super::load::load_counted;
use super::{Document, Node, Pointer};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};

/// Applies the overlay in the file `path` to `document`, action by action, each seeing what those
/// before it did. What is wrong with the overlay is noted in `document.diagnostics` at its place in
/// the overlay: an action that cannot be followed is an error (`invalid-overlay`) and skipped, a
/// target that selects nothing a warning (`overlay-target-unmatched`).
///
/// # Errors
///
/// When the file cannot be read or is no overlay; see [`load`](super::load).
pub fn apply(document: &mut Document, path: &Path) -> Result<(), Diagnostics> {
    let overlay = load_counted(path, &mut document.allowance)?;
    document.files.extend(overlay.files().map(Path::to_owned));
    for mut found in overlay.diagnostics.iter().cloned() {
        if let Some(place) = &mut found.place {
            place.file.get_or_insert_with(|| path.to_owned());
        }
        document.diagnostics.push(found);
    }
    let actions = actions(&overlay.root, path)?;
    let mut tree = json(&document.root);
    let mut budget = Budget::new(&document.root, &overlay.root);
    for (index, action) in actions.iter().enumerate() {
        let at = Pointer::root().child("actions").child(index);
        let overlay = Overlay { path, at };
        let done = Action::read(action)
            .and_then(|action| action.apply(document, &mut tree, &overlay, &mut budget));
        if let Err(fault) = done {
            let at = fault.member.map_or(overlay.at.clone(), |member| overlay.at.child(member));
            document.diagnostics.push(invalid(path, at, fault.message));
        }
    }
    Ok(())
}

/// Where an action is written.
struct Overlay<'a> {
    path: &'a Path,
    at: Pointer,
}

/// The actions of an overlay, once it is known to be one.
fn actions<'n>(root: &'n Node, path: &Path) -> Result<&'n [Node], Diagnostics> {
    let is_version_1 =
        root.get("overlay").and_then(Node::as_str).is_some_and(|version| version.starts_with("1."));
    let (at, message) = if !is_version_1 {
        ("overlay", "an overlay begins with `overlay: 1.0.0`, the version it is written in")
    } else {
        match root.get("actions") {
            Some(Node::Array(actions)) => return Ok(actions),
            // What an editor leaves of `actions:` with nothing below but comments.
            Some(Node::Null) => return Ok(&[]),
            _ => ("actions", "an overlay has a list of `actions`"),
        }
    };
    let mut found = Diagnostics::default();
    found.push(invalid(path, Pointer::root().child(at), message.to_owned()));
    Err(found)
}

fn invalid(path: &Path, pointer: Pointer, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "invalid-overlay",
        message,
        place: Some(Place { file: Some(path.to_owned()), pointer, position: None }),
        help: Some(
            "see the OpenAPI Overlay Specification 1.0 at https://spec.openapis.org/overlay/v1.0.0"
                .to_owned(),
        ),
    }
}

/// The tree as the JSONPath library reads it. Numbers count only where a path compares them.
fn json(node: &Node) -> serde_json::Value {
    use super::Number;
    use serde_json::Value;
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(Number::Signed(value)) => Value::from(*value),
        Node::Number(Number::Unsigned(value)) => Value::from(*value),
        Node::Number(Number::Float(value)) => Value::from(*value),
        Node::String(text) => Value::String(text.clone()),
        Node::Array(items) => Value::Array(items.iter().map(json).collect()),
        Node::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}
