//! Limits of several schemas that hold together: the stricter of each.

use super::Intersector;
use crate::spec::{Limits, SchemaId};

impl Intersector<'_> {
    /// Gives `id` the limits of its parts, beside its own.
    pub(super) fn keep_limits(&mut self, id: SchemaId, parts: &[SchemaId]) {
        let mut limits = self.api.schema(id).limits.clone();
        for part in parts {
            let schema = self.api.schema(*part);
            // Those of a component are said where its type is.
            if schema.component.is_none() || parts.len() > 1 {
                tighten(&mut limits, &schema.limits);
            }
        }
        self.api.schemas[id.0].limits = limits;
    }
}

fn tighten(limits: &mut Limits, other: &Limits) {
    let Limits { minimum, maximum, multiple_of, min_size, max_size, pattern, unique_items } =
        limits;
    *minimum = bound(*minimum, other.minimum, |one, other| one > other);
    *maximum = bound(*maximum, other.maximum, |one, other| one < other);
    *min_size = (*min_size).max(other.min_size);
    *max_size = match (*max_size, other.max_size) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    // Both hold; the documentation has room for one of them.
    *multiple_of = match (*multiple_of, other.multiple_of) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    };
    *pattern = match (pattern.take(), &other.pattern) {
        (Some(one), Some(other)) => Some(one.max(other.clone())),
        (one, other) => one.or(other.clone()),
    };
    *unique_items |= other.unique_items;
}

/// A bound, and whether it is excluded.
type Bound = Option<(f64, bool)>;

fn bound(one: Bound, other: Bound, is_stricter: fn(f64, f64) -> bool) -> Bound {
    match (one, other) {
        (Some((value, excluded)), Some((other, other_excluded))) => Some(if value == other {
            (value, excluded || other_excluded)
        } else if is_stricter(value, other) {
            (value, excluded)
        } else {
            (other, other_excluded)
        }),
        (one, other) => one.or(other),
    }
}
