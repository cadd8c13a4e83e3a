//! What is said about documents with a fault, and that a fault costs no more than it must.
//!
//! Each folder of `tests/rejects` is named after the code of its fault (`code--variant` where there
//! are several) and holds a document and, as a snapshot, all that is said about it.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "rejects/explained.rs"]
mod explained;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use specmill::{Diagnostics, Error, Generator, Output};

/// The path from the package's folder, where tests run: snapshots must not name the machine's.
fn relative(path: &Path) -> &Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.strip_prefix(package.canonicalize().unwrap_or_default()).unwrap_or(path);
    path.strip_prefix(package).unwrap_or(path)
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}

/// Whatever came out is Rust.
fn assert_rust(output: &Output) {
    for file in output.files() {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{}: {error}\n{}", file.path, file.text);
        }
    }
}

/// What is said about the document at `path`.
fn said(path: &Path) -> (String, Vec<&'static str>) {
    match Generator::new(path).render() {
        Ok(output) => {
            assert_rust(&output);
            let strict = Generator::new(path).strict(true).render();
            assert_eq!(strict.is_err(), output.diagnostics().has_faults(), "{}", path.display());
            let mut text = "A client is generated.\n\n".to_owned();
            write!(text, "{}", output.diagnostics()).unwrap();
            explained::assert_explained(path, output.diagnostics());
            (text, codes(output.diagnostics()))
        }
        Err(error) => {
            explained::assert_explained(path, error.diagnostics());
            (format!("Nothing is generated.\n\n{error}\n"), codes(error.diagnostics()))
        }
    }
}

#[test]
fn every_fault_is_told_with_its_place_and_the_way_out() {
    let mut wrong = Vec::new();
    insta::glob!("rejects/*/spec.*", |path| {
        let folder = path.parent().unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let code = name.split("--").next().unwrap();
        let (text, codes) = said(relative(path));
        if !codes.contains(&code) {
            wrong.push(format!("{name} says {codes:?}:\n{text}"));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_suffix("");
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("diagnostics", text));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn error(path: impl AsRef<Path>) -> Error {
    Generator::new(path).render().unwrap_err()
}

#[test]
fn a_file_that_is_not_there_and_a_folder() {
    let missing = error("tests/rejects/not-here.yaml");
    assert_eq!(codes(missing.diagnostics()), ["missing-file"]);
    assert!(missing.to_string().contains("tests/rejects/not-here.yaml"), "{missing}");
    let folder = error("tests/rejects");
    assert_eq!(codes(folder.diagnostics()), ["not-a-file"]);
}

#[test]
fn without_a_folder_to_write_to_nothing_is_written() {
    let path = "tests/cases/empty/spec.yaml";
    let directory = tempfile::tempdir().unwrap();
    let blocked = directory.path().join("file");
    std::fs::write(&blocked, "not a folder").unwrap();
    let error = Generator::new(path).out_dir(&blocked).build().unwrap_err();
    assert_eq!(codes(error.diagnostics()), ["not-written"]);
    assert_eq!(std::fs::read_to_string(&blocked).unwrap(), "not a folder");
}

fn written(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    std::fs::write(&path, text).unwrap();
    (directory, path)
}

#[test]
fn ten_thousand_levels_end_in_a_diagnostic() {
    let nest =
        |open: &str, close: &str| format!("{}{{}}{}", open.repeat(10_000), close.repeat(10_000));
    let schema = nest("{\"type\": \"array\", \"items\": ", "}");
    let json = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"Deep\", \"version\": \"1\"}}, \
         \"paths\": {{}}, \"components\": {{\"schemas\": {{\"Deep\": {schema}}}}}}}"
    );
    for name in ["spec.json", "spec.yaml"] {
        let (_directory, path) = written(name, &json);
        assert_eq!(codes(error(path).diagnostics()), ["too-deep"], "{name}");
    }
    // The same as block YAML, where only the indentation nests.
    let mut yaml = "openapi: 3.0.3\ninfo: {title: Deep, version: '1'}\npaths: {}\nx:\n".to_owned();
    for level in 1..2_000 {
        writeln!(yaml, "{}a:", " ".repeat(level)).unwrap();
    }
    let (_directory, path) = written("spec.yaml", &yaml);
    assert_eq!(codes(error(path).diagnostics()), ["too-deep"]);
}

/// A document of some size, to be broken in every place.
const WHOLE: &str = include_str!("cases/openapi31/spec.yaml");
const OLDER: &str = include_str!("cases/all_of/spec.yaml");

/// Every place in `value`, as the keys and indices that lead there.
fn places(value: &serde_json::Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        serde_json::Value::Object(members) => members.iter().for_each(|(name, member)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            places(member, &format!("{at}/{name}"), into);
        }),
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| places(item, &format!("{at}/{index}"), into)),
        _ => {}
    }
}

