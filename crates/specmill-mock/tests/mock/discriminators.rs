//! Values of unions and of parents have the tag that leads to what they are, and others are refused.

use std::path::Path;

use serde_json::{Value, json};
use specmill_mock::{Direction, Mock};

use crate::{ask, json, load};

/// The document of a case.
fn case(name: &str) -> Mock {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specmill/tests/cases");
    Mock::load(cases.join(name).join("spec.yaml")).unwrap()
}

/// The status of an answer to `body`.
fn sent(mock: &Mock, line: &str, body: &Value) -> u16 {
    let reply = ask(mock, &format!("{line}\ncontent-type: application/json\n\n{body}"));
    reply.response.status().as_u16()
}

/// The first item of the list at `path`.
fn first(mock: &Mock, path: &str) -> Value {
    json(&ask(mock, &format!("GET {path}")))[0].take()
}

#[test]
fn a_parent_is_answered_as_a_child_with_its_tag() {
    let mock = case("inheritance");
    let disc = json!({"kind": "disc", "colour": "red", "radius": 0.5});
    assert_eq!(first(&mock, "/shapes"), disc);
    let exists = json!({"id": "text", "kind": "exists", "message": "text", "identifier": "text"});
    assert_eq!(first(&mock, "/failures"), exists);
    // By its name; one that has children and that nobody maps is no value.
    let bicycle = json!({"type": "Bicycle", "wheels": 1, "gears": 1});
    assert_eq!(first(&mock, "/vehicles"), bicycle);
    assert_eq!(first(&mock, "/messages"), json!({"version": 1, "text": "text", "one": true}));
    // As a property, an item and a value of a map, with words around it, and a child on its own.
    let body = "{\"kind\":\"disc\",\"radius\":1}";
    let drawing = ask(&mock, &format!("POST /shapes\ncontent-type: application/json\n\n{body}"));
    let all = json!({"main": disc, "shapes": [disc], "by_name": {"key": disc}, "disc": disc});
    assert_eq!(json(&drawing), all);
}

#[test]
fn a_child_without_its_tag_is_refused() {
    let mock = case("inheritance");
    let status = |body: Value| sent(&mock, "POST /shapes", &body);
    assert_eq!(status(json!({"kind": "disc", "radius": 1})), 200);
    assert_eq!(status(json!({"kind": "square"})), 200);
    for body in [
        json!({"kind": "hexagon"}),
        json!({"kind": "Disc", "radius": 1}),
        json!({"kind": "disc"}),
        json!({"kind": "disc", "radius": 1, "colour": "blue"}),
        json!({"radius": 1}),
    ] {
        assert_eq!(status(body.clone()), 400, "{body}");
    }
}

#[test]
fn members_of_a_union_have_their_tags() {
    let mock = load(DOCUMENT);
    let told = json!({
        "/described": {"kind": "A", "a": 1},
        "/undescribed": {"radius": 0.5, "shape": "round"},
        "/numbers": {"version": 1, "one": true},
        "/default": {"kind": "text", "any": 1},
        "/device": {"kind": "Handheld", "size": "small", "number": "text"},
        "/both": {"radius": 0.5, "shape": "round"},
        "/wrapped": {"device": {"kind": "Handheld", "size": "small", "number": "text"}},
        "/phone": {"kind": "Handheld", "size": "small", "number": "text"},
    });
    for (path, value) in told.as_object().unwrap() {
        assert_eq!(json(&ask(&mock, &format!("GET {path}"))), *value, "{path}");
    }
}

#[test]
fn tags_that_lead_nowhere_are_refused() {
    let mock = load(DOCUMENT);
    // Each path with what is taken there, and what is not.
    let rows = [
        ("/described", json!([{"kind": "A"}, {"kind": "bee"}]), json!([{"kind": "B"}, {}])),
        (
            "/undescribed",
            json!([{"shape": "round"}, {"shape": "Square", "side": 1}]),
            json!([{"radius": 1}, {"shape": "Disc"}, {"shape": "round", "radius": "1"}]),
        ),
        (
            "/numbers",
            json!([{"version": 1}, {"version": 2.0}, {"version": 3}]),
            json!([{"version": "1"}, {"version": 4}, {"version": 2, "two": 1}]),
        ),
        // `defaultMapping`: what has no tag, or one that leads nowhere else.
        (
            "/default",
            json!([{}, {"kind": "zebra", "any": 1}, {"kind": "b", "b": 1}]),
            json!([{"kind": "b", "b": "text"}, {"kind": "zebra", "any": "text"}]),
        ),
        (
            "/device",
            json!([
                {"kind": "Server", "rack": 1},
                {"kind": "Handheld", "size": "large", "pen": true}
            ]),
            json!([
                {"kind": "Phone", "size": "small"},
                {"kind": "Handheld", "size": "medium"},
                {"kind": "Handheld"}
            ]),
        ),
        (
            "/phone",
            json!([{"kind": "Handheld", "size": "small"}]),
            json!([{"kind": "Handheld", "size": "large"}, {"kind": "Server", "size": "small"}]),
        ),
    ];
    for (path, taken, refused) in rows {
        for (bodies, status) in [(taken, 204), (refused, 400)] {
            for body in bodies.as_array().unwrap() {
                assert_eq!(sent(&mock, &format!("PUT {path}"), body), status, "{path}: {body}");
            }
        }
    }
}

