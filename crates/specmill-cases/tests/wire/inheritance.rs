//! Parents and their children: what is sent has the tag, and what comes is read as the child.

use serde_json::{json, Value};
use specmill_cases::inheritance::types::{
    Bicycle, Car, Disc, Drawing, Failure, LimitHitKind, Message, Shape, ShapeColour, Square,
    Vehicle,
};
use specmill_cases::inheritance::Client;
use specmill_runtime::json::{self, Decode, RawJson, Strictness};

use crate::unions::{kept, round};
use crate::{body, client, server};

/// Whether strict decoding takes `value`.
pub(crate) fn is_strict<T: Decode>(value: &Value) -> bool {
    json::decode::<T>(value.to_string().as_bytes(), Strictness::Strict).is_ok()
}

#[tokio::test]
async fn a_child_is_sent_with_its_tag() {
    let server = server(200, "{}");
    let client = client(Client::builder(), &server);
    let disc = Disc::new(0.5).colour(ShapeColour::Red);
    client.add_shape(&Shape::from(disc)).await.unwrap();
    assert_eq!(body(&server), json!({"kind": "disc", "colour": "red", "radius": 0.5}));
    client.add_shape(&Square::new().side(2.0).into()).await.unwrap();
    assert_eq!(body(&server), json!({"kind": "square", "side": 2.0}));
    let hexagon = json!({"kind": "hexagon", "edges": [1, 2]});
    let unknown = RawJson::parse(&hexagon.to_string()).unwrap();
    client.add_shape(&Shape::Unknown(unknown)).await.unwrap();
    assert_eq!(body(&server), hexagon);
}

#[tokio::test]
async fn children_are_read_wherever_their_parent_is_named() {
    let answer = r#"{
        "main": {"kind": "disc", "radius": 1},
        "shapes": [{"kind": "square", "side": 2}, {"kind": "hexagon", "edges": 6}],
        "by_name": {"a": {"kind": "disc", "colour": "green", "radius": 3}},
        "disc": {"kind": "disc", "radius": 4}
    }"#;
    let server = server(200, answer);
    let client = client(Client::builder(), &server);
    let drawing = client.add_shape(&Shape::from(Square::new())).await.unwrap();
    assert!(matches!(&drawing.main, Some(Shape::Disc(disc)) if disc.radius == 1.0));
    let shapes = drawing.shapes.as_deref().unwrap_or_default();
    assert!(matches!(shapes, [Shape::Square(_), Shape::Unknown(_)]), "{shapes:?}");
    let by_name = drawing.by_name.as_ref().and_then(|shapes| shapes.get("a"));
    assert!(matches!(by_name, Some(Shape::Disc(disc)) if disc.colour == Some(ShapeColour::Green)));
    assert_eq!(drawing.disc.as_ref().map(|disc| disc.radius), Some(4.0));
    // What nobody knows is written back as it came.
    let written: Value = serde_json::from_slice(&json::encode(&*drawing)).unwrap();
    assert_eq!(written["shapes"][1], json!({"kind": "hexagon", "edges": 6}));
}

#[tokio::test]
async fn a_list_of_a_parent_is_a_list_of_its_children() {
    let answer = r#"[{"kind": "disc", "radius": 1}, {"kind": "square"}]"#;
    let server = server(200, answer);
    let shapes = client(Client::builder(), &server).list_shapes().await.unwrap();
    assert!(matches!(shapes.as_slice(), [Shape::Disc(_), Shape::Square(_)]), "{shapes:?}");
}

#[test]
fn a_parent_that_is_a_child_has_its_mapping() {
    let exists = json!({"id": "1", "kind": "exists", "message": "m", "identifier": "i"});
    assert!(matches!(round(exists), Failure::Exists(found) if found.identifier == "i"));
    // Two values lead to one child, which keeps the one that came.
    for (kind, known) in [("limit", LimitHitKind::Limit), ("quota", LimitHitKind::Quota)] {
        let value = json!({"id": "1", "kind": kind, "message": "m", "max": 3});
        assert!(matches!(round(value), Failure::LimitHit(found) if found.kind == known));
    }
    let unknown = json!({"id": "1", "kind": "LimitHit", "message": "m"});
    assert!(matches!(kept(unknown), Failure::Unknown(_)));
}

#[test]
fn children_go_by_their_names_where_nothing_is_mapped() {
    let bicycle: Vehicle = round(json!({"type": "Bicycle", "wheels": 2, "gears": 7}));
    assert!(matches!(bicycle, Vehicle::Bicycle(Bicycle { gears: Some(7), .. })));
    let car: Vehicle = round(json!({"type": "Car", "fuel": "none", "doors": 4}));
    assert!(matches!(car, Vehicle::Car(Car { doors: Some(4), .. })));
    // It only stands between.
    assert!(matches!(kept(json!({"type": "Motorised", "fuel": "f"})), Vehicle::Unknown(_)));
    assert!(matches!(kept(json!({"wheels": 4})), Vehicle::Unknown(_)));
}

#[test]
fn a_tag_may_be_a_number_and_lead_to_the_parent() {
    assert!(matches!(round(json!({"version": 0, "text": "t"})), Message::MessageBase(_)));
    assert!(matches!(round(json!({"version": 1, "one": true})), Message::One(_)));
    assert!(matches!(round(json!({"version": 2, "two": true})), Message::Two(_)));
    assert!(matches!(kept(json!({"version": 3})), Message::Unknown(_)));
    assert!(matches!(kept(json!({"version": "1"})), Message::Unknown(_)));
}

#[test]
fn a_child_with_the_tag_of_another_is_noticed() {
    assert!(is_strict::<Disc>(&json!({"kind": "disc", "radius": 1})));
    assert!(!is_strict::<Disc>(&json!({"kind": "square", "radius": 1})));
    assert!(!is_strict::<Disc>(&json!({"radius": 1})));
    assert!(!is_strict::<Shape>(&json!({"kind": "hexagon"})));
    assert!(!is_strict::<Shape>(&json!({"kind": "disc"})));
    assert!(!is_strict::<Drawing>(&json!({"main": {"kind": "square", "side": "2"}})));
}
