//! `oneOf`, `anyOf` and `allOf`.

use crate::{becomes, stays};

#[test]
fn null_in_a_union_makes_it_nullable() {
    for null in ["{type: 'null'}", "{enum: [null]}", "{const: null}"] {
        becomes(
            &format!("{{oneOf: [{{type: string}}, {null}, {{type: boolean}}]}}"),
            "{oneOf: [{type: string}, {type: boolean}], nullable: true}",
        );
    }
    becomes(
        "{anyOf: [{type: [string, 'null']}, {type: boolean}]}",
        "{anyOf: [{type: string}, {type: boolean}], nullable: true}",
    );
}

#[test]
fn false_is_no_member() {
    becomes(
        "{oneOf: [false, {type: string}, {type: boolean}]}",
        "{oneOf: [{type: string}, {type: boolean}]}",
    );
    becomes("{anyOf: [{type: string}, false, {type: 'null'}]}", "{type: string, nullable: true}");
    becomes("{oneOf: [false]}", "{oneOf: [{not: {}, x-specmill-never: true}]}");
}

#[test]
fn the_one_member_left_takes_the_unions_place() {
    becomes(
        "{anyOf: [{type: string, minLength: 1}, {type: 'null'}], description: d}",
        "{type: string, minLength: 1, description: d, nullable: true}",
    );
    becomes(
        "{description: d, anyOf: [{type: string, description: e, title: t}, {type: 'null'}]}",
        "{description: d, type: string, title: t, x-specmill-inner-description: e, nullable: true}",
    );
    becomes(
        "{anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}], default: null}",
        "{allOf: [{$ref: '#/components/schemas/A'}], default: null, nullable: true, \
          x-specmill-ref-siblings: true}",
    );
    becomes(
        "{oneOf: [{anyOf: [{type: string}, {type: boolean}]}, {type: 'null'}]}",
        "{anyOf: [{type: string}, {type: boolean}], nullable: true}",
    );
}

#[test]
fn what_null_said_about_itself_is_kept() {
    becomes(
        "{oneOf: [{type: string}, {type: boolean}, {type: 'null', description: none}]}",
        "{oneOf: [{type: string}, {type: boolean}], nullable: true, \
          x-specmill-null-member: {description: none}}",
    );
}

#[test]
fn a_union_of_null_only_is_null() {
    becomes("{anyOf: [{type: 'null'}]}", "{nullable: true, x-specmill-null: true}");
}

#[test]
fn a_type_beside_a_union_is_a_part_that_its_members_are_told() {
    becomes(
        "{type: object, oneOf: [{type: object}, {type: object}]}",
        "{allOf: [{type: object}, {oneOf: [{type: object}, {type: object}]}], x-specmill-split: true}",
    );
    becomes(
        "{type: string, anyOf: [{minLength: 3}, {enum: [a]}]}",
        "{allOf: [{type: string}, {anyOf: [{type: string, minLength: 3}, {type: string, enum: [a]}]}], \
          x-specmill-split: true}",
    );
}

#[test]
fn a_description_beside_a_composition_becomes_a_part() {
    becomes(
        "{type: object, properties: {a: {type: string}}, oneOf: [{type: object}, {type: string}], title: t, \
          discriminator: {propertyName: a}}",
        "{title: t, allOf: [{type: object, properties: {a: {type: string}}}, \
          {oneOf: [{type: object}, {type: string}], discriminator: {propertyName: a}}], \
          x-specmill-split: true}",
    );
    becomes(
        "{allOf: [{type: object}], properties: {a: {const: 1}}}",
        "{allOf: [{type: object}, {type: object, properties: {a: {type: integer, enum: [1], x-specmill-const: true}}, \
          x-specmill-implied-type: true}], x-specmill-split: true}",
    );
    becomes(
        "{oneOf: [{type: string}, {type: boolean}], anyOf: [{type: string}, {type: integer}]}",
        "{allOf: [{oneOf: [{type: string}, {type: boolean}]}, {anyOf: [{type: string}, {type: integer}]}], \
          x-specmill-split: true}",
    );
}

#[test]
fn compositions_with_nothing_to_do_stay() {
    stays("{oneOf: [{type: string}, {type: boolean}]}");
    stays("{anyOf: [{type: string}]}");
    stays(
        "{allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {a: {}}}], description: d}",
    );
    stays("{oneOf: []}");
}
