//! Unions: every way to find a member, and what becomes of what no member fits.

use serde_json::{json, Value};
use specmill_cases::{read_write, unions};
use specmill_runtime::json::{self, Decode, Encode, Field, OptionalItem, Strictness};
use unions::types::{
    AllBig, AllOpen, Based, Big, ByProperty, Cat, Choice, Declared, Dog, Fewest, Implied, Kinds,
    Mapped, Nested, SharedTag, Tree,
};
use unions::Client;

use crate::{body, client, server};

/// Decodes without drift, and asserts that encoding gives the same JSON.
#[track_caller]
pub(crate) fn round<T: Decode + Encode>(value: Value) -> T {
    let read = decode::<T>(&value);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(written(&read.value), value);
    read.value
}

/// Decodes with drift, and asserts that encoding gives the same JSON all the same.
#[track_caller]
pub(crate) fn kept<T: Decode + Encode>(value: Value) -> T {
    let read = decode::<T>(&value);
    assert!(!read.drift.is_empty());
    assert_eq!(written(&read.value), value);
    read.value
}

#[track_caller]
fn decode<T: Decode>(value: &Value) -> json::Decoded<T> {
    json::decode::<T>(value.to_string().as_bytes(), Strictness::Lenient).unwrap()
}

fn written(value: &impl Encode) -> Value {
    serde_json::from_slice(&json::encode(value)).unwrap()
}

#[test]
fn by_declared_discriminator() {
    assert!(matches!(round(json!({"kind": "Plain", "size": 1})), Declared::Plain(_)));
    assert!(matches!(round(json!({"kind": "Other"})), Declared::Other(_)));
    assert!(matches!(kept(json!({"kind": "plain", "x": 1})), Declared::Unknown(_)));
    for name in ["plain", "simple"] {
        assert!(matches!(round(json!({"kind": name})), Mapped::Plain(_)));
    }
    assert!(matches!(round(json!({"kind": "other"})), Mapped::Other(_)));
    assert!(matches!(kept(json!({"kind": "Plain"})), Mapped::Unknown(_)));
}

#[test]
fn by_implied_discriminator() {
    assert!(matches!(round(json!({"type": "cat", "lives": 9})), Implied::Cat(_)));
    let horse = json!({"type": "horse", "lives": 1, "name": "x"});
    assert!(matches!(kept(horse), Implied::Unknown(_)));
    assert!(matches!(kept(json!({"lives": 1})), Implied::Unknown(_)));
    assert!(matches!(round(json!({"type": "dog", "name": "a"})), Nested::Implied(Implied::Dog(_))));
    assert!(matches!(round(json!({"type": "fish", "depth": 0.5})), Nested::Fish(_)));
    assert!(matches!(kept(json!({"type": "bird"})), Nested::Unknown(_)));
}

#[test]
fn by_kind() {
    assert_eq!(round::<Kinds>(json!("a")), Kinds::Text("a".into()));
    assert_eq!(round::<Kinds>(json!(3)), Kinds::Integer(3));
    assert_eq!(round::<Kinds>(json!(0.5)), Kinds::Number(0.5));
    assert_eq!(round::<Kinds>(json!(true)), Kinds::Boolean(true));
    assert_eq!(round::<Kinds>(json!(["a"])), Kinds::List(vec!["a".into()]));
    assert!(matches!(round(json!({"a": 1})), Kinds::Map(_)));
}

#[test]
fn by_value() {
    assert_eq!(round::<Choice>(json!("auto")), Choice::Auto);
    assert_eq!(round::<Choice>(json!(0)), Choice::N0);
    assert!(matches!(round(json!({"type": "function", "name": "f"})), Choice::Function(_)));
    assert!(matches!(kept(json!("required")), Choice::Unknown(_)));
    assert!(matches!(kept(json!({"type": "custom", "name": "f"})), Choice::Unknown(_)));
    // Beside known strings, any other is as good.
    assert_eq!(round::<AllOpen>(json!("huge")), AllOpen::Other("huge".into()));
}

