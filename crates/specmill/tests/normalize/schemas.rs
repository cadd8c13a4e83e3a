//! The rules for single schemas.

use crate::{becomes, becomes_noting, schemas, stays, yaml};

#[test]
fn a_type_or_null_is_nullable() {
    becomes("{type: [string, 'null']}", "{type: string, nullable: true}");
    becomes("{type: ['null', integer]}", "{type: integer, nullable: true}");
    becomes("{type: [string]}", "{type: string}");
    becomes("{type: [string, null]}", "{type: string, nullable: true}");
}

#[test]
fn null_alone_is_a_note() {
    let null = "{nullable: true, x-specmill-null: true}";
    for schema in
        ["{type: 'null'}", "{type: null}", "{const: null}", "{enum: [null]}", "{type: ['null']}"]
    {
        becomes(schema, null);
    }
}

#[test]
fn several_types_are_a_union_and_each_keeps_its_keywords() {
    becomes(
        "{type: [string, array, 'null'], minLength: 2, items: {type: boolean}, maxItems: 3, format: uuid, description: d}",
        "{nullable: true, description: d, anyOf: [{type: string, minLength: 2, format: uuid}, \
          {type: array, items: {type: boolean}, maxItems: 3}]}",
    );
    becomes("{type: [integer, number]}", "{type: number}");
    becomes(
        "{type: [string, integer], format: int64, minimum: 0}",
        "{anyOf: [{type: string}, {type: integer, format: int64, minimum: 0}]}",
    );
}

#[test]
fn a_constant_is_an_enum_of_one() {
    becomes("{const: a}", "{type: string, enum: [a], x-specmill-const: true}");
    becomes("{type: integer, const: 1}", "{type: integer, enum: [1], x-specmill-const: true}");
    becomes(
        "{const: a, enum: [a, b]}",
        "{type: string, enum: [a], x-specmill-const: true, x-specmill-enum: [a, b]}",
    );
}

#[test]
fn an_enum_states_its_type_and_its_null() {
    becomes("{enum: [a, b]}", "{type: string, enum: [a, b]}");
    becomes("{enum: [1, 2]}", "{type: integer, enum: [1, 2]}");
    becomes("{enum: [1, 2.5]}", "{type: number, enum: [1, 2.5]}");
    becomes("{enum: [true]}", "{type: boolean, enum: [true]}");
    becomes("{type: string, enum: [a, null]}", "{type: string, enum: [a], nullable: true}");
    stays("{enum: [a, 1]}");
    becomes("{type: object, enum: [{a: 1}]}", "{x-specmill-removed-type: object, enum: [{a: 1}]}");
}

#[test]
fn examples_as_a_list_give_the_example() {
    becomes(
        "{type: string, examples: [a, b]}",
        "{type: string, example: a, x-specmill-examples: [a, b]}",
    );
    becomes(
        "{type: string, example: c, examples: [a]}",
        "{type: string, example: c, x-specmill-examples: [a]}",
    );
}

#[test]
fn exclusive_limits_that_are_numbers_become_flags() {
    becomes(
        "{type: number, exclusiveMinimum: 1}",
        "{type: number, minimum: 1, exclusiveMinimum: true}",
    );
    becomes("{type: number, minimum: 3, exclusiveMinimum: 1}", "{type: number, minimum: 3}");
    becomes(
        "{type: number, maximum: 3, exclusiveMaximum: 1}",
        "{type: number, maximum: 1, exclusiveMaximum: true}",
    );
    stays("{type: number, minimum: 1, exclusiveMinimum: true}");
}

#[test]
fn limits_that_do_not_fit_are_set_aside() {
    becomes(
        "{type: integer, minimum: -9223372036854776000, maximum: 9}",
        "{type: integer, maximum: 9, x-specmill-minimum: -9223372036854776000}",
    );
    becomes("{type: integer, minimum: 0.5}", "{type: integer, x-specmill-minimum: 0.5}");
    becomes("{type: integer, maximum: 1e3}", "{type: integer, maximum: 1000}");
    becomes("{type: string, maxLength: 1e3}", "{type: string, maxLength: 1000}");
    becomes("{type: string, minLength: -1}", "{type: string, x-specmill-minLength: -1}");
    stays("{type: number, minimum: 0.5}");
}

