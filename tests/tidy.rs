//! The rules of `docs/ARCHITECTURE.md` that a reader of the code relies on, checked by reading it.

mod module_graph;

use std::fs;
use std::path::{Path, PathBuf};

use module_graph::{Imports, folder};

/// What each stage of the generator may import of the others. All but `tree` may note `diagnostics`.
const MAY_IMPORT: [(&str, &[&str]); 16] = [
    ("tree", &[]),
    ("diagnostics", &["tree"]),
    ("source", &["tree"]),
    ("report", &["tree", "source"]),
    ("conformance", &["tree"]),
    ("normalize", &["tree", "source"]),
    ("spec", &["tree", "normalize"]),
    ("names", &["tree", "spec"]),
    ("ir", &[]),
    ("lower", &["tree", "spec", "names", "ir"]),
    ("passes", &["ir"]),
    ("emit", &["ir"]),
    ("surface", &[]),
    ("output", &["emit", "surface"]),
    ("changes", &["surface"]),
    ("wire", &["ir"]),
];

/// The layers of the runtime, from the lowest up: a folder of `src`, of `src/json` or of `src/http`,
/// and what it may import of those before it, beside `FOR_ALL`. To all others, `json` is one.
const LAYERS: [(&str, &str); 26] = [
    ("text", ""),
    ("upload", ""),
    ("map", ""),
    ("tape", ""),
    ("report", "tape"),
    ("encode", "upload map"),
    ("decode", "map tape report"),
    ("value", "upload map tape report encode decode"),
    ("json", ""),
    ("headers", ""),
    ("wire", ""),
    ("describe", "json headers"),
    ("error", "json headers describe"),
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
    ("mistaken", "error answer call"),
    ("testing", "json upload headers wire describe error auth client builder"),
    ("webhooks", "json"),
];

/// What knows nothing of the rest of the runtime, and all of it may use.
const FOR_ALL: [&str; 5] = ["text", "auto_traits", "box_error", "clock", "random"];

/// What only lists what is public.
const LISTS: [&str; 4] = ["lib", "__private", "http/mod", "json/mod"];

/// Where no two files may import each other, not even of one folder.
const WITHOUT_RINGS: [&str; 4] = ["specmill", "specmill-cli", "specmill-mock", "specmill-runtime"];

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

/// Code without what its string literals contain: the generator writes code in them.
fn without_texts(code: &str) -> String {
    let code = code.replace(r"\\", "").replace(r#"\""#, "").replace("'\"'", "");
    code.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

fn report(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}:\n{}", faults.join("\n"));
}

#[test]
fn stages_import_only_what_comes_before_them() {
    let imports = Imports::of(&root().join("crates/specmill-core/src"));
    let mut faults = Vec::new();
    for (from, to) in imports.arrows() {
        let (stage, other) = (first(from), first(to));
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == stage) else {
            continue;
        };
        let is_stage = MAY_IMPORT.iter().any(|(name, _)| *name == other);
        let is_for_all = other == "diagnostics" && stage != "tree";
        if is_stage && stage != other && !is_for_all && !allowed.contains(&other) {
            faults.push(format!("{from} imports {to}"));
        }
    }
    report("a stage knows only what design says it may", faults);
    let mut faults = Vec::new();
    for (at, (stage, allowed)) in MAY_IMPORT.iter().enumerate() {
        let is_below = |name: &&&str| MAY_IMPORT[..at].iter().any(|(below, _)| below == *name);
        let wrong = allowed.iter().filter(|name| !is_below(name));
        faults.extend(wrong.map(|name| format!("{stage} may import {name}, which is not below")));
    }
    report("a stage is above all that it knows", faults);
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
            // They may use each other.
            None if FOR_ALL.contains(&layer) && FOR_ALL.contains(&other) => {}
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
    let mut faults = Vec::new();
    for package in fs::read_dir(root().join("crates")).unwrap().flatten() {
        let source = package.path().join("src");
        for ring in Imports::of(&source).rings() {
            let is_across = ring.iter().any(|file| folder(file) != folder(&ring[0]));
            if is_across || WITHOUT_RINGS.contains(&&*package.file_name().to_string_lossy()) {
                faults.push(format!("{}: {}", shown(&source), ring.join(", ")));
            }
        }
    }
    report("files that import each other can only be read together", faults);
}

