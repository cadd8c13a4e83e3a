//! JSON values, compared as JSON.

use serde_json::{Number, Value};

/// Whether two values are the same: numbers by value, the order of members ignored.
#[must_use]
pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => same_number(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|o| same(value, o)))
        }
        _ => one == other,
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    match (one.is_f64(), other.is_f64()) {
        // As floats, large whole numbers that differ would be one.
        (false, false) => one.as_i128() == other.as_i128(),
        _ => one.as_f64() == other.as_f64(),
    }
}
