//! An OpenAPI Overlay (Overlay Specification 1.0): changes to a document that leave its file alone.

mod action;
mod budget;
mod fault;
mod merge;
mod target;

use std::path::Path;

use self::action::{Action, Overlay};
use self::budget::Budget;
use self::fault::invalid;
use self::target::json;
use super::Document;
use super::load::load_counted;
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

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
            let at = fault.member().map_or(overlay.at.clone(), |member| overlay.at.child(member));
            document.diagnostics.push(invalid(path, at, fault.to_string()));
        }
    }
    Ok(())
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
