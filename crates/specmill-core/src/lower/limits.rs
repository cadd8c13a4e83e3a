//! Limits of what is used: a property or a parameter.

use crate::ir;
use crate::spec::{Api, Limits, SchemaId, Shape, alias_target, shape};

/// How many lists and maps in one another are looked into. A list that holds itself has no end.
const DEEPEST: usize = 4;

/// The limits of the schema `id`, and of what it is another name of; `None` where there are none.
pub(super) fn limits(api: &Api, id: SchemaId) -> Option<Box<ir::Limits>> {
    within(api, id, DEEPEST)
}

fn within(api: &Api, id: SchemaId, depth: usize) -> Option<Box<ir::Limits>> {
    let target = alias_target(api, id);
    let inner = match shape(api, target) {
        Shape::List(item) | Shape::Map(Some(item)) if depth > 0 => within(api, item, depth - 1),
        _ => None,
    };
    let (own, base) = (&api.schema(id).limits, &api.schema(target).limits);
    let limits = ir::Limits { inner, ..both(own, base) };
    (limits != ir::Limits::default()).then(|| Box::new(limits))
}

/// What keeps to one of these keeps to the other as well.
fn both(one: &Limits, other: &Limits) -> ir::Limits {
    let narrower = |one: Option<(f64, bool)>, other: Option<(f64, bool)>, sign: f64| {
        let rank = |(value, is_excluded): &(f64, bool)| (value * sign, *is_excluded);
        let wider = |a: &(f64, bool), b: &(f64, bool)| rank(a) < rank(b);
        match (one, other) {
            (Some(one), Some(other)) if wider(&one, &other) => Some(other),
            (one, other) => one.or(other),
        }
    };
    ir::Limits {
        minimum: narrower(one.minimum, other.minimum, 1.0),
        maximum: narrower(one.maximum, other.maximum, -1.0),
        multiple_of: one.multiple_of.or(other.multiple_of),
        min_size: one.min_size.max(other.min_size),
        max_size: match (one.max_size, other.max_size) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        },
        pattern: one.pattern.clone().or_else(|| other.pattern.clone()),
        unique_items: one.unique_items || other.unique_items,
        inner: None,
    }
}
