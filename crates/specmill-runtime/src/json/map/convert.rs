//! Maps out of lists and other maps, and serde's traits.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Map, Members};

/// Of members with the same name, the last one counts.
impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        let mut map = Self::new();
        map.extend(members);
        map
    }
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

/// In the order of the array.
impl<K: Into<String>, T, const N: usize> From<[(K, T); N]> for Map<T> {
    fn from(members: [(K, T); N]) -> Self {
        members.into_iter().collect()
    }
}

/// In the order of the names.
impl<K: Into<String>, T> From<BTreeMap<K, T>> for Map<T> {
    fn from(members: BTreeMap<K, T>) -> Self {
        members.into_iter().collect()
    }
}

/// In no particular order: that of a hash map.
impl<K: Into<String>, T, S> From<HashMap<K, T, S>> for Map<T> {
    fn from(members: HashMap<K, T, S>) -> Self {
        members.into_iter().collect()
    }
}

impl From<serde_json::Map<String, Value>> for Map<Value> {
    fn from(members: serde_json::Map<String, Value>) -> Self {
        members.into_iter().collect()
    }
}

impl From<Map<Value>> for serde_json::Map<String, Value> {
    fn from(members: Map<Value>) -> Self {
        members.into_iter().collect()
    }
}

/// An object.
impl From<Map<Value>> for Value {
    fn from(members: Map<Value>) -> Self {
        Self::Object(members.into())
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(instead) = self.instead() {
            return Err(S::Error::custom(instead.reason()));
        }
        serializer.collect_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by_name = IndexMap::<String, T>::deserialize(deserializer)?;
        let members = (!by_name.is_empty()).then(|| Members { by_name, instead: None });
        Ok(Self { members: members.map(Box::new) })
    }
}
