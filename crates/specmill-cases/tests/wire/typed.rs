//! Schemas of few words: what they take, and what strict mode says of the rest.

use serde_json::{json, Value};
use specmill_cases::typed::types::{
    Conditions, Contact, Generics, Mixed, Nulls, Patterns, PatternsTwo, Tuples, Values,
    ValuesNumbers, ValuesSeveral, ValuesTyped, ValuesWhole,
};
use specmill_runtime::json::{self, Decode, Field, MoreItems, OptionalItem, RestItems, Strictness};

use crate::unions::round;

/// Asserts that strict mode refuses a value.
#[track_caller]
fn refused<T: Decode>(value: Value) {
    let read = json::decode::<T>(value.to_string().as_bytes(), Strictness::Strict);
    assert!(read.is_err(), "{value}");
}

#[test]
fn null_alone_is_a_constant() {
    let nulls: Nulls = round(json!({"gone": null, "never": null, "left": null, "list": [null]}));
    assert_eq!(nulls.left, Field::Null);
    assert_eq!(nulls.text, Field::Absent);
    let nulls: Nulls = round(json!({"gone": null, "never": null, "text": null, "color": null}));
    assert!(nulls.text.is_null() && nulls.color.is_null());
    round::<Nulls>(json!({"gone": null, "never": null, "text": "a", "color": ""}));
    refused::<Nulls>(json!({"gone": null}));
    for (name, value) in
        [("gone", json!(5)), ("left", json!({})), ("text", json!(5)), ("list", json!([1]))]
    {
        let mut nulls = json!({"gone": null, "never": null});
        nulls[name] = value;
        refused::<Nulls>(nulls);
    }
}

#[test]
fn values_of_several_kinds_are_a_union_of_them() {
    let all = round::<Vec<Mixed>>(json!([1, "two", true, 2.5]));
    assert_eq!(all, [Mixed::N1, Mixed::Two, Mixed::True, Mixed::N2Point5]);
    for value in [json!(2), json!("one"), json!(false), json!(null), json!({})] {
        refused::<Mixed>(value);
    }
    let values: Values = round(json!({"typed": 2, "numbers": 15, "whole": 2}));
    assert_eq!(values.typed, Some(ValuesTyped::N2));
    assert_eq!(values.numbers, Some(ValuesNumbers::N15));
    assert_eq!(values.whole, Some(ValuesWhole::N2));
    refused::<Values>(json!({"typed": {}}));
    refused::<Values>(json!({"numbers": 2.5}));
}

#[test]
fn constants_may_be_objects_and_lists() {
    round::<Values>(json!({"object": {"kind": "a", "at": [1, {"deep": null}]}, "list": ["x", 1]}));
    for value in [
        json!({"object": {"kind": "a"}}),
        json!({"object": {"kind": "a", "at": [1, {"deep": 0}]}}),
        json!({"object": {"kind": "a", "at": [1, {"deep": null}], "more": 1}}),
        json!({"list": ["x"]}),
        json!({"list": ["x", 2]}),
    ] {
        refused::<Values>(value);
    }
    let several = |value: Value| round::<Values>(json!({"several": value})).several;
    assert!(matches!(several(json!({"kind": "b", "size": 2})), Some(ValuesSeveral::B(_))));
    assert!(matches!(several(json!("none")), Some(ValuesSeveral::None)));
    refused::<Values>(json!({"several": {"kind": "b", "size": 1}}));
}

#[test]
fn patterns_are_maps_of_what_they_describe() {
    let patterns: Patterns = round(json!({
        "one": {"x-a": "1"},
        "two": {"x-a": "1", "y-a": {"x": 1}},
        "same": {"x-a": "1", "y-a": "2"},
        "beside": {"a": 1, "x-a": "1", "b": true},
        "unevaluated": {"a": 1, "b": "2"},
    }));
    assert_eq!(patterns.one.unwrap()["x-a"], "1");
    assert!(matches!(patterns.two.unwrap()["y-a"], PatternsTwo::Point(_)));
    assert_eq!(patterns.unevaluated.unwrap().extra["b"], "2");
    for value in [
        json!({"one": {"x-a": 1}}),
        json!({"two": {"x-a": 1}}),
        json!({"two": {"y-a": {}}}),
        json!({"same": {"x-a": 1}}),
        json!({"beside": {"x-a": 1}}),
        json!({"unevaluated": {"b": 2}}),
    ] {
        refused::<Patterns>(value);
    }
}