#[test]
fn boolean_schemas_are_everything_and_nothing() {
    becomes("true", "{}");
    becomes("false", "{not: {}, x-specmill-never: true}");
    becomes(
        "{type: object, properties: {a: true}, additionalProperties: false}",
        "{type: object, properties: {a: {}}, additionalProperties: false}",
    );
    becomes(
        "{type: array, items: false}",
        "{type: array, items: {not: {}, x-specmill-never: true}}",
    );
}

#[test]
fn tuples_are_a_note_and_every_array_has_items() {
    becomes(
        "{type: array, prefixItems: [{const: a}, true], items: false}",
        "{type: array, x-specmill-prefix-items: [{type: string, enum: [a], x-specmill-const: true}, {}], \
          items: {not: {}, x-specmill-never: true}}",
    );
    becomes(
        "{items: [{type: string}], additionalItems: {type: boolean}}",
        "{type: array, x-specmill-prefix-items: [{type: string}], items: {type: boolean}, \
          x-specmill-implied-type: true}",
    );
    becomes("{type: array}", "{type: array, items: {}}");
}

#[test]
fn content_keywords_become_formats() {
    becomes(
        "{type: string, contentEncoding: base64}",
        "{type: string, contentEncoding: base64, format: byte}",
    );
    becomes(
        "{contentMediaType: application/octet-stream}",
        "{type: string, contentMediaType: application/octet-stream, format: binary}",
    );
    stays("{type: string, contentMediaType: application/json}");
}

#[test]
fn what_no_type_can_say_is_noted() {
    becomes_noting(
        "{type: object, if: {required: [a]}, then: {required: [b]}, else: {}, unevaluatedProperties: false}",
        "{type: object, x-specmill-unsupported-if: {required: [a]}, \
          x-specmill-unsupported-then: {required: [b]}, x-specmill-unsupported-else: {}, \
          x-specmill-unsupported-unevaluatedProperties: false, properties: {b: {}, a: {}}, \
          x-specmill-conditional: [b, a], additionalProperties: false, \
          x-specmill-added: [additionalProperties]}",
        &["unsupported-keyword if"],
    );
    becomes_noting(
        "{type: string, not: {enum: [a]}}",
        "{type: string, x-specmill-unsupported-not: {type: string, enum: [a]}}",
        &["unsupported-keyword not"],
    );
}

#[test]
fn patterns_are_additional_properties_of_any_of_their_schemas() {
    let added = "x-specmill-added: [additionalProperties]";
    let closed = "x-specmill-unsupported-additionalProperties: false";
    becomes(
        "{type: object, patternProperties: {^a: {const: 1}}, additionalProperties: false}",
        &format!(
            "{{type: object, additionalProperties: {{type: integer, enum: [1], x-specmill-const: true}}, \
              {added}, {closed}, x-specmill-unsupported-patternProperties: {{^a: {{const: 1}}}}}}"
        ),
    );
    becomes(
        "{type: object, patternProperties: {a: {}, b: {}}, additionalProperties: false}",
        &format!(
            "{{type: object, additionalProperties: true, {added}, {closed}, \
              x-specmill-unsupported-patternProperties: {{a: {{}}, b: {{}}}}}}"
        ),
    );
    becomes(
        "{patternProperties: {a: {type: string}, b: {type: string}, c: {type: integer}, d: false}}",
        &format!(
            "{{type: object, additionalProperties: {{anyOf: [{{type: string}}, {{type: integer}}]}}, {added}, \
              x-specmill-implied-type: true, x-specmill-unsupported-patternProperties: \
              {{a: {{type: string}}, b: {{type: string}}, c: {{type: integer}}, d: false}}}}"
        ),
    );
    becomes(
        "{patternProperties: {a: {type: string}}, additionalProperties: {type: boolean}}",
        &format!(
            "{{type: object, additionalProperties: {{anyOf: [{{type: string}}, {{type: boolean}}]}}, {added}, \
              x-specmill-implied-type: true, x-specmill-unsupported-additionalProperties: {{type: boolean}}, \
              x-specmill-unsupported-patternProperties: {{a: {{type: string}}}}}}"
        ),
    );
}

