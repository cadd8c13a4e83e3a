//! Lists and maps written in place that hold themselves, by a `$ref` into the inside of a schema.
//! A Rust type can do so only by a name.

use super::super::{Api, SchemaId, Shape, shape};

/// Lists, maps and tuples that one type without a name may be made of: what holds more gets a name on
/// the way, as rustc's recursion limit is 128 and tuples of tuples double.
const MOST_HELD: usize = 32;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    /// Walked, with as much below it that has no name.
    Done(usize),
}

/// Marks where each circle closes, and each level that is too deep.
pub(super) fn mark_circles(api: &mut Api) {
    let mut marks = vec![Mark::New; api.schemas.len()];
    for start in (0..api.schemas.len()).map(SchemaId) {
        if marks[start.0] == Mark::New {
            walk(api, start, &mut marks);
        }
    }
}

fn walk(api: &mut Api, start: SchemaId, marks: &mut [Mark]) {
    marks[start.0] = Mark::Open;
    let mut way = vec![(start, 0)];
    while let Some((id, next)) = way.pop() {
        let held = held(api, id);
        let Some(target) = held.get(next).copied() else {
            let below = held.iter().map(|held| weight(api, *held, marks));
            let weight = below.fold(1, usize::saturating_add);
            if weight > MOST_HELD && api.schema(id).component.is_none() {
                api.resolved[id.0].holds_itself = true;
            }
            marks[id.0] = Mark::Done(weight);
            continue;
        };
        way.push((id, next + 1));
        match marks[target.0] {
            Mark::New => {
                marks[target.0] = Mark::Open;
                way.push((target, 0));
            }
            Mark::Open => api.resolved[target.0].holds_itself = true,
            Mark::Done(_) => {}
        }
    }
}

/// What a type without a name is made of from `id` on; one where that has a name.
fn weight(api: &Api, id: SchemaId, marks: &[Mark]) -> usize {
    let has_name = api.schema(id).component.is_some() || api.resolved[id.0].holds_itself;
    match marks[id.0] {
        Mark::Done(weight) if !has_name => weight,
        _ => 1,
    }
}

/// What a type written in place holds, as [`lower`](crate::lower) writes it; nothing where it has a
/// name.
fn held(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    if api.schema(id).component.is_some() {
        return Vec::new();
    }
    match shape(api, id) {
        Shape::Same(target) => vec![target],
        Shape::List(items) => vec![items],
        Shape::Map(Some(values)) => vec![values],
        Shape::Tuple(tuple) => tuple.places.iter().copied().chain(tuple.rest).collect(),
        _ => Vec::new(),
    }
}
