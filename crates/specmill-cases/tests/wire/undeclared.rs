//! Members that the description does not have: kept, sent back, and drift all the same.

use serde_json::{json, Value};
use specmill_cases::undeclared::types::{Cat, Clash, Part, Pet, Plain, Thing, ThingGuess};
use specmill_cases::undeclared::Client;
use specmill_runtime::json::{self, DriftKind, Strictness};

use super::{body, client, server};

fn read(value: &Value) -> json::Decoded<Thing> {
    json::decode(value.to_string().as_bytes(), Strictness::Lenient).unwrap()
}

#[test]
fn at_every_level_they_come_back_in_their_order_after_the_declared_ones() {
    let sent = r#"{"z":1,"id":"t","parts":[{"y":null,"text":"a","x":{"deep":[1.5,{"k":"v"}]},"inner":{"n":2}}],"closed":{"a":1,"more":true},"shut":{"m":1},"counts":{"name":"c","one":1},"clash":{"extra":"e","Extra":true,"EXTRA":3},"whole":{"text":"w","more":1,"most":2},"free":{"a":1},"pet":{"kind":"Cat","colour":"red"},"a":[]}"#;
    let kept = r#"{"id":"t","parts":[{"text":"a","inner":{"n":2},"y":null,"x":{"deep":[1.5,{"k":"v"}]}}],"closed":{"a":1,"more":true},"shut":{"m":1},"counts":{"name":"c","one":1},"clash":{"extra":"e","Extra":true,"EXTRA":3},"whole":{"text":"w","more":1,"most":2},"free":{"a":1},"pet":{"kind":"Cat","colour":"red"},"z":1,"a":[]}"#;
    let decoded = json::decode::<Thing>(sent.as_bytes(), Strictness::Lenient).unwrap();
    assert_eq!(String::from_utf8(json::encode(&decoded.value)).unwrap(), kept);
    let thing = decoded.value;
    assert_eq!(thing.extra.keys().collect::<Vec<_>>(), ["z", "a"]);
    assert_eq!(thing.counts.unwrap().extra["one"], 1);
    assert_eq!(thing.clash.unwrap().extra_3["EXTRA"], 3);
    assert!(matches!(&thing.pet, Some(Pet::Cat(cat)) if cat.extra["colour"] == "red"));

    // What no description has is drift, kept or not.
    let paths: Vec<&str> = decoded.drift.iter().map(|drift| drift.path.as_str()).collect();
    assert!(decoded.drift.iter().all(|drift| drift.kind == DriftKind::UndeclaredField));
    assert_eq!(
        paths,
        [
            "$.z",
            "$.parts[0].y",
            "$.parts[0].x",
            "$.parts[0].inner.n",
            "$.closed.more",
            "$.shut.m",
            "$.clash.EXTRA",
            "$.whole.most",
            "$.pet.colour",
            "$.a",
        ]
    );
    assert!(json::decode::<Thing>(sent.as_bytes(), Strictness::Strict).is_err());
    // Without any, nothing is added.
    let plain = json!({"id": "t", "parts": [{}]});
    assert_eq!(json::to_value(&read(&plain).value), plain);
    assert!(read(&plain).drift.is_empty());
}

#[test]
fn a_type_that_asks_for_none_has_none_and_the_choice_of_a_member_stays() {
    let thing = read(&json!({"id": "t", "plain": {"a": 1, "b": 2}})).value;
    assert_eq!(json::to_value(&thing), json!({"id": "t", "plain": {"a": 1}}));
    assert_eq!(thing.plain, Some(Plain::new().a(1)));

    for (guess, is_narrow) in [
        (json!({"a": 1}), true),
        (json!({"a": 1, "b": 2}), false),
        (json!({"a": 1, "d": 4}), true),
        (json!({"a": 1, "b": 2, "c": 3, "d": 4}), false),
    ] {
        let thing = read(&json!({"id": "t", "guess": guess})).value;
        assert_eq!(matches!(thing.guess, Some(ThingGuess::Narrow(_))), is_narrow, "{guess}");
        assert_eq!(json::to_value(&thing)["guess"], guess);
    }
}

#[tokio::test]
async fn callers_send_what_no_description_has() {
    let server = server(204, "");
    let thing = Thing::new("t")
        .parts(vec![Part::new().text("a").extra([("weight", 0.5)])])
        .pet(Cat::new().lives(9).extra([("colour", "red")]))
        .clash(Clash::new().extra("e").extra_3([("EXTRA", [1])]))
        .extra([("beta", json!({"on": true}))]);
    client(Client::builder(), &server).things().send(&thing).await.unwrap();
    assert_eq!(
        body(&server),
        json!({
            "id": "t",
            "parts": [{"text": "a", "weight": 0.5}],
            "pet": {"kind": "Cat", "lives": 9, "colour": "red"},
            "clash": {"extra": "e", "EXTRA": [1]},
            "beta": {"on": true},
        })
    );
}

#[test]
fn secrets_among_them_do_not_show() {
    let text = format!("{:?}", read(&json!({"id": "t", "api_key": "sk-1", "note": "n"})).value);
    assert!(text.contains("note") && !text.contains("sk-1"), "{text}");
}
