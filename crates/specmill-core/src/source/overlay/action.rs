//! One action of an overlay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::budget::Budget;
use super::fault::{Fault, Unchanged, invalid};
use super::merge::merge;
use super::target::{Target, json};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::source::{Document, Origin};
use crate::tree::{Node, Pointer};

/// Where an action is written.
pub(super) struct Overlay<'a> {
    pub(super) path: &'a Path,
    pub(super) at: Pointer,
}

/// What an action does to each place its target selects.
pub(super) struct Action<'n> {
    target: Target<'n>,
    change: Change<'n>,
}

enum Change<'n> {
    Remove,
    Update(&'n Node),
}

impl<'n> Action<'n> {
    pub(super) fn read(node: &'n Node) -> Result<Self, Fault> {
        let Some(text) = node.get("target").and_then(Node::as_str) else {
            return Err(Fault::NoTarget);
        };
        let target = Target::read(text).map_err(Fault::Target)?;
        let change = match (node.get("remove"), node.get("update")) {
            (Some(Node::Bool(true)), _) => Change::Remove,
            (None | Some(Node::Bool(false)), Some(update)) => Change::Update(update),
            (Some(Node::Bool(_)) | None, None) => return Err(Fault::NoChange),
            (Some(_), _) => return Err(Fault::RemoveNotBoolean),
        };
        Ok(Self { target, change })
    }

    /// Changes `document`, and `tree`, which is the same for the library's eyes.
    pub(super) fn apply(
        &self,
        document: &mut Document,
        tree: &mut Value,
        overlay: &Overlay<'_>,
        budget: &mut Budget,
    ) -> Result<(), Fault> {
        let text = self.target.text;
        budget.look(&self.target, &document.root)?;
        let places = self.places(tree);
        if places.is_empty() {
            document.diagnostics.push(unmatched(overlay, text));
        }
        let changed = match self.change {
            Change::Remove => remove(document, &places),
            Change::Update(update) => {
                budget.add(update, places.len())?;
                let at = overlay.at.child("update");
                let mut changed = Vec::new();
                for place in places {
                    let origin = Origin { file: overlay.path.to_owned(), pointer: at.clone() };
                    match merge(document, &place, update, origin) {
                        Ok(()) => changed.extend(written(document, &place, update).map(Ok)),
                        Err(why) => changed.push(Err(why)),
                    }
                }
                changed
            }
        };
        let mut mirrored = Vec::new();
        for changed in changed {
            match changed {
                Ok(place) => mirrored.push(place),
                Err(why) => {
                    let at = overlay.at.child("target");
                    let message = format!("{why} (`{text}`)");
                    document.diagnostics.push(invalid(overlay.path, at, message));
                }
            }
        }
        mirror(document, tree, mirrored);
        Ok(())
    }

    /// The places that are selected, each once, last items first, so that those still to come stay
    /// where they are.
    fn places(&self, tree: &Value) -> Vec<Pointer> {
        let located = self.target.path.query_located(tree);
        let mut places: Vec<Pointer> = located
            .locations()
            .map(|location| Pointer::parse(&location.to_json_pointer()))
            .collect();
        places.sort_by_cached_key(|place| std::cmp::Reverse(place.in_document()));
        places.dedup();
        places
    }
}

/// Writes what is at `places` into `tree`; what is below one that was written is written with it.
fn mirror(document: &Document, tree: &mut Value, places: Vec<Pointer>) {
    let places: BTreeSet<Pointer> = places.into_iter().collect();
    for place in &places {
        let mut above = place.parent();
        let is_done = std::iter::from_fn(|| {
            let here = above.take()?;
            above = here.parent();
            Some(here)
        })
        .any(|above| places.contains(&above));
        if is_done {
            continue;
        }
        let Some(node) = document.root.at(place) else { continue };
        if let Some(value) = tree.pointer_mut(place.as_str()) {
            *value = json(node);
        } else if let (Some(above), Some(name)) = (place.parent(), place.tokens().last())
            && let Some(Value::Object(members)) = tree.pointer_mut(above.as_str())
        {
            members.insert(name, json(node));
        }
    }
}

/// The places that `update` wrote at `place`: the members of an object, one by one, as the object may
/// be large and the update small.
fn written<'u>(
    document: &Document,
    place: &Pointer,
    update: &'u Node,
) -> impl Iterator<Item = Pointer> + use<'u> {
    let place = place.clone();
    let is_object = document.root.at(&place).is_some_and(|node| node.as_object().is_some());
    let names = update.as_object().filter(|_| is_object);
    let whole = names.is_none().then(|| place.clone());
    let members = names.into_iter().flat_map(|names| names.keys());
    whole.into_iter().chain(members.map(move |name| place.child(name)))
}

/// Takes out what is at `places`; gives the places of what held them.
fn remove(document: &mut Document, places: &[Pointer]) -> Vec<Result<Pointer, Unchanged>> {
    let mut gone: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
    let mut changed = Vec::new();
    for place in places {
        match (place.parent(), place.tokens().last()) {
            (Some(above), Some(token)) => gone.entry(above).or_default().push(token),
            _ => changed.push(Err(Unchanged::Whole)),
        }
    }
    // What is deeper comes first: what holds it may be gone afterwards.
    for (above, tokens) in gone.into_iter().rev() {
        remove_from(document, &above, &tokens);
        changed.push(Ok(above));
    }
    changed
}

/// Takes the members or items `tokens` out of what is at `above`.
fn remove_from(document: &mut Document, above: &Pointer, tokens: &[String]) {
    let Document { root, origins, path, .. } = document;
    match root.at_mut(above) {
        Some(Node::Object(members)) => {
            let tokens: BTreeSet<&str> = tokens.iter().map(String::as_str).collect();
            members.retain(|name, _| !tokens.contains(name.as_str()));
            for token in tokens {
                origins.forget(&above.child(token));
            }
        }
        Some(Node::Array(items)) => {
            let indexes: BTreeSet<usize> =
                tokens.iter().filter_map(|token| token.parse().ok()).collect();
            origins.remove_items(above, &indexes, items.len(), path);
            let mut at = 0..;
            items.retain(|_| at.next().is_none_or(|at| !indexes.contains(&at)));
        }
        _ => {}
    }
}

fn unmatched(overlay: &Overlay<'_>, target: &str) -> Diagnostic {
    let pointer = overlay.at.child("target");
    Diagnostic {
        severity: Severity::Warning,
        code: "overlay-target-unmatched",
        message: format!("`{target}` selects nothing in the document"),
        place: Some(Place { file: Some(overlay.path.to_owned()), pointer, position: None }),
        help: Some(
            "correct the path; if the document has been corrected, remove the action".to_owned(),
        ),
    }
}
