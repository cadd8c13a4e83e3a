//! Paths and operations.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "ambiguous-path",
        severities: WARNING,
        meaning: "Two paths differ in the names of their parameters only.",
        reason: "The server cannot tell them apart. OpenAPI calls them identical and invalid \
                 (\"Paths Object\"). Both are kept.",
        way_out: "Join the two path items.",
        example: Example::Document {
            wrong: "
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getPet, responses: {'204': {description: None.}}}
  /pets/{name}:
    parameters: [{name: name, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deletePet, responses: {'204': {description: None.}}}
",
            right: "
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getPet, responses: {'204': {description: None.}}}
    delete: {operationId: deletePet, responses: {'204': {description: None.}}}
",
        },
    },
    Explanation {
        code: "duplicate-operation-id",
        severities: WARNING,
        meaning: "Two operations have the same `operationId`.",
        reason: "The second is called after its method and path, and loses that name if the first is \
                 ever removed.",
        way_out: "Rename one of them. OpenAPI asks for ids that are unique in the whole document.",
        example: Example::Document {
            wrong: "
paths:
  /cats: {get: {operationId: list, responses: {'204': {description: None.}}}}
  /dogs: {get: {operationId: list, responses: {'204': {description: None.}}}}
",
            right: "
paths:
  /cats: {get: {operationId: listCats, responses: {'204': {description: None.}}}}
  /dogs: {get: {operationId: listDogs, responses: {'204': {description: None.}}}}
",
        },
    },
    Explanation {
        code: "invalid-operation",
        severities: BOTH,
        meaning: "An operation is not described as OpenAPI has it.",
        reason: "If the operation itself or its `responses` cannot be read, it is left out; any other \
                 member is left out alone.",
        way_out: "Write the member in the form that the message names.",
        example: Example::Document {
            wrong: "
paths:
  /pets: {get: {operationId: getPets, responses: none}}
",
            right: "
paths:
  /pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}
",
        },
    },
    Explanation {
        code: "invalid-path-item",
        severities: BOTH,
        meaning: "A path item is no object, or cannot be read.",
        reason: "Its operations are left out.",
        way_out: "Write an object with a member for each method.",
        example: Example::Document {
            wrong: "
paths:
  /pets: [get]
",
            right: "
paths:
  /pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}
",
        },
    },
    Explanation {
        code: "path-without-slash",
        severities: WARNING,
        meaning: "A path does not begin with `/`.",
        reason: "OpenAPI appends it to the server's URL, so that the two would run into each other. It \
                 is read as if it began with `/`.",
        way_out: "Write the `/`.",
        example: Example::Document {
            wrong: "
paths:
  pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}
",
            right: "
paths:
  /pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}
",
        },
    },
    Explanation {
        code: "unsupported-method",
        severities: WARNING,
        meaning: "A method under `additionalOperations` cannot be sent, or has its own member.",
        reason: "The operation is left out.",
        way_out: "Write a method of HTTP, and move `GET`, `POST` and their like to their own members.",
        example: Example::Document {
            wrong: "
openapi: 3.2.0
paths:
  /pets:
    additionalOperations:
      POST: {operationId: addPet, responses: {'204': {description: None.}}}
",
            right: "
openapi: 3.2.0
paths:
  /pets:
    post: {operationId: addPet, responses: {'204': {description: None.}}}
",
        },
    },
    Explanation {
        code: "invalid-response",
        severities: BOTH,
        meaning: "A response is not described as OpenAPI has it.",
        reason: "It is left out: an answer with its status is read as the others are.",
        way_out: "Write an object with a `description`.",
        example: Example::Document {
            wrong: "
paths:
  /pets: {get: {operationId: getPets, responses: {'204': none}}}
",
            right: "
paths:
  /pets: {get: {operationId: getPets, responses: {'204': {description: None.}}}}
",
        },
    },
    Explanation {
        code: "invalid-status",
        severities: WARNING,
        meaning: "A key of `responses` is no HTTP status.",
        reason: "The response is left out.",
        way_out: "Write a status (`200`), a range (`2XX`) or `default`.",
        example: Example::Document {
            wrong: "
paths:
  /pets: {get: {operationId: getPets, responses: {'2OO': {description: All.}}}}
",
            right: "
paths:
  /pets: {get: {operationId: getPets, responses: {'200': {description: All.}}}}
",
        },
    },
    Explanation {
        code: "invalid-header",
        severities: BOTH,
        meaning: "A header of an answer is not described as OpenAPI has it.",
        reason: "The header is left out; callers find it among all headers of the answer.",
        way_out: "Write an object with a `schema`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      responses: {'204': {description: None., headers: {X-Count: integer}}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      responses: {'204': {description: None., headers: {X-Count: {schema: {type: integer}}}}}
",
        },
    },
];
