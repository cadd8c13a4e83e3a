//! The document, and what it says of itself.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "invalid-component-name",
        severities: WARNING,
        meaning: "The name of a component has a character that OpenAPI does not allow.",
        reason: "Many tools write the name into a URL as it is. The component is taken all the same.",
        way_out: "Use ASCII letters and digits, `.`, `-` and `_` (\"Components Object\").",
        example: Example::Document {
            wrong: "
components:
  schemas:
    'List<Pet>': {type: array, items: {type: string}}
",
            right: "
components:
  schemas:
    ListOfPets: {type: array, items: {type: string}}
",
        },
    },
    Explanation {
        code: "invalid-document",
        severities: BOTH,
        meaning: "A member of the document itself, or of `components`, has the wrong form.",
        reason: "What it describes is left out: all operations, if it is `paths`.",
        way_out: "Write an object or a list, as the message says.",
        example: Example::Document {
            wrong: "
paths: [/pets]
",
            right: "
paths: {/pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}}
",
        },
    },
    Explanation {
        code: "invalid-info",
        severities: WARNING,
        meaning: "A member of `info` has the wrong form.",
        reason: "It is left out of the documentation, or read as the text that it must be.",
        way_out: "Write a string, in quotes where YAML reads a number: `version: '1.10'`.",
        example: Example::Document {
            wrong: "
info: {title: [Pets], version: '1'}
",
            right: "
info: {title: Pets, version: '1'}
",
        },
    },
    Explanation {
        code: "invalid-tag",
        severities: BOTH,
        meaning: "An item of `tags` is no tag.",
        reason: "It is left out; operations may name it all the same.",
        way_out: "Write an object with a `name`.",
        example: Example::Document {
            wrong: "
tags: [{description: All about pets.}]
",
            right: "
tags: [{name: pets, description: All about pets.}]
",
        },
    },
    Explanation {
        code: "unknown-member",
        severities: WARNING,
        meaning: "An object has a member that OpenAPI does not have there.",
        reason: "It says nothing to readers of OpenAPI. Often its name has a typing error, or is of \
                 another version of OpenAPI; a part of a line in YAML may have become a key as well.",
        way_out: "Correct the name: the nearest one is shown. Names of your own begin with `x-`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      sumary: All pets.
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      summary: All pets.
      responses: {'204': {description: None.}}
",
        },
    },
];
