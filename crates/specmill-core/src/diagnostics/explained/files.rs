//! Files that cannot be read as a document.

use super::entry::{ERROR, Example, Explanation, WARNING};

pub(super) const ALL: &[Explanation] = &[
    Explanation {
        code: "duplicate-key",
        severities: WARNING,
        meaning: "A key is written more than once in one object.",
        reason: "YAML and JSON ask for keys that are unique, and readers differ in which of them \
                 they take. Here the last one counts, and the others are lost.",
        way_out: "Remove all but one of them, or give them different names.",
        example: Example::Document {
            wrong: "
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        name: {type: integer}
",
            right: "
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string}
        number: {type: integer}
",
        },
    },
    Explanation {
        code: "empty-document",
        severities: ERROR,
        meaning: "The file holds nothing, or comments only.",
        reason: "There is nothing to generate a client from.",
        way_out: "Check the path, and that whatever writes the file has done so.",
        example: Example::File {
            name: "api.yaml",
            wrong: "# Nothing yet.",
            right: "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}",
        },
    },
    Explanation {
        code: "invalid-json",
        severities: ERROR,
        meaning: "The file is named as JSON and is not JSON.",
        reason: "Nothing after the place that is shown can be read.",
        way_out: "Correct the text there. JSON has no comments and no comma after the last item; \
                  name a document in YAML `.yaml`.",
        example: Example::File {
            name: "api.json",
            wrong: r#"{"openapi": "3.1.0", "info": {"title": "Pets",, "version": "1"}, "paths": {}}"#,
            right: r#"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "paths": {}}"#,
        },
    },
    Explanation {
        code: "invalid-yaml",
        severities: ERROR,
        meaning: "The file is not YAML.",
        reason: "Nothing after the place that is shown can be read.",
        way_out: "Correct the text there. Indent with spaces, and quote text that holds `: ` or \
                  ` #`, or that begins with a sign of YAML.",
        example: Example::Document {
            wrong: "
openapi: 3.1.0
info:
  title: Pets: all of them
  version: '1'
",
            right: "
openapi: 3.1.0
info:
  title: 'Pets: all of them'
  version: '1'
",
        },
    },
    Explanation {
        code: "missing-file",
        severities: ERROR,
        meaning: "The document or an overlay is not there.",
        reason: "There is nothing to read. A file that the document refers to and that is not there \
                 is an `unresolved-reference`.",
        way_out: "Correct the path. A relative path counts from the working directory, which is the \
                  package's own folder in a build script.",
        example: Example::None,
    },
    Explanation {
        code: "no-openapi-block",
        severities: ERROR,
        meaning: "The Markdown page holds no OpenAPI document.",
        reason: "A page is read for the first fenced code block, in YAML or JSON, that has a member \
                 `openapi`.",
        way_out: "Put the document into such a block, or name the document's own file.",
        example: Example::File {
            name: "api.md",
            wrong: "# The API of pets\n\nSee our page.",
            right: "# The API of pets\n\n```yaml\nopenapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n```",
        },
    },
    Explanation {
        code: "not-a-file",
        severities: ERROR,
        meaning: "The path leads to a folder, a pipe, a device or a socket.",
        reason: "Only regular files are read: others may have no end, or keep the build waiting.",
        way_out: "Name the document's file. Save what another program writes to a file first.",
        example: Example::None,
    },
    Explanation {
        code: "not-an-object",
        severities: ERROR,
        meaning: "The whole document is a list or a scalar.",
        reason: "An OpenAPI document is an object with members such as `openapi` and `paths`.",
        way_out: "Check that the file is the document, and not a part of it.",
        example: Example::File {
            name: "api.yaml",
            wrong: "- openapi: 3.1.0\n- paths: {}",
            right: "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}",
        },
    },
    Explanation {
        code: "not-openapi",
        severities: ERROR,
        meaning: "The document does not say of which version of OpenAPI it is.",
        reason: "What its members mean depends on the version.",
        way_out: "Write the version: `openapi: 3.0.3`, `openapi: 3.1.0` or `openapi: 3.2.0`.",
        example: Example::File {
            name: "api.yaml",
            wrong: "info: {title: Pets, version: '1'}\npaths: {}",
            right: "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}",
        },
    },
    Explanation {
        code: "not-utf8",
        severities: ERROR,
        meaning: "The file has a byte that is not UTF-8.",
        reason: "OpenAPI documents are UTF-8. Which letter another encoding means is not known.",
        way_out: "Save the document as UTF-8.",
        example: Example::None,
    },
    Explanation {
        code: "several-documents",
        severities: ERROR,
        meaning: "The file holds more than one YAML document.",
        reason: "Which of them is meant is not said.",
        way_out: "Keep one document in the file, and remove the line `---` where the second begins.",
        example: Example::File {
            name: "api.yaml",
            wrong: "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n---\nopenapi: 3.1.0",
            right: "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}",
        },
    },
    Explanation {
        code: "swagger-2",
        severities: ERROR,
        meaning: "The document is one of Swagger 2.0.",
        reason: "Its bodies, servers and schemas are written in another way than OpenAPI's.",
        way_out: "Convert it once, for example at <https://converter.swagger.io>, and keep the result.",
        example: Example::File {
            name: "api.yaml",
            wrong: "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\npaths: {}",
            right: "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}",
        },
    },
    Explanation {
        code: "unreadable-file",
        severities: ERROR,
        meaning: "A file is there, and the operating system does not let it be read.",
        reason: "The message has the system's own words.",
        way_out: "Check that the user who builds may read the file.",
        example: Example::None,
    },
    Explanation {
        code: "unsupported-version",
        severities: ERROR,
        meaning: "The document is of a version of OpenAPI that is not known.",
        reason: "What its members mean is not known. OpenAPI 3.0, 3.1 and 3.2 are read.",
        way_out: "Write the version that the document keeps to.",
        example: Example::Document { wrong: "openapi: 4.0.0\n", right: "openapi: 3.1.0\n" },
    },
];
