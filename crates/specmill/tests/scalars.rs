//! Scalars that YAML reads as something else than what is due keep their text, or are the flag that is meant.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;

use specmill::{Generator, Output};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: 2.0, version: 1.10}
servers: [{url: 'https://example.com/{v}', variables: {v: {default: 1.10, enum: [1.10, 2.0]}}}]
tags: [{name: 1.10, description: 1e3}]
paths:
  /a/{id}:
    get:
      operationId: 0x1F
      tags: [1.10]
      deprecated: yes
      parameters:
        - {name: 1.10, in: query, required: yes, schema: {type: string}}
        - {name: id, in: path, required: True, schema: {type: string, default: 0x07}}
        - {name: off, in: query, required: off, schema: &text {type: string, enum: [1.0, 2.50]}}
        - {name: on, in: query, schema: *text}
      responses: {200: {description: 1.10, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  schemas:
    Version: {type: string, enum: [1.0, 1.10, 0o17, 1e3, +12, .5, 12345678901234567890123, True, FALSE, no, 1_000]}
    Numbers: {type: number, enum: [1.0, 1.10]}
    Nullable: {type: string, nullable: Yes, enum: [1.10, 1.20, ~]}
    Thing:
      type: object
      required: [version, nullable, ~, 1.10, {no: text}]
      properties:
        version: {$ref: '#/components/schemas/Version'}
        1.10: {type: string, pattern: 1.10}
        numbers: {$ref: '#/components/schemas/Numbers'}
        nullable: {$ref: '#/components/schemas/Nullable'}
        example: {type: object, properties: {version: {type: number}}, example: {version: 1.10}}
        map: {type: object, additionalProperties: no}
        switch: {type: boolean, default: no}
";

fn text(output: &Output) -> String {
    output.files().iter().map(|file| file.text.as_str()).collect()
}

fn generated(folder: &Path, document: &str) -> Output {
    let path = folder.join("api.yaml");
    fs::write(&path, document).unwrap();
    Generator::new(&path).render().unwrap()
}

#[test]
fn yaml_scalars_keep_their_text_where_a_string_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let output = generated(folder.path(), DOCUMENT);
    let (surface, text) = (output.surface().to_string(), text(&output));
    for value in [
        "1.0",
        "1.10",
        "0o17",
        "1e3",
        "+12",
        ".5",
        "12345678901234567890123",
        "True",
        "FALSE",
        "no",
        "1_000",
        "2.50",
        "1.20",
    ] {
        assert!(text.contains(&format!(" = \"{value}\"")), "{value} in\n{text}");
    }
    for part in ["Api::new(\"2.0\", \"1.10\"", "\"0x1F\",", ".query(\"1.10\"", "required \"1.10\""]
    {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(surface.contains("Numbers::N1Point1"), "{surface}");
    assert!(surface.contains("Thing.version: Version"), "{surface}");
    assert!(!surface.contains("n1_1:"), "{surface}");
}

#[test]
fn words_of_older_yaml_are_flags() {
    let folder = tempfile::tempdir().unwrap();
    let output = generated(folder.path(), DOCUMENT);
    let (surface, said) = (output.surface().to_string(), output.diagnostics().to_string());
    assert!(text(&output).contains("#[deprecated]"));
    assert!(
        surface.contains("n0x1_f(&self, n1_10: impl AsRef<str>, id: impl AsRef<str>)"),
        "{surface}"
    );
    assert!(surface.contains("::off<As>(self"), "{surface}");
    assert!(surface.contains("Thing.nullable: Option<Nullable>"), "{surface}");
    for part in [
        "`deprecated` must be `true` or `false`, but is the string `yes`",
        "help: it is read as `true`; correct the document",
        "help: it is read as the string `1.10`; put it in quotes",
        "/paths/~1a~1{id}/get/parameters/0/required",
        "`default` is a number, but `type` is `string`",
        "`default` is the string `no`, but `type` is `boolean`",
        "help: what is no string is left out of it",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    // A version is seldom quoted, and an example is only shown.
    assert!(!said.contains("/info/version") && !said.contains("example"), "{said}");
    assert!(output.diagnostics().iter().all(|found| found.line().is_some()), "{said}");
}

#[test]
fn other_files_and_json_have_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let part = "Thing: {type: object, required: [1.10], properties: {1.10: {type: string, enum: [1.0, 1.10]}}}\n";
    fs::write(folder.path().join("part.yaml"), part).unwrap();
    let head = "openapi: 3.1.0\ninfo: {title: A, version: 1.0}\npaths: {}\n";
    let output = generated(
        folder.path(),
        &format!("{head}components: {{schemas: {{Thing: {{$ref: 'part.yaml#/Thing'}}}}}}\n"),
    );
    let said = output.diagnostics().to_string();
    assert!(text(&output).contains("N110 = \"1.10\""), "{}", text(&output));
    assert!(output.surface().to_string().contains("Thing.n1_10: "), "{}", output.surface());
    assert!(said.contains("part.yaml:1:34  /Thing/required/0"), "{said}");

    // JSON has no such words: a flag in quotes is meant as one, and a number says what it is.
    let json = r#"{"openapi": "3.0.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get": {
        "operationId": "a", "deprecated": "true", "responses": {"204": {"description": "none"}}}}},
        "components": {"schemas": {"E": {"type": "string", "nullable": "false", "enum": [1.5, "b"]}}}}"#;
    let output = generated(folder.path(), json);
    let text = text(&output);
    assert!(text.contains("#[deprecated]") && text.contains("\"1.5\""), "{text}");
}
