//! `specmill check` and `specmill explain`: formats, verdicts and exit codes.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// One warning and one error; `second.yaml` has an error of its own.
const DOCUMENT: &str = "openapi: 3.0.0
info: {title: Pets, version: '1'}
paths:
  '/pets/{id}': {get: {operationId: getPet, responses: {'204': {description: none}}}}
components:
  schemas:
    Pet: {$ref: './second.yaml#/Pet'}
    Age: {type: integer, default: \"100%, 'all' of: it\"}
";
const SECOND: &str = "# What is referred to.\nPet:\n  properties: {ä: {$ref: 'nowhere.yaml'}}\n";

fn specmill(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_specmill"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("second.yaml"), SECOND).unwrap();
    folder
}

/// The exit code, and what is said on standard output and standard error.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let output = specmill(folder, &[&["check", "api.yaml"], more].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn each_fault_has_its_line_in_its_file() {
    let folder = folder();
    let (code, out, wrong) = check(folder.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(1), "3 found\n"), "{wrong}");
    let undeclared = "\
warning[undeclared-path-parameter]: `id` is in the path but no parameter declares it
 --> api.yaml:4:18
  |
4 |   '/pets/{id}': {get: {operationId: getPet, responses: {'204': {description: none}}}}
  |                  ^^^
  |
  = at: /paths/~1pets~1{id}/get
  = help: it becomes a required string; declare it in the document or in an overlay
";
    assert!(wrong.contains(undeclared), "{wrong}");
    let elsewhere = "\
 --> second.yaml:3:20
  |
3 |   properties: {ä: {$ref: 'nowhere.yaml'}}
  |                    ^^^^^^^^^^^^^^^^^^^^
";
    assert!(wrong.contains(elsewhere), "{wrong}");
    let default = "\
8 |     Age: {type: integer, default: \"100%, 'all' of: it\"}
  |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^";
    assert!(wrong.contains(default), "{wrong}");
}

