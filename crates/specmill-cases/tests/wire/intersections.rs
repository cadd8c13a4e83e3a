//! Several descriptions of one thing: what all of them allow is taken, and nothing else.

use serde_json::{json, Value};
use specmill_cases::intersections::types::{
    Animal, Closed, Contact, CountsAndMore, Holder, HolderCode, HolderExtreme, Level, Merged,
    NamedTree, Narrowed, OnlyDog, Pet, PetOfBoth, PutPortsRequest, Reply, ReplyPet, Shape, Status,
    User,
};
use specmill_cases::intersections::Client;
use specmill_runtime::json::Field;

use crate::inheritance::is_strict;
use crate::unions::{kept, round};
use crate::{body, client, server};

#[tokio::test]
async fn what_is_sent_has_the_narrower_types() {
    let server = server(200, r#"{"kind": "dog", "quiet": true, "tail": false}"#);
    let client = client(Client::builder(), &server);
    let order = Narrowed::new(3)
        .items(vec![User::new("Ada")])
        .first(User::new("Bo"))
        .status(Status::Ok)
        .any(User::new("Cy"))
        .by_name([("a", 1)])
        .note("n");
    let reply = client.put_order(&order).await.unwrap();
    assert_eq!(
        body(&server),
        json!({
            "items": [{"name": "Ada"}], "first": {"name": "Bo"}, "status": "ok", "count": 3,
            "any": {"name": "Cy"}, "by_name": {"a": 1}, "note": "n"
        })
    );
    // Each member of the union in the union has what stands beside the outer one.
    let Reply::Pet(ReplyPet::Dog(dog)) = &*reply else { panic!("{reply:?}") };
    assert_eq!((dog.quiet, dog.tail), (true, Some(false)));
    client.put_ports(&PutPortsRequest::new().ports(vec![80, 443])).await.unwrap();
    assert_eq!(body(&server), json!({"ports": [80, 443]}));
}

#[test]
fn a_union_of_unions_is_read_as_its_member() {
    assert!(matches!(
        round(json!({"kind": "cat", "quiet": true, "lives": 9})),
        Reply::Pet(ReplyPet::Cat(cat)) if cat.lives == Some(9)
    ));
    assert!(matches!(
        round(json!({"kind": "fish", "quiet": false, "fins": 2})),
        Reply::Fish(fish) if fish.fins == 2
    ));
    assert!(matches!(kept(json!({"kind": "horse", "quiet": true})), Reply::Unknown(_)));
    assert!(matches!(round(json!({"kind": "dog"})), Animal::Pet(Pet::Dog(_))));
    assert!(matches!(kept(json!({"kind": "horse", "x": [1]})), Animal::Unknown(_)));
    // Two unions: what both have.
    assert!(matches!(round(json!({"kind": "fish", "fins": 2})), PetOfBoth::Fish(_)));
    assert!(matches!(kept(json!({"kind": "dog"})), PetOfBoth::Unknown(_)));
    // One member is left.
    let dog: OnlyDog = round(json!({"kind": "dog", "leash": true, "tail": false}));
    assert_eq!((dog.leash, dog.tail), (Some(true), Some(false)));
    assert!(!is_strict::<OnlyDog>(&json!({"kind": "wolf"})));
}

#[test]
fn a_member_that_does_not_describe_its_tag_has_it_all_the_same() {
    assert!(matches!(round(json!({"radius": 1.0, "shape": "round"})), Shape::Round(_)));
    assert!(matches!(round(json!({"side": 1.0, "shape": "Square"})), Shape::Square(_)));
    assert!(matches!(kept(json!({"radius": 1.0, "shape": "Disc"})), Shape::Unknown(_)));
    assert!(matches!(kept(json!({"radius": 1.0})), Shape::Unknown(_)));
}

#[test]
fn strict_decoding_refuses_what_the_narrower_part_refuses() {
    let whole = json!({
        "items": [{"name": "a"}], "objects": [{"name": "b"}], "first": {"name": "c"},
        "status": "bad", "count": 9, "at": "2026-11-28T04:00:00Z", "any": {"name": "d"},
        "by_name": {"x": 1}, "note": "n"
    });
    assert!(is_strict::<Narrowed>(&whole));
    let wrong = json!({
        "items": [{}], "objects": [{"name": 1}], "first": {}, "status": "worse", "count": 0.5,
        "at": "noon", "any": 1, "by_name": {"x": "1"}, "note": null
    });
    for (name, value) in wrong.as_object().unwrap() {
        let mut changed = whole.clone();
        changed[name] = value.clone();
        assert!(!is_strict::<Narrowed>(&changed), "{name}");
    }
    let merged = |inner: Value| json!({"inner": inner});
    assert!(is_strict::<Merged>(&merged(json!({"a": "a", "b": 1, "deep": {"x": "x", "y": "y"}}))));
    for inner in [
        json!({"a": "a"}),
        json!({"b": 1}),
        json!({"a": 1, "b": 1}),
        json!({"a": "a", "b": 1, "deep": {"y": 1}}),
    ] {
        assert!(!is_strict::<Merged>(&merged(inner.clone())), "{inner}");
    }
    let tree =
        |child: Value| json!({"name": "a", "children": [{"name": "b", "children": [child]}]});
    assert!(is_strict::<NamedTree>(&tree(json!({"name": "c"}))));
    assert!(!is_strict::<NamedTree>(&tree(json!({}))));
    assert!(is_strict::<CountsAndMore>(&json!({"a": "a", "b": 1, "c": "c", "d": 2})));
    assert!(!is_strict::<CountsAndMore>(&json!({"b": "b"})));
    assert!(!is_strict::<CountsAndMore>(&json!({"d": "d"})));
    assert!(is_strict::<Closed>(&json!({"name": "a"})));
    assert!(!is_strict::<Closed>(&json!({"name": "a", "other": 1})));
}

#[test]
fn scalars_are_what_all_parts_allow() {
    let holder: Holder = round(json!({
        "level": "middle", "extreme": "low", "pattern": "az", "whole": 3, "maybe": null,
        "never_null": "n", "pair": [1, 2], "user": {"name": "a"}, "code": 2
    }));
    assert_eq!((holder.level, holder.extreme), (Some(Level::Middle), Some(HolderExtreme::Low)));
    assert_eq!((holder.whole, holder.maybe), (Some(3), Field::Null));
    assert_eq!(holder.code, Some(HolderCode::Two));
    let wrong = json!({
        "level": "lowest", "extreme": "middle", "whole": 0.5, "never_null": null, "pair": [0.5],
        "user": {}, "code": 3
    });
    for (name, value) in wrong.as_object().unwrap() {
        assert!(!is_strict::<Holder>(&json!({ name: value })), "{name}");
    }
    // What must come together is for the server to check.
    let contact: Contact = round(json!({"phone": {"area": 1}}));
    assert_eq!(contact.mail, None);
}
