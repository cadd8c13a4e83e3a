//! What setters of generated types take.

use std::collections::{BTreeMap, HashMap};

use serde_json::json;
use specmill_runtime::json::{
    self, Field, IntoListMember, IntoMap, IntoMapMember, IntoMember, Map, Value,
};

use super::fixture::InviteRole;

fn member<T, As>(value: impl IntoMember<T, As>) -> Field<T> {
    value.into_member()
}

fn list<T, As>(value: impl IntoListMember<T, As>) -> Field<Vec<T>> {
    value.into_list_member()
}

fn map<T, As>(value: impl IntoMapMember<T, As>) -> Field<Map<T>> {
    value.into_map_member()
}

#[test]
fn a_value_an_option_and_a_field_are_taken() {
    let (text, none) = ("a".to_owned(), None::<String>);
    let given = Field::Value(text.clone());
    let taken: [Field<String>; 6] = [
        member("a"),
        member(&text),
        member(text.clone()),
        member(Some("a")),
        member(Some(&text)),
        member(Field::Value("a")),
    ];
    assert!(taken.iter().all(|taken| *taken == given), "{taken:?}");
    assert_eq!(member::<String, _>(none.as_deref()), Field::Absent);
    assert_eq!(member::<String, _>(none), Field::Absent);
    assert_eq!(member::<String, _>(Field::<String>::Null), Field::Null);
    let role: Field<InviteRole> = member("owner");
    assert_eq!(role, Field::Value(InviteRole::Owner));
    assert_eq!(member::<InviteRole, _>(&InviteRole::Owner), role);
}

#[test]
fn lists_are_taken_of_whatever_gives_items() {
    let given = Field::Value(vec!["a".to_owned(), "b".to_owned()]);
    let owned = vec!["a".to_owned(), "b".to_owned()];
    let taken: [Field<Vec<String>>; 6] = [
        list(["a", "b"]),
        list("a,b".split(',')),
        list(&owned),
        list(owned.clone()),
        list(Some(["a", "b"])),
        list(Field::Value(["a", "b"])),
    ];
    assert!(taken.iter().all(|taken| *taken == given), "{taken:?}");
    assert_eq!(list::<String, _>(None::<Vec<String>>), Field::Absent);
    assert_eq!(list::<String, _>(Field::<Vec<String>>::Null), Field::Null);
    assert_eq!(list([1, 2]), Field::Value(vec![1_i64, 2]));
    assert_eq!(list([0.5]), Field::Value(vec![0.5_f64]));
    assert_eq!(list([vec![0.5]]), Field::Value(vec![vec![0.5_f64]]));
}

#[test]
fn maps_are_taken_in_every_form() {
    let given = Field::Value(Map::from([("a", 1_i64)]));
    let taken: [Field<Map<i64>>; 7] = [
        map([("a", 1)]),
        map(vec![("a".to_owned(), 1)]),
        map(BTreeMap::from([("a", 1)])),
        map(HashMap::from([("a", 1)])),
        map(Map::from([("a", 1)])),
        map(Some(json!({"a": 1}))),
        map(Field::Value(json!({"a": 1}).as_object().cloned().unwrap_or_default())),
    ];
    assert!(taken.iter().all(|taken| *taken == given), "{taken:?}");
    assert_eq!(map::<i64, _>(None::<Map<i64>>), Field::Absent);
    assert_eq!(map::<i64, _>(Field::<Map<i64>>::Null), Field::Null);
}

#[test]
fn what_is_no_object_is_kept_and_not_written_as_a_map() {
    let text: Map<Value> = json!("text").into_map();
    assert_eq!(json::encode(&text), br#""text""#);
    assert!(text.is_empty() && text != Map::new() && text == text.clone());
    assert_eq!(format!("{text:?}"), r#"String("text")"#);
    let error = serde_json::to_string(&text).map_err(|error| error.to_string());
    assert_eq!(error, Err(r#"$: expected an object, found `"text"`"#.to_owned()));
    let sizes: Map<i64> = json!({"a": 1, "b": "x"}).into_map();
    assert_eq!(json::encode(&sizes), br#"{"a":1,"b":"x"}"#);
    // What an enum does not know is no fault of the map.
    let roles: Map<InviteRole> = json!({"a": "owner", "b": "new"}).into_map();
    assert_eq!(roles["b"], InviteRole::from("new"));
    // It is a map again once it is emptied.
    let mut cleared = text;
    cleared.clear();
    assert_eq!(cleared, Map::new());
}
