//! Schemas made of themselves.

use std::fmt::Write;

use specmill_core::spec::SchemaKind;

use crate::{component, property, read, read_schemas};

#[test]
fn a_component_that_is_itself_takes_any_value() {
    let read = read_schemas("A: {$ref: '#/components/schemas/A'}\nB: {type: boolean}\n");
    let api =
        read.notes(&["error[reference-loop] /components/schemas/A: this schema is made of itself"]);
    assert!(matches!(component(api, "A").kind, SchemaKind::Any(_)));
    assert!(matches!(component(api, "B").kind, SchemaKind::Boolean));
}

#[test]
fn a_circle_of_aliases_is_cut_where_it_closes() {
    let read = read_schemas(
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/C'}\nC: {$ref: '#/components/schemas/A'}\n",
    );
    let api = read.notes(&["error[reference-loop] /components/schemas/C: this schema is made of \
                            `/components/schemas/A`, which is made of this one"]);
    assert!(matches!(component(api, "C").kind, SchemaKind::Any(_)));
    assert!(matches!(component(api, "A").kind, SchemaKind::Alias(id) if id == api.components["B"]));
}

#[test]
fn a_circle_of_ten_thousand_is_found() {
    let mut schemas = String::new();
    for link in 0..10_000 {
        writeln!(schemas, "S{link}: {{$ref: '#/components/schemas/S{}'}}", (link + 1) % 10_000)
            .unwrap();
    }
    read_schemas(&schemas).notes(&["error[reference-loop] /components/schemas/S9999: "]);
}

#[test]
fn a_circle_of_inline_references_is_found() {
    let read = read_schemas(
        "A:\n  type: object\n  properties:\n    x: {$ref: '#/components/schemas/A/properties/y'}\n    \
         y: {$ref: '#/components/schemas/A/properties/x'}\n",
    );
    let api = read.notes(&["error[reference-loop] /components/schemas/A/properties/y/$ref: "]);
    assert_eq!(property(api, "A", "x"), property(api, "A", "y"));
}

#[test]
fn a_composition_of_itself_loses_that_part_only() {
    let read = read_schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {a: {type: string}}}]}\n\
         B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {type: string}}}]}\n",
    );
    let api = read.notes(&["error[reference-loop] /components/schemas/B: "]);
    let names = |of: &str| match &component(api, of).kind {
        SchemaKind::Object { properties, .. } => {
            properties.iter().map(|property| property.name.clone()).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        (names("A"), names("B")),
        (vec!["b".to_owned(), "a".to_owned()], vec!["b".to_owned()])
    );
}

#[test]
fn a_schema_within_its_own_properties_or_items_is_no_loop() {
    read_schemas(
        "Tree: {type: object, properties: {left: {$ref: '#/components/schemas/Tree'}}}\n\
         Value: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Value'}}]}\n",
    )
    .clean();
}

#[test]
fn parameters_and_path_items_in_circles_are_told() {
    read(
        "paths:\n  /a: {$ref: '#/components/pathItems/A'}\n  /b:\n    get:\n      \
         parameters: [{$ref: '#/components/parameters/P'}]\n      responses: {}\n\
         components:\n  pathItems: {A: {$ref: '#/components/pathItems/A'}}\n  \
         parameters: {P: {$ref: '#/components/parameters/Q'}, Q: {$ref: '#/components/parameters/P'}}\n",
    )
    .notes(&[
        "error[reference-loop] /components/pathItems/A/$ref: ",
        "error[reference-loop] /components/parameters/Q/$ref: ",
    ]);
}
