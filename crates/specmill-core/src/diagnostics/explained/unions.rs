//! Unions, discriminators and `allOf`.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "contradictory-all-of",
        severities: WARNING,
        meaning: "No value meets all parts of an `allOf`.",
        reason: "The parts describe a value, or a property of it, as different kinds or as different \
                 constants. Any value is taken there.",
        way_out: "Correct one of the parts. A property that a child narrows must fit what its parent \
                  says.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Animal: {type: object, properties: {size: {type: string}}}
    Pet:
      allOf:
        - {$ref: '#/components/schemas/Animal'}
        - {type: object, properties: {size: {type: object, properties: {cm: {type: integer}}}}}
",
            right: "
components:
  schemas:
    Animal: {type: object, properties: {size: {type: string}}}
    Pet:
      allOf:
        - {$ref: '#/components/schemas/Animal'}
        - {type: object, properties: {size: {type: string, enum: [small, large]}}}
",
        },
    },
    Explanation {
        code: "invalid-discriminator",
        severities: BOTH,
        meaning: "A discriminator does not tell the members of its union apart.",
        reason: "It has no `propertyName`, names a property that a member does not have, or maps a value \
                 to what is no member. Values are told by what fits, or kept as `Unknown`.",
        way_out: "Give each member the property, with a value of its own, and map only to members.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
    Dog: {type: object, required: [name], properties: {name: {type: string}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind}
",
            right: "
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator:
        propertyName: kind
        mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}
",
        },
    },
];
