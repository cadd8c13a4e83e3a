//! `$ref`s: what stands beside them, and where they lead afterwards.

use specmill_core::source::Node;

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
fn a_dynamic_reference_is_bound_by_who_refers_to_it() {
    let page = "Page: {type: object, properties: {items: {$dynamicRef: '#item'}, next: {$ref: '#/components/schemas/Page'}}, \
                $defs: {item: {$dynamicAnchor: item, type: string}}}";
    let (found, noted) = schemas(&format!(
        "{{{page}, A: {{type: object}}, \
          Of: {{$ref: '#/components/schemas/Page', title: t, $defs: {{item: {{$dynamicAnchor: item, $ref: '#/components/schemas/A'}}}}}}, \
          Plain: {{$ref: '#/components/schemas/Page'}}}}"
    ));
    assert_eq!(noted, Vec::<String>::new());
    let items = |name: &str, place: &str| {
        let schema = found.get(name).and_then(|schema| schema.get("properties"));
        let reference = schema.and_then(|schema| schema.get(place)?.get("$ref"));
        reference.and_then(Node::as_str).map(str::to_owned)
    };
    let of = |place: &str| Some(format!("#/components/schemas/{place}"));
    assert_eq!(
        (items("Page", "items"), items("Page", "next")),
        (of("Page/$defs/item"), of("Page"))
    );
    assert_eq!((items("Of", "items"), items("Of", "next")), (of("A"), of("Of")));
    assert_eq!(found.get("Plain"), yaml("{a: {$ref: '#/components/schemas/Page'}}").get("a"));
}

#[test]
fn a_dynamic_reference_without_an_anchor_is_said() {
    let (_, noted) = schemas("{A: {type: object, properties: {a: {$dynamicRef: '#nope'}}}}");
    assert_eq!(noted, ["unresolved-reference /components/schemas/A/properties/a/$dynamicRef"]);
}

#[test]
fn in_3_0_what_stands_beside_a_reference_does_not_count() {
    let (root, noted) = normalized(
        "openapi: 3.0.3\ncomponents:\n  schemas:\n    \
         A: {type: object}\n    \
         B: {$ref: '#/components/schemas/A', type: array, description: d, required: [a]}\n    \
         C: {$ref: '#/components/schemas/A', oneOf: [{type: string}]}\n    \
         D: {$ref: '#/components/schemas/A', nullable: true}\n",
    );
    let (_, silent) = normalized(
        "openapi: 3.0.3\ncomponents: {schemas: {A: {type: object}, B: {$ref: '#/components/schemas/A', type: object}}}",
    );
    assert_eq!(silent, Vec::<String>::new());
    assert_eq!(noted, ["ignored-siblings /components/schemas/B/$ref"]);
    let due = yaml(
        "openapi: 3.0.3\ncomponents:\n  schemas:\n    \
         A: {type: object}\n    \
         B: {allOf: [{$ref: '#/components/schemas/A'}], description: d, x-specmill-ref-siblings: true}\n    \
         C: {$ref: '#/components/schemas/A'}\n    \
         D: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true, x-specmill-ref-siblings: true}\n",
    );
    assert_eq!(root, due);
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
