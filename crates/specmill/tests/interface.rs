//! The version of the interface that generated code names, and what a runtime says that lacks it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specmill::Generator;

const SPEC: &str = "\
openapi: 3.0.0
info: {title: Zoo, version: '1'}
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: list-pets
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        '200':
          description: The pets.
          content:
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
";

/// A program that names much of the client: none of it may be an error of its own.
const LIB: &str = "\
mod api { include!(\"../out/zoo.rs\"); }
use api::{Client, types::Pet};
use specmill_runtime::http::{Call, Error};
pub async fn names(client: &Client) -> Result<Vec<String>, Error> {
    let pets: Vec<Pet> = client.pets().list().limit(5).await?.into_inner();
    Ok(pets.into_iter().map(|pet| pet.name).collect())
}
pub fn call(client: &Client) -> Call<Vec<Pet>> {
    client.pets().list().call()
}
";

/// What is generated names the version that the runtime has; of another, the compiler says once
/// what to do, and nothing else.
#[test]
fn a_client_for_another_version_of_the_interface_is_one_error() {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("interface");
    write_package(&package);
    assert_eq!(errors(&package), [""; 0]);

    let root = package.join("out/zoo.rs");
    let text = fs::read_to_string(&root).unwrap();
    let version = specmill_core::emit::INTERFACE;
    let (ours, other) = (format!("interface! {{ {version} =>"), "interface! { 4711 =>");
    assert_eq!(text.matches(&ours).count(), 1, "{text}");
    fs::write(&root, text.replace(&ours, other)).unwrap();
    let errors = errors(&package);
    assert_eq!(errors.len(), 1, "{errors:#?}");
    for expected in [
        "generated for version 4711 of the interface of `specmill-runtime`",
        &format!("has version {version}"),
        "Generate the client again with `specmill`",
        "or depend on the `specmill-runtime` of the same version",
    ] {
        assert!(errors[0].contains(expected), "{expected} not in {}", errors[0]);
    }
}

fn write_package(package: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let manifest = format!(
        "[package]\nname = \"zoo\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nspecmill-runtime = {{ path = '{}', default-features = false }}\n\n\
         [workspace]\n",
        root.join("crates/specmill-runtime").display()
    );
    fs::create_dir_all(package.join("src")).unwrap();
    for (name, text) in [("Cargo.toml", &*manifest), ("src/lib.rs", LIB), ("zoo.yaml", SPEC)] {
        fs::write(package.join(name), text).unwrap();
    }
    // The versions that are here already: there may be no network.
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let out: PathBuf = package.join("out");
    // What an earlier run has changed is written anew.
    let _ = fs::remove_dir_all(&out);
    Generator::new(package.join("zoo.yaml")).out_dir(out).build().unwrap();
}

/// What the compiler calls an error, in its own words.
fn errors(package: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--message-format=json", "--target-dir"])
        .arg(package.join("target"))
        .current_dir(package)
        .env_remove("OUT_DIR")
        .output()
        .unwrap();
    let messages = String::from_utf8(output.stdout).unwrap();
    let errors: Vec<String> = messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|message| message["message"]["level"] == "error")
        .filter_map(|message| Some(message["message"]["message"].as_str()?.to_owned()))
        // The last one counts those before it.
        .filter(|message| !message.starts_with("aborting due to"))
        .collect();
    let log = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), errors.is_empty(), "{errors:?} {log}");
    errors
}
