//! Ways to write "T or null": what is sent, what is read, and what is refused.

use serde_json::{json, Value};
use specmill_cases::nullable;
use specmill_runtime::json::{self, Decode, Encode, Field, Strictness};

use crate::unions::round;
use crate::{body, client, server};
use nullable::types::{Colour, Point, Received, Sent};
use nullable::Client;

/// Each property of `Sent` and `Received` that may be null, with a value of it.
fn ways() -> Vec<(&'static str, Value)> {
    let point = json!({"x": 1});
    let points = [
        "anyNullable",
        "anyNullableFirst",
        "anyNull",
        "anyListedNull",
        "anyEnumNull",
        "anyComponentNull",
        "oneMember",
        "nestedOneOf",
        "nestedAnyOf",
        "ofNullableComponent",
        "allNullable",
        "allBeside",
        "refBeside",
        "typeListUnion",
        "severalNullable",
    ];
    let mut ways: Vec<(&str, Value)> =
        points.into_iter().map(|name| (name, point.clone())).collect();
    ways.extend([
        ("oneNullable", json!("text")),
        ("oneNull", json!("2026-01-31")),
        ("anyTypedEnumNull", json!("red")),
        ("oneConstNull", json!("green")),
        ("oneMemberOfOne", json!(3)),
        ("memberNullable", json!("text")),
        ("typeList", json!("text")),
        ("enumWithNull", json!("red")),
        ("enumNullable", json!("red")),
    ]);
    ways
}

/// Whether strict decoding refuses the value.
fn is_refused<T: Decode>(value: &Value) -> bool {
    json::decode::<T>(value.to_string().as_bytes(), Strictness::Strict).is_err()
}

fn written(value: &impl Encode) -> Value {
    serde_json::from_slice(&json::encode(value)).unwrap()
}

#[test]
fn each_way_is_t_or_null_and_nothing_else() {
    for (name, value) in ways() {
        round::<Sent>(json!({name: value}));
        round::<Sent>(json!({name: null}));
        assert!(is_refused::<Sent>(&json!({name: true})), "{name}");
        round::<Received>(json!({name: value, "requiredNullable": null}));
        assert!(is_refused::<Received>(&json!({name: true, "requiredNullable": null})), "{name}");
    }
    round::<Sent>(
        json!({"listOfNullable": [{"x": 1}, null], "mapOfNullable": {"a": 1, "b": null}}),
    );
    assert!(is_refused::<Sent>(&json!({"listOfNullable": [true]})));
    assert!(is_refused::<Sent>(&json!({"mapOfNullable": {"a": true}})));
    // A schema that says nothing takes everything.
    for any in [json!(null), json!(true), json!({"x": 1})] {
        round::<Sent>(json!({"anything": any}));
    }
}

#[test]
fn what_is_only_received_makes_one_of_null_and_absent() {
    let required = json!({"requiredNullable": null});
    for (name, _) in ways() {
        let text = json!({name: null, "requiredNullable": null}).to_string();
        let read = json::decode::<Received>(text.as_bytes(), Strictness::Strict).unwrap();
        assert_eq!(read.value, round::<Received>(required.clone()), "{name}");
        assert_eq!(written(&read.value), required, "{name}");
    }
    assert!(is_refused::<Received>(&json!({})));
    // What cannot be read is drift, and none; in the place of a text it is its JSON.
    let read = json::decode::<Received>(
        br#"{"typeList":5,"requiredNullable":{"x":1}}"#,
        Strictness::Lenient,
    );
    let read = read.unwrap();
    assert_eq!((read.drift.len(), read.value.type_list.as_deref()), (1, Some("5")));
    let Some(point) = &read.value.required_nullable else { panic!() };
    // The point is sent as well, so that it says which of both came.
    assert_eq!((point.x, point.y), (1, Field::Absent));
    assert_eq!(written(&round::<Point>(json!({"x": 1, "y": null}))), json!({"x": 1, "y": null}));
}

#[tokio::test]
async fn absent_null_and_a_value_are_sent_as_such() {
    let server = server(200, r#"{"requiredNullable":null,"anyNull":{"x":2},"oneConstNull":null}"#);
    let client: Client = client(Client::builder(), &server);
    let sent = Sent::new()
        .any_nullable(Point::new(1))
        .null_any_nullable_first()
        .one_nullable("text")
        .one_const_null(Colour::Red)
        .null_any_enum_null();
    let answer = client.nullable().send_all(&sent).await.unwrap();
    let expected = json!({
        "anyNullable": {"x": 1}, "anyNullableFirst": null, "oneNullable": "text",
        "oneConstNull": "red", "anyEnumNull": null
    });
    assert_eq!(body(&server), expected);
    assert_eq!(answer.any_null.as_ref().map(|point| point.x), Some(2));
    assert_eq!((&answer.one_const_null, &answer.type_list), (&None, &None));
}
