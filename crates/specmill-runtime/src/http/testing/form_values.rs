//! Values of forms, all of which are text, become what their type is.

use serde_json::Value;

use crate::json::{Drift, DriftKind};

/// A step into a value, as a JSONPath has it.
enum Step {
    Member(String),
    Item(usize),
    /// Every item.
    Items,
}

/// Changes the value that `drift` is about: a text into the JSON that it is, anything into a list of
/// it where a list is expected. True if something was changed.
pub(super) fn change(object: &mut Value, drift: &Drift) -> bool {
    let all_texts = match drift.kind {
        DriftKind::WrongType => false,
        // A union: what is in it decides which member it is.
        DriftKind::UnknownValue => true,
        _ => return false,
    };
    let wants_list = drift.expected.contains("array");
    at(object, &steps(&drift.path), &mut |value| match all_texts {
        true => texts(value),
        false => one(value, wants_list),
    })
}

fn one(value: &mut Value, wants_list: bool) -> bool {
    if let Some(json) = json_of(value) {
        *value = json;
        return true;
    }
    if wants_list && !value.is_array() && !value.is_null() {
        *value = Value::Array(vec![value.take()]);
        return true;
    }
    false
}

/// Changes every text in `value`.
fn texts(value: &mut Value) -> bool {
    if let Some(json) = json_of(value) {
        *value = json;
        return true;
    }
    match value {
        Value::Array(items) => {
            items.iter_mut().filter_map(|item| texts(item).then_some(())).count() > 0
        }
        Value::Object(members) => {
            members.values_mut().filter_map(|member| texts(member).then_some(())).count() > 0
        }
        _ => false,
    }
}

/// The JSON that a text is, if that is more than text.
fn json_of(value: &Value) -> Option<Value> {
    let json: Value = serde_json::from_str(value.as_str()?).ok()?;
    (!json.is_string() && !json.is_null()).then_some(json)
}

/// Calls `change` with each value at the end of `steps`. True if one of them was changed.
fn at(value: &mut Value, steps: &[Step], change: &mut impl FnMut(&mut Value) -> bool) -> bool {
    let Some((first, rest)) = steps.split_first() else { return change(value) };
    match (first, value) {
        (Step::Member(name), Value::Object(members)) => {
            members.get_mut(name).is_some_and(|member| at(member, rest, change))
        }
        (Step::Item(number), Value::Array(items)) => {
            items.get_mut(*number).is_some_and(|item| at(item, rest, change))
        }
        (Step::Items, Value::Array(items)) => {
            let mut is_changed = false;
            for item in items {
                is_changed |= at(item, rest, change);
            }
            is_changed
        }
        _ => false,
    }
}

/// The steps of a JSONPath as drift has it: `$.a[0]['b c'][*]`.
fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = path.trim_start_matches('$');
    while !rest.is_empty() {
        if let Some(name) = rest.strip_prefix('.') {
            let end = name.find(['.', '[']).unwrap_or(name.len());
            steps.push(Step::Member(name[..end].to_owned()));
            rest = &name[end..];
        } else if let Some(quoted) = rest.strip_prefix("['") {
            let end = quoted.find("']").unwrap_or(quoted.len());
            steps.push(Step::Member(quoted[..end].replace("\\'", "'").replace("\\\\", "\\")));
            rest = quoted.get(end + 2..).unwrap_or_default();
        } else {
            let inner = rest.strip_prefix('[').unwrap_or_default();
            let end = inner.find(']').unwrap_or(inner.len());
            steps.push(inner[..end].parse().map_or(Step::Items, Step::Item));
            rest = inner.get(end + 1..).unwrap_or_default();
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_found_by_its_path() {
        let mut value = json!({"a": [{"b c": "1"}, {"b c": "true"}], "d": "x"});
        let drift = |path: &str, expected: &str| Drift {
            path: path.to_owned(),
            kind: DriftKind::WrongType,
            expected: expected.to_owned(),
            found: String::new(),
            count: 1,
        };
        assert!(change(&mut value, &drift("$.a[*]['b c']", "an integer")));
        assert!(change(&mut value, &drift("$.d", "an array")));
        assert!(!change(&mut value, &drift("$.a[7]", "an integer")));
        assert_eq!(value, json!({"a": [{"b c": 1}, {"b c": true}], "d": ["x"]}));
    }
}
