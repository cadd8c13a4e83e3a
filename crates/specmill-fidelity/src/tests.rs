//! The judge, judged by documents whose right answers are known.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::compare::same;
use crate::document::Document;
use crate::generate::client;
use crate::sample::Sampler;
use crate::settled::Settled;
use crate::validator::{Schemas, refusal};

/// A document of OpenAPI `version` with these component schemas.
fn document(version: &str, schemas: &Value) -> Document {
    Document::of(&json!({"openapi": version, "components": {"schemas": schemas}}))
}

/// Instances of a component that the validator accepts.
fn instances(document: &Document, component: &str) -> Vec<Value> {
    let number = document.root(component).unwrap();
    let schemas = Schemas::of(document, false).unwrap();
    let validator = schemas.validator(number).unwrap();
    let mut sampler = Sampler::new(document, 7);
    (0..200)
        .filter_map(|_| sampler.sample(number))
        .filter(|instance| refusal(&validator, instance).is_none())
        .collect()
}

/// Whether strict decoding of the component has to refuse `value`.
fn must_notice(document: &Document, component: &str, value: &Value) -> bool {
    let number = document.root(component).unwrap();
    let schemas = Schemas::of(document, true).unwrap();
    let validator = schemas.validator(number).unwrap();
    refusal(&validator, value).is_some()
}

/// The values of `property` in `instances`.
fn values<'a>(instances: &'a [Value], property: &str) -> BTreeSet<&'a str> {
    instances.iter().filter_map(|instance| instance[property].as_str()).collect()
}

#[test]
fn the_same_seed_makes_the_same_instances() {
    let schema = json!({"type": "object", "properties": {
        "name": {"type": "string", "pattern": "^[a-z]{3,9}$"},
        "hash": {"type": "string", "pattern": "^[0-9a-f]+$", "minLength": 40, "maxLength": 40},
        "tags": {"type": "array", "items": {"type": "number"}},
    }});
    let document = document("3.1.0", &json!({"Pet": schema}));
    let made = instances(&document, "Pet");
    assert_eq!(made, instances(&document, "Pet"));
    assert!(made.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len() > 50);
    assert!(values(&made, "hash").len() > 10);
}

#[test]
fn all_parts_hold_of_a_value_whatever_they_say_of_it() {
    let document = document(
        "3.1.0",
        &json!({
            "Both": {"allOf": [
                {"properties": {"x": {"enum": ["a", "b"]}, "y": {"minimum": 3}}, "required": ["x"]},
                {"type": "object", "properties": {
                    "x": {"enum": ["b", "c"]},
                    "y": {"type": "integer", "maximum": 4},
                    "z": {"allOf": [{"pattern": "^a"}, {"pattern": "z$"}], "type": "string"},
                }},
            ]},
        }),
    );
    let made = instances(&document, "Both");
    assert_eq!(values(&made, "x"), BTreeSet::from(["b"]));
    let numbers: BTreeSet<i64> = made.iter().filter_map(|made| made["y"].as_i64()).collect();
    assert_eq!(numbers, BTreeSet::from([3, 4]));
    assert!(values(&made, "z").iter().all(|text| text.starts_with('a') && text.ends_with('z')));
    assert!(!values(&made, "z").is_empty());
}

#[test]
fn a_tag_is_what_the_mapping_says_and_else_the_name() {
    let document = document(
        "3.0.3",
        &json!({
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
                "discriminator": {"propertyName": "kind", "mapping": {"meow": "Cat"}},
            },
            "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
            "Dog": {"type": "object", "properties": {"tail": {"type": "integer"}}},
        }),
    );
    assert_eq!(values(&instances(&document, "Pet"), "kind"), BTreeSet::from(["Dog", "meow"]));
    assert!(must_notice(&document, "Pet", &json!({"kind": "cow"})));
    assert!(!must_notice(&document, "Pet", &json!({"kind": "meow"})));
}

