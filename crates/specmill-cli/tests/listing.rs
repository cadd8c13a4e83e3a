//! `specmill list` and `specmill show`, as their user runs them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PETS: &str = r"openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: a page
          content:
            application/json:
              schema:
                type: object
                required: [data, has_more]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/Pet'}}
                  has_more: {type: boolean}
    post:
      operationId: createPet
      tags: [Pets]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses: {'204': {description: none}}
  /pets/{pet_id}/noises:
    get:
      operationId: hearPet
      deprecated: true
      tags: [Pets]
      parameters: [{name: pet_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: as they come
          content: {text/event-stream: {schema: {type: object, properties: {noise: {type: string}}}}}
  /status:
    get: {responses: {'204': {description: none}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string}}}
";

fn specmill(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("api.yaml"), PETS).expect("it is writable");
    run(folder.path(), arguments)
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

/// What is said on standard output by a run that succeeds.
fn said(arguments: &[&str]) -> String {
    let output = specmill(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// What is said on standard error by a run that fails.
fn refused(arguments: &[&str]) -> String {
    let output = specmill(arguments);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_line_for_each_operation_with_its_call() {
    assert_eq!(
        said(&["list", "api.yaml"]),
        "GET   /pets                  client.pets().list()         paged\n\
         POST  /pets                  client.pets().create(&body)\n\
         GET   /pets/{pet_id}/noises  client.pets().hear(pet_id)   streamed, deprecated\n\
         GET   /status                client.get_status()\n"
    );
}

#[test]
fn only_what_is_asked_for() {
    let one = |arguments: &[&str]| {
        let lines = said(&[&["list", "api.yaml"], arguments].concat());
        assert_eq!(lines.lines().count(), 1, "{arguments:?}: {lines}");
        lines
    };
    assert!(one(&["HEARPET"]).contains("noises"));
    assert!(one(&["pets", "create"]).starts_with("POST"));
    assert!(one(&["--paged"]).contains("list()"));
    assert!(one(&["--streamed"]).contains("hear("));
    assert!(one(&["--deprecated"]).contains("hear("));
    assert!(one(&["--method", "post"]).contains("create("));
    assert_eq!(said(&["list", "api.yaml", "--tag", "pets"]).lines().count(), 3);
    let grouped = said(&["list", "api.yaml", "--group-by-path", "status"]);
    assert!(grouped.contains("client.status().get_status()"), "{grouped}");
    assert_eq!(
        refused(&["list", "api.yaml", "cats"]),
        "error: no operation is like that: without words and filters all are listed\n"
    );
    assert!(refused(&["list", "api.yaml", "--tag", "cats"]).contains("unknown-tag"));
}

#[test]
fn the_list_for_programs_and_for_pages() {
    assert_eq!(
        said(&["list", "api.yaml", "--format", "json", "--streamed"]),
        r#"[
  {
    "id": "hearPet",
    "method": "GET",
    "path": "/pets/{pet_id}/noises",
    "call": "client.pets().hear(pet_id)",
    "tag": "Pets",
    "paged": false,
    "streamed": true,
    "deprecated": true
  }
]
"#
    );
    assert_eq!(
        said(&["list", "api.yaml", "--format", "markdown", "--paged"]),
        "| method | path | call | tag | |\n|---|---|---|---|---|\n\
         | GET | `/pets` | `client.pets().list()` | Pets | paged |\n"
    );
}

/// A document's words are no markup and end no cell.
#[test]
fn hostile_names_stay_in_their_cells() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hostile = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  '/a|b`c':\n    get:\n      \
        tags: [\"<b>x|y\\e[31m\"]\n      operationId: x\n      responses: {'204': {description: d}}\n";
    fs::write(folder.path().join("api.yaml"), hostile).expect("it is writable");
    let output = run(folder.path(), &["list", "api.yaml", "--format", "markdown"]);
    let said = String::from_utf8(output.stdout).expect("text");
    let row = said.lines().last().expect("a row");
    assert!(row.starts_with(r"| GET | `/a\|bc` | "), "{row}");
    assert!(row.contains(r"| \<b\>x\|y \[31m |"), "{row}");
}

#[test]
fn a_type_and_an_operation_with_their_places() {
    let pet = said(&["show", "api.yaml", "Pet"]);
    assert!(
        pet.starts_with("// api.yaml:41:5  /components/schemas/Pet\n// in the module `pets`\n"),
        "{pet}"
    );
    assert!(pet.contains("pub struct Pet {\n") && pet.contains("object!(Pet {"), "{pet}");
    let names =
        ["listPets", "GET /pets", "client.pets().list()", "pets.list", "pets::list", "list"];
    for name in names {
        let list = said(&["show", "api.yaml", name]);
        assert!(list.starts_with("// api.yaml:5:5  /paths/~1pets/get\n"), "{name}: {list}");
        assert!(list.contains("pub fn list(&self) -> ListPetsCall {"), "{name}: {list}");
        assert!(list.contains("pub struct ListPetsCall {"), "{name}: {list}");
    }
    // Both operations of the path; arguments may be written out.
    let both = said(&["show", "api.yaml", "/pets"]);
    assert!(both.contains("pub fn list(") && both.contains("pub fn create("), "{both}");
    let hear = said(&["show", "api.yaml", "client.pets().hear(\"x\")"]);
    assert!(hear.contains("pub fn hear("), "{hear}");
}

#[test]
fn what_is_not_there_is_said_with_what_is_like_it() {
    assert_eq!(
        refused(&["show", "api.yaml", "Pets"]),
        "error: nothing is called `Pets`; there is `Pet`, `/pets`, `PetsClient`\n"
    );
    let said = refused(&["show", "api.yaml", "Xylophone"]);
    assert!(said.contains("`specmill list` shows the operations"), "{said}");
}

/// Scripts and pages name every subcommand.
#[test]
fn completions_and_manual_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for word in ["generate", "completions", "report-untyped"] {
            assert!(script.contains(word), "{shell} lacks {word}");
        }
    }
    assert!(said(&["man"]).contains(".SH SUBCOMMANDS"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = run(folder.path(), &["man", "--out", "pages"]);
    assert!(output.status.success(), "{output:?}");
    let page = fs::read_to_string(folder.path().join("pages/specmill-diff.1")).expect("a page");
    assert!(
        page.contains("code that calls its client") && page.contains(r"specmill\-diff"),
        "{page}"
    );
    // A file is no folder.
    fs::write(folder.path().join("file"), "").expect("it is writable");
    let output = run(folder.path(), &["man", "--out", "file"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("error: `file` cannot be written: ")
    );
}
