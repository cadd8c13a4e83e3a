//! The rules of `docs/ARCHITECTURE.md` that a reader of the code relies on, checked by reading it.

mod module_graph;

use std::fs;
use std::path::{Path, PathBuf};

use module_graph::{Imports, folder};

/// What each stage of the generator may import of the others (`diagnostics` is for all).
const MAY_IMPORT: [(&str, &[&str]); 11] = [
    ("source", &[]),
    ("normalize", &["source"]),
    ("spec", &["source", "normalize"]),
    ("names", &["spec"]),
    ("lower", &["spec", "names", "ir"]),
    ("ir", &[]),
    ("passes", &["ir"]),
    ("emit", &["ir"]),
    ("surface", &[]),
    ("output", &["emit", "surface"]),
    ("changes", &["surface"]),
];

/// What stages take although the table does not say so, `spec` passing on a part of `source`: to be
/// mended.
const PASSED_ON: [(&str, &str); 2] = [("names", "source"), ("lower", "source")];

/// The layers of the runtime, from the lowest up: a folder of `src`, of `src/json` or of `src/http`,
/// and what it may import of those before it, beside `FOR_ALL`. To all others, `json` is one.
const LAYERS: [(&str, &str); 23] = [
    ("text", ""),
    ("upload", ""),
    ("tape", ""),
    ("report", "tape"),
    ("encode", "upload"),
    ("decode", "tape report"),
    ("value", "upload tape report encode decode"),
    ("json", ""),
    ("headers", ""),
    ("wire", ""),
    ("describe", "json headers"),
    ("error", "json headers"),
    ("transports", "wire error"),
    ("trace", "json describe error"),
    ("auth", "headers describe error trace"),
    ("client", "json headers wire describe error auth"),
    ("request", "json upload headers wire describe error auth client"),
    ("send", "json upload headers wire describe error trace client request"),
    ("answer", "json upload headers wire describe error trace send"),
    ("builder", "json headers wire describe error transports auth client"),
    ("call", "json upload headers describe error auth client request send answer"),
    ("blocking", "error answer call"),
    ("webhooks", "json"),
];

/// What knows nothing of the rest of the runtime, and all of it may use.
const FOR_ALL: [&str; 3] = ["text", "box_error", "random"];

/// What only lists what is public.
const LISTS: [&str; 3] = ["lib", "http/mod", "json/mod"];

/// Where no two files may import each other, not even of one folder.
const WITHOUT_RINGS: [&str; 3] = ["specmill-cli", "specmill-mock", "specmill-runtime"];

/// Where rings of imports are left: to be mended.
const RINGS: [&str; 5] = [
    "crates/specmill-core/src/diagnostics/",
    "crates/specmill-core/src/normalize/",
    "crates/specmill-core/src/spec/",
    "crates/specmill-mock/src/answer",
    "crates/specmill-mock/src/coerce",
];

/// The two crates that the generator is: its stages, and its interface.
const GENERATOR: [&str; 2] = ["crates/specmill-core/src", "crates/specmill/src"];

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

fn report(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

#[test]
fn stages_import_only_what_comes_before_them() {
    let imports = Imports::of(&root().join("crates/specmill-core/src"));
    let (mut faults, mut left) = (Vec::new(), PASSED_ON.to_vec());
    for (from, to) in imports.arrows() {
        let (stage, other) = (first(from), first(to));
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == stage) else {
            continue;
        };
        let is_stage = MAY_IMPORT.iter().any(|(name, _)| *name == other);
        if !is_stage || stage == other || allowed.contains(&other) {
            continue;
        }
        left.retain(|known| *known != (stage, other));
        if !PASSED_ON.contains(&(stage, other)) {
            faults.push(format!("{from} imports {to}"));
        }
    }
    report("a stage knows only what design says it may", faults);
    let left = left.iter().map(|(stage, other)| format!("{stage} takes nothing of {other}"));
    report("what is to be mended is still there", left.collect());
}

fn first(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

#[test]
fn layers_of_the_runtime_import_only_what_is_below_them() {
    let imports = Imports::of(&root().join("crates/specmill-runtime/src"));
    let mut faults = Vec::new();
    for (from, to) in imports.arrows().filter(|(from, _)| !LISTS.contains(from)) {
        let (layer, other) = (layer(from), layer(to));
        let is_outside = first(to) == "json" && first(from) != "json";
        let other = if is_outside { "json" } else { other };
        match LAYERS.iter().find(|(name, _)| *name == layer) {
            None => faults.push(format!("{from} is in no layer of the table")),
            Some(_) if layer == other || FOR_ALL.contains(&other) => {}
            Some((_, allowed)) if allowed.split(' ').any(|name| name == other) => {}
            Some(_) => faults.push(format!("{from} imports {to}")),
        }
    }
    report("a layer knows only those below it", faults);
}

/// The folder of `src`, of `src/http` or of `src/json` that a file belongs to.
fn layer(file: &str) -> &str {
    let inner = file.strip_prefix("http/").or_else(|| file.strip_prefix("json/"));
    first(inner.unwrap_or(file))
}

#[test]
fn the_table_of_layers_goes_from_the_lowest_up() {
    let mut faults = Vec::new();
    for (at, (layer, allowed)) in LAYERS.iter().enumerate() {
        let is_below = |name: &&str| LAYERS[..at].iter().any(|(below, _)| below == name);
        let wrong = allowed.split_whitespace().filter(|name| !is_below(name));
        faults.extend(wrong.map(|name| format!("{layer} may import {name}, which is not below")));
    }
    report("a layer is above all that it knows", faults);
}

#[test]
fn imports_go_round_in_no_ring() {
    let (mut faults, mut left) = (Vec::new(), RINGS.to_vec());
    for package in fs::read_dir(root().join("crates")).unwrap().flatten() {
        let source = package.path().join("src");
        for ring in Imports::of(&source).rings() {
            let is_across = ring.iter().any(|file| folder(file) != folder(&ring[0]));
            let place = format!("{}/{}", shown(&source), ring[0]);
            if RINGS.iter().any(|known| place.starts_with(known)) {
                left.retain(|known| !place.starts_with(known));
            } else if is_across || WITHOUT_RINGS.contains(&&*package.file_name().to_string_lossy())
            {
                faults.push(format!("{}: {}", shown(&source), ring.join(", ")));
            }
        }
    }
    report("files that import each other can only be read together", faults);
    let left = left.into_iter().map(|known| format!("no ring in {known} is left: strike it out"));
    report("what is to be mended is still there", left.collect());
}

#[test]
fn only_emit_and_output_write_tokens() {
    let mut faults = Vec::new();
    for stage in [
        "source",
        "normalize",
        "spec",
        "names",
        "lower",
        "ir",
        "passes",
        "surface",
        "changes",
        "diagnostics",
    ] {
        for (path, text) in sources(&format!("crates/specmill-core/src/{stage}")) {
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
    let callers: Vec<String> = [GENERATOR[0], GENERATOR[1], "crates/specmill-cli/src", "src"]
        .into_iter()
        .flat_map(sources)
        .filter(|(_, text)| code(text).contains("serde_yaml::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(callers, ["crates/specmill-core/src/source/load.rs"]);
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
        for (path, text) in sources(&format!("crates/specmill-core/src/{stage}")) {
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
    for (path, text) in GENERATOR.into_iter().flat_map(sources) {
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
    let faults = GENERATOR
        .into_iter()
        .flat_map(sources)
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
    assert_eq!(
        callers,
        ["crates/specmill-runtime/src/http/client/retry.rs"],
        "use `crate::random`"
    );
}
