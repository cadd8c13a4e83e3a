//! What is wrong in a schema or around it costs that much and no more.

use specmill_core::source::Node;
use specmill_core::spec::SchemaKind;

use crate::{component, properties, property, read, read_schemas};

#[test]
fn a_wrong_schema_is_any_value_and_its_neighbours_are_not() {
    let read = read_schemas(
        "List: [1]\nWord: hello\nEmpty:\nTyped: {type: [a, b]}\nParts: {allOf: {}}\n\
         Properties: {type: object, properties: [x]}\nRight: {type: boolean}\n",
    );
    let api = read.notes(&[
        "error[invalid-schema] /components/schemas/List: a schema must be an object, but is a list; any value",
        "error[invalid-schema] /components/schemas/Word: a schema must be an object, but is a string",
        "error[invalid-schema] /components/schemas/Empty: a schema must be an object, but is null",
        "error[invalid-schema] /components/schemas/Typed/type: `type` must be a string, but is a list",
        "error[invalid-schema] /components/schemas/Parts/allOf: `allOf` must be a list, but is an object",
        "error[invalid-schema] /components/schemas/Properties/properties: `properties` must be an object",
    ]);
    for name in ["List", "Word", "Empty", "Typed", "Parts", "Properties"] {
        assert!(matches!(component(api, name).kind, SchemaKind::Any(_)), "{name}");
    }
    assert!(matches!(component(api, "Right").kind, SchemaKind::Boolean));
}

#[test]
fn a_fault_deep_inside_costs_the_schema_it_is_in() {
    let read = read_schemas(
        "A: {type: object, properties: {b: {type: array, items: {type: object, properties: {bad: [], good: {type: boolean}}}}}}\n",
    );
    let api = read.notes(&[
        "error[invalid-schema] /components/schemas/A/properties/b/items/properties/bad: a schema must be",
    ]);
    let SchemaKind::Array { items, .. } = api.schema(property(api, "A", "b")).kind else {
        panic!()
    };
    let SchemaKind::Object { properties, .. } = &api.schema(items).kind else { panic!() };
    assert!(matches!(api.schema(properties[0].schema).kind, SchemaKind::Any(_)));
    assert!(matches!(api.schema(properties[1].schema).kind, SchemaKind::Boolean));
}

#[test]
fn a_wrong_member_that_can_be_spared_costs_that_member() {
    let read = read_schemas(
        "A: {type: string, minLength: many, nullable: perhaps, title: [x], format: {}}\n\
         B: {type: string, deprecated: 'true', description: 12}\n",
    );
    let api = read.notes(&[
        "warning[invalid-schema] /components/schemas/A/nullable: `nullable` must be `true` or `false`, but is the string `perhaps`; this member is left out",
        "warning[invalid-schema] /components/schemas/A/title: `title` must be a string, but is a list",
        "warning[invalid-schema] /components/schemas/A/format: `format` must be a string, but is an object",
        "warning[invalid-schema] /components/schemas/A/minLength: `minLength` must be a whole number, but is a string",
        "warning[invalid-schema] /components/schemas/B/deprecated: `deprecated` must be `true` or `false`, but is the string `true`; it is read as if it were",
        "warning[invalid-schema] /components/schemas/B/description: `description` must be a string, but is a number",
    ]);
    assert!(matches!(component(api, "A").kind, SchemaKind::String(None)));
    assert!(component(api, "B").deprecated);
    assert_eq!(component(api, "B").description.as_deref(), Some("12"));
}

#[test]
fn an_unknown_type_is_told_with_the_nearest() {
    read_schemas("A: {type: int}\nB: {type: file}\n").notes(&[
        "warning[unknown-type] /components/schemas/A/type: there is no type `int`; any value is taken here; the nearest type is `integer`",
        "warning[unknown-type] /components/schemas/B/type: there is no type `file`; any value is taken here; the types are",
    ]);
}

#[test]
fn an_enum_without_values_leaves_the_type() {
    let read = read_schemas("A: {enum: []}\nB: {type: integer, format: int32, enum: []}\n");
    let api = read.notes(&[
        "warning[empty-enum] /components/schemas/A/enum: `enum` lists no value",
        "warning[empty-enum] /components/schemas/B/enum: `enum` lists no value",
    ]);
    assert!(matches!(component(api, "A").kind, SchemaKind::Any(_)));
    assert!(
        matches!(&component(api, "B").kind, SchemaKind::Integer(Some(format)) if format == "int32")
    );
}

