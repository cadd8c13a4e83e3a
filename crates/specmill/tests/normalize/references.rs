//! `$ref`s: what stands beside them, and where they lead afterwards.

use crate::{becomes, normalized, schemas, stays, yaml};

#[test]
fn words_beside_a_reference_go_around_it() {
    becomes(
        "{$ref: '#/components/schemas/A', description: d, nullable: true, x-a: 1}",
        "{allOf: [{$ref: '#/components/schemas/A'}], description: d, nullable: true, x-a: 1, \
          x-specmill-ref-siblings: true}",
    );
    becomes(
        "{type: object, $ref: '#/components/schemas/A'}",
        "{allOf: [{$ref: '#/components/schemas/A'}, {type: object}], x-specmill-split: true}",
    );
    stays("{$ref: '#/components/schemas/A'}");
}

#[test]
fn demands_beside_a_reference_hold_too() {
    becomes(
        "{$ref: '#/components/schemas/A', properties: {a: {}}, title: t}",
        "{title: t, allOf: [{$ref: '#/components/schemas/A'}, \
          {type: object, properties: {a: {}}, x-specmill-implied-type: true}], x-specmill-split: true}",
    );
}

#[test]
fn a_recursive_reference_is_one_to_the_component() {
    becomes(
        "{type: object, properties: {a: {$recursiveRef: '#'}}}",
        "{type: object, properties: {a: {$ref: '#/components/schemas/A'}}}",
    );
    becomes(
        "{$dynamicAnchor: node, type: array, items: {$dynamicRef: '#node'}}",
        "{$dynamicAnchor: node, type: array, items: {$ref: '#/components/schemas/A'}}",
    );
    let (found, noted) =
        schemas("{A: {$anchor: a, type: string}, B: {type: array, items: {$ref: '#a'}}}");
    assert_eq!(noted, Vec::<String>::new());
    let due = "{A: {$anchor: a, type: string}, B: {type: array, items: {$ref: '#/components/schemas/A'}}}";
    assert_eq!(found, yaml(due));
}

#[test]
fn a_reference_to_what_has_no_place_any_more_finds_it() {
    let (root, noted) = normalized(
        "openapi: 3.1.0\ncomponents:\n  schemas:\n    \
         A: {anyOf: [{type: 'null'}, {const: a}, {type: boolean}]}\n    \
         B: {$ref: '#/components/schemas/A/anyOf/1'}\n    \
         C: {type: object, $defs: {d: {const: 1}}, properties: {d: {$ref: '#/components/schemas/C/$defs/d'}}}\n",
    );
    assert_eq!(noted, Vec::<String>::new());
    let due = yaml(
        "openapi: 3.0.3\nx-specmill-openapi: 3.1.0\ncomponents:\n  schemas:\n    \
         A: {anyOf: [{type: string, enum: [a], x-specmill-const: true}, {type: boolean}], nullable: true}\n    \
         B: {$ref: '#/x-specmill-moved/~1components~1schemas~1A~1anyOf~11'}\n    \
         C: {type: object, $defs: {d: {type: integer, enum: [1], x-specmill-const: true}}, properties: {d: {$ref: '#/components/schemas/C/$defs/d'}}}\n\
         x-specmill-moved: {/components/schemas/A/anyOf/1: {type: string, enum: [a], x-specmill-const: true}}\n",
    );
    assert_eq!(root, due, "\nfound {root:#?}");
}
