//! What becomes of programs that were built from an older document: each kind of change, sent and answered.

use std::fmt::Write;
use std::fs;

use specmill::{Generator, Outline, WireChanges, WireEffect};

fn outline(document: &str) -> Outline {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zoo.yaml");
    fs::write(&path, document).unwrap();
    let outline = Generator::new(&path).outline().unwrap();
    let said = outline.diagnostics();
    assert!(!said.has_errors(), "{said}\n{document}");
    outline
}

fn between(old: &str, new: &str) -> WireChanges {
    outline(new).wire_changes_since(&outline(old))
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\n";

/// A document whose one operation sends or answers `{v: …}` with this schema, and components that it may
/// refer to.
fn with_member(is_sent: bool, (schema, required): (&str, &str), components: &str) -> String {
    let object = format!(
        "{{type: object, required: [{required}], properties: {{v: {schema}, other: {{type: string}}}}}}"
    );
    let content =
        format!("{{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}");
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

fn shown(changes: &WireChanges) -> String {
    let mut text = String::new();
    for item in &changes.items {
        for change in &item.changes {
            writeln!(text, "    {} {}: {}", change.effect, item.name, change.text).unwrap();
        }
    }
    if text.is_empty() { "    nothing\n".to_owned() } else { text }
}

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
    let any = "one of them: anyOf: [{required: [v]}, {required: [other]}]";
    let demand = two.replace("required: [v],", &format!("{},", &any[13..]));
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

const ZOO: &str = "\
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: 'https://zoo.example/v1'}]
security: [{key: []}]
paths:
  /pets/{id}/{part}:
    post:
      tags: [Pets]
      operationId: sendPet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: part, in: path, required: true, schema: {type: string}}
        - {name: size, in: query, schema: {type: integer}}
        - {name: kinds, in: query, schema: {type: array, items: {type: string}}}
        - {name: X-Trace, in: header, schema: {type: string}}
      requestBody:
        content:
          application/json: {schema: {type: object, properties: {name: {type: string}}}}
          text/plain: {schema: {type: string}}
      responses:
        '200': {description: It., headers: {x-left: {schema: {type: integer}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
  /pets:
    get:
      tags: [Pets]
      operationId: listPets
      responses:
        '200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
        '202': {description: Later., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
  /photo:
    put:
      operationId: putPhoto
      requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, required: [image], properties: {image: {type: string, format: binary}, note: {type: string}}}}}}
      responses: {'204': {description: Put.}}
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Born'}}}}, responses: {'204': {description: Taken.}}}}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
    other: {type: apiKey, in: header, name: X-Key}
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
    Fault: {type: object, required: [message], properties: {message: {type: string}}}
    Born: {type: object, required: [type, at], properties: {type: {const: born}, at: {type: string}}}
";

/// Edits of the zoo, each with a name: texts that are there once, and what takes their place.
const OPERATIONS: &[(&str, &[(&str, &str)])] = &[
    ("the id of an operation", &[("listPets", "allPets")]),
    (
        "the names of path parameters",
        &[("/{id}/{part}", "/{pet}/{of}"), ("name: id", "name: pet"), ("name: part", "name: of")],
    ),
    ("a moved path", &[("  /pets:\n", "  /animals:\n")]),
    ("another method", &[("    put:\n", "    post:\n")]),
    (
        "a removed operation",
        &[
            (
                "    get:\n      tags: [Pets]\n      operationId: listPets",
                "    get:\n      tags: [Pets]\n      deprecated: true\n      operationId: listPets",
            ),
            (
                "  /photo:\n    put:\n      operationId: putPhoto",
                "  /picture:\n    patch:\n      operationId: other",
            ),
        ],
    ),
    ("a server", &[("zoo.example/v1", "zoo.example/v2")]),
    (
        "a server that is added",
        &[(
            "[{url: 'https://zoo.example/v1'}]",
            "[{url: 'https://new.example'}, {url: 'https://zoo.example/v1'}]",
        )],
    ),
    (
        "what the server's path was",
        &[
            ("zoo.example/v1", "zoo.example"),
            ("  /pets/{id}", "  /v1/pets/{id}"),
            ("  /pets:", "  /v1/pets:"),
            ("  /photo:", "  /v1/photo:"),
        ],
    ),
    ("no credentials", &[("security: [{key: []}]\n", "")]),
    ("a choice of credentials", &[("security: [{key: []}]", "security: [{key: []}, {other: []}]")]),
    ("two credentials", &[("security: [{key: []}]", "security: [{key: [], other: []}]")]),
    ("other credentials", &[("security: [{key: []}]", "security: [{other: []}]")]),
    (
        "the name of a scheme",
        &[
            ("security: [{key: []}]", "security: [{token: []}]"),
            ("    key: {type", "    token: {type"),
        ],
    ),
    (
        "another type of a path parameter",
        &[(
            "name: part, in: path, required: true, schema: {type: string}",
            "name: part, in: path, required: true, schema: {enum: [head, tail]}",
        )],
    ),
    (
        "another type of a parameter",
        &[(
            "name: size, in: query, schema: {type: integer}",
            "name: size, in: query, schema: {type: string}",
        )],
    ),
    (
        "limits of a parameter",
        &[(
            "name: size, in: query, schema: {type: integer}",
            "name: size, in: query, schema: {type: integer, maximum: 9}",
        )],
    ),
    (
        "a required parameter",
        &[("name: size, in: query,", "name: size, in: query, required: true,")],
    ),
    (
        "a new parameter",
        &[(
            "        - {name: size,",
            "        - {name: new, in: query, schema: {type: string}}\n        - {name: size,",
        )],
    ),
    (
        "a new required parameter",
        &[(
            "        - {name: size,",
            "        - {name: new, in: query, required: true, schema: {type: string}}\n        - {name: size,",
        )],
    ),
    (
        "a parameter without explode",
        &[("name: kinds, in: query,", "name: kinds, in: query, explode: false,")],
    ),
    (
        "a scalar without explode",
        &[("name: size, in: query,", "name: size, in: query, explode: false,")],
    ),
    ("the case of a header", &[("X-Trace", "x-trace")]),
    ("a parameter elsewhere", &[("name: size, in: query", "name: size, in: header")]),
    (
        "a required body",
        &[("      requestBody:\n", "      requestBody:\n        required: true\n")],
    ),
    (
        "no body",
        &[(
            "      requestBody:\n        content:\n          application/json: {schema: {type: object, properties: {name: {type: string}}}}\n          text/plain: {schema: {type: string}}\n",
            "",
        )],
    ),
    ("a media type of a body", &[("          text/plain: {schema: {type: string}}\n", "")]),
    (
        "any media type of a body",
        &[("          text/plain: {schema", "          'text/*': {schema")],
    ),
    (
        "how a part is written",
        &[(
            "note: {type: string}}}}}}",
            "note: {type: string}}}, encoding: {note: {contentType: text/html}}}}}",
        )],
    ),
    (
        "another answer",
        &[(
            "'200': {description: It., headers: {x-left: {schema: {type: integer}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
            "'200': {description: It., headers: {x-left: {schema: {type: integer}}}, content: {text/plain: {schema: {type: string}}}}",
        )],
    ),
    (
        "an answer that is a list",
        &[(
            "x-left: {schema: {type: integer}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
            "x-left: {schema: {type: integer}}}, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}",
        )],
    ),
    (
        "an answer of another status",
        &[(
            "'202': {description: Later., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}",
            "'202': {description: Later., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}",
        )],
    ),
    (
        "a status of the answer",
        &[(
            "        '202': {description: Later., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}\n",
            "",
        )],
    ),
    (
        "a third answer",
        &[("        '202': {", "        '203': {description: Old.}\n        '202': {")],
    ),
    (
        "the body of an error",
        &[("Fault: {type: object, required: [message]", "Fault: {type: object, required: []")],
    ),
    (
        "an error that is gone",
        &[(
            "        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}\n",
            "",
        )],
    ),
    ("a header of the answer", &[("headers: {x-left: {schema: {type: integer}}}, ", "")]),
    ("a webhook's payload", &[("required: [type, at]", "required: [type]")]),
    (
        "a webhook",
        &[(
            "webhooks:\n",
            "webhooks:\n  died: {post: {requestBody: {content: {application/json: {schema: {type: object, required: [type], properties: {type: {const: died}}}}}}, responses: {'204': {description: Taken.}}}}\n",
        )],
    ),
    ("words", &[("description: All.", "description: Every one.")]),
];

#[test]
fn each_change_of_an_operation_is_told_and_that_back() {
    let mut text = String::new();
    let old = outline(ZOO);
    for (name, edits) in OPERATIONS {
        let mut document = ZOO.to_owned();
        for (from, to) in *edits {
            assert_eq!(document.matches(from).count(), 1, "{name}: `{from}` is there once");
            document = document.replace(from, to);
        }
        let new = outline(&document);
        let (forth, back) = (new.wire_changes_since(&old), old.wire_changes_since(&new));
        writeln!(text, "{name}\n{}  back\n{}", shown(&forth), shown(&back)).unwrap();
    }
    insta::assert_snapshot!("wire_operations", text);
}

/// An id that another operation has now leads nobody astray: what is sent goes by the path.
#[test]
fn operations_are_known_by_their_paths() {
    let swapped = ZOO
        .replace("operationId: listPets", "operationId: X")
        .replace("operationId: putPhoto", "operationId: listPets")
        .replace("operationId: X", "operationId: putPhoto");
    assert_eq!(between(ZOO, &swapped), WireChanges::default());
}

/// A type that is sent and answered is one item, and its changes stand under their effects.
#[test]
fn a_type_that_travels_both_ways_is_told_once() {
    let document = |required: &str| {
        format!(
            "{HEAD}paths: {{/a: {{post: {{operationId: a, requestBody: {{required: true, content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}, responses: \
             {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: \
             '#/components/schemas/T'}}}}}}}}}}}}}}}}\n\
             components: {{schemas: {{T: {{type: object, required: [{required}], properties: {{a: {{type: string}}, \
             b: {{type: string}}}}}}}}}}\n"
        )
    };
    let changes = between(&document("a"), &document("b"));
    assert_eq!(
        shown(&changes),
        "    refused T: `b`: must be given now\n    misread T: `a`: may be missing now\n"
    );
    assert_eq!((changes.items.len(), changes.count(WireEffect::Refused)), (1, 1));
    assert_eq!(
        changes.to_string(),
        "T\n    refused     `b`: must be given now\n    misread     `a`: may be missing now\n"
    );
}

/// No document decides how deep the walk goes, and types that hold themselves end it.
#[test]
fn long_chains_of_types_and_circles_are_walked() {
    let many = 1500;
    let chain = |last: &str| {
        let types: String = (0..many)
            .map(|at| {
                let next = (at + 1) % many;
                format!(
                    "    T{at}: {{type: object, properties: {{next: {{type: array, items: {{$ref: \
                     '#/components/schemas/T{next}'}}}}}}}}\n"
                )
            })
            .collect();
        let last = types.replace(
            "T1499: {type: object, properties: {",
            &format!("T1499: {{type: object, properties: {{last: {{{last}}}, "),
        );
        format!(
            "{HEAD}paths: {{/a: {{get: {{operationId: a, responses: {{'200': {{description: It., content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/T0'}}}}}}}}}}}}}}}}\n\
             components:\n  schemas:\n{last}"
        )
    };
    let changes = between(&chain("type: string"), &chain("type: integer"));
    assert_eq!(shown(&changes), "    misread T1499: `last`: was text, is a whole number now\n");
}

/// A name of the document ends nothing that it stands in.
#[test]
fn backticks_of_a_document_are_no_marks() {
    let document = with_member(true, ("{type: string}", ""), "");
    let old = document.replace("v: {type: string}", "'a`b': {enum: ['x`y', z]}");
    let new = document.replace("v: {type: string}", "'a`b': {enum: [z, w]}");
    assert_eq!(
        shown(&between(&old, &new)),
        "    refused ThingAB: no longer takes `\"x'y\"`\n"
    );
}
