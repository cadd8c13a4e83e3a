//! Members of what is sent and answered.

use std::fmt::Write;

use super::{HEAD, between, shown};

/// A document whose one operation sends or answers `{v: …}` with this schema, and components that it may
/// refer to.
fn with_member(is_sent: bool, (schema, required): (&str, &str), components: &str) -> String {
    let object = format!(
        "{{type: object, required: [{required}], properties: {{v: {schema}, other: {{type: string}}}}}}"
    );
    let content = "{application/json: {schema: {$ref: '#/components/schemas/Thing'}}}";
    let none = "responses: {'204': {description: None.}}";
    let operation = match is_sent {
        true => format!("requestBody: {{required: true, content: {content}}}, {none}"),
        false => format!("responses: {{'200': {{description: It., content: {content}}}}}"),
    };
    format!(
        "{HEAD}paths: {{/things: {{post: {{tags: [Things], operationId: sendThing, {operation}}}}}}}\n\
         components:\n  schemas:\n    Thing: {object}\n{components}"
    )
}

const COMPONENTS: &str = "\
\x20   A: {type: object, required: [kind, a], properties: {kind: {const: a}, a: {type: string}}}
\x20   B: {type: object, required: [kind, b], properties: {kind: {const: b}, b: {type: string}}}
\x20   C: {type: object, required: [c], properties: {c: {type: integer}}}
\x20   Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
";

/// The schema of a member before and after; where a `!` is in front, it is required.
const MEMBERS: &[(&str, &str)] = &[
    // When it is there.
    ("{type: string}", "!{type: string}"),
    ("!{type: string}", "!{type: [string, 'null']}"),
    ("{type: string}", "{type: [string, 'null']}"),
    ("!{type: [string, 'null']}", "{type: [string, 'null']}"),
    ("!{type: string, readOnly: true}", "{type: string, readOnly: true}"),
    // What it is.
    ("{type: string}", "{type: integer}"),
    ("{type: integer}", "{type: number}"),
    ("{type: integer, format: int32}", "{type: integer, format: int64}"),
    ("{type: integer, format: uint32}", "{type: integer, format: int32}"),
    ("{type: string, format: date-time}", "{type: string}"),
    ("{type: string, format: date}", "{type: string, format: date-time}"),
    ("{type: string, format: uuid}", "{type: string}"),
    ("{type: string}", "{type: array, items: {type: string}}"),
    ("{type: array, items: {type: string}}", "{type: array, items: {type: integer}}"),
    ("{type: array, items: {type: string}}", "{type: array, items: {enum: [x, y]}}"),
    ("{type: array, items: {type: string}}", "{type: array, items: {type: [string, 'null']}}"),
    ("{type: boolean}", "{}"),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: {type: integer}}",
    ),
    ("{type: object, additionalProperties: {type: string}}", "{$ref: '#/components/schemas/C'}"),
    (
        "{type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}",
        "{type: array, prefixItems: [{type: string}, {type: string}], items: false, minItems: 2}",
    ),
    (
        "{type: array, prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}",
        "{type: array, prefixItems: [{type: string}, {type: integer}, {type: integer}], items: false, minItems: 3}",
    ),
    ("{$ref: '#/components/schemas/A'}", "{$ref: '#/components/schemas/C'}"),
    (
        "{$ref: '#/components/schemas/Tree'}",
        "{type: array, items: {type: array, items: {type: string}}}",
    ),
    // Which values it has.
    ("{enum: [x, y]}", "{enum: [x, y, z]}"),
    ("{type: string}", "{enum: [x, y]}"),
    ("{type: integer}", "{type: integer, enum: [1, 2]}"),
    ("{type: integer, enum: [1, 2]}", "{type: integer, enum: [2, 3]}"),
    ("!{const: x}", "!{const: y}"),
    ("!{const: x}", "!{enum: [x, y]}"),
    ("!{const: x}", "!{enum: [y, z]}"),
    ("!{const: x}", "!{type: string}"),
    // One of several.
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}",
    ),
    (
        "{$ref: '#/components/schemas/A'}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
    ),
    ("{type: string}", "{oneOf: [{type: string}, {type: integer}]}"),
    ("{oneOf: [{type: string}, {type: integer}]}", "{oneOf: [{enum: [x, y]}, {type: integer}]}"),
    ("{oneOf: [{type: string}, {type: integer}]}", "{oneOf: [{type: boolean}, {type: integer}]}"),
    (
        "{oneOf: [{type: string}, {type: array, items: {type: string}}]}",
        "{oneOf: [{type: string}, {type: array, items: {type: integer}}]}",
    ),
    (
        "{oneOf: [{type: string}, {type: array, items: {type: string}}, {type: array, items: {type: integer}}, {type: array, items: {type: array, items: {type: integer}}}]}",
        "{oneOf: [{type: array, items: {type: array, items: {type: integer}}}, {type: array, items: {type: integer}}, {type: array, items: {type: string}}, {type: string}]}",
    ),
    ("{oneOf: [{type: string}, {type: integer}]}", "{}"),
    // What no type says.
    ("{type: string}", "{type: string, minLength: 2, maxLength: 9}"),
    ("{type: string, maxLength: 9}", "{type: string, maxLength: 8, pattern: '^a'}"),
    ("{type: integer, minimum: 1}", "{type: integer, minimum: 0, maximum: 9}"),
    ("{type: integer, minimum: 1}", "{type: integer, exclusiveMinimum: 1}"),
    ("{type: integer, multipleOf: 10}", "{type: integer, multipleOf: 5}"),
    (
        "{type: array, items: {type: string}}",
        "{type: array, maxItems: 3, uniqueItems: true, items: {type: string, maxLength: 4}}",
    ),
];