#[test]
fn only_emit_and_output_write_tokens() {
    let mut faults = Vec::new();
    for stage in [
        "tree",
        "diagnostics",
        "source",
        "report",
        "conformance",
        "normalize",
        "spec",
        "names",
        "lower",
        "ir",
        "passes",
        "surface",
        "changes",
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

/// What OpenAI's API does is named in `spec/overlay.conventions.yaml`. `x-stainless-const` is a word of
/// documents, whosever they are.
#[test]
fn no_crate_knows_what_one_api_does() {
    const WORDS: [&str; 3] = ["openai", "stainless", "[done]"];
    const EXAMPLE: &str = "crates/specmill-runtime/src/http/describe/conventions.rs";
    // Their comments say what was measured, and what is tested.
    const MAY_TELL: [&str; 2] = ["crates/specmill-core/", "crates/specmill-official/"];
    let mut faults = Vec::new();
    for (path, text) in sources("crates").into_iter().filter(|(path, _)| path.contains("/src/")) {
        let may_tell = path == EXAMPLE || MAY_TELL.iter().any(|package| path.starts_with(package));
        let text = if may_tell { code(&text) } else { text };
        let text = text.to_lowercase().replace("x-stainless-const", "");
        let found = WORDS.iter().filter(|word| text.contains(**word));
        faults.extend(found.map(|word| format!("{path}: `{word}`")));
    }
    report("what one API does is data: see `Conventions`", faults);
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
            ["/tests/", "/benches/", "/examples/", "/frameworks/", "/specmill-fidelity/"]
                .iter()
                .any(|part| path.contains(part));
        let writes = ["print!(", "println!(", "stdout()", "stderr()"];
        let code = without_texts(&code(&text));
        if !is_for_tests && writes.iter().any(|call| code.contains(call)) {
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

/// The files of the runtime whose code has one of `calls` in it.
fn callers_in_the_runtime(calls: &[impl AsRef<str>]) -> Vec<String> {
    let files = sources("crates/specmill-runtime/src").into_iter();
    let calls_any = |code: &str| calls.iter().any(|call| code.contains(call.as_ref()));
    let callers = files.filter(|(_, text)| calls_any(&code(text)));
    callers.map(|(path, _)| path).collect()
}

#[test]
fn time_comes_from_one_file_and_chance_from_another() {
    assert_eq!(
        callers_in_the_runtime(&["SystemTime::now", "Instant::now", "tokio::time"]),
        ["crates/specmill-runtime/src/clock.rs"],
        "use `crate::clock`"
    );
    assert_eq!(
        callers_in_the_runtime(&["getrandom::"]),
        ["crates/specmill-runtime/src/random.rs"],
        "use `crate::random`"
    );
    // It begins with the clock, and what it gives next can be computed from what it gave.
    assert_eq!(callers_in_the_runtime(&["fastrand"]), [""; 0], "use `crate::random`");
}

/// What is shown of a header or a query parameter is decided by a list of what is harmless, in one
/// place.
#[test]
fn one_file_logs_headers_and_queries() {
    let heads = "crates/specmill-runtime/src/http/trace/heads.rs";
    assert_eq!(callers_in_the_runtime(&["is_harmless_header", "is_harmless_parameter"]), [heads]);
    let macros = ["trace!(", "debug!(", "info!(", "warn!(", "error!("];
    let mut loggers = callers_in_the_runtime(&macros.map(|name| format!("tracing::{name}")));
    loggers.retain(|path| !path.contains("/http/trace/"));
    // Drift that `serde` has no other way to tell of; JSON knows nothing of headers.
    assert_eq!(loggers, ["crates/specmill-runtime/src/json/value/bridge.rs"]);
    let mut shown = callers_in_the_runtime(&["HeaderMap", ".query()"]);
    shown.retain(|path| path.contains("/http/trace/") && !path.ends_with("/off.rs"));
    assert_eq!(shown, [heads]);
}

/// A secret is a `Secret`, which shows nothing and is zeroed; a list of them is `Secrets`.
#[test]
fn there_is_one_type_of_secrets() {
    assert_eq!(
        callers_in_the_runtime(&["Zeroizing::", "Zeroizing<"]),
        [
            "crates/specmill-runtime/src/text/secret.rs",
            // The bytes of a key, for as long as it takes to make it ready.
            "crates/specmill-runtime/src/webhooks/mod.rs",
        ]
    );
    let faults = callers_in_the_runtime(&["secrets: Vec<", "secrets: &[", "secret: String"]);
    report("a secret is a `Secret`", faults);
}

#[test]
fn errors_of_the_runtime_are_types_and_not_text() {
    let faults = sources("crates/specmill-runtime/src").into_iter().flat_map(|(path, text)| {
        let code = code(&text).split_whitespace().collect::<String>();
        let is_text =
            code.match_indices("Result<").any(|(at, _)| error_of(&code[at..]) == "String");
        is_text.then_some(path)
    });
    report("an error is a type, whose words are written once", faults.collect());
}

/// The second argument of the `Result<…>` that `code` begins with.
fn error_of(code: &str) -> &str {
    let (mut depth, mut start) = (0, None);
    for (at, char) in code.char_indices() {
        match char {
            '<' | '(' | '[' => depth += 1,
            ']' | ')' => depth -= 1,
            '>' if depth > 1 => depth -= 1,
            '>' => return start.map_or("", |start| &code[start..at]),
            ',' if depth == 1 => start = Some(at + 1),
            _ => {}
        }
    }
    ""
}

/// Each row of docs/SDK.md says what is here, or why there is nothing, and names what shows it: an example, a
/// test or a page that is there.
#[test]
fn what_is_shown_beside_the_official_sdks_is_there() {
    let text = fs::read_to_string(root().join("docs/SDK.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.contains("| shown by |"));
    let mut faults = Vec::new();
    for row in rows {
        // A `|` of code is escaped in a table.
        let row = row.replace(r"\|", "");
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, here, shown] = cells.as_slice() else {
            faults.push(format!("no row of three cells: {row}"));
            continue;
        };
        if here.len() < 3 || (here.starts_with("no") && !here.starts_with("no: ")) {
            faults.push(format!("nothing is said of what is here: {row}"));
        }
        for name in shown.split('`').skip(1).step_by(2) {
            let is_path = name.contains(['/', '.']);
            let path = if is_path { name.to_owned() } else { format!("examples/{name}.rs") };
            if !root().join(&path).is_file() {
                faults.push(format!("there is no {path}: {row}"));
            }
        }
    }
    report("what a page shows is there", faults);
}