/// A part beside the union lists the tag of one member: that member is made, and not another with its
/// tag replaced.
#[test]
fn the_member_is_the_one_that_the_tag_says() {
    let mock = case("intersections");
    let schema = mock.description().schema_at("/components/schemas/OnlyDog", Direction::Response);
    let made = serde_json::to_value(schema.sample().unwrap()).unwrap();
    assert_eq!(made, json!({"kind": "dog", "tail": true, "leash": true}));
}

const DOCUMENT: &str = "
openapi: 3.2.0
info: {title: Tags, version: '1'}
paths:
  /described:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Described'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Described'}}}}, responses: {'204': {description: ok}}}
  /undescribed:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Undescribed'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Undescribed'}}}}, responses: {'204': {description: ok}}}
  /numbers:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Numbers'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Numbers'}}}}, responses: {'204': {description: ok}}}
  /default:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Default'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Default'}}}}, responses: {'204': {description: ok}}}
  /device:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Device'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Device'}}}}, responses: {'204': {description: ok}}}
  /phone:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Phone'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Phone'}}}}, responses: {'204': {description: ok}}}
  /both:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Both'}}}}, responses: {'204': {description: ok}}}
  /wrapped:
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Wrapped'}}}}}}
    put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Wrapped'}}}}, responses: {'204': {description: ok}}}
components:
  schemas:
    # The tag is described and lists no value: mapped, else by name.
    A: {type: object, required: [kind], properties: {kind: {type: string}, a: {type: integer}}}
    B: {type: object, required: [kind], properties: {kind: {type: string}, b: {type: integer}}}
    Described:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, mapping: {bee: '#/components/schemas/B'}}
    # Nobody describes the tag.
    Disc: {type: object, properties: {radius: {type: number}}}
    Square: {type: object, required: [shape], properties: {side: {type: number}}}
    Undescribed:
      oneOf: [{$ref: '#/components/schemas/Disc'}, {$ref: '#/components/schemas/Square'}]
      discriminator: {propertyName: shape, mapping: {round: '#/components/schemas/Disc'}}
    # The tag is a number; keys of a mapping are texts.
    One: {type: object, required: [version], properties: {version: {type: integer}, one: {type: boolean}}}
    Two: {type: object, required: [version], properties: {version: {type: integer}, two: {type: boolean}}}
    Numbers:
      anyOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]
      discriminator: {propertyName: version, mapping: {'1': One, '2': Two, '3': '#/components/schemas/Two'}}
    Other: {type: object, properties: {kind: {type: string}, any: {type: integer}}}
    Default:
      oneOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, mapping: {b: '#/components/schemas/B'}, defaultMapping: Other}
    # A child that is a parent, told apart by another property.
    Device: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Handheld:
      allOf:
      - $ref: '#/components/schemas/Device'
      - type: object
        required: [size]
        properties: {size: {type: string}}
        discriminator: {propertyName: size, mapping: {small: '#/components/schemas/Phone', large: '#/components/schemas/Tablet'}}
    Phone: {allOf: [{$ref: '#/components/schemas/Handheld'}, {type: object, properties: {number: {type: string}}}]}
    Tablet: {allOf: [{$ref: '#/components/schemas/Handheld'}, {type: object, properties: {pen: {type: boolean}}}]}
    Server: {allOf: [{$ref: '#/components/schemas/Device'}, {type: object, required: [rack], properties: {rack: {type: integer}}}]}
    Both: {oneOf: [{$ref: '#/components/schemas/Undescribed'}, {$ref: '#/components/schemas/Device'}]}
    Wrapped: {type: object, properties: {device: {allOf: [{$ref: '#/components/schemas/Device'}, {description: A device.}]}}}
";
