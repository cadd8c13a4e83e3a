//! Members of a document that are specmill's own: `x-specmill-*`.

use super::entry::{Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "constant-without-value",
        severities: WARNING,
        meaning: "`x-stainless-const` says that a value is constant, and `enum` does not list it.",
        reason: "The constant is not known, so that callers have to give the value.",
        way_out: "List the one value under `enum`.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, properties: {kind: {type: string, x-stainless-const: true}}}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {kind: {type: string, enum: [pet], x-stainless-const: true}}}
",
        },
    },
    Explanation {
        code: "invalid-conventions",
        severities: WARNING,
        meaning: "`x-specmill-conventions` names a convention that there is not, or in another form.",
        reason: "The convention is left out, and the client does what OpenAPI and HTTP say.",
        way_out: "Correct the name or the value: the message has what is allowed.",
        example: Example::Document {
            wrong: "
x-specmill-conventions: {retryCountHeaders: x-tries}
",
            right: "
x-specmill-conventions: {retryCountHeader: x-tries}
",
        },
    },
    Explanation {
        code: "invalid-extra",
        severities: WARNING,
        meaning: "`x-specmill-extra` is no boolean, or stands on a schema that is no object.",
        reason: "It says whether a type keeps the members that the document does not describe; only \
                 objects have members.",
        way_out: "Write `true` or `false`, on each schema that has `properties`.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, x-specmill-extra: true}}}
",
            right: "
components:
  schemas:
    Pet: {type: object, x-specmill-extra: true, properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "invalid-initial",
        severities: WARNING,
        meaning: "`x-specmill-initial` is no value that its property begins with.",
        reason: "A property that is required is given by whoever makes the value, and others begin with a boolean, a \
                 text or a value of their `enum`.",
        way_out: "Write a value that the property takes, on one that is not required, or leave the member out.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: createPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: It is there.}}
components:
  schemas:
    Pet: {type: object, properties: {tame: {type: boolean, x-specmill-initial: 'yes'}}}
",
            right: "
paths:
  /pets:
    post:
      operationId: createPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: It is there.}}
components:
  schemas:
    Pet: {type: object, properties: {tame: {type: boolean, x-specmill-initial: true}}}
",
        },
    },
    Explanation {
        code: "invalid-messages",
        severities: WARNING,
        meaning: "`x-specmill-messages` names what is no component schema, or is not written as lists of them.",
        reason: "Messages travel in no operation, so their types are found by the names of their schemas.",
        way_out: "Write the lists `sent` and `received`, of names below `components/schemas`.",
        example: Example::Document {
            wrong: "
x-specmill-messages: {received: [Pets]}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
",
            right: "
x-specmill-messages: {received: [Pet]}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "invalid-pagination",
        severities: WARNING,
        meaning: "`x-specmill-pagination` does not fit the operation.",
        reason: "The operation has no pages: what it names is not among its parameters or in its answer.",
        way_out: "Name `parameter`, `items` and `cursor` as the operation has them, or write `false`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: listPets
      x-specmill-pagination: {parameter: after, items: data, cursor: nope}
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: A page.
          content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}
components:
  schemas:
    Page:
      type: object
      properties: {data: {type: array, items: {type: string}}, next: {type: string}}
",
            right: "
paths:
  /pets:
    get:
      operationId: listPets
      x-specmill-pagination: {parameter: after, items: data, cursor: next}
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: A page.
          content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}
components:
  schemas:
    Page:
      type: object
      properties: {data: {type: array, items: {type: string}}, next: {type: string}}
",
        },
    },
    Explanation {
        code: "invalid-type",
        severities: WARNING,
        meaning: "`x-specmill-type` names no type, or stands on a schema that has another one.",
        reason: "The value stays a number.",
        way_out: "Write `unix-time` or `unix-time-ms`, on the schema that has `type: integer` or \
                  `number`.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Born: {type: string, x-specmill-type: unix-time}
",
            right: "
components:
  schemas:
    Born: {type: integer, x-specmill-type: unix-time}
",
        },
    },
];
