//! Schemas.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "conflicting-keywords",
        severities: WARNING,
        meaning: "A schema is both a composition and described in place, in a way that is not joined.",
        reason: "It takes any value.",
        way_out: "Make each part an item of `allOf`.",
        example: Example::None,
    },
    Explanation {
        code: "conflicting-types",
        severities: WARNING,
        meaning: "A keyword or a value of a schema is of another type than its `type`.",
        reason: "A keyword of another type says nothing and is left out. A number where a string is due \
                 is read as the text that it is written with.",
        way_out: "Correct the type or the keyword; put a string that looks like a number into quotes.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: string, properties: {name: {type: string}}}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "contradictory-access",
        severities: WARNING,
        meaning: "A property is both `readOnly` and `writeOnly`.",
        reason: "The first keeps it out of requests, the second out of answers. It becomes an optional \
                 field of both.",
        way_out: "Remove one of them, or both.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, properties: {id: {type: string, readOnly: true, writeOnly: true}}}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {id: {type: string, readOnly: true}}}
",
        },
    },
    Explanation {
        code: "contradictory-limits",
        severities: WARNING,
        meaning: "The lower limit of a schema is above its upper one.",
        reason: "No value is between them. The client does not check it; the server refuses every value.",
        way_out: "Correct one of the limits.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Age: {type: integer, minimum: 30, maximum: 20}
",
            right: "
components:
  schemas:
    Age: {type: integer, minimum: 20, maximum: 30}
",
        },
    },
    Explanation {
        code: "empty-composition",
        severities: WARNING,
        meaning: "`allOf`, `oneOf` or `anyOf` lists no schema.",
        reason: "JSON Schema asks for one at least. Any value is taken.",
        way_out: "List a schema, or leave the keyword out.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {oneOf: []}
",
            right: "
components:
  schemas:
    Pet: {oneOf: [{type: string}, {type: integer}]}
",
        },
    },
    Explanation {
        code: "empty-enum",
        severities: WARNING,
        meaning: "`enum` lists no value.",
        reason: "No value would be allowed. The `type` alone says what is taken.",
        way_out: "List the values, or leave the keyword out.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Kind: {type: string, enum: []}
",
            right: "
components:
  schemas:
    Kind: {type: string, enum: [cat, dog]}
",
        },
    },
    Explanation {
        code: "invalid-schema",
        severities: BOTH,
        meaning: "A schema or a keyword of it is not written as JSON Schema has it.",
        reason: "A schema that is no object takes any value; a keyword that cannot be read is left out.",
        way_out: "Write the keyword in the form that the message names.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, properties: {name: string}}
",
            right: "
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "undescribed-required-property",
        severities: WARNING,
        meaning: "`required` lists a property that `properties` does not describe.",
        reason: "It becomes a field of any value. Often its name has a typing error.",
        way_out: "Correct the name: the nearest property is shown. Else describe the property.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet: {type: object, required: [nam], properties: {name: {type: string}}}
",
            right: "
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
",
        },
    },
    Explanation {
        code: "unknown-type",
        severities: WARNING,
        meaning: "`type` names no type of JSON Schema.",
        reason: "Any value is taken.",
        way_out: "Write `string`, `number`, `integer`, `boolean`, `array` or `object`. A file is \
                  `type: string` with `format: binary`.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Age: {type: int}
",
            right: "
components:
  schemas:
    Age: {type: integer}
",
        },
    },
    Explanation {
        code: "unsupported-keyword",
        severities: WARNING,
        meaning: "A keyword narrows a schema in a way that no Rust type can express.",
        reason: "The type takes every value that the rest of the schema allows, and the server checks \
                 the keyword. Without a rest, any value is taken.",
        way_out: "Describe what is allowed instead, if the type should be narrower.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Name: {not: {type: integer}}
",
            right: "
components:
  schemas:
    Name: {type: string}
",
        },
    },
];