#[test]
fn an_enum_that_contradicts_its_type_keeps_its_values() {
    let read = read_schemas(
        "A: {type: string, enum: [a, 1.5, true]}\nB: {type: integer, enum: [1, x]}\n\
         C: {type: integer, enum: [1.0, 18446744073709551615]}\n",
    );
    let api = read.notes(&[
        "warning[conflicting-types] /components/schemas/A/enum: `enum` lists a number, but `type` is `string`; it is read as a string",
        "warning[conflicting-types] /components/schemas/B/enum: `enum` lists a string, but `type` is `integer`; the values are kept",
    ]);
    let SchemaKind::Enum(values) = &component(api, "A").kind else { panic!() };
    assert_eq!(values.iter().filter_map(Node::as_str).collect::<Vec<_>>(), ["a", "1.5", "true"]);
    // Values of several kinds are a union of them.
    assert!(matches!(&component(api, "B").kind, SchemaKind::OneOf(values, _) if values.len() == 2));
}

#[test]
fn keywords_of_another_type_are_left_out() {
    let read = read_schemas("A: {type: string, properties: {a: {type: boolean}}}\n");
    let api = read.notes(&[
        "warning[conflicting-types] /components/schemas/A/properties: `properties` describes `object`, but here it is `string`",
    ]);
    assert!(matches!(component(api, "A").kind, SchemaKind::String(None)));
}

#[test]
fn a_constant_without_a_value_is_a_plain_string() {
    let read = read_schemas("A: {type: string, x-stainless-const: true}\n");
    let api =
        read.notes(&["warning[constant-without-value] /components/schemas/A/x-stainless-const: "]);
    assert!(matches!(component(api, "A").kind, SchemaKind::String(None)));
}

#[test]
fn a_required_property_nobody_describes_may_be_anything() {
    let read =
        read_schemas("A: {type: object, required: [nam], properties: {name: {type: string}}}\n");
    let api = read.notes(&[
        "warning[undescribed-required-property] /components/schemas/A/required: `nam` is required, but `properties` does not describe it; it may have any value; the nearest property is `name`",
    ]);
    let found = properties(api, "A");
    assert_eq!((found[1].name.as_str(), found[1].required), ("nam", true));
    assert!(matches!(api.schema(found[1].schema).kind, SchemaKind::Any(_)));
}

#[test]
fn not_is_any_value() {
    let read = read_schemas("A: {not: {type: string}}\nB: {not: {}}\n");
    let api = read.notes(&["warning[unsupported-keyword] /components/schemas/A/not: "]);
    assert!(matches!(component(api, "A").kind, SchemaKind::Any(_)));
    assert!(matches!(component(api, "B").kind, SchemaKind::Any(_)));
}

#[test]
fn a_composition_of_nothing_is_any_value() {
    let read = read_schemas("A: {oneOf: []}\nB: {allOf: [{}], oneOf: [{}], type: object}\n");
    let api = read.notes(&[
        "warning[empty-composition] /components/schemas/A: `oneOf` lists no schema",
        "warning[conflicting-keywords] /components/schemas/B: ",
    ]);
    assert!(matches!(component(api, "A").kind, SchemaKind::Any(_)));
}

#[test]
fn a_mapping_to_nothing_keeps_the_rest() {
    let read = read_schemas(
        "Pet:\n  oneOf: [{$ref: '#/components/schemas/Cat'}]\n  discriminator:\n    propertyName: kind\n    \
         mapping: {cat: Cat, dog: '#/components/schemas/Cad', cow: [x]}\n\
         Cat: {type: object, properties: {kind: {type: string}}}\nBad: {anyOf: [{}, {}], discriminator: {mapping: {}}}\n",
    );
    let api = read.notes(&[
        "warning[unresolved-reference] /components/schemas/Pet/discriminator/mapping/dog: `#/components/schemas/Cad` is mapped, but there is no such schema; this value is left out of the mapping; the nearest is `Cat`",
        "warning[invalid-discriminator] /components/schemas/Pet/discriminator/mapping/cow: ",
        "error[invalid-discriminator] /components/schemas/Bad/discriminator: a discriminator cannot be read: missing field `propertyName`",
    ]);
    let SchemaKind::OneOf(_, Some(by)) = &component(api, "Pet").kind else { panic!() };
    assert_eq!(by.mapping.keys().collect::<Vec<_>>(), ["cat"]);
    assert!(matches!(component(api, "Bad").kind, SchemaKind::AnyOf(_, None)));
}

#[test]
fn members_of_the_document_of_the_wrong_shape_are_told() {
    let read = read(
        "info: []\npaths: []\ntags: {a: 1}\nservers: x\ncomponents: {schemas: [], parameters: 3}\n",
    );
    let api = read.notes(&[
        "warning[invalid-document] /info: `info` must be an object, but is a list",
        "error[invalid-document] /paths: `paths` must be an object",
        "warning[invalid-document] /tags: `tags` must be a list",
        "warning[invalid-document] /servers: `servers` must be a list",
        "error[invalid-document] /components/schemas: ",
        "error[invalid-document] /components/parameters: ",
    ]);
    assert_eq!(api.servers[0].url, "/");
}
