//! Right schemas, of every kind.

use specmill_core::source::{Node, Number};
use specmill_core::spec::{AdditionalProperties, SchemaKind, Shape};

use crate::{component, properties, property, read_schemas};

#[test]
fn components_come_first_and_in_document_order() {
    let api = read_schemas(
        "Zebra: {type: object, properties: {inner: {type: string}}}\n\
         Apple: {type: string}\n",
    )
    .clean();
    assert_eq!(api.components.keys().collect::<Vec<_>>(), ["Zebra", "Apple"]);
    assert_eq!(api.components.values().map(|id| id.0).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(api.schemas[0].component.as_deref(), Some("Zebra"));
    let inner = &api.schemas[2];
    assert_eq!(inner.component, None);
    assert_eq!(inner.pointer.as_str(), "/components/schemas/Zebra/properties/inner");
}

#[test]
fn every_scalar_keeps_its_format() {
    let api = read_schemas(
        "Text: {type: string, format: date-time}\n\
         Odd: {type: string, format: hostname}\n\
         Count: {type: integer, format: uint32}\n\
         Price: {type: number, format: double}\n\
         Flag: {type: boolean}\n\
         Anything: {}\n",
    )
    .clean();
    let kind = |name| format!("{:?}", component(&api, name).kind);
    assert_eq!(kind("Text"), r#"String(Some("date-time"))"#);
    assert_eq!(kind("Odd"), r#"String(Some("hostname"))"#);
    assert_eq!(kind("Count"), r#"Integer(Some("uint32"))"#);
    assert_eq!(kind("Price"), r#"Number(Some("double"))"#);
    assert_eq!(kind("Flag"), "Boolean");
    assert_eq!(kind("Anything"), "Any(Undescribed)");
}

#[test]
fn everything_said_about_a_schema_is_kept() {
    let api = read_schemas(
        "Name:\n  type: string\n  title: A name\n  description: Called so\n  nullable: true\n  \
         readOnly: true\n  deprecated: true\n  default: b\n  example: null\n  \
         minLength: 1\n  maxLength: 1e3\n  pattern: '^a'\n  x-order: 3\nSecret: {type: string, writeOnly: true}\n\
         Free: {type: object, default: {b: 1, a: 2}}\n",
    )
    .clean();
    let name = component(&api, "Name");
    assert_eq!(name.title.as_deref(), Some("A name"));
    assert_eq!(name.description.as_deref(), Some("Called so"));
    assert!(name.nullable && name.read_only && name.deprecated && !name.write_only);
    assert_eq!(name.default.as_ref().and_then(Node::as_str), Some("b"));
    let free = component(&api, "Free");
    let default = free.default.as_ref().and_then(Node::as_object).expect("default");
    assert_eq!(default.keys().collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(name.example, Some(Node::Null));
    assert_eq!((name.limits.min_size, name.limits.max_size), (Some(1), Some(1000)));
    assert_eq!(name.limits.pattern.as_deref(), Some("^a"));
    assert_eq!(name.extensions["x-order"], Node::Number(Number::Signed(3)));
    assert!(component(&api, "Secret").write_only);
}

#[test]
fn bounds_are_read_also_where_normalize_set_them_aside() {
    let api = read_schemas(
        "Seed: {type: integer, x-specmill-minimum: -9223372036854776000, maximum: 9}\n\
         Share: {type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5}\n\
         List: {type: array, items: {}, uniqueItems: true, maxItems: 4}\n",
    )
    .clean();
    let limits = |name| component(&api, name).limits.clone();
    assert_eq!(limits("Seed").minimum, Some((-9_223_372_036_854_776_000.0, false)));
    assert_eq!(limits("Seed").maximum, Some((9.0, false)));
    assert_eq!(limits("Share").minimum, Some((0.0, true)));
    assert_eq!(limits("Share").multiple_of, Some(0.5));
    assert!(limits("List").unique_items);
    assert_eq!(limits("List").max_size, Some(4));
}

#[test]
fn a_limit_of_another_type_changes_no_kind() {
    let api = read_schemas("Name: {type: string, minimum: 3}\n").clean();
    assert!(matches!(component(&api, "Name").kind, SchemaKind::String(None)));
}

#[test]
fn properties_keep_their_order_and_keyword_names() {
    let api = read_schemas(
        "Odd:\n  type: object\n  required: [type, zebra]\n  properties:\n    zebra: {type: string}\n    \
         type: {type: string}\n    $ref: {type: integer}\n    enum: {type: boolean}\n    properties: {}\n",
    )
    .clean();
    let found: Vec<_> = properties(&api, "Odd").iter().map(|p| (&*p.name, p.required)).collect();
    let due = [("zebra", true), ("type", true), ("$ref", false), ("enum", false)];
    assert_eq!(found[..4], due);
    assert_eq!(found[4], ("properties", false));
}

#[test]
fn a_plain_reference_is_the_components_own_id() {
    let api = read_schemas(
        "Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Owner'}}}\n\
         Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}\n",
    )
    .clean();
    assert_eq!(property(&api, "Pet", "owner"), api.components["Owner"]);
    assert_eq!(property(&api, "Owner", "pet"), api.components["Pet"]);
    assert_eq!(api.schemas.len(), 2);
}

#[test]
fn a_component_that_is_only_a_reference_is_an_alias() {
    let api = read_schemas("A: {$ref: '#/components/schemas/B'}\nB: {type: string}\n").clean();
    let b = api.components["B"];
    assert!(matches!(component(&api, "A").kind, SchemaKind::Alias(id) if id == b));
}

#[test]
fn a_reference_with_siblings_is_an_alias_with_its_own_words() {
    let api = read_schemas(
        "A:\n  type: object\n  properties:\n    b:\n      allOf: [{$ref: '#/components/schemas/B'}]\n      \
         description: Mine\n      nullable: true\n      default: x\n      x-specmill-ref-siblings: true\n\
         B: {type: string, description: Yours}\n",
    )
    .clean();
    let b = api.schema(property(&api, "A", "b"));
    assert!(matches!(b.kind, SchemaKind::Alias(id) if id == api.components["B"]));
    assert_eq!(b.description.as_deref(), Some("Mine"));
    assert!(b.nullable);
    assert_eq!(b.default.as_ref().and_then(Node::as_str), Some("x"));
}

#[test]
fn additional_properties_in_each_of_their_forms() {
    let api = read_schemas(
        "Open: {type: object}\nClosed: {type: object, additionalProperties: false}\n\
         Free: {type: object, additionalProperties: true}\n\
         FreeToo: {type: object, additionalProperties: {}}\n\
         Never: {type: object, additionalProperties: {not: {}}}\n\
         Counts: {additionalProperties: {type: integer}}\n\
         Pets: {type: object, additionalProperties: {$ref: '#/components/schemas/Open'}}\n",
    )
    .clean();
    let additional = |name: &str| match component(&api, name).kind {
        SchemaKind::Object { additional, .. } => additional,
        ref other => panic!("{name} is {other:?}"),
    };
    assert_eq!(additional("Open"), AdditionalProperties::Unspecified);
    assert_eq!(additional("Closed"), AdditionalProperties::Forbidden);
    assert_eq!(additional("Never"), AdditionalProperties::Forbidden);
    assert_eq!(additional("Free"), AdditionalProperties::Any);
    assert_eq!(additional("FreeToo"), AdditionalProperties::Any);
    assert_eq!(additional("Pets"), AdditionalProperties::Schema(api.components["Open"]));
    let AdditionalProperties::Schema(count) = additional("Counts") else { panic!("no schema") };
    assert!(matches!(api.schema(count).kind, SchemaKind::Integer(None)));
}

#[test]
fn enums_of_every_type_keep_their_values() {
    let api = read_schemas(
        "Word: {type: string, enum: [a, b]}\nLevel: {type: integer, enum: [1, 2]}\n\
         Yes: {type: boolean, enum: [true]}\nMixed: {enum: [a, 1, {b: 2}]}\n\
         Maybe: {type: string, enum: [a, null]}\n",
    )
    .clean();
    let count = |name: &str| match &component(&api, name).kind {
        SchemaKind::Enum(values) => values.len(),
        SchemaKind::OneOf(values, None) if name == "Mixed" => values.len(),
        other => panic!("{name} is {other:?}"),
    };
    assert_eq!(["Word", "Level", "Yes", "Mixed", "Maybe"].map(count), [2, 2, 1, 3, 1]);
    let SchemaKind::OneOf(mixed, _) = &component(&api, "Mixed").kind else { panic!("no union") };
    let object = &api.schema(mixed[2]).kind;
    assert!(matches!(
        object,
        SchemaKind::Object { additional: AdditionalProperties::Forbidden, .. }
    ));
    assert!(component(&api, "Maybe").nullable);
    assert!(!component(&api, "Word").nullable);
}

#[test]
fn arrays_and_tuples() {
    let api = read_schemas(
        "Names: {type: array, items: {type: string}}\nAny: {type: array}\n\
         Pair:\n  type: array\n  x-specmill-prefix-items: [{type: string}, {$ref: '#/components/schemas/Names'}]\n  items: {}\n",
    )
    .clean();
    let SchemaKind::Array { items, prefix } = &component(&api, "Pair").kind else { panic!() };
    assert!(matches!(api.schema(*items).kind, SchemaKind::Any(_)));
    assert!(matches!(api.schema(prefix[0]).kind, SchemaKind::String(None)));
    assert_eq!(prefix[1], api.components["Names"]);
    let SchemaKind::Array { items, .. } = component(&api, "Any").kind else { panic!() };
    assert!(matches!(api.schema(items).kind, SchemaKind::Any(_)));
}

#[test]
fn compositions_and_a_discriminator() {
    let api = read_schemas(
        "Pet:\n  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {type: string}]\n  \
         discriminator:\n    propertyName: kind\n    mapping: {cat: '#/components/schemas/Cat', dog: Dog, hound: './Dog.yaml'}\n\
         Cat: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {lives: {type: integer}}}]}\n\
         Dog: {type: object, properties: {kind: {type: string}}}\n\
         Either: {anyOf: [{type: string}, {type: integer}]}\n",
    )
    .clean();
    let (cat, dog) = (api.components["Cat"], api.components["Dog"]);
    let SchemaKind::OneOf(members, Some(by)) = &component(&api, "Pet").kind else { panic!() };
    assert_eq!(members[..2], [cat, dog]);
    assert_eq!(by.property, "kind");
    let mapping: Vec<_> = by.mapping.iter().map(|(value, id)| (value.as_str(), *id)).collect();
    assert_eq!(mapping, [("cat", cat), ("dog", dog), ("hound", dog)]);
    let SchemaKind::Object { properties, .. } = &component(&api, "Cat").kind else { panic!() };
    let names: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
    assert_eq!(names, ["kind", "lives"]);
    assert!(
        matches!(&component(&api, "Either").kind, SchemaKind::AnyOf(ids, None) if ids.len() == 2)
    );
}

#[test]
fn a_type_beside_a_composition_says_nothing_more() {
    let api =
        read_schemas("Pet: {type: object, oneOf: [{type: object}, {type: object}]}\n").clean();
    assert!(matches!(&component(&api, "Pet").kind, SchemaKind::OneOf(ids, None) if ids.len() == 2));
}

#[test]
fn the_discriminator_of_a_base_class_is_kept() {
    let api = read_schemas(
        "Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}\n",
    )
    .clean();
    let kept = component(&api, "Pet").discriminator.as_ref().expect("a discriminator");
    assert_eq!(kept.property, "kind");
}

#[test]
fn merging_keeps_the_description_of_a_property_another_part_requires() {
    let api = read_schemas(
        "Base: {type: object, properties: {id: {type: string}}}\n\
         Strict: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [id]}]}\n",
    )
    .clean();
    let Shape::Object(merged) = specmill_core::spec::shape(&api, api.components["Strict"]) else {
        panic!("no object")
    };
    assert_eq!(merged.properties.len(), 1);
    assert!(merged.properties[0].required);
    assert_eq!(merged.properties[0].schema, property(&api, "Base", "id"));
}
