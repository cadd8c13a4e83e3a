//! The rules of `docs/ARCHITECTURE.md` that a reader of the code relies on, checked by reading it.

use std::fs;
use std::path::{Path, PathBuf};

/// What each stage of the generator may import of the others (`diagnostics` is for all).
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("source", &[]),
    ("normalize", &["source"]),
    ("spec", &["source", "normalize"]),
    ("names", &["spec"]),
    ("lower", &["spec", "names", "ir"]),
    ("ir", &[]),
    ("passes", &["ir"]),
    ("emit", &["ir"]),
    ("output", &["emit"]),
    ("changes", &[]),
];

const MOST_LINES: usize = 500;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `folder`, with its path from the root and its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                found.push((shown(&path), text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources below {folder}");
    found.sort();
    found
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// The code of a file: no comments, no unit tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The stages that `text` names in a path from the crate's root.
fn imported(text: &str) -> Vec<String> {
    text.match_indices("crate::")
        .flat_map(|(at, found)| {
            let rest = &text[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(list) => list
                    .split('}')
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .map(|path| path.split("::").next().unwrap_or_default().trim().to_owned())
                    .collect(),
                None => vec![word(rest)],
            }
        })
        .collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect()
}

fn report(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

#[test]
fn stages_import_only_what_comes_before_them() {
    let mut faults = Vec::new();
    for (stage, allowed) in MAY_IMPORT {
        for (path, text) in sources(&format!("crates/specmill/src/{stage}")) {
            for name in imported(&code(&text)) {
                let known = MAY_IMPORT.iter().any(|(other, _)| *other == name);
                if known && name != stage && !allowed.contains(&name.as_str()) {
                    faults.push(format!("{path} imports {name}"));
                }
            }
        }
    }
    report("a stage knows only what design says it may", faults);
}

#[test]
fn only_emit_and_output_write_tokens() {
    let mut faults = Vec::new();
    for stage in
        ["source", "normalize", "spec", "names", "lower", "ir", "passes", "changes", "diagnostics"]
    {
        for (path, text) in sources(&format!("crates/specmill/src/{stage}")) {
            for name in ["quote::", "quote!", "proc_macro2", "syn::"] {
                if code(&text).contains(name) {
                    faults.push(format!("{path} uses {name}"));
                }
            }
        }
    }
    report("tokens are emit's and output's", faults);
}

#[test]
fn the_runtime_does_not_know_the_generator() {
    let faults = sources("crates/specmill-runtime/src")
        .into_iter()
        .filter(|(_, text)| code(text).contains("specmill::"))
        .map(|(path, _)| path)
        .collect();
    report("the runtime knows nothing of the generator", faults);
    let manifest = fs::read_to_string(root().join("crates/specmill-runtime/Cargo.toml")).unwrap();
    assert!(!manifest.contains("specmill.workspace"), "the runtime depends on the generator");
}

#[test]
fn serde_yaml_is_called_in_one_file() {
    let callers: Vec<String> = ["crates/specmill/src", "crates/specmill-cli/src", "src"]
        .into_iter()
        .flat_map(sources)
        .filter(|(_, text)| code(text).contains("serde_yaml::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(callers, ["crates/specmill/src/source/load.rs"]);
}

/// Cargo obeys lines, and terminals obey what is in them: what a document or a request says gets there
/// through two functions.
#[test]
fn one_file_writes_to_cargo_and_one_to_the_terminal() {
    let mut writers: Vec<String> = Vec::new();
    let mut files: Vec<(String, String)> =
        ["build", "src", "crates"].into_iter().flat_map(sources).collect();
    files.push(("build.rs".to_owned(), fs::read_to_string(root().join("build.rs")).unwrap()));
    for (path, text) in files {
        let is_for_tests =
            ["/tests/", "/benches/", "/examples/"].iter().any(|part| path.contains(part));
        let writes = ["print!(", "println!(", "stdout()", "stderr()"];
        if !is_for_tests && writes.iter().any(|call| code(&text).contains(call)) {
            writers.push(path);
        }
    }
    assert_eq!(writers, ["crates/specmill-cli/src/terminal.rs", "crates/specmill/src/cargo.rs"]);
}

#[test]
fn nobody_asks_for_the_version_after_normalize() {
    let mut faults = Vec::new();
    for stage in ["spec", "names", "lower", "ir", "passes", "emit", "output"] {
        for (path, text) in sources(&format!("crates/specmill/src/{stage}")) {
            if code(&text).contains("\"openapi\"") || code(&text).contains("\"3.") {
                faults.push(path);
            }
        }
    }
    report("a document has no version after normalize", faults);
}

#[test]
fn nothing_panics_on_a_document() {
    let mut faults = Vec::new();
    for (path, text) in sources("crates/specmill/src") {
        for (number, line) in code(&text).lines().enumerate() {
            for call in
                [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("]
            {
                if line.contains(call) {
                    faults.push(format!("{path}:{}: {call}", number + 1));
                }
            }
        }
    }
    report("a document never makes the generator panic", faults);
}

#[test]
fn output_does_not_depend_on_a_hash() {
    let faults = sources("crates/specmill/src")
        .into_iter()
        .filter(|(_, text)| code(text).contains("HashMap") || code(text).contains("HashSet"))
        .map(|(path, _)| path)
        .collect();
    report("the order of a hash map is another one on every run", faults);
}

#[test]
fn files_are_short() {
    let mut faults = Vec::new();
    for folder in ["src", "tests", "examples", "benches", "crates", "fuzz"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > MOST_LINES {
                faults.push(format!("{path}: {lines} lines"));
            }
        }
    }
    report("no file passes 500 lines", faults);
}

#[test]
fn what_can_be_guessed_is_used_for_waits_alone() {
    let callers: Vec<String> = sources("crates/specmill-runtime/src")
        .into_iter()
        .filter(|(_, text)| code(text).contains("fastrand::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(callers, ["crates/specmill-runtime/src/http/retry.rs"], "use `crate::random`");
}