#[test]
fn unevaluated_properties_are_additional_ones_where_nothing_is_composed() {
    let added = "x-specmill-added: [additionalProperties]";
    for value in ["{type: string}", "true", "false"] {
        becomes(
            &format!("{{type: object, unevaluatedProperties: {value}}}"),
            &format!(
                "{{type: object, additionalProperties: {value}, {added}, \
                  x-specmill-unsupported-unevaluatedProperties: {value}}}"
            ),
        );
    }
    becomes(
        "{allOf: [{type: object}], unevaluatedProperties: false}",
        "{allOf: [{type: object}], x-specmill-unsupported-unevaluatedProperties: false}",
    );
}

#[test]
fn what_only_a_condition_describes_is_an_optional_property() {
    let found = |schema: &str, properties: &str, names: &str| {
        let (found, _) = schemas(&format!("{{A: {schema}}}"));
        let due = yaml(&format!("{{properties: {properties}, names: {names}}}"));
        let schema = found.get("A").expect("the schema");
        assert_eq!(schema.get("properties"), due.get("properties"), "{schema:#?}");
        assert_eq!(schema.get("x-specmill-conditional"), due.get("names"), "{schema:#?}");
    };
    found(
        "{properties: {a: {type: string}}, if: {properties: {a: {const: x}, z: {const: 1}}}, \
          then: {properties: {a: {const: x}, b: {type: string}, c: {type: string}}}, \
          else: {properties: {c: {type: integer}}, required: [d]}}",
        "{a: {type: string}, b: {type: string}, c: {anyOf: [{type: string}, {type: integer}]}, \
          d: {}, z: {}}",
        "[b, c, d, z]",
    );
    found(
        "{properties: {a: {type: string}}, dependentSchemas: {a: {allOf: [{properties: {b: {type: string}}}]}}}",
        "{a: {type: string}, b: {type: string}}",
        "[b]",
    );
}

#[test]
fn the_type_is_stated_where_only_one_is_described() {
    becomes(
        "{properties: {a: {}}}",
        "{type: object, properties: {a: {}}, x-specmill-implied-type: true}",
    );
    becomes("{items: {}}", "{type: array, items: {}, x-specmill-implied-type: true}");
    stays("{properties: {}, items: {}}");
    stays("{minLength: 3}");
}

#[test]
fn names_and_data_that_look_like_keywords_stay() {
    let names = "type: {type: string}, const: {type: string}, $ref: {type: string}, \
                 enum: {type: string}, nullable: {type: boolean}, properties: {type: object}, \
                 items: {type: string}, oneOf: {type: string}, x-a: {type: string}";
    stays(&format!(
        "{{type: object, properties: {{{names}}}, required: [const], \
          example: {{const: 1, type: [a, 'null'], $ref: x}}, default: {{const: 1, anyOf: [{{type: 'null'}}]}}, \
          x-mine: {{const: 1, type: [a]}}}}"
    ));
    becomes(
        "{const: {type: [a, 'null'], const: 1}}",
        "{enum: [{type: [a, 'null'], const: 1}], x-specmill-const: true}",
    );
    becomes(
        "{type: object, properties: {const: {const: 1}, type: {type: 'null'}}}",
        "{type: object, properties: {const: {type: integer, enum: [1], x-specmill-const: true}, \
          type: {nullable: true, x-specmill-null: true}}}",
    );
}

#[test]
fn keywords_with_nothing_under_them_are_not_there() {
    becomes(
        "{type: string, description: , default: null, enum: , pattern: }",
        "{type: string, default: null}",
    );
}