#[test]
fn a_parent_is_one_of_its_children_and_a_child_has_its_own_tag() {
    let child = |own: &str| {
        json!({"allOf": [
            {"$ref": "#/components/schemas/Shape"},
            {"type": "object", "properties": {own: {"type": "integer"}}},
        ]})
    };
    let document = document(
        "3.0.3",
        &json!({
            "Shape": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind", "mapping": {"box": "#/components/schemas/Box"}},
            },
            "Box": child("side"),
            "Disc": child("radius"),
            "Drawing": {"type": "object", "required": ["shape"], "properties": {
                "shape": {"allOf": [{"$ref": "#/components/schemas/Shape"}]},
            }},
        }),
    );
    assert_eq!(values(&instances(&document, "Shape"), "kind"), BTreeSet::from(["Disc", "box"]));
    assert_eq!(values(&instances(&document, "Box"), "kind"), BTreeSet::from(["box"]));
    let shapes: Vec<Value> =
        instances(&document, "Drawing").iter().map(|drawing| drawing["shape"].clone()).collect();
    assert_eq!(values(&shapes, "kind"), BTreeSet::from(["Disc", "box"]));
    assert!(shapes.iter().any(|shape| shape.get("side").is_some()));
    assert!(must_notice(&document, "Drawing", &json!({"shape": {"kind": "Shape"}})));
}

