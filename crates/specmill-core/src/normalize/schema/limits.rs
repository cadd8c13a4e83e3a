//! Limits: exclusive ones that are numbers, and those that do not fit 3.0's types.

use super::super::notes;
use super::keywords;
use crate::tree::{Map, Node, Number};

pub(super) fn normalize(members: &mut Map) {
    exclusive(members, "exclusiveMinimum", "minimum", |own, other| own >= other);
    exclusive(members, "exclusiveMaximum", "maximum", |own, other| own <= other);
    let is_integer = keywords::text(members, "type") == Some("integer");
    for name in ["minimum", "maximum", "multipleOf"] {
        fit(members, name, |number| match number {
            _ if !is_integer => value(number).is_finite().then_some(number),
            Number::Signed(_) => Some(number),
            Number::Unsigned(_) => None,
            Number::Float(float) => whole(float),
        });
    }
    let sizes =
        ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    for name in sizes {
        fit(members, name, |number| match number {
            Number::Signed(count) => (count >= 0).then_some(number),
            Number::Unsigned(_) => Some(number),
            Number::Float(float) if float >= 0.0 => whole(float),
            Number::Float(_) => None,
        });
    }
}

/// `exclusiveMinimum: 3` (JSON Schema 2020-12 §6.2.5) → `minimum: 3, exclusiveMinimum: true`; of it
/// and a `minimum` beside it the stricter stays.
fn exclusive(members: &mut Map, keyword: &str, inclusive: &str, is_stricter: fn(f64, f64) -> bool) {
    let Some(Node::Number(own)) = members.get(keyword).cloned() else { return };
    let is_own = match members.get(inclusive) {
        Some(Node::Number(other)) => is_stricter(value(own), value(*other)),
        _ => true,
    };
    if is_own {
        members.insert(inclusive.to_owned(), Node::Number(own));
        keywords::set_true(members, keyword);
    } else {
        members.shift_remove(keyword);
    }
}

/// Writes a limit as `fitting` has it, or sets it aside where that is nothing. What is no number is
/// for the `spec` stage to report.
fn fit(members: &mut Map, name: &str, fitting: impl Fn(Number) -> Option<Number>) {
    let Some(Node::Number(number)) = members.get_mut(name) else { return };
    match fitting(*number) {
        Some(fit) => *number = fit,
        None => keywords::rename(members, name, &format!("{}{name}", notes::LIMIT)),
    }
}

/// The whole number a float is, where `f64` tells it from its neighbours.
#[allow(clippy::cast_possible_truncation)]
fn whole(float: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    (float.fract() == 0.0 && float.abs() <= EXACT).then_some(Number::Signed(float as i64))
}

#[allow(clippy::cast_precision_loss)]
fn value(number: Number) -> f64 {
    match number {
        Number::Signed(value) => value as f64,
        Number::Unsigned(value) => value as f64,
        Number::Float(value) => value,
    }
}