#[test]
fn by_property_and_by_faults() {
    assert!(matches!(round(json!({"url": "u", "note": "n"})), ByProperty::Url(_)));
    assert!(matches!(round(json!({"data": "d"})), ByProperty::Data(_)));
    assert!(matches!(round(json!({"a": 1})), Fewest::Narrow(_)));
    assert!(matches!(round(json!({"a": 1, "b": 2})), Fewest::Wide(_)));
    assert!(matches!(kept(json!(1)), Fewest::Unknown(_)));
    let output = json!({"type": "message", "role": "assistant", "id": "1"});
    assert!(matches!(round(output), SharedTag::Output(_)));
    assert!(matches!(round(json!({"type": "message", "role": "user"})), SharedTag::Easy(_)));
    // A tag that may be missing is no drift, and is written again.
    let read = json::decode::<SharedTag>(br#"{"role":"user"}"#, Strictness::Strict).unwrap();
    assert!(matches!(read.value, SharedTag::Easy(_)));
    assert_eq!(json::encode(&read.value), br#"{"type":"message","role":"user"}"#);
    assert!(matches!(round(json!({"type": "cat", "lives": 1})), SharedTag::Cat(_)));
    assert!(matches!(kept(json!({"type": "hologram", "role": "user"})), SharedTag::Unknown(_)));
    // Members that the document does not have yet make it none of the other: of that it has a part that is
    // none, and a member `id`.
    let part = json!({"kind": "text", "size": 1, "a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6});
    let value = json!({"type": "message", "role": "assistant", "id": "1", "parts": [part]});
    let read = decode::<SharedTag>(&value);
    assert_eq!(read.drift.len(), 6, "{:?}", read.drift);
    let SharedTag::Output(output) = &read.value else { panic!("{:?}", read.value) };
    assert_eq!(output.parts.as_ref().unwrap()[0].size, Some(1));
}

#[test]
fn an_object_that_is_also_one_of_two() {
    let Based::Cat(cat) = round(json!({"id": "1", "type": "cat", "lives": 2})) else { panic!() };
    assert_eq!((cat.id.as_str(), cat.lives), ("1", 2));
    assert!(matches!(round(json!({"id": "1", "type": "dog", "name": "n"})), Based::Dog(_)));
}

#[test]
fn trees_tuples_and_null() {
    let tree = json!({"left": 1, "right": {"left": 2, "right": 3}});
    assert!(matches!(round(tree), Tree::Fork(_)));
    let all: unions::types::All = round(json!({
        "maybe": null, "list": ["a", {"type": "cat", "lives": 1}], "tuple": [0.5, "x"],
        "widest": [1.5, "a", "b"], "big": {"a": "1"}
    }));
    assert_eq!(all.maybe, Field::Null);
    let places = (OptionalItem(Some(0.5)), OptionalItem(Some("x".to_owned())));
    assert_eq!(all.tuple, Some(places));
}

#[tokio::test]
async fn members_become_their_union() {
    let server = server(200, "{}");
    let client = client(Client::builder(), &server);
    let all = unions::types::All::new()
        .implied(Cat::default())
        .kinds("text")
        .choice(Choice::Auto)
        .nested(Implied::from(Dog::new("Rex")))
        .big(Big::new().a("1"))
        .null_maybe()
        .declared(Declared::Unknown(json::RawJson::parse(r#"{"kind": "new"}"#).unwrap()));
    assert!(matches!(all.big, Some(AllBig::Big(_))));
    client.zoo().send_all(&all).await.unwrap();
    assert_eq!(
        body(&server),
        json!({
            "declared": {"kind": "new"}, "implied": {"type": "cat", "lives": 9},
            "nested": {"type": "dog", "name": "Rex"}, "kinds": "text", "choice": "auto",
            "maybe": null, "big": {"a": "1"}
        })
    );
}

#[test]
fn what_one_side_sets_is_not_asked_of_the_other() {
    use read_write::types::{Account, AccountLevel, Badge, Entry};
    let account = Account::new("Ada", AccountLevel::High, 2.0, 36).password("secret");
    assert_eq!(
        written(&account),
        json!({"name": "Ada", "password": "secret", "level": "high", "size": 2.0, "age": 36})
    );
    assert_eq!(
        written(&Account::default()),
        json!({"name": "nobody", "level": "low", "size": 1.0, "age": 7})
    );
    // What may be null begins so, whatever its default.
    assert_eq!(written(&Badge::default()), json!({"text": null}));
    let read: Account = round(
        json!({"id": "1", "name": "n", "level": "low", "size": 1.5, "age": 1, "closed": null}),
    );
    assert_eq!(read.id.as_deref(), Some("1"));
    assert_eq!(round::<Entry>(json!({"id": "1"})).id, "1");
}
