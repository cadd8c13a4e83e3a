//! `$ref`s that point into a schema normalize has rebuilt.
//!
//! `#/components/schemas/A/anyOf/1` is another member once `null` has been taken out of the `anyOf`,
//! and `#/components/schemas/A/properties/x` is gone once `A` was split. Such a target is kept, in
//! 3.0 shape, under `x-specmill-moved` of the document, and the `$ref` points there.

use std::collections::BTreeSet;

use super::context::Context;
use super::fragment::{pointer, resolve, tokens};
use super::{notes, schema};
use crate::diagnostics::Diagnostics;
use crate::tree::{Map, Node, Pointer, Trail};

/// The `$ref`s met whose target is in `source`, but not, or not the same, in `root`.
pub(super) fn find(source: &Node, root: &Node, context: &Context<'_>) -> BTreeSet<String> {
    let mut ignored = Diagnostics::default();
    let mut scratch = Context::new(&mut ignored, source, context.anchors);
    let mut is_moved = |reference: &&String| {
        if context.made.contains(*reference) {
            return false;
        }
        // A component keeps its place whatever becomes of what is in it.
        if tokens(reference).is_none_or(|tokens| tokens.len() <= 3) {
            return false;
        }
        resolve(source, reference).is_some_and(|target| {
            let mut target = target.clone();
            normalize_at(&mut target, reference, &mut scratch);
            resolve(root, reference) != Some(&target)
        })
    };
    context.references.iter().filter(|reference| is_moved(reference)).cloned().collect()
}

/// Normalises a schema as if it stood where `reference` points.
fn normalize_at(target: &mut Node, reference: &str, context: &mut Context<'_>) {
    let tokens = tokens(reference).unwrap_or_default();
    context.component = match tokens.as_slice() {
        [components, schemas, name, ..] if components == "components" && schemas == "schemas" => {
            let pointer = Pointer::root().child(components).child(schemas).child(name);
            Some(format!("#{pointer}"))
        }
        _ => None,
    };
    below(&Trail::root(), &tokens, &mut |at| schema::normalize(target, at, context));
    context.component = None;
}

fn below(at: &Trail<'_>, tokens: &[String], then: &mut dyn FnMut(&Trail<'_>)) {
    match tokens {
        [] => then(at),
        [token, rest @ ..] => below(&at.member(token), rest, then),
    }
}

/// Adds every moved target to `root`.
pub(super) fn keep(source: &Node, root: &mut Node, context: &mut Context<'_>) {
    let mut kept = Map::default();
    for reference in context.moved.clone() {
        let (Some(target), Some(pointer)) = (resolve(source, &reference), pointer(&reference))
        else {
            continue;
        };
        let mut target = target.clone();
        normalize_at(&mut target, &reference, context);
        kept.insert(pointer.as_str().to_owned(), target);
    }
    if let Some(members) = root.as_object_mut() {
        members.insert(notes::MOVED.to_owned(), Node::Object(kept));
    }
}
