//! Bodies of requests, and what answers hold.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "body-not-an-object",
        severities: WARNING,
        meaning: "A form or multipart body has a schema that is no object.",
        reason: "Forms and parts have names, and only the properties of an object have them. The caller \
                 gives the text of the form, or a map of parts.",
        way_out: "Describe an object whose properties are the fields of the form.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content: {multipart/form-data: {schema: {type: array, items: {type: string}}}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {name: {type: string}}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "invalid-encoding",
        severities: WARNING,
        meaning: "The `encoding` of a body does not fit it.",
        reason: "It is left out: it names no property, has a style or header that no part can have, or \
                 stands on a media type that has no parts.",
        way_out: "Name a property of the schema, and write members as OpenAPI has them.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {photo: {type: string, format: binary}}}
            encoding: {foto: {contentType: image/png}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {photo: {type: string, format: binary}}}
            encoding: {photo: {contentType: image/png}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "invalid-link",
        severities: WARNING,
        meaning: "A link of a response is not described as OpenAPI has it.",
        reason: "Nothing is generated of links, so that nothing is lost; other tools follow them.",
        way_out: "Name the operation by `operationId` or by `operationRef`, not by both.",
        example: Example::Document {
            wrong: "
components:
  links:
    next: {description: The next pet.}
",
            right: "
components:
  links:
    next: {operationId: getPet, description: The next pet.}
",
        },
    },
    Explanation {
        code: "invalid-media-type",
        severities: BOTH,
        meaning: "An entry of `content` is not described as OpenAPI has it.",
        reason: "It is left out, so that the body or the answer may stay undescribed.",
        way_out: "Write an object with a `schema`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      responses: {'200': {description: All., content: {application/json: string}}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      responses:
        '200': {description: All., content: {application/json: {schema: {type: string}}}}
",
        },
    },
    Explanation {
        code: "invalid-request-body",
        severities: BOTH,
        meaning: "A request body is not described as OpenAPI has it.",
        reason: "The operation is left out, since what it sends is not known.",
        way_out: "Write an object with `content`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: [application/json]
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {type: string}}}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "undescribed-request-body",
        severities: WARNING,
        meaning: "A request body has no media type that can be read.",
        reason: "It is sent as the bytes that the caller gives (`application/octet-stream`).",
        way_out: "Describe its content.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {type: string}}}}
      responses: {'204': {description: None.}}
",
        },
    },
    Explanation {
        code: "unsupported-multipart",
        severities: WARNING,
        meaning: "A multipart body is of another kind than `multipart/form-data`.",
        reason: "How its parts are made of a schema is not defined. The caller gives it as bytes.",
        way_out: "Use `multipart/form-data`, if the server reads it.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/related: {schema: {type: object, properties: {name: {type: string}}}}
      responses: {'204': {description: None.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content:
          multipart/form-data: {schema: {type: object, properties: {name: {type: string}}}}
      responses: {'204': {description: None.}}
",
        },
    },
];
