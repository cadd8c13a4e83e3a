//! Servers and their variables.

use super::entry::{BOTH, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "invalid-server",
        severities: BOTH,
        meaning: "A server is not described as OpenAPI has it.",
        reason: "Without a `url` it is left out, so that the client may have no base URL of its own.",
        way_out: "Give it a `url`, and write each member in the form that the message names.",
        example: Example::Document {
            wrong: "
servers:
  - description: Production
",
            right: "
servers:
  - url: https://api.example.com
    description: Production
",
        },
    },
    Explanation {
        code: "server-variable-default",
        severities: WARNING,
        meaning: "The default of a server variable is not in its `enum`.",
        reason: "It is used all the same, and may lead to a host that does not exist. OpenAPI 3.1 \
                 asks for a default that is listed.",
        way_out: "Correct the default, or list it.",
        example: Example::Document {
            wrong: "
servers:
  - url: https://{region}.example.com
    variables: {region: {default: asia, enum: [eu, us]}}
",
            right: "
servers:
  - url: https://{region}.example.com
    variables: {region: {default: eu, enum: [eu, us]}}
",
        },
    },
    Explanation {
        code: "server-variable-without-default",
        severities: WARNING,
        meaning: "A variable of a server's URL has no default.",
        reason: "It stays in the URL as `{name}` until a caller sets it.",
        way_out: "Give it a `default`, which OpenAPI requires.",
        example: Example::Document {
            wrong: "
servers:
  - url: https://{region}.example.com
    variables: {region: {description: Where the data is kept.}}
",
            right: "
servers:
  - url: https://{region}.example.com
    variables: {region: {description: Where the data is kept., default: eu}}
",
        },
    },
];
