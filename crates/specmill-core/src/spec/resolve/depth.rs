//! Types that hold types that hold types: rustc gives up on more than 128, whatever stands between
//! them.

use crate::diagnostics::{Diagnostics, UntypedReason};
use crate::spec::{AdditionalProperties, Schema, SchemaId, SchemaKind};

/// Objects, lists and unions in one another, each of another type. Stripe's document has 24.
const DEEPEST: usize = 100;

/// Makes any value of what would be deeper, so that what holds it is not. Schemas that hold each
/// other count as one: there the compiler sees what it has seen.
pub(in crate::spec) fn cut(schemas: &mut [Schema], diagnostics: &mut Diagnostics) {
    let mut depths = vec![0_usize; schemas.len()];
    for circle in circles(schemas) {
        let held = circle.iter().flat_map(|id| held(&schemas[id.0].kind));
        let deepest = held.map(|id| depths[id.0]).max().unwrap_or_default();
        let own = circle.iter().any(|id| is_type(&schemas[id.0].kind));
        let mut depth = deepest + usize::from(own);
        if depth > DEEPEST {
            for id in &circle {
                schemas[id.0].kind = SchemaKind::Any(UntypedReason::TooDeepType);
            }
            depth = 0;
            let message = format!("this schema holds more than {DEEPEST} others, each in the next");
            let help =
                "any value is taken here (`serde_json::Value`), as rustc takes no deeper types";
            let place = &schemas[circle[0].0].pointer;
            diagnostics.warning("too-deep-a-type", place, message, help);
        }
        for id in circle {
            depths[id.0] = depth;
        }
    }
}

fn is_type(kind: &SchemaKind) -> bool {
    matches!(
        kind,
        SchemaKind::Object { .. }
            | SchemaKind::Array { .. }
            | SchemaKind::OneOf(..)
            | SchemaKind::AnyOf(..)
    )
}

/// Every schema that stands in `kind`.
pub(in crate::spec) fn held(kind: &SchemaKind) -> Vec<SchemaId> {
    match kind {
        SchemaKind::Array { items, prefix } => prefix.iter().copied().chain([*items]).collect(),
        SchemaKind::Object { properties, additional } => {
            let values = match additional {
                AdditionalProperties::Schema(values) => Some(*values),
                _ => None,
            };
            properties.iter().map(|property| property.schema).chain(values).collect()
        }
        composed => super::parts(composed).to_vec(),
    }
}

/// The schemas that hold each other, together, and each after all that it holds (Tarjan's strongly
/// connected components, with the way kept here and not on the stack).
fn circles(schemas: &[Schema]) -> Vec<Vec<SchemaId>> {
    const NEW: usize = usize::MAX;
    let mut numbers = vec![NEW; schemas.len()];
    // The lowest number that is reached from each, while its circle is open.
    let mut lowest = vec![NEW; schemas.len()];
    let mut is_open = vec![false; schemas.len()];
    let (mut open, mut found, mut number) = (Vec::new(), Vec::new(), 0);
    for start in 0..schemas.len() {
        if numbers[start] != NEW {
            continue;
        }
        let mut way = vec![(start, held(&schemas[start].kind), 0)];
        while let Some((at, parts, next)) = way.last_mut() {
            let at = *at;
            if *next == 0 && numbers[at] == NEW {
                (numbers[at], lowest[at], is_open[at]) = (number, number, true);
                number += 1;
                open.push(SchemaId(at));
            }
            if let Some(SchemaId(part)) = parts.get(*next).copied() {
                *next += 1;
                if numbers[part] == NEW {
                    way.push((part, held(&schemas[part].kind), 0));
                } else if is_open[part] {
                    lowest[at] = lowest[at].min(numbers[part]);
                }
                continue;
            }
            way.pop();
            if let Some((above, ..)) = way.last() {
                lowest[*above] = lowest[*above].min(lowest[at]);
            }
            if lowest[at] == numbers[at] {
                let from = open.iter().rposition(|id| id.0 == at).unwrap_or_default();
                let circle = open.split_off(from);
                circle.iter().for_each(|id| is_open[id.0] = false);
                found.push(circle);
            }
        }
    }
    found
}