#[test]
fn words_of_3_0_are_those_of_json_schema() {
    let document = document(
        "3.0.3",
        &json!({
            "Level": {"type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 2},
            "Holder": {"type": "object", "required": ["level"], "properties": {
                "level": {"type": "string", "nullable": true, "enum": ["low"]},
                "beside": {"$ref": "#/components/schemas/Level", "maximum": 1},
            }},
        }),
    );
    let levels: BTreeSet<i64> =
        instances(&document, "Level").iter().filter_map(Value::as_i64).collect();
    assert_eq!(levels, BTreeSet::from([1, 2]));
    let holders = instances(&document, "Holder");
    assert!(holders.iter().any(|holder| holder["level"].is_null()));
    assert!(holders.iter().any(|holder| holder["level"] == "low"));
    // What stands beside a `$ref` does not count.
    assert!(holders.iter().any(|holder| holder["beside"] == 2));
}

#[test]
fn a_dynamic_reference_is_bound_by_the_outermost_anchor() {
    let document = document(
        "3.1.0",
        &json!({
            "Page": {
                "$id": "https://example.org/page",
                "type": "object",
                "required": ["items"],
                "properties": {
                    "items": {"type": "array", "minItems": 1, "items": {"$dynamicRef": "#item"}},
                },
                "$defs": {"item": {"$dynamicAnchor": "item", "not": {}}},
            },
            "Pets": {
                "$ref": "#/components/schemas/Page",
                "$defs": {"item": {"$dynamicAnchor": "item", "$ref": "#/components/schemas/Pet"}},
            },
            "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
        }),
    );
    let made = instances(&document, "Pets");
    assert!(!made.is_empty());
    assert!(made.iter().all(|pets| pets["items"][0]["name"].is_string()));
    assert_eq!(instances(&document, "Page"), Vec::<Value>::new());
}

#[test]
fn what_only_one_side_sends_may_be_left_out() {
    let document = document(
        "3.0.3",
        &json!({
            "User": {"type": "object", "required": ["id", "name"], "properties": {
                "id": {"type": "string", "readOnly": true},
                "name": {"type": "string"},
            }},
        }),
    );
    assert!(!must_notice(&document, "User", &json!({"name": "a"})));
    assert!(must_notice(&document, "User", &json!({"id": "1"})));
    // Limits are nobody's to notice; types are.
    assert!(must_notice(&document, "User", &json!({"name": 5})));
}

#[test]
fn recursive_schemas_have_instances_that_end() {
    let expression = json!({"oneOf": [
        {"type": "integer"},
        {"type": "object", "required": ["left", "right"], "properties": {
            "left": {"$ref": "#/components/schemas/Expression"},
            "right": {"$ref": "#/components/schemas/Expression"},
        }},
    ]});
    let endless = json!({"type": "object", "required": ["next"], "properties": {
        "next": {"$ref": "#/components/schemas/Endless"},
    }});
    let document = document("3.1.0", &json!({"Expression": expression, "Endless": endless}));
    let made = instances(&document, "Expression");
    assert!(made.iter().any(Value::is_object) && made.iter().any(Value::is_number));
    assert_eq!(instances(&document, "Endless"), Vec::<Value>::new());
}

#[test]
fn what_is_no_json_schema_is_left_out() {
    let document = document(
        "3.1.0",
        &json!({
            "Odd": {"type": "object", "required": true, "properties": {
                "text": {"type": "text", "pattern": "(", "minLength": "3"},
                "lost": {"$ref": "#/components/schemas/Nowhere"},
            }},
        }),
    );
    assert_eq!(document.unresolved, ["#/components/schemas/Nowhere"]);
    assert!(instances(&document, "Odd").iter().any(|odd| odd.get("text").is_some()));
}

#[test]
fn numbers_are_compared_by_value_and_members_without_order() {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert!(same(&read(r#"{"a":1,"b":[2.0]}"#), &read(r#"{"b":[2],"a":1.0}"#)));
    assert!(!same(&read("[1,2]"), &read("[2,1]")));
    // As floats, these are one number.
    assert!(!same(&read("9223372036854775807"), &read("9223372036854775806")));
    assert!(!same(&read("{}"), &read(r#"{"a":null}"#)));
}

#[test]
fn what_a_client_gives_back_otherwise_is_allowed_where_it_is_so_and_nowhere_else() {
    let text = |nullable: bool| json!({"type": "string", "nullable": nullable});
    let json = |name: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        json!({"application/json": {"schema": schema}})
    };
    let root = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"post": {
            "requestBody": {"content": json("Sent")},
            "responses": {"200": {"description": "", "content": json("Received")}},
        }}},
        "components": {"schemas": {
            "Sent": {"type": "object", "properties": {"note": text(true)}},
            "Cat": {"type": "object", "properties": {"type": {"enum": ["cat"]}, "lives": {"type": "integer"}}},
            "Dog": {"type": "object", "properties": {"type": {"enum": ["dog"]}, "note": text(true)}},
            "Received": {"type": "object", "required": ["must"], "properties": {
                "note": text(true), "must": text(true), "plain": text(false),
                "sent": {"$ref": "#/components/schemas/Sent"},
                "pets": {"type": "array", "items": {"oneOf": [
                    {"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"},
                ]}},
            }},
        }},
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.json");
    std::fs::write(&path, root.to_string()).unwrap();
    let settled = Settled::new(client(&path).unwrap());
    let is_same = |written: Value, value: Value| {
        let of_operation = settled.is_same_of_operation(("POST", "/a"), &written, &value);
        assert_eq!(settled.is_same("Received", &written, &value), of_operation);
        of_operation
    };
    assert!(is_same(json!({"must": null}), json!({"note": null, "must": null})));
    assert!(is_same(
        json!({"must": "", "pets": [{"type": "dog"}]}),
        json!({"must": "", "pets": [{"note": null}]})
    ));
    // What is required, sent or not described is to be given back as it came, and so is any value.
    for (written, value) in [
        (json!({}), json!({"must": null})),
        (json!({"must": null}), json!({"must": null, "plain": null})),
        (json!({"sent": {}}), json!({"sent": {"note": null}})),
        (json!({}), json!({"note": ""})),
        (json!({}), json!({"other": null})),
        (json!({"pets": [{"type": "fish"}]}), json!({"pets": [{}]})),
        (json!({"pets": [{"lives": 1}]}), json!({"pets": [{}]})),
        (json!({"type": "cat"}), json!({})),
    ] {
        assert!(!is_same(written.clone(), value.clone()), "{written} {value}");
    }
    assert!(!settled.is_same("Sent", &json!({}), &json!({"note": null})));
}

#[test]
fn null_beside_other_members_may_be_written_as_nullable_alone() {
    let maybe =
        json!({"anyOf": [{"type": "integer"}, {"nullable": true, "description": "or not"}]});
    let any = json!({"anyOf": [{"type": "integer"}, {"description": "or anything"}]});
    for version in ["3.0.3", "3.1.0"] {
        let document = document(version, &json!({"Maybe": maybe, "Any": any}));
        assert!(must_notice(&document, "Maybe", &json!("text")), "{version}");
        assert!(!must_notice(&document, "Maybe", &json!(null)), "{version}");
        assert!(!must_notice(&document, "Any", &json!("text")), "{version}");
    }
}