#[test]
fn a_document_that_cannot_be_read_has_its_line_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.yaml"), "openapi: 3.0.0\ninfo: {title: a\n\tpaths: {}\n")
        .unwrap();
    let (code, out, wrong) = check(folder.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(wrong.starts_with("error[invalid-yaml]: "), "{wrong}");
    assert!(wrong.contains("\n3 |     paths: {}\n  | ^"), "{wrong}");
    let (code, out, wrong) = check(folder.path(), &["--format", "json", "--allow", "invalid-yaml"]);
    assert_eq!((code, out.as_str(), wrong.as_str()), (Some(2), "[]\n", ""));
}

#[test]
fn json_is_an_object_a_line() {
    let folder = folder();
    let (code, out, wrong) = check(folder.path(), &["--format", "json"]);
    assert_eq!((code, wrong.as_str()), (Some(1), ""));
    assert_eq!(out.lines().count(), 3 + 2);
    let found: Vec<Value> = serde_json::from_str(&out).unwrap();
    let first = serde_json::json!({
        "code": "undeclared-path-parameter",
        "severity": "warning",
        "message": "`id` is in the path but no parameter declares it",
        "help": "it becomes a required string; declare it in the document or in an overlay",
        "file": "api.yaml",
        "line": 4,
        "column": 18,
        "pointer": "/paths/~1pets~1{id}/get",
    });
    assert!(found.contains(&first), "{out}");
    assert_eq!(found.last().unwrap()["file"], "second.yaml");
    assert_eq!(found.last().unwrap()["severity"], "error");
    // What has no place says so.
    let (_, out, _) = check(folder.path(), &["--format", "json", "--overlay", "none.yaml"]);
    let found: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!((&found[0]["code"], &found[0]["line"]), (&"missing-file".into(), &Value::Null));
}

/// What the standard requires of each object ("Static Analysis Results Interchange Format" 2.1.0).
#[test]
fn sarif_has_what_the_standard_requires() {
    let folder = folder();
    fs::rename(folder.path().join("api.yaml"), folder.path().join("an api.yaml")).unwrap();
    let output = specmill(folder.path(), &["check", "an api.yaml", "--format", "sarif"]);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("/sarif-2.1.0.json"));
    let [run] = log["runs"].as_array().unwrap().as_slice() else { panic!("one run: {log}") };
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "specmill");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        assert!(rule["helpUri"].as_str().unwrap().ends_with(&format!("DIAGNOSTICS.md#{id}")));
        assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string());
        assert!(rule["fullDescription"]["text"].as_str().unwrap().ends_with('.'));
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("```yaml"));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!((rules.len(), results.len()), (3, 3));
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["an%20api.yaml", "second.yaml"].contains(&uri), "{uri}");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(place["region"]["startColumn"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn github_shows_errors_first_and_nothing_ends_a_command() {
    let folder = folder();
    let (code, out, wrong) = check(folder.path(), &["--format", "github"]);
    assert_eq!((code, wrong.as_str()), (Some(1), ""));
    let lines: Vec<&str> = out.lines().collect();
    assert!(
        lines[0].starts_with("::error file=second.yaml,line=3,col=20,title=unresolved-reference::")
    );
    assert!(
        lines[1..].iter().all(|line| line.starts_with("::warning file=api.yaml,line=")),
        "{out}"
    );
    let undeclared = "::warning file=api.yaml,line=4,col=18,title=undeclared-path-parameter::`id` is in \
        the path but no parameter declares it; it becomes a required string; declare it in the document \
        or in an overlay";
    assert!(lines.contains(&undeclared), "{out}");
}

#[test]
fn codes_are_allowed_and_denied() {
    let folder = folder();
    let outcome = |more: &[&str]| {
        let (code, out, _) = check(folder.path(), more);
        (code.unwrap(), out.trim().to_owned())
    };
    let found = |count: usize| format!("{count} found");
    let no_error = ["--allow", "unresolved-reference"];
    assert_eq!(outcome(&no_error), (0, found(2)));
    assert_eq!(outcome(&[&no_error[..], &["--strict"]].concat()), (1, found(2)));
    assert_eq!(outcome(&[&no_error[..], &["--deny", "warnings"]].concat()), (1, found(2)));
    assert_eq!(outcome(&[&no_error[..], &["--deny", "invalid-default"]].concat()), (1, found(2)));
    assert_eq!(outcome(&[&no_error[..], &["--deny", "empty-enum"]].concat()), (0, found(2)));
    let all = ["--allow", "invalid-default", "--allow", "undeclared-path-parameter"];
    assert_eq!(outcome(&[&no_error[..], &all].concat()), (0, "nothing is wrong".to_owned()));
    let (_, _, wrong) = check(folder.path(), &["--deny", "invalid-default"]);
    assert!(wrong.contains("error[invalid-default]: "), "{wrong}");
}

#[test]
fn wrong_arguments_are_said_with_a_way_out() {
    let folder = folder();
    let said = |more: &[&str]| {
        let (code, out, wrong) = check(folder.path(), more);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{wrong}");
        wrong
    };
    assert!(said(&["--deny", "invalid-defalt"]).contains("did you mean `invalid-default`?"));
    assert!(said(&["--allow", "warnings"]).contains("`specmill explain` lists them"));
    let both = said(&["--allow", "empty-enum", "--deny", "empty-enum"]);
    assert!(both.contains("`empty-enum` is both allowed and denied"), "{both}");
    let untyped = said(&["--report-untyped", "--format", "json"]);
    assert!(untyped.contains("`--report-untyped` is text"), "{untyped}");
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let folder = folder();
    let is_coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specmill"));
        command.args(["check", "api.yaml"]).args(arguments).current_dir(folder.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let output = command.envs(variables.iter().copied()).output().unwrap();
        output.stderr.contains(&0x1b)
    };
    assert!(!is_coloured(&[], &[]));
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

fn explain(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = specmill(Path::new("."), &[&["explain"], arguments].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn explain_shows_what_is_wrong_and_what_is_right() {
    let (code, out, _) = explain(&["unknown-type"]);
    assert_eq!(code, Some(0));
    assert!(
        out.starts_with("unknown-type (warning)\n\n`type` names no type of JSON Schema."),
        "{out}"
    );
    assert!(out.contains("Wrong:\n\n    components:\n"), "{out}");
    assert!(out.contains("Right:\n\n    components:\n"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    let (_, all, _) = explain(&[]);
    assert!(all.lines().count() > 100);
    assert!(all.contains("\n  unknown-type  "), "{all}");
    let (_, json, _) = explain(&["unknown-type", "internal", "--format", "json"]);
    let entries: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(entries[0]["severities"][0], "warning");
    assert_eq!(entries[1]["wrong"], Value::Null);
    let (code, out, wrong) = explain(&["unknown_typ"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        wrong,
        "error: `unknown_typ`: there is no such code; did you mean `unknown-type`?\n"
    );
}

/// `INSTA_UPDATE=always` writes the page.
#[test]
fn the_page_of_codes_is_up_to_date() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/DIAGNOSTICS.md");
    let (_, made, _) = explain(&["--format", "markdown"]);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
        fs::write(&page, &made).unwrap();
    }
    let is_same = fs::read_to_string(&page).is_ok_and(|page| page == made);
    assert!(
        is_same,
        "`specmill explain --format markdown` is to be written to docs/DIAGNOSTICS.md"
    );
}
