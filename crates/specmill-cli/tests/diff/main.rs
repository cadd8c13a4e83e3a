//! `specmill diff` as its user runs it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod formats;
mod revisions;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const OLD: &str = include_str!("old.yaml");
const NEW: &str = include_str!("new.yaml");

/// A folder with both documents.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.yaml"), OLD).unwrap();
    fs::write(folder.path().join("new.yaml"), NEW).unwrap();
    folder
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specmill"));
    command.arg("diff").args(arguments).current_dir(folder).output().unwrap()
}

/// What it prints, where it fails by nothing but its changes.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = diff(folder, arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    assert!(output.status.code() < Some(2), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The exit code, and the error.
fn failure(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = diff(folder, arguments);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// `--fail-on` decides by what breaks code, what is new, and what breaks running programs.
#[test]
fn the_exit_code_is_what_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let with = |name: &str, edits: &[(&str, &str)]| {
        let mut document = OLD.to_owned();
        for (from, to) in edits {
            assert_eq!(document.matches(from).count(), 1, "{from}");
            document = document.replace(from, to);
        }
        fs::write(folder.path().join(name), document).unwrap();
    };
    with("same.yaml", &[]);
    with("breaks.yaml", &[("operationId: listModels", "operationId: allModels")]);
    with(
        "more.yaml",
        &[(
            "{name: limit,",
            "{name: after, in: query, schema: {type: string}}\n        - {name: limit,",
        )],
    );
    with("wire.yaml", &[("/models:", "/v2/models:")]);
    with(
        "misread.yaml",
        &[(
            "author: {$ref: '#/components/schemas/Author'}}}\n    Author: {type: object, required: [name]",
            "author: {$ref: '#/components/schemas/Author'}}}\n    Author: {type: object, required: []",
        )],
    );
    with("known.yaml", &[("enum: [open, closed]", "enum: [open, closed, archived]")]);
    let codes = |new: &str| {
        ["breaking", "addition", "wire", "never"].map(|fail_on| {
            let arguments = ["same.yaml", new, "--fail-on", fail_on];
            diff(folder.path(), &arguments).status.code().unwrap()
        })
    };
    assert_eq!(codes("same.yaml"), [0, 0, 0, 0]);
    assert_eq!(codes("breaks.yaml"), [1, 1, 1, 0]);
    assert_eq!(codes("more.yaml"), [0, 1, 0, 0]);
    assert_eq!(codes("wire.yaml"), [0, 0, 1, 0]);
    assert_eq!(codes("misread.yaml"), [1, 1, 1, 0]);
    assert_eq!(codes("known.yaml"), [0, 1, 0, 0]);
    let default = diff(folder.path(), &["same.yaml", "breaks.yaml"]);
    assert_eq!(default.status.code(), Some(1));
}

#[test]
fn what_is_wrong_with_an_argument_is_said() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("broken.yaml"), "openapi: 3.0.0\n\tinfo: {}\n").unwrap();
    let said = |arguments: &[&str]| {
        let (code, said) = failure(folder.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        said
    };
    assert!(said(&["old.yaml", "missing.yaml"]).contains("missing.yaml"));
    assert!(said(&["missing.yaml", "new.yaml"]).contains("missing.yaml"));
    assert!(said(&["sub", "new.yaml"]).contains("sub"));
    assert!(said(&["old.yaml", "broken.yaml"]).contains("broken.yaml"));
    assert!(said(&["old.yaml"]).contains("<NEW>"));
    let text = said(&["old.yaml", "new.yaml", "--summary", "--format", "json"]);
    assert!(text.starts_with("error: `--summary` is text"), "{text}");
    let text = said(&["old.yaml", "new.yaml", "--format", "markdown", "--max-length", "3"]);
    assert!(text.contains("--max-length"), "{text}");
    let text = said(&["old.yaml", "new.yaml", "--out", "no/such/folder.txt"]);
    assert!(text.starts_with("error: `no/such/folder.txt` cannot be written: "), "{text}");
    let text = said(&["old.yaml", "new.yaml", "--out", "sub"]);
    assert!(text.starts_with("error: `sub` cannot be written: "), "{text}");
}

/// What a fault of a document costs would be listed as removed: it is said first.
#[test]
fn faults_that_cost_an_operation_are_said() {
    let folder = folder();
    let faulty =
        NEW.replace("operationId: listModels", "operationId: listModels\n      requestBody: 7");
    fs::write(folder.path().join("faulty.yaml"), faulty).unwrap();
    let output = diff(folder.path(), &["new.yaml", "faulty.yaml"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("faulty.yaml"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}
