//! One action of an overlay.

use serde_json::Value;
use serde_json_path::JsonPath;

use super::merge::merge;
use super::{Overlay, invalid, json};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::source::{Document, Node, Origin, Pointer};

/// What an action does to each place its target selects.
pub(super) struct Action<'n> {
    target: JsonPath,
    text: &'n str,
    change: Change<'n>,
}

enum Change<'n> {
    Remove,
    Update(&'n Node),
}

/// Why an action cannot be followed, and which member of it is to blame.
pub(super) struct Fault {
    pub(super) member: Option<&'static str>,
    pub(super) message: String,
}

impl<'n> Action<'n> {
    pub(super) fn read(node: &'n Node) -> Result<Self, Fault> {
        let fault = |member, message: String| Fault { member, message };
        let Some(text) = node.get("target").and_then(Node::as_str) else {
            return Err(fault(None, "an action has a `target`, a JSONPath".to_owned()));
        };
        let target = JsonPath::parse(text).map_err(|error| {
            let at = error.position() + 1;
            let message = error.message();
            fault(Some("target"), format!("`{text}` is no JSONPath: {message}, at character {at}"))
        })?;
        let change = match (node.get("remove"), node.get("update")) {
            (Some(Node::Bool(true)), _) => Change::Remove,
            (None | Some(Node::Bool(false)), Some(update)) => Change::Update(update),
            (Some(Node::Bool(_)) | None, None) => {
                let message = "an action has an `update`, or `remove: true`".to_owned();
                return Err(fault(None, message));
            }
            (Some(_), _) => {
                return Err(fault(Some("remove"), "`remove` is `true` or `false`".to_owned()));
            }
        };
        Ok(Self { target, text, change })
    }

    /// Changes `document`, and `tree`, which is the same for the library's eyes.
    pub(super) fn apply(&self, document: &mut Document, tree: &mut Value, overlay: &Overlay<'_>) {
        let located = self.target.query_located(tree);
        let mut places: Vec<Pointer> = located
            .locations()
            .map(|location| Pointer::parse(&location.to_json_pointer()))
            .collect();
        if places.is_empty() {
            document.diagnostics.push(unmatched(overlay, self.text));
        }
        // Last items first, so that the places still to come stay where they are.
        places.sort_by(|one, other| other.compare_in_document(one));
        places.dedup();
        for place in places {
            let changed = match self.change {
                Change::Remove => remove(document, &place),
                Change::Update(update) => {
                    let at = overlay.at.child("update");
                    let origin = Origin { file: overlay.path.to_owned(), pointer: at };
                    merge(document, &place, update, origin).map(|()| place)
                }
            };
            match changed {
                Ok(place) => mirror(document, tree, &place),
                Err(message) => {
                    let at = overlay.at.child("target");
                    let message = format!("{message} (`{}`)", self.text);
                    document.diagnostics.push(invalid(overlay.path, at, message));
                }
            }
        }
    }
}

fn mirror(document: &Document, tree: &mut Value, place: &Pointer) {
    let node = document.root.at(place);
    if let (Some(node), Some(value)) = (node, tree.pointer_mut(place.as_str())) {
        *value = json(node);
    }
}

/// Takes out what is at `place`; gives the place of what held it.
fn remove(document: &mut Document, place: &Pointer) -> Result<Pointer, String> {
    let (Some(above), Some(token)) = (place.parent(), place.tokens().last()) else {
        return Err("the whole document cannot be removed".to_owned());
    };
    let Document { root, origins, path, .. } = document;
    match root.at_mut(&above) {
        Some(Node::Object(members)) => {
            members.shift_remove(&token);
            origins.forget(place);
        }
        Some(Node::Array(items)) => {
            if let Some(index) = token.parse().ok().filter(|index| *index < items.len()) {
                origins.remove_item(&above, index, items.len(), path);
                items.remove(index);
            }
        }
        _ => {}
    }
    Ok(above)
}

fn unmatched(overlay: &Overlay<'_>, target: &str) -> Diagnostic {
    let pointer = overlay.at.child("target");
    Diagnostic {
        severity: Severity::Warning,
        code: "overlay-target-unmatched",
        message: format!("`{target}` selects nothing in the document"),
        place: Some(Place { file: Some(overlay.path.to_owned()), pointer, position: None }),
        help: Some("correct the path; where the document was mended, remove the action".to_owned()),
    }
}
