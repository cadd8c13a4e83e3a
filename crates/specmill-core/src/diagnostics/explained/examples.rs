//! Defaults and examples, which document the client and change no type.

use super::entry::{Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "invalid-default",
        severities: WARNING,
        meaning: "A default is no value of its schema.",
        reason: "It is left out of the documentation; the client sends no defaults.",
        way_out: "Write a value that the schema allows.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Limit: {type: integer, default: ten}
",
            right: "
components:
  schemas:
    Limit: {type: integer, default: 10}
",
        },
    },
    Explanation {
        code: "invalid-example",
        severities: WARNING,
        meaning: "An example is a string, where its schema allows none, and is not JSON either.",
        reason: "It is left out of the documentation and of what the mock server answers.",
        way_out: "Write the value itself, not its text.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Limit: {type: integer, example: ten}
",
            right: "
components:
  schemas:
    Limit: {type: integer, example: 10}
",
        },
    },
];
