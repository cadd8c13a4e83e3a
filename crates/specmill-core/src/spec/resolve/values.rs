//! What an `enum` amounts to.

use super::budget::distinct;
use crate::spec::Amount;
use crate::tree::{Node, Number};

/// Sets of strings and of whole numbers; any other `enum` is as [`shape`](crate::spec::shape) reads it.
pub(super) fn of_values(values: &[Node]) -> Amount {
    if values.len() < 2 {
        return Amount::Kind;
    }
    if let Some(strings) = texts_of(values) {
        return Amount::Strings(strings);
    }
    let integers: Option<Vec<i64>> = values.iter().map(integer).collect();
    integers.map_or(Amount::Kind, |integers| Amount::Integers(distinct(integers)))
}

/// The strings of an `enum` that has nothing else, each once.
pub(super) fn texts_of(values: &[Node]) -> Option<Vec<String>> {
    let strings: Option<Vec<&str>> = values.iter().map(Node::as_str).collect();
    strings.map(|strings| distinct(strings).into_iter().map(str::to_owned).collect())
}

fn integer(node: &Node) -> Option<i64> {
    match node {
        Node::Number(Number::Signed(value)) => Some(*value),
        _ => None,
    }
}
