//! `$ref`s, within a document and between files.

use super::entry::{BOTH, ERROR, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "component-renamed",
        severities: WARNING,
        meaning: "Components of two files have the same name.",
        reason: "The files become one document, in which a name means one thing. The second component \
                 gets a number, and its Rust type has that number as well.",
        way_out: "Rename one of them, or list it under `components` of the document under the name \
                  that you want.",
        example: Example::None,
    },
    Explanation {
        code: "external-reference",
        severities: ERROR,
        meaning: "A `$ref` leads to a URL, or to a file that may not be read.",
        reason: "A build needs no network, and reads no file outside of the document's folder. The \
                 place stays without a description.",
        way_out: "Save the file beside the document. `--allow-remote` reads URLs and `--root` names a \
                  folder above; `specmill bundle --allow-remote` makes one document of all of them.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {$ref: 'https://example.com/schemas.yaml#/Pet'}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "ignored-siblings",
        severities: WARNING,
        meaning: "A schema of OpenAPI 3.0 has other keywords beside `$ref`.",
        reason: "OpenAPI 3.0 ignores whatever stands beside `$ref` (\"Reference Object\"), so that the \
                 schema is the one it refers to and nothing more. OpenAPI 3.1 has both.",
        way_out: "Make both items of `allOf`, or change the document to OpenAPI 3.1.",
        example: Example::Document {
            wrong: "
openapi: 3.0.3
components:
  schemas:
    Name: {type: string}
    Names: {$ref: '#/components/schemas/Name', type: array}
",
            right: "
openapi: 3.0.3
components:
  schemas:
    Name: {type: string}
    Names: {type: array, items: {$ref: '#/components/schemas/Name'}}
",
        },
    },
    Explanation {
        code: "invalid-reference",
        severities: BOTH,
        meaning: "A `$ref` is no text that can lead anywhere.",
        reason: "It is no string, no URL, or names a file whose name does not stand on one line. The \
                 place stays without a description.",
        way_out: "Write a path and a JSON Pointer (`pets.yaml#/components/schemas/Pet`), or the \
                  pointer alone.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {$ref: 'pets%0A.yaml#/Pet'}
",
            right: "
components:
  schemas:
    Pet: {$ref: '#/components/schemas/Animal'}
    Animal: {type: object}
",
        },
    },
    Explanation {
        code: "reference-loop",
        severities: ERROR,
        meaning: "A schema, or something else that is referred to, is made of itself.",
        reason: "A `$ref`, `allOf`, `oneOf` or `anyOf` leads back to where it began before anything is \
                 described. A property, an item or a map value may lead back: those are recursive types.",
        way_out: "Describe what the value is in one of the places of the loop.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {$ref: '#/components/schemas/Animal'}
    Animal: {$ref: '#/components/schemas/Pet'}
",
            right: "
components:
  schemas:
    Pet: {$ref: '#/components/schemas/Animal'}
    Animal: {type: object, properties: {parent: {$ref: '#/components/schemas/Animal'}}}
",
        },
    },
    Explanation {
        code: "unresolved-reference",
        severities: BOTH,
        meaning: "A `$ref`, or the `mapping` of a discriminator, leads to nothing.",
        reason: "A schema in its place takes any value; a parameter or a response is left out.",
        way_out: "Correct the name: the nearest one is shown. A file is looked for beside the file that \
                  refers to it.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Persn'}}}
    Person: {type: object}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Person'}}}
    Person: {type: object}
",
        },
    },
];
