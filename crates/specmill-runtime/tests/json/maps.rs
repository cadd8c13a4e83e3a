//! Objects whose members no description names keep their order.

use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use serde_json::json;
use specmill_runtime::json::{self, Map, Value};

use super::fixture::{Invite, lenient};

fn names<T>(map: &Map<T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

fn text(value: &impl json::Encode) -> String {
    String::from_utf8(json::encode(value)).expect("JSON is UTF-8")
}

#[test]
fn what_is_read_is_written_back_in_its_order() {
    let members = r#"{"zebra":1,"apple":2,"mango":{"z":1,"a":[{"y":1,"b":2}]},"1":3}"#;
    assert_eq!(text(&lenient::<Map>(members).value), members);
    assert_eq!(text(&lenient::<Value>(members).value), members);
    assert_eq!(
        text(&lenient::<Map<Map<i64>>>(r#"{"b":{"y":1,"x":2},"a":{}}"#).value),
        r#"{"b":{"y":1,"x":2},"a":{}}"#
    );
    // Those beside the members that a type names.
    let invite = r#"{"object":"organization.invite","id":"a","role":"owner","projects":[],"owner":null,"zebra":1,"apple":2}"#;
    let read = lenient::<Invite>(invite).value;
    assert_eq!(names(&read.extra), ["zebra", "apple"]);
    assert_eq!(text(&read), invite);
}

#[test]
fn of_members_named_twice_the_last_counts() {
    let map = lenient::<Map<i64>>(r#"{"a":1,"b":2,"\u0061":3}"#).value;
    assert_eq!(map, Map::from([("a", 3), ("b", 2)]));
    assert_eq!(map.len(), 2);
    let map = Map::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(text(&map), r#"{"a":3,"b":2}"#);
    let theirs: Map<i64> = serde_json::from_str(r#"{"a":1,"b":2,"a":3}"#).unwrap();
    assert_eq!(theirs, map);
}

#[test]
fn changes_keep_the_order() {
    let mut map = Map::new();
    assert!(map.is_empty() && map.get("c").is_none() && map.remove("c").is_none());
    for (name, value) in [("c", 1), ("a", 2), ("d", 3), ("b", 4)] {
        assert_eq!(map.insert(name, value), None);
    }
    assert_eq!(map.insert("a", 20), Some(2));
    assert_eq!(map.remove("c"), Some(1));
    assert_eq!(names(&map), ["a", "d", "b"]);
    *map.get_or_insert_with("e", || 0) += 5;
    *map.get_or_insert_with("a", || 0) += 1;
    map["d"] = 30;
    map.values_mut().for_each(|value| *value += 100);
    map.iter_mut().for_each(|(_, value)| *value += 100);
    map.retain(|name, _| name != "b");
    assert_eq!(text(&map), r#"{"a":221,"d":230,"e":205}"#);
    assert!(map.contains_key("d"));
    assert_eq!(
        map.iter().rev().map(|(name, value)| (name.as_str(), *value)).next(),
        Some(("e", 205))
    );
    map.extend([("z", 1), ("f", 2)]);
    assert_eq!(names(&map), ["a", "d", "e", "z", "f"]);
    let members: Vec<(String, i32)> = map.clone().into_iter().collect();
    assert_eq!(members.into_iter().collect::<Map<_>>(), map);
    map.clear();
    assert_eq!(map, Map::default());
    assert_eq!(text(&map), "{}");
}

#[test]
fn equal_whatever_the_order() {
    let map = Map::from([("a", 1), ("b", 2)]);
    assert_eq!(map, Map::from([("b", 2), ("a", 1)]));
    assert_ne!(map, Map::from([("a", 1)]));
    assert_ne!(map, Map::from([("a", 1), ("c", 2)]));
    assert_ne!(map, Map::from([("a", 1), ("b", 3)]));
    let mut emptied = Map::from([("a", 1)]);
    emptied.remove("a");
    assert_eq!(emptied, Map::new());
}

#[test]
fn made_of_other_maps() {
    let expected = Map::from([("a", 1), ("b", 2)]);
    assert_eq!(Map::from(BTreeMap::from([("b", 2), ("a", 1)])), expected);
    assert_eq!(Map::from(HashMap::from([("b".to_owned(), 2), ("a".to_owned(), 1)])), expected);
    let Value::Object(members) = json!({"b": 1, "a": [null]}) else { unreachable!() };
    let map = Map::from(members.clone());
    assert_eq!(names(&map), ["b", "a"]);
    assert_eq!(Value::from(map.clone()), json!({"b": 1, "a": [null]}));
    assert_eq!(serde_json::Map::from(map), members);
}

#[test]
fn of_the_size_of_a_pointer() {
    assert_eq!(size_of::<Map<String>>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Map<String>>>(), 2 * size_of::<usize>());
}

#[test]
fn debug_is_that_of_a_map() {
    assert_eq!(format!("{:?}", Map::from([("b", 1), ("a", 2)])), r#"{"b": 1, "a": 2}"#);
}

#[test]
fn through_serde() {
    let map = Map::from([("b", json!({"z": 1, "a": 2})), ("a", json!(null))]);
    let yaml = serde_yaml::to_string(&map).unwrap();
    assert_eq!(yaml, "b:\n  z: 1\n  a: 2\na: null\n");
    let back: Map = serde_yaml::from_str(&yaml).unwrap();
    assert_eq!(text(&back), text(&map));
    assert_eq!(serde_json::from_str::<Map>("{}").unwrap(), Map::new());
    assert!(serde_json::from_str::<Map>("[]").is_err());
}

proptest! {
    #[test]
    fn the_order_given_is_the_order_kept(members in prop::collection::vec((".{0,3}", any::<i64>()), 0..80)) {
        let map: Map<i64> = members.iter().cloned().collect();
        let mut expected: Vec<(String, i64)> = Vec::new();
        for (name, value) in members {
            match expected.iter_mut().find(|known| known.0 == name) {
                Some(known) => known.1 = value,
                None => expected.push((name, value)),
            }
        }
        let read = lenient::<Map<i64>>(&text(&map)).value;
        prop_assert_eq!(&read, &map);
        prop_assert_eq!(read.into_iter().collect::<Vec<_>>(), expected);
    }
}
