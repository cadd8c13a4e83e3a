//! Schemas that are made of themselves: `A` is the same as `B`, which is the same as `A`; `A` is
//! all of `B` and more, `B` all of `A`. No value tells what they are (JSON Schema Wright-00 §7).
//! Such a circle is cut where it closes. A schema that has itself as a property is no such circle.

use super::model::{Schema, SchemaId, SchemaKind};
use super::resolve::parts;
use crate::diagnostics::{Diagnostics, UntypedReason};

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    /// On the way from the schema the search began at.
    Open,
    Done,
}

/// Cuts every circle of aliases and compositions among `schemas`, and gives the order in which each
/// comes after what it is made of.
pub(super) fn cut(schemas: &mut [Schema], diagnostics: &mut Diagnostics) -> Vec<SchemaId> {
    let mut order = Vec::with_capacity(schemas.len());
    let mut marks = vec![Mark::New; schemas.len()];
    for start in 0..schemas.len() {
        if marks[start] != Mark::New {
            continue;
        }
        marks[start] = Mark::Open;
        // The schemas on the way here, each with the number of its next part.
        let mut way = vec![(SchemaId(start), 0)];
        while let Some((id, next)) = way.pop() {
            let Some(part) = parts(&schemas[id.0].kind).get(next).copied() else {
                marks[id.0] = Mark::Done;
                order.push(id);
                continue;
            };
            match marks[part.0] {
                Mark::Open => {
                    note(schemas, id, part, diagnostics);
                    remove(&mut schemas[id.0].kind, next);
                    way.push((id, next));
                }
                Mark::Done => way.push((id, next + 1)),
                Mark::New => {
                    marks[part.0] = Mark::Open;
                    way.extend([(id, next + 1), (part, 0)]);
                }
            }
        }
    }
    order
}

fn remove(kind: &mut SchemaKind, at: usize) {
    let emptied = match kind {
        SchemaKind::AllOf(ids) | SchemaKind::OneOf(ids, _) | SchemaKind::AnyOf(ids, _) => {
            if at < ids.len() {
                ids.remove(at);
            }
            ids.is_empty()
        }
        _ => true,
    };
    if emptied {
        *kind = SchemaKind::Any(UntypedReason::ReferenceLoop);
    }
}

fn note(schemas: &[Schema], id: SchemaId, part: SchemaId, diagnostics: &mut Diagnostics) {
    let place = &schemas[id.0].pointer;
    let message = if id == part {
        "this schema is made of itself".to_owned()
    } else {
        format!("this schema is made of `{}`, which is made of this one", schemas[part.0].pointer)
    };
    let help = "this part of it is left out; describe what it is in one of the places";
    diagnostics.error("reference-loop", place, message, help);
}
