//! Parents with a discriminator: what leads to which child, and to parents that are values themselves.

use serde_json::json;
use specmill_cases::inheritance::types::{
    Account, Audit, AuditBy, Cargo, Drawing, Failure, Lonely, Message, Robot, Shape, Vehicle,
};

use crate::unions::{kept, round};

#[test]
fn children_are_found_by_mappings_and_by_names() {
    assert!(matches!(round(json!({"kind": "disc", "radius": 1.5})), Shape::Disc(_)));
    assert!(matches!(round(json!({"kind": "square", "colour": "red"})), Shape::Square(_)));
    assert!(matches!(kept(json!({"kind": "star", "points": 5})), Shape::Unknown(_)));
    assert!(matches!(round(json!({"type": "Car", "fuel": "none", "doors": 3})), Vehicle::Car(_)));
    let exists = json!({"id": "1", "kind": "exists", "message": "m", "identifier": "x"});
    assert!(matches!(round(exists), Failure::Exists(_)));
    for kind in ["limit", "quota"] {
        let limit = json!({"id": "1", "kind": kind, "message": "m", "max": 2});
        assert!(matches!(round(limit), Failure::LimitHit(_)));
    }
    round::<Drawing>(json!({
        "main": {"kind": "disc", "radius": 0.5}, "shapes": [{"kind": "square", "side": 2.0}],
        "by_name": {"a": {"kind": "disc", "radius": 1.5, "colour": "green"}}
    }));
}

#[test]
fn parents_that_are_mapped_are_values_beside_their_children() {
    assert!(matches!(round(json!({"version": 0, "text": "t"})), Message::MessageBase(_)));
    assert!(matches!(round(json!({"version": 1, "one": true})), Message::One(_)));
    assert!(matches!(round(json!({"kind": "user", "email": "e"})), Account::User(_)));
    let admin = json!({"kind": "admin", "email": "e", "rights": 7});
    assert!(matches!(round(admin), Account::Admin(_)));
    let robot = json!({"kind": "robot", "owner": "o"});
    assert!(matches!(round(robot.clone()), Account::RobotBase(_)));
    assert!(matches!(round(robot), Robot::RobotBase(_)));
    let crawler = json!({"kind": "crawler", "owner": "o", "depth": 3});
    assert!(matches!(round(crawler.clone()), Account::Crawler(_)));
    assert!(matches!(round(crawler), Robot::Crawler(_)));
    assert!(matches!(kept(json!({"kind": "guest"})), Account::Unknown(_)));
}

#[test]
fn what_stands_beside_a_parent_in_place_is_said_of_each_child() {
    let audit: Audit = round(json!({
        "by": {"kind": "admin", "rights": 1, "reason": "r"},
        "robots": [{"kind": "crawler", "depth": 2}, {"kind": "robot", "owner": "o"}]
    }));
    assert!(matches!(audit.by, Some(AuditBy::Admin(admin)) if admin.reason == "r"));
    kept::<Audit>(json!({"robots": [{"kind": "admin", "rights": 1}]}));
}

#[test]
fn a_parent_of_one_child_may_be_another() {
    assert!(matches!(round(json!({"kind": "OnlyChild", "toys": 3})), Lonely::OnlyChild(_)));
    assert!(matches!(kept(json!({"kind": "Sibling", "toys": 3})), Lonely::Unknown(_)));
}

#[test]
fn the_tag_of_a_union_is_in_each_of_its_members() {
    for value in [
        json!({"form": "liquid", "grade": 2}),
        json!({"form": "liquid", "fat": 3.5}),
        json!({"form": "parcel", "weight": 1.5}),
    ] {
        round::<Cargo>(value);
    }
}
