//! The strings of a tree: keys and values, in order.

use serde_json::{Map, Value};

/// How many there are.
pub(crate) fn count(tree: &Value) -> usize {
    let mut count = 0;
    altered(tree, &mut |_, _| {
        count += 1;
        None
    });
    count
}

/// The tree with those strings in place that `change` gives for their number and text.
pub(crate) fn altered(
    tree: &Value,
    change: &mut impl FnMut(usize, &str) -> Option<String>,
) -> Value {
    let mut number = 0;
    walk(tree, &mut |text| {
        number += 1;
        change(number - 1, text).unwrap_or_else(|| text.to_owned())
    })
}

fn walk(tree: &Value, change: &mut impl FnMut(&str) -> String) -> Value {
    match tree {
        Value::String(text) => Value::String(change(text)),
        Value::Array(items) => items.iter().map(|item| walk(item, change)).collect(),
        Value::Object(members) => {
            let mut altered = Map::new();
            for (key, value) in members {
                let key = change(key);
                altered.insert(key, walk(value, change));
            }
            Value::Object(altered)
        }
        other => other.clone(),
    }
}
