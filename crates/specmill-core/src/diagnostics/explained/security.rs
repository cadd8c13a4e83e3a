//! Security schemes and requirements.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "invalid-security",
        severities: WARNING,
        meaning: "A security requirement is no object, or there are more than are read.",
        reason: "The alternative is left out, so that a call may go out without its credential.",
        way_out: "Write a list of objects, each with a scheme and the list of its scopes.",
        example: Example::Document {
            wrong: "
security: [key]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
",
            right: "
security: [key: []]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
",
        },
    },
    Explanation {
        code: "invalid-security-scheme",
        severities: BOTH,
        meaning: "A security scheme is not described as OpenAPI has it.",
        reason: "It is left out, and calls that need it go out without a credential.",
        way_out: "Write one of OpenAPI's types with the members that it requires.",
        example: Example::Document {
            wrong: "
components:
  securitySchemes:
    key: {type: header, name: X-Key}
",
            right: "
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
",
        },
    },
    Explanation {
        code: "unknown-http-scheme",
        severities: WARNING,
        meaning: "The `scheme` of an HTTP security scheme is not registered with IANA.",
        reason: "The credential is sent behind that word (`Authorization: baerer …`), which a server \
                 hardly expects.",
        way_out: "Correct the word: the nearest one is shown. A key in a header is `type: apiKey`.",
        example: Example::Document {
            wrong: "
components:
  securitySchemes:
    token: {type: http, scheme: baerer}
",
            right: "
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
",
        },
    },
    Explanation {
        code: "unknown-security-scheme",
        severities: WARNING,
        meaning: "A security requirement names a scheme that is not described.",
        reason: "The alternative is left out: with what credential it is met is not known.",
        way_out: "Correct the name, or describe the scheme under `components/securitySchemes`.",
        example: Example::Document {
            wrong: "
security: [tokn: []]
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
",
            right: "
security: [token: []]
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
",
        },
    },
];
