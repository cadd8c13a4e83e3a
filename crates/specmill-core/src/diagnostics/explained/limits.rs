//! Limits, which keep what a document costs in proportion to its size.

use super::entry::{ERROR, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "long-text",
        severities: WARNING,
        meaning: "A title or description has more bytes than a page of documentation takes.",
        reason: "Its beginning is shown in the documentation of the client.",
        way_out: "Put the rest into a page of its own, and link to that.",
        example: Example::None,
    },
    Explanation {
        code: "too-composed",
        severities: WARNING,
        meaning: "Compositions repeat one another more often than can become types.",
        reason: "What `allOf`, `oneOf` and `anyOf` are made of multiplies with each level. The schema \
                 takes any value.",
        way_out: "Give the compositions fewer levels, or describe the values in one place.",
        example: Example::None,
    },
    Explanation {
        code: "too-deep",
        severities: ERROR,
        meaning: "Values of the document are nested more than 128 deep.",
        reason: "Nothing is read: a document that nests without an end would take all memory.",
        way_out: "Name the inner schemas under `components`, and refer to them with `$ref`.",
        example: Example::None,
    },
    Explanation {
        code: "too-deep-a-type",
        severities: WARNING,
        meaning: "Types would be nested in one another deeper than rustc takes.",
        reason: "rustc's recursion limit is 128 and is taken by traits as well, so that 100 types are \
                 generated; any value is taken below.",
        way_out: "Let the inner types refer back to an outer one, or nest them less deeply.",
        example: Example::None,
    },
    Explanation {
        code: "too-large-file",
        severities: ERROR,
        meaning: "A file, or all files of the document together, have more bytes than are read.",
        reason: "A build should not fill the memory of the machine because a file has grown.",
        way_out: "Split the document, or raise the limits (`Generator::limits`).",
        example: Example::None,
    },
    Explanation {
        code: "too-long-names",
        severities: ERROR,
        meaning: "The names on the way to a value have more than 4096 bytes together.",
        reason: "Each place is remembered by all of its names.",
        way_out: "Shorten the names of paths, components and properties.",
        example: Example::None,
    },
    Explanation {
        code: "too-many-aliases",
        severities: ERROR,
        meaning: "The YAML aliases of the document expand to many times its size.",
        reason: "A few lines can stand for terabytes.",
        way_out: "Use `$ref` for what is shared.",
        example: Example::Document {
            wrong: "
x-a: &a [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]
x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
x-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
",
            right: "
x-a: &a [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]
x-b: *a
",
        },
    },
    Explanation {
        code: "too-many-places",
        severities: WARNING,
        meaning: "A list describes more than 100 places (`prefixItems`).",
        reason: "A type for each of them would be no help to a caller. What follows takes any value.",
        way_out: "Describe the list by its `items`.",
        example: Example::None,
    },
    Explanation {
        code: "too-much-in-place",
        severities: ERROR,
        meaning: "Path items that are put in place by `$ref` are many times the document.",
        reason: "Each `$ref` to a path item stands for all of its operations.",
        way_out: "Describe the operations once.",
        example: Example::None,
    },
    Explanation {
        code: "too-much-repeated",
        severities: ERROR,
        meaning: "What is referred to by `$ref` is many times the document.",
        reason: "Responses, parameters and bodies are read wherever they are referred to.",
        way_out: "Refer to less, or less often.",
        example: Example::None,
    },
];