#[test]
fn each_change_of_a_member_is_told_for_both_ways_and_back() {
    let mut text = String::new();
    let side = |schema: &'static str| match schema.strip_prefix('!') {
        Some(schema) => (schema, "v"),
        None => (schema, ""),
    };
    for (old, new) in MEMBERS {
        writeln!(text, "{old}\n{new}").unwrap();
        for is_sent in [true, false] {
            let (before, after) = (
                with_member(is_sent, side(old), COMPONENTS),
                with_member(is_sent, side(new), COMPONENTS),
            );
            let way = if is_sent { "sent" } else { "answered" };
            writeln!(text, "  {way}\n{}", shown(&between(&before, &after)).trim_end()).unwrap();
            writeln!(text, "  {way}, back\n{}", shown(&between(&after, &before)).trim_end())
                .unwrap();
        }
        text.push('\n');
    }
    insta::assert_snapshot!("wire_members", text);
}

#[test]
fn members_that_come_and_go() {
    let thing = |members: &str| {
        let old = "properties: {v: {type: string}, other: {type: string}}";
        with_member(true, ("{type: string}", "v"), "").replace(old, members)
    };
    let one = thing("properties: {v: {type: string}}");
    let two = thing("properties: {v: {type: string}, other: {type: string}}");
    let must = two.replace("[v]", "[v, other]");
    let demand = two.replace("required: [v],", "anyOf: [{required: [v]}, {required: [other]}],");
    assert_eq!(shown(&between(&one, &two)), "    nothing\n");
    assert_eq!(
        shown(&between(&two, &one)),
        "    refused Thing: `other`: is not taken any more, or ignored\n"
    );
    assert_eq!(
        shown(&between(&one, &must)),
        "    refused Thing: `other`: is new, and must be given\n"
    );
    let none = two.replace("required: [v],", "");
    assert_eq!(
        shown(&between(&none, &demand)),
        "    refused Thing: needs one of `v`, `other` now\n"
    );
    assert_eq!(shown(&between(&two, &demand)), "    nothing\n");
}

/// A name of the document ends nothing that it stands in.
#[test]
fn backticks_of_a_document_are_no_marks() {
    let document = with_member(true, ("{type: string}", ""), "");
    let old = document.replace("v: {type: string}", "'a`b': {enum: ['x`y', z]}");
    let new = document.replace("v: {type: string}", "'a`b': {enum: [z, w]}");
    assert_eq!(shown(&between(&old, &new)), "    refused ThingAB: no longer takes `\"x'y\"`\n");
}
