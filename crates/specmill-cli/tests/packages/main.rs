//! Crates that `specmill new` and `generate --crate` write, and folders that are generated into again.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod built;
mod created;
mod folder;
mod interrupted;
mod workspace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PETS: &str = "\
openapi: 3.1.0
info: {title: The *Pets* API, version: '1'}
servers: [{url: 'https://pets.example.com'}]
paths:
  /pets:
    get:
      tags: [Pets]
      operationId: listPets
      responses:
        '200':
          description: The pets.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
  /keepers:
    get: {tags: [Zoo Keepers], operationId: listKeepers, responses: {'204': {description: none}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {type: string, format: uuid}, born: {type: string, format: date-time}}}
";

/// A folder with `api.yaml`.
struct Folder(tempfile::TempDir);

/// What a command said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Folder {
    fn with(document: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("api.yaml", document);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specmill"));
        command.args(arguments.split(' ')).current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &str) -> Said {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs what has to succeed, and gives what it said.
    fn done(&self, arguments: &str) -> String {
        let Said { code, out, err } = self.run(arguments);
        assert_eq!(code, Some(0), "{arguments}\n{out}{err}");
        out
    }

    /// Every file below the folder `name`, with its text.
    fn files(&self, name: &str) -> BTreeMap<String, String> {
        let (mut found, mut open) = (BTreeMap::new(), vec![self.path(name)]);
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(self.path(name)).unwrap().display().to_string();
                    found.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
        found
    }
}

/// The checkout that these tests are in.
fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}