#[test]
fn no_node_replaced_by_another_kind_makes_it_panic_or_give_what_is_not_rust() {
    let replacements = [
        serde_json::json!(null),
        serde_json::json!([]),
        serde_json::json!(["x"]),
        serde_json::json!({}),
        serde_json::json!("*/ ``` \u{202e}"),
        serde_json::json!(-1.5),
        serde_json::json!(true),
        serde_json::json!({"$ref": "#/components/schemas/Base"}),
    ];
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("spec.json");
    for document in [WHOLE, OLDER] {
        let whole: serde_json::Value = serde_yaml::from_str(document).unwrap();
        let mut all = Vec::new();
        places(&whole, "", &mut all);
        assert!(all.len() > 100);
        // Two kinds for each place, others for its neighbour: each place with each kind would take
        // a minute.
        for (number, place) in all.iter().enumerate() {
            for replacement in [number * 2, number * 2 + 1].map(|at| &replacements[at % 8]) {
                let mut broken = whole.clone();
                *broken.pointer_mut(place).unwrap() = replacement.clone();
                std::fs::write(&path, broken.to_string()).unwrap();
                if let Ok(output) = Generator::new(&path).render() {
                    assert_rust(&output);
                }
            }
        }
    }
}

/// YAML has numbers that JSON has not; they are no constants, and no defaults to start from.
#[test]
fn infinite_numbers_are_plain_numbers() {
    let spec = "
openapi: 3.1.0
info: {title: Endless, version: '1'}
paths:
  /a:
    post:
      operationId: send
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Endless'}}}}
      responses: {'204': {description: none}}
components:
  schemas:
    Endless:
      type: object
      required: [most, none]
      properties:
        most: {const: .inf}
        none: {type: number, default: .nan}
        least: {oneOf: [{const: -.inf}, {type: string}]}
";
    let (_directory, path) = written("spec.yaml", spec);
    let surface = Generator::new(&path).render().unwrap().surface().to_string();
    for line in
        ["Endless.most: f64", "EndlessLeast::Number(f64)", "Endless::new(most: f64, none: f64)"]
    {
        assert!(surface.contains(line), "{line} not in\n{surface}");
    }
}

/// Cargo is told a few of many warnings of one kind, and their number.
#[test]
fn of_many_faults_of_one_kind_the_first_are_shown() {
    let mut spec =
        "openapi: 3.0.0\ninfo: {title: Many, version: '1', description: []}\npaths:\n".to_owned();
    for number in 0..1_473 {
        let responses = "responses: {'204': {description: none}}";
        writeln!(spec, "  '/{number}/{{id}}': {{get: {{operationId: o{number}, {responses}}}}}")
            .unwrap();
        writeln!(spec, "  '/x{number}': {{get: {{operationId: [], {responses}}}}}").unwrap();
    }
    let (_directory, path) = written("spec.yaml", &spec);
    let output = Generator::new(&path).render().unwrap();
    let found = output.diagnostics();
    assert_eq!(found.iter().len(), 2 * 1_473 + 1);
    assert_eq!(found.lines().count(), 2 * 1_473 + 1);
    let lines: Vec<String> = found.summary_lines().map(|(_, line)| line).collect();
    let of = |code: &str| lines.iter().filter(|line| line.contains(&format!("[{code}]"))).count();
    assert_eq!(of("invalid-info"), 1);
    assert_eq!(of("undeclared-path-parameter"), 5 + 1);
    assert!(lines.iter().any(|line| line.starts_with("[undeclared-path-parameter] 1468 more")));
    assert!(lines.len() < 40, "{lines:#?}");
    let strict = Generator::new(&path).strict(true).render().unwrap_err();
    assert_eq!(strict.to_string().matches("[undeclared-path-parameter]").count(), 5 + 1);
    assert_eq!(strict.diagnostics().iter().len(), found.iter().len());
}
