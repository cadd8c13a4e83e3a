//! What goes wrong beside the document.

use super::entry::{ERROR, Example, Explanation, NOTE, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "internal",
        severities: ERROR,
        meaning: "specmill generated what is not Rust.",
        reason: "This is a fault of specmill and not of the document.",
        way_out: "Report it, with the document or the part of it that brings it.",
        example: Example::None,
    },
    Explanation {
        code: "invalid-examples",
        severities: ERROR,
        meaning: "What the build script gives to `Generator::examples` is not Rust.",
        reason: "The examples of the documentation are compiled as doctests.",
        way_out: "Give the path by which callers find the client, such as `my_crate::api`.",
        example: Example::None,
    },
    Explanation {
        code: "invalid-root",
        severities: ERROR,
        meaning: "The root folder is no folder, or the document is not in it or below.",
        reason: "Files are read from the root folder and below, and from nowhere else.",
        way_out: "Name a folder that the document is in, or in a folder below.",
        example: Example::None,
    },
    Explanation {
        code: "invalid-package-name",
        severities: ERROR,
        meaning: "A crate cannot have this name.",
        reason: "Cargo and crates.io take ASCII letters, digits, `-` and `_`, and a name that Rust or a crate's \
                 own code has already would hide what is behind it.",
        way_out: "Choose another name, such as `pets-client`.",
        example: Example::None,
    },
    Explanation {
        code: "no-tags",
        severities: ERROR,
        meaning: "No operation has a tag, and each tag was to have a crate.",
        reason: "A client is divided into crates by tags; without any there would be one crate.",
        way_out: "Group operations by their paths (`--group-by-path`, or `Generator::group_by_path`), give them \
                  tags in an overlay, or generate one crate (`--crate`).",
        example: Example::None,
    },
    Explanation {
        code: "no-output-folder",
        severities: ERROR,
        meaning: "There is no folder to write to.",
        reason: "Cargo sets `OUT_DIR` for build scripts alone.",
        way_out: "Call it from a build script, or give `Generator::out_dir` or `--out`.",
        example: Example::None,
    },
    Explanation {
        code: "no-thread",
        severities: ERROR,
        meaning: "No thread can be started.",
        reason: "The stages run on a thread with 64 MiB of stack, and the system has no room for one.",
        way_out: "Free memory, or raise the limit of threads or memory of the process.",
        example: Example::None,
    },
    Explanation {
        code: "no-temporary-folder",
        severities: ERROR,
        meaning: "No temporary folder can be written.",
        reason: "The copy of a document in several files is tried before it is written.",
        way_out: "Free room in the system's folder for temporary files, or name another by `TMPDIR`.",
        example: Example::None,
    },
    Explanation {
        code: "not-copied",
        severities: ERROR,
        meaning: "A file that belongs into a new crate cannot be copied.",
        reason: "The crate has copies of the document and its overlays.",
        way_out: "Check that the file is there and may be read.",
        example: Example::None,
    },
    Explanation {
        code: "not-one-line",
        severities: ERROR,
        meaning: "A value for cargo is no line of text.",
        reason: "Cargo reads directives line by line, and a line break would begin another one.",
        way_out: "Give it another name: UTF-8, without control characters, marks that turn the \
                  direction of text, and white space at its end.",
        example: Example::None,
    },
    Explanation {
        code: "not-written",
        severities: ERROR,
        meaning: "A file of the output cannot be written.",
        reason: "Nothing was replaced. A file that specmill did not write is not overwritten, and no \
                 link in the folder is followed.",
        way_out: "Move what is there away, check that the folder is writable and has room, or generate \
                  into another one.",
        example: Example::None,
    },
    Explanation {
        code: "same-name",
        severities: WARNING,
        meaning: "Two names of the document become the same name in Rust.",
        reason: "The second gets a number, which changes if the order of the document does.",
        way_out: "Rename one of them, in the document or by an overlay (`x-specmill-name`).",
        example: Example::Document {
            wrong: "
components:
  schemas:
    good-pet: {type: object, properties: {name: {type: string}}}
    good_pet: {type: object, properties: {age: {type: integer}}}
",
            right: "
components:
  schemas:
    good-pet: {type: object, properties: {name: {type: string}}}
    old-pet: {type: object, properties: {age: {type: integer}}}
",
        },
    },
    Explanation {
        code: "unknown-operation",
        severities: ERROR,
        meaning: "`Generator::operations` names an operation that the document does not have.",
        reason: "The others that are named are generated.",
        way_out: "Correct the name in the build script: the nearest one is shown.",
        example: Example::None,
    },
    Explanation {
        code: "unknown-schema",
        severities: NOTE,
        meaning: "`Generator::schemas` names a schema that no type stands for.",
        reason: "Another document may have it, and the others that are named stay.",
        way_out: "Correct the name in the build script: the nearest one is shown. Or do not ask for it.",
        example: Example::None,
    },
    Explanation {
        code: "unknown-tag",
        severities: ERROR,
        meaning: "`Generator::tags` names a tag that no operation has.",
        reason: "The others that are named are generated.",
        way_out: "Correct the name in the build script: the nearest one is shown.",
        example: Example::None,
    },
];