#[test]
fn what_conditions_describe_is_optional() {
    round::<Conditions>(json!({"country": "ca", "province": "ON", "code": "a", "card": "1"}));
    let conditions: Conditions = round(
        json!({"country": "us", "state": "NY", "code": 5, "zip": [1], "address": "a", "x": 1, "parts": 2}),
    );
    assert_eq!(conditions.x, Some(1));
    assert_eq!(conditions.country, "us");
    refused::<Conditions>(json!({"country": "us", "state": 1}));
    refused::<Conditions>(json!({"country": "us", "code": false}));
    refused::<Conditions>(json!({"province": "ON"}));
}

#[test]
fn lists_with_a_type_for_each_place() {
    let tuples: Tuples = round(json!({
        "exact": ["a", 1],
        "counted": ["a", 1],
        "shorter": ["a"],
        "open": ["a", 1, true, {}],
        "loose": ["a", null],
        "tail": ["a", {"x": 1}, {"x": 2}],
        "old": ["a", 1, 2],
        "long": [1, "a", 1, "a", 1, "a", 1, "a", 1, "a", 1, "a", 1, "a", true, false],
    }));
    assert_eq!(tuples.exact, Some(("a".to_owned(), 1)));
    assert_eq!(tuples.shorter, Some(("a".to_owned(), OptionalItem(None))));
    assert_eq!(tuples.loose.unwrap().1, OptionalItem(Some(None)));
    assert_eq!(tuples.tail.unwrap().1 .0[1].x, 2);
    assert_eq!(tuples.old.unwrap().1, RestItems(vec![1, 2]));
    let MoreItems(more) = tuples.long.unwrap().11;
    assert_eq!((more.0, more.1), ("a".to_owned(), 1));
    assert_eq!(more.3, RestItems(vec![true, false]));
    round::<Tuples>(json!({"loose": [], "old": [], "shorter": ["a", 1]}));
    for value in [
        json!({"exact": ["a"]}),
        json!({"exact": ["a", 1, 2]}),
        json!({"counted": ["a", "b"]}),
        json!({"shorter": []}),
        json!({"shorter": ["a", "b"]}),
        json!({"open": ["a", "b", 1]}),
        json!({"loose": ["a", "b"]}),
        json!({"tail": ["a", 1]}),
        json!({"old": ["a", "b"]}),
        json!({"long": [1, "a", 1, "a", 1, "a", 1, "a", 1, "a", 1, "a"]}),
        json!({"long": [1, "a", 1, "a", 1, "a", 1, "a", 1, "a", 1, "a", 1, 1]}),
    ] {
        refused::<Tuples>(value);
    }
}

#[test]
fn generics_are_bound_at_each_use() {
    let generics: Generics = round(json!({
        "page": {"items": [1, "a"], "next": {"items": [null]}},
        "points": {"items": [{"x": 1}], "next": {"items": [{"x": 2}]}},
        "numbers": {"page": {"items": [1], "next": {"items": [2]}}},
        "branch": {"data": "a", "children": [{"data": "b"}]},
        "named": {"name": "a", "children": [{"name": "b", "data": "c"}]},
    }));
    let next = generics.points.unwrap().next.unwrap();
    assert_eq!(next.items[0].x, 2);
    assert_eq!(generics.numbers.unwrap().page.items, [1]);
    assert_eq!(generics.named.unwrap().children.unwrap()[0].name, "b");
    for value in [
        json!({"points": {"items": [1]}}),
        json!({"points": {"items": [], "next": {"items": [1]}}}),
        json!({"numbers": {"page": {"items": ["a"]}}}),
        json!({"named": {"name": "a", "children": [{"data": "c"}]}}),
    ] {
        refused::<Generics>(value);
    }
}

#[test]
fn alternatives_that_only_require_stay_one_struct() {
    let contact: Contact = round(json!({"mail": "a"}));
    assert_eq!(contact.mail.as_deref(), Some("a"));
    round::<Contact>(json!({"phone": "1", "code": 2}));
    refused::<Contact>(json!({}));
    refused::<Contact>(json!({"phone": "1"}));
}
