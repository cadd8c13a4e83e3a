//! Only what was asked for, and that it is the same as in the whole client.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use specmill::{Generator, Output};

const SPEC: &str = "\
openapi: 3.0.0
info: {title: Zoo, version: '1'}
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: list-pets
      responses:
        '200':
          description: The pets.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
    post:
      tags: [Pets, Night keepers]
      operationId: add-pet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'204': {description: Added.}}
  /keepers:
    get:
      tags: [Night keepers]
      operationId: list-keepers
      responses:
        '200':
          description: The keepers.
          content: {application/json: {schema: {$ref: '#/components/schemas/Keeper'}}}
  /health:
    get: {responses: {'204': {description: Well.}}}
components:
  schemas:
    NewPet: {type: object, properties: {address: {$ref: '#/components/schemas/Address'}}}
    Pet:
      type: object
      properties:
        object: {type: string, enum: [pet]}
        address: {$ref: '#/components/schemas/Address'}
        call: {$ref: '#/components/schemas/Call'}
    Keeper:
      type: object
      properties:
        object: {type: string, enum: [keeper]}
        address: {$ref: '#/components/schemas/Address'}
    Address: {type: object, properties: {town: {type: string}}}
    Call: {type: object, properties: {sound: {type: string}}}
    Unused: {type: object, properties: {a: {type: string}}}
";

fn zoo() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("zoo.yaml");
    std::fs::write(&path, SPEC).unwrap();
    (directory, path)
}

fn lines(output: &Output) -> BTreeSet<String> {
    output.surface().to_string().lines().map(str::to_owned).collect()
}

fn modules(output: &Output) -> Vec<&str> {
    output.files().iter().map(|file| file.path.as_str()).collect()
}

/// Nothing in `output` is otherwise than in the whole client; what it does not have is given back.
fn missing_from(output: &Output, path: &PathBuf) -> BTreeSet<String> {
    let (whole, chosen) = (lines(&Generator::new(path).render().unwrap()), lines(output));
    let more: Vec<_> = chosen.difference(&whole).collect();
    assert!(more.is_empty(), "{more:#?}");
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics());
    for file in output.files() {
        syn::parse_file(&file.text).unwrap();
    }
    whole.difference(&chosen).cloned().collect()
}

#[test]
fn a_tag_brings_its_operations_and_what_they_reach() {
    let (_directory, path) = zoo();
    let output = Generator::new(&path).tags(["Night keepers"]).render().unwrap();
    assert_eq!(
        modules(&output),
        ["zoo.rs", "zoo/night_keepers.rs", "zoo/client.rs", "zoo/shared.rs"]
    );
    let missing = missing_from(&output, &path);
    // What two tags use stays in the shared module, though one was chosen.
    let surface = output.surface().to_string();
    assert!(surface.contains("shared::Address (struct"), "{surface}");
    assert!(surface.contains("night_keepers::NightKeepersClient::list(&self)"), "{surface}");
    let gone = "shared::Unused.a: Option<String>";
    assert!(missing.contains(gone), "{gone} not in {missing:#?}");
    for gone in ["Pet", "health", "Call.sound", "Unused"] {
        assert!(!surface.contains(gone), "{gone} in {surface}");
    }
    let same = Generator::new(&path).tags(["night-keepers"]).render().unwrap();
    assert_eq!(same.files(), output.files());
}

#[test]
fn an_operation_comes_alone_and_both_are_united() {
    let (_directory, path) = zoo();
    let output = Generator::new(&path).operations(["add-pet"]).render().unwrap();
    assert_eq!(modules(&output), ["zoo.rs", "zoo/pets.rs", "zoo/client.rs", "zoo/shared.rs"]);
    missing_from(&output, &path);
    let output =
        Generator::new(&path).tags(["Night keepers"]).operations(["GET /health"]).render().unwrap();
    missing_from(&output, &path);
    let surface = output.surface().to_string();
    assert!(surface.contains("client::Client::get_health(&self)"), "{surface}");
    assert!(surface.contains("NightKeepersClient::list(&self)"), "{surface}");
}

#[test]
fn a_schema_stays_that_no_operation_reaches() {
    let (_directory, path) = zoo();
    let chosen = || Generator::new(&path).operations(["GET /health"]);
    let output = chosen().schemas(["Pet"]).render().unwrap();
    missing_from(&output, &path);
    let surface = output.surface().to_string();
    // With what it reaches.
    for kept in ["shared::Address (struct", "Pet.address: Option<Address>", "Call.sound"] {
        assert!(surface.contains(kept), "{kept} not in {surface}");
    }
    assert!(!surface.contains("Keeper") && !surface.contains("Unused"), "{surface}");

    // Nothing is left out for it, where nothing is chosen.
    let whole = Generator::new(&path).schemas(["Pet"]).render().unwrap();
    assert_eq!(whole.files(), Generator::new(&path).render().unwrap().files());

    let output = chosen().schemas(["Pets"]).strict(true).render().unwrap();
    assert_eq!(
        output.diagnostics().to_string(),
        "note[unknown-schema]: no type stands for a schema `Pets`, which was asked for\n  \
         help: the nearest name is `Pet`\n"
    );
}

#[test]
fn nothing_chosen_leaves_a_client_that_can_still_ask() {
    let (_directory, path) = zoo();
    let output = Generator::new(&path).tags([""; 0]).render().unwrap();
    assert_eq!(modules(&output), ["zoo.rs", "zoo/client.rs"]);
    missing_from(&output, &path);
}

#[test]
fn what_is_not_there_is_said_with_the_nearest_name() {
    let (_directory, path) = zoo();
    let choice = Generator::new(&path).tags(["Pet", "Pets"]).operations(["listPets", "fly"]);
    let output = choice.render().unwrap();
    assert_eq!(
        output.diagnostics().to_string(),
        "error[unknown-tag]: no operation has the tag `Pet`, which was asked for\n  \
         help: the nearest name is `Pets`\n\
         error[unknown-operation]: there is no operation `listPets`, which was asked for\n  \
         help: the nearest name is `list-pets`\n\
         error[unknown-operation]: there is no operation `fly`, which was asked for\n  \
         help: correct the name in the build script, or do not ask for it\n"
    );
    assert!(output.surface().to_string().contains("PetsClient::list(&self)"));
    assert!(choice.strict(true).render().is_err());
}
