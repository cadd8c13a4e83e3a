//! What becomes a map.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::json::decode::{Decode, decode};
use crate::json::map::{Map, NotAnObject};
use crate::json::report::{Drift, DriftKind, Strictness};

/// What becomes a [`Map`] with values of type `T`: another map, an array or a `Vec` of pairs, or the
/// object that [`json!`](crate::json::json) makes.
///
/// A `serde_json::Value` that is no object, or whose members are of another type than `T`, makes a map
/// that is not sent: the call that would do so fails, and its error names the member and the value.
///
/// ```
/// use specmill_runtime::json::{IntoMap, Map, Value, json};
///
/// let map: Map<Value> = json!({"type": "object", "required": []}).into_map();
/// assert_eq!(map["type"], "object");
/// let labels: Map<String> = [("team", "a")].into_map();
/// assert_eq!(labels["team"], "a");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no map of `{T}`",
    label = "not a map of what becomes `{T}`",
    note = "a `Map<{T}>`, an array of pairs such as `[(\"name\", value)]`, a `HashMap`, a `BTreeMap` and \
            `json!({{…}})` are"
)]
pub trait IntoMap<T> {
    /// The map.
    fn into_map(self) -> Map<T>;
}

impl<T> IntoMap<T> for Map<T> {
    fn into_map(self) -> Map<T> {
        self
    }
}

impl<T: Clone> IntoMap<T> for &Map<T> {
    fn into_map(self) -> Map<T> {
        self.clone()
    }
}

/// In the order of the array.
impl<K: Into<String>, U: Into<T>, T, const N: usize> IntoMap<T> for [(K, U); N] {
    fn into_map(self) -> Map<T> {
        of_pairs(self)
    }
}

/// In the order of the list.
impl<K: Into<String>, U: Into<T>, T> IntoMap<T> for Vec<(K, U)> {
    fn into_map(self) -> Map<T> {
        of_pairs(self)
    }
}

/// In the order of the names.
impl<K: Into<String>, U: Into<T>, T> IntoMap<T> for BTreeMap<K, U> {
    fn into_map(self) -> Map<T> {
        of_pairs(self)
    }
}

/// In no particular order: that of a hash map.
impl<K: Into<String>, U: Into<T>, T, S> IntoMap<T> for HashMap<K, U, S> {
    fn into_map(self) -> Map<T> {
        of_pairs(self)
    }
}

/// Values that are not of type `T` make a map that is not sent.
impl<T: Decode> IntoMap<T> for serde_json::Map<String, Value> {
    fn into_map(self) -> Map<T> {
        of_value(Value::Object(self))
    }
}

/// Anything but an object of values of type `T` makes a map that is not sent.
impl<T: Decode> IntoMap<T> for Value {
    fn into_map(self) -> Map<T> {
        of_value(self)
    }
}

fn of_pairs<T, K: Into<String>, U: Into<T>>(pairs: impl IntoIterator<Item = (K, U)>) -> Map<T> {
    pairs.into_iter().map(|(name, value)| (name, value.into())).collect()
}

fn of_value<T: Decode>(value: Value) -> Map<T> {
    // An enum and a union keep what they do not know.
    let is_changed = |drift: &&Drift| drift.kind != DriftKind::UnknownValue;
    let reason = match decode::<Map<T>>(value.to_string().as_bytes(), Strictness::Lenient) {
        Ok(decoded) => match decoded.drift.iter().find(is_changed) {
            None => return decoded.value,
            Some(drift) => drift.to_string(),
        },
        Err(error) => error.to_string(),
    };
    Map::given_instead(NotAnObject::new(value, reason))
}
