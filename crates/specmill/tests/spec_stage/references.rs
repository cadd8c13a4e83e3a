//! Where `$ref`s lead.

use std::fmt::Write;

use specmill_core::spec::SchemaKind;

use crate::{component, property, read, read_schemas};

#[test]
fn a_reference_may_point_anywhere_in_the_document() {
    let api = read(
        "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: d\n          content:\n            \
         application/json:\n              schema: {type: integer, format: int64}\n\
         components:\n  schemas:\n    X:\n      type: object\n      properties:\n        y: {type: boolean}\n      \
         $defs:\n        Y: {type: number}\n        \
         A b: {type: string}\n    Z:\n      type: object\n      properties:\n        \
         response: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}\n        \
         property: {$ref: '#/components/schemas/X/properties/y'}\n        \
         definition: {$ref: '#/components/schemas/X/$defs/Y'}\n        \
         encoded: {$ref: '#/components/schemas/X/%24defs/A%20b'}\n        \
         raw: {$ref: '#/components/schemas/X/$defs/A b'}\n",
    )
    .clean();
    let kind = |name| format!("{:?}", api.schema(property(&api, "Z", name)).kind);
    assert_eq!(kind("response"), r#"Integer(Some("int64"))"#);
    assert_eq!(kind("property"), "Boolean");
    assert_eq!(kind("definition"), "Number(None)");
    assert_eq!(kind("encoded"), "String(None)");
    assert_eq!(property(&api, "Z", "property"), property(&api, "X", "y"));
    assert_eq!(property(&api, "Z", "raw"), property(&api, "Z", "encoded"));
    let body = &api.operations[0].responses[0].content[0];
    assert_eq!(body.schema, Some(property(&api, "Z", "response")));
}

#[test]
fn a_reference_goes_through_other_references() {
    let api = read_schemas(
        "A: {$ref: '#/components/schemas/B'}\n\
         B: {type: object, properties: {c: {$ref: '#/components/schemas/C'}}}\n\
         C: {type: object, properties: {d: {type: boolean}}}\n\
         User:\n  type: object\n  properties:\n    \
         chain: {$ref: '#/components/schemas/B/properties/c'}\n    \
         through: {$ref: '#/components/schemas/A/properties/c/properties/d'}\n",
    )
    .clean();
    assert_eq!(property(&api, "User", "chain"), api.components["C"]);
    assert_eq!(property(&api, "User", "through"), property(&api, "C", "d"));
}

#[test]
fn a_reference_goes_through_one_with_siblings() {
    let api = read_schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}], description: d, x-specmill-ref-siblings: true}\n\
         B: {type: object, properties: {b: {type: boolean}}}\n\
         User: {type: object, properties: {b: {$ref: '#/components/schemas/A/properties/b'}}}\n",
    )
    .clean();
    assert_eq!(property(&api, "User", "b"), property(&api, "B", "b"));
}

#[test]
fn a_chain_of_ten_thousand_references_is_followed() {
    let mut schemas = String::new();
    for link in 0..10_000 {
        writeln!(schemas, "S{link}: {{$ref: '#/components/schemas/S{}'}}", link + 1).unwrap();
    }
    schemas += "S10000: {type: boolean}\n";
    let api = read_schemas(&schemas).clean();
    assert_eq!(api.components.len(), 10_001);
    let second = api.components["S1"];
    assert!(matches!(component(&api, "S0").kind, SchemaKind::Alias(id) if id == second));
}

#[test]
fn a_long_chain_outside_the_components_ends_at_its_last() {
    let mut links = String::from("x-links:\n");
    for link in 0..10_000 {
        writeln!(links, "  l{link}: {{$ref: '#/x-links/l{}'}}", link + 1).unwrap();
    }
    links += "  l10000: {type: boolean}\ncomponents: {schemas: {A: {type: object, properties: \
              {p: {$ref: '#/x-links/l0'}, q: {$ref: '#/x-links/l5000'}}}}}\n";
    let api = read(&links).clean();
    assert!(matches!(api.schema(property(&api, "A", "p")).kind, SchemaKind::Boolean));
    assert_eq!(property(&api, "A", "p"), property(&api, "A", "q"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_nearest() {
    let read = read_schemas(
        "Invite: {type: string}\nUser: {type: object, properties: {invite: {$ref: '#/components/schemas/Invit'}}}\n",
    );
    let api = read.notes(&[
        "error[unresolved-reference] /components/schemas/User/properties/invite/$ref: \
         `#/components/schemas/Invit` points to nothing: `/components/schemas` has no `Invit`; \
         the nearest name is `Invite`",
    ]);
    assert!(matches!(api.schema(property(api, "User", "invite")).kind, SchemaKind::Any(_)));
}

#[test]
fn a_section_that_is_misspelt_is_told_too() {
    read_schemas("A: {$ref: '#/components/schema/B'}\nB: {}\n").notes(&[
        "error[unresolved-reference] /components/schemas/A/$ref: `#/components/schema/B` points to \
         nothing: `/components` has no `schema`; the nearest name is `schemas`",
    ]);
}

#[test]
fn another_file_and_an_anchor_are_told() {
    read_schemas("A: {$ref: 'other.yaml#/B'}\nB: {$ref: '#anchor'}\n").notes(&[
        "error[external-reference] /components/schemas/A/$ref: `other.yaml#/B` points into another",
        "error[unresolved-reference] /components/schemas/B/$ref: `#anchor` is no JSON Pointer",
    ]);
}
