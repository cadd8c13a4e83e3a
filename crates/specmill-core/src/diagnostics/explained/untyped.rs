//! Why a place takes any value, where that is no fault: `--report-untyped`.

use super::entry::{Example, Explanation};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "free-form-object",
        severities: &[],
        meaning: "An object may have any properties, and nothing is said of their values.",
        reason: "It becomes a map from names to any JSON value.",
        way_out: "Describe the values under `additionalProperties`, if they are alike.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Added.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        content: {application/json: {schema: {type: object, additionalProperties: {type: string}}}}
      responses: {'204': {description: Added.}}
",
        },
    },
    Explanation {
        code: "no-schema",
        severities: &[],
        meaning: "A body, an event, a parameter or a header has no schema.",
        reason: "It takes any JSON value.",
        way_out: "Give it a `schema`.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    get:
      operationId: getPets
      responses: {'200': {description: All., content: {application/json: {}}}}
",
            right: "
paths:
  /pets:
    get:
      operationId: getPets
      responses:
        '200':
          description: All.
          content: {application/json: {schema: {type: array, items: {type: string}}}}
",
        },
    },
    Explanation {
        code: "no-value",
        severities: &[],
        meaning: "No value is allowed: the schema is `false`.",
        reason: "It takes any JSON value, as no Rust type has none that can be read.",
        way_out: "Leave the property out, or describe what it holds.",
        example: Example::None,
    },
    Explanation {
        code: "undescribed-value",
        severities: &[],
        meaning: "Nothing is said of a value but words.",
        reason: "It takes any JSON value.",
        way_out: "Give the schema a `type`, if the values have one.",
        example: Example::Document {
            wrong: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {description: A pet.}}}}
      responses: {'204': {description: Added.}}
",
            right: "
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {type: string, description: A pet.}}}}
      responses: {'204': {description: Added.}}
",
        },
    },
    Explanation {
        code: "unsupported-values",
        severities: &[],
        meaning: "An `enum` lists values that no Rust type holds together.",
        reason: "It takes any JSON value, which is written back as it came.",
        way_out: "List values of one type.",
        example: Example::None,
    },
];
