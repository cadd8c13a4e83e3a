//! Parameters.

use super::entry::{BOTH, Example, Explanation, NOTE, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "connection-header",
        severities: WARNING,
        meaning: "A header parameter is one that the connection or the body determines.",
        reason: "No caller can set `Content-Length`, `Connection` and their like: it is left out.",
        way_out: "Remove the parameter.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters: [{name: Connection, in: header, schema: {type: string}}]
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "duplicate-parameter",
        severities: WARNING,
        meaning: "A list of parameters has two of one name and place.",
        reason: "The first counts. OpenAPI calls the list invalid (\"Operation Object\").",
        way_out: "Remove one of them.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: string}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "invalid-parameter",
        severities: BOTH,
        meaning: "A parameter is not described as OpenAPI has it, or contradicts itself.",
        reason: "If its name or place cannot be read it is left out; otherwise the message says how it \
                 is read.",
        way_out: "Write `in` as `path`, `query`, `header` or `cookie`, `required: true` in a path, and \
                  `schema` or `content`, not both.",
        example: Example::Document {
            wrong: "
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: false, schema: {type: string}}]
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "nested-query-object",
        severities: NOTE,
        meaning: "An object in the query has lists or objects in it.",
        reason: "OpenAPI does not define how `deepObject` writes these. They have brackets at any \
                 depth, as most servers read them: `?at[gt][x]=1`.",
        way_out: "If the server reads another form, describe the parameter with `content`, or its \
                  members as parameters of their own.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - name: by
          in: query
          style: deepObject
          explode: true
          schema: {type: object, properties: {names: {type: array, items: {type: string}}}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - name: by
          in: query
          style: deepObject
          explode: true
          schema: {type: object, properties: {name: {type: string}}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "parameter-without-schema",
        severities: WARNING,
        meaning: "A parameter has neither `schema` nor `content`.",
        reason: "It becomes a string.",
        way_out: "Give it a `schema`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters: [{name: limit, in: query}]
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "query-object-in-parts",
        severities: NOTE,
        meaning: "An object in the query is sent as a parameter for each of its members.",
        reason: "That is the default of OpenAPI (`style: form`, exploded): `?gt=1&lt=9`, without the \
                 name of the parameter. Documents often mean `?at[gt]=1`.",
        way_out: "Write `style: form` if it is meant, and `style: deepObject` if the server reads \
                  brackets.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - name: born
          in: query
          schema: {type: object, properties: {gt: {type: integer}, lt: {type: integer}}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      parameters:
        - name: born
          in: query
          style: deepObject
          explode: true
          schema: {type: object, properties: {gt: {type: integer}, lt: {type: integer}}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "undeclared-path-parameter",
        severities: WARNING,
        meaning: "A path has a parameter in braces that is not declared.",
        reason: "It becomes a required string, since the path cannot be sent without it.",
        way_out: "Declare it, with `in: path` and `required: true`, in the document or an overlay.",
        example: Example::Document {
            wrong: "
paths:
  /pets/{id}:
    get: {operationId: getPet, responses: {'204': {description: None.}}}
",
            right: "
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "unused-path-parameter",
        severities: WARNING,
        meaning: "A path parameter is declared that the path does not have.",
        reason: "There is no place to send it: it is left out.",
        way_out: "Remove it, or write its name in braces where it belongs in the path.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: None.}}
",
        },
    },
];
