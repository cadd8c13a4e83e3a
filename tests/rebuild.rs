//! Generating again: only what changed is written, and cargo knows when there is nothing to do.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use openai_rest::json::{self, Strictness, Value};
use specmill::{Generator, Written};

/// Two tags, each with an operation and a type of its own.
const SPEC: &str = "\
openapi: 3.0.0
info: {title: Zoo, version: '1'}
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: list-pets
      description: All the pets there are.
      responses:
        '200':
          description: The pets.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
  /keepers:
    get:
      tags: [Keepers]
      operationId: list-keepers
      description: Who feeds them.
      responses:
        '200':
          description: The keepers.
          content: {application/json: {schema: {$ref: '#/components/schemas/Keeper'}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Keeper: {type: object, properties: {name: {type: string}}}
";

/// [`SPEC`] with another word in the description of one operation.
fn one_word_changed() -> String {
    SPEC.replace("All the pets", "All the animals")
}

/// A folder with a document and a folder for the output.
struct Folder {
    directory: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn generate(&self, spec: &str) -> Written {
        fs::write(self.path("zoo.yaml"), spec).unwrap();
        Generator::new(self.path("zoo.yaml")).out_dir(self.path("out")).build().unwrap()
    }

    /// Paths relative to the output folder.
    fn names(&self, paths: &[PathBuf]) -> Vec<String> {
        let out = self.path("out");
        let relative = |path: &PathBuf| path.strip_prefix(&out).unwrap().display().to_string();
        let mut names: Vec<_> = paths.iter().map(relative).collect();
        names.sort();
        names
    }
}

#[test]
fn the_second_time_nothing_is_written() {
    let folder = Folder::new();
    let first = folder.generate(SPEC);
    assert_eq!(
        folder.names(&first.changed),
        ["zoo.rs", "zoo/client.rs", "zoo/keepers.rs", "zoo/pets.rs"]
    );
    assert_eq!((first.unchanged.len(), first.removed.len()), (0, 0));
    let before = modified(&folder.path("out"));
    let second = folder.generate(SPEC);
    assert_eq!(folder.names(&second.unchanged), folder.names(&first.changed));
    assert_eq!((second.changed.len(), second.removed.len()), (0, 0));
    assert_eq!(modified(&folder.path("out")), before);
}

#[test]
fn one_word_writes_one_file() {
    let folder = Folder::new();
    folder.generate(SPEC);
    let before = modified(&folder.path("out"));
    let written = folder.generate(&one_word_changed());
    assert_eq!(folder.names(&written.changed), ["zoo/pets.rs"]);
    assert_eq!(folder.names(&written.unchanged), ["zoo.rs", "zoo/client.rs", "zoo/keepers.rs"]);
    assert_eq!(changes(&before, &modified(&folder.path("out"))), ["zoo/pets.rs"]);
    let text = fs::read_to_string(folder.path("out/zoo/pets.rs")).unwrap();
    assert!(text.contains("/// All the animals there are."), "{text}");
}

#[test]
fn a_file_of_a_tag_that_is_gone_is_removed_and_others_stay() {
    let folder = Folder::new();
    folder.generate(SPEC);
    for (name, text) in [("zoo/mine.rs", "// By hand.\n"), ("zoo/notes.txt", "-"), ("a.rs", "")] {
        fs::write(folder.path("out").join(name), text).unwrap();
    }
    let start = SPEC.find("  /keepers:").unwrap();
    let end = SPEC.find("components:").unwrap();
    let written = folder.generate(&format!("{}{}", &SPEC[..start], &SPEC[end..]));
    assert_eq!(folder.names(&written.removed), ["zoo/keepers.rs"]);
    let left: Vec<_> = modified(&folder.path("out")).into_keys().collect();
    for name in ["a.rs", "zoo/mine.rs", "zoo/notes.txt", "zoo/pets.rs"] {
        assert!(left.contains(&name.to_owned()), "{left:?}");
    }
    assert!(!left.contains(&"zoo/keepers.rs".to_owned()), "{left:?}");
}

#[test]
fn a_document_that_cannot_be_read_leaves_the_files_as_they_are() {
    let folder = Folder::new();
    folder.generate(SPEC);
    let before = modified(&folder.path("out"));
    fs::write(folder.path("zoo.yaml"), "openapi: [").unwrap();
    let generator = Generator::new(folder.path("zoo.yaml")).out_dir(folder.path("out"));
    assert!(generator.build().is_err());
    assert_eq!(modified(&folder.path("out")), before);
}

/// A crate of somebody else's, built by cargo itself. Its dependencies are compiled once per
/// target folder, which takes most of a minute.
#[test]
fn cargo_generates_when_the_document_changed_and_only_then() {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuilt");
    write_package(&package);
    let Built { out, .. } = cargo_build(&package);
    let first = modified(&out);
    assert!(first.contains_key("zoo/pets.rs"), "{first:?}");

    let Built { out, ran, .. } = cargo_build(&package);
    assert!(!ran, "the build script ran though nothing had changed");
    assert_eq!(modified(&out), first);

    fs::write(package.join("zoo.yaml"), one_word_changed()).unwrap();
    let Built { out, ran, .. } = cargo_build(&package);
    assert!(ran, "the build script did not run though the document had changed");
    assert_eq!(changes(&first, &modified(&out)), ["zoo/pets.rs"]);
    let text = fs::read_to_string(out.join("zoo/pets.rs")).unwrap();
    assert!(text.contains("All the animals"), "{text}");

    // A file name that goes on as a directive on a line of its own is none to cargo.
    let hostile = "x.yaml%0Acargo::rustc-env=SAID_BY_THE_DOCUMENT=yes%0A";
    let spec = SPEC.replace("'#/components/schemas/Pet'", &format!("\"{hostile}\""));
    assert_ne!(spec, SPEC);
    fs::write(package.join("zoo.yaml"), spec).unwrap();
    let Built { ran, environment, log, .. } = cargo_build(&package);
    assert!(ran && environment.is_empty(), "{environment:?}");
    let said = log.lines().find(|line| line.contains("[invalid-reference]")).unwrap();
    assert!(said.contains("SAID_BY_THE_DOCUMENT"), "{said}");
}

/// Its library only quotes what was generated, so that the runtime need not be compiled for it.
fn write_package(package: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"rebuilt\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [build-dependencies]\nspecmill = {{ path = '{}' }}\n\n[workspace]\n",
        root.join("crates/specmill").display()
    );
    let build = "fn main() -> Result<(), specmill::Error> { specmill::build(\"zoo.yaml\") }\n";
    let lib = "pub const ZOO: &str = include_str!(concat!(env!(\"OUT_DIR\"), \"/zoo.rs\"));\n";
    fs::create_dir_all(package.join("src")).unwrap();
    for (name, text) in
        [("Cargo.toml", &*manifest), ("build.rs", build), ("src/lib.rs", lib), ("zoo.yaml", SPEC)]
    {
        fs::write(package.join(name), text).unwrap();
    }
    // The versions that are here already: there may be no network.
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
}

/// What a build did.
struct Built {
    /// `OUT_DIR` of the package.
    out: PathBuf,
    /// Whether its build script was run.
    ran: bool,
    /// What the build script set in the environment of rustc.
    environment: Vec<String>,
    /// What cargo said.
    log: String,
}

fn cargo_build(package: &Path) -> Built {
    let output = Command::new(env!("CARGO"))
        .args(["build", "-v", "--offline", "--message-format=json", "--target-dir"])
        .arg(package.join("target"))
        .current_dir(package)
        .env_remove("OUT_DIR")
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{log}");
    let messages = String::from_utf8(output.stdout).unwrap();
    let message = messages
        .lines()
        .map(|line| json::decode::<Value>(line.as_bytes(), Strictness::Strict).unwrap().value)
        .filter(|message| message["reason"] == "build-script-executed")
        .find(|message| message["package_id"].as_str().is_some_and(|id| id.contains("rebuilt")))
        .unwrap();
    let out = PathBuf::from(message["out_dir"].as_str().unwrap());
    let environment = message["env"].as_array().unwrap().iter().map(ToString::to_string).collect();
    // The program, and not the compiler at work on it.
    let script = |line: &str| {
        line.contains("/rebuilt-") && line.trim_end().ends_with("/build-script-build`")
    };
    let ran = log.lines().any(script);
    Built { out, ran, environment, log }
}

/// When each file below `folder` was written, by its path there.
fn modified(folder: &Path) -> BTreeMap<String, SystemTime> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let entry = entry.unwrap();
            let (path, about) = (entry.path(), entry.metadata().unwrap());
            if about.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            found.insert(name, about.modified().unwrap());
        }
    }
    found
}

/// The files that were written, added or removed in between.
fn changes(
    before: &BTreeMap<String, SystemTime>,
    after: &BTreeMap<String, SystemTime>,
) -> Vec<String> {
    let removed = before.keys().filter(|name| !after.contains_key(*name));
    let written = after.iter().filter(|(name, time)| before.get(*name) != Some(*time));
    removed.chain(written.map(|(name, _)| name)).cloned().collect()
}
