//! An update put into a document (Overlay Specification 1.0, "Action Object").

use super::budget::fits;
use super::fault::Unchanged;
use crate::source::nesting::DEEPEST;
use crate::source::{Document, Origin, Origins};
use crate::tree::{Node, Pointer};

/// Merges `update`, which is written at `origin`, into what is at `place`: objects member by member,
/// lists one after the other; a list that is itself the target gets `update` as a new item.
pub(super) fn merge(
    document: &mut Document,
    place: &Pointer,
    update: &Node,
    origin: Origin,
) -> Result<(), Unchanged> {
    if !fits(update, place.tokens().count() + 1) {
        return Err(Unchanged::TooDeep(DEEPEST));
    }
    let Document { root, origins, .. } = document;
    match (root.at_mut(place), update) {
        (Some(Node::Array(items)), _) => {
            origins.set(place.child(items.len()), origin);
            items.push(update.clone());
            Ok(())
        }
        (Some(target @ Node::Object(_)), Node::Object(_)) => {
            put(target, place, update, &origin, origins);
            Ok(())
        }
        (Some(Node::Object(_)), other) => Err(Unchanged::ObjectWith(other.kind())),
        (Some(other), _) => Err(Unchanged::Scalar(other.kind())),
        (None, _) => Ok(()),
    }
}

fn put(target: &mut Node, at: &Pointer, update: &Node, origin: &Origin, origins: &mut Origins) {
    match (target, update) {
        (Node::Object(members), Node::Object(updates)) => {
            for (name, update) in updates {
                let at = at.child(name);
                let origin =
                    Origin { file: origin.file.clone(), pointer: origin.pointer.child(name) };
                match members.get_mut(name) {
                    Some(member) => put(member, &at, update, &origin, origins),
                    None => {
                        origins.set(at, origin);
                        members.insert(name.clone(), update.clone());
                    }
                }
            }
        }
        (Node::Array(items), Node::Array(more)) => {
            for (index, item) in more.iter().enumerate() {
                let pointer = origin.pointer.child(index);
                origins.set(at.child(items.len()), Origin { file: origin.file.clone(), pointer });
                items.push(item.clone());
            }
        }
        (target, update) => {
            origins.set(at.clone(), origin.clone());
            *target = update.clone();
        }
    }
}
