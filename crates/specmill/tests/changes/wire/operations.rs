//! Operations, and what the server sends of its own accord.

use std::fmt::Write;

use specmill::WireChanges;

use super::{between, outline, shown};

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
