//! What the compiler says to a beginner of a generated client: each file beside this one is a program with
//! errors, and the comment at the end of a line, `//~ …`, has words of what is said about that line. Where
//! the runtime has a say, they name the way out.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

#[allow(dead_code, reason = "`tests/semver` asks for the rest")]
#[path = "../semver/compiler.rs"]
mod compiler;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use compiler::{Compiler, Diagnostic};
use specmill::{Dates, Generator};

const MARK: &str = "//~";

/// The client of `desk.yaml`, compiled.
fn client(compiler: &Compiler) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("beginners");
    let document = programs().join("desk.yaml");
    let generator = Generator::new(&document).dates(Dates::Text).out_dir(&folder);
    let output = generator.render().unwrap();
    assert!(output.diagnostics().is_empty(), "{}", output.diagnostics());
    generator.write(&output).unwrap();
    fs::write(folder.join("lib.rs"), "include!(\"desk.rs\");\n").unwrap();
    compiler.library("desk", &folder).unwrap();
    folder
}

fn programs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/beginners")
}

/// What differs between the marks of a program and what is said about it.
fn differences(path: &Path, said: &[Diagnostic]) -> Vec<String> {
    let name = path.file_name().unwrap().to_string_lossy();
    let text = fs::read_to_string(path).unwrap();
    let mut marked = BTreeSet::new();
    let mut differences = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, words)) = line.split_once(MARK) else { continue };
        marked.insert(number);
        let about = said.iter().filter(|diagnostic| diagnostic.line == Some(number));
        let about: String = about.map(|diagnostic| diagnostic.text.as_str()).collect();
        if !about.contains(words.trim()) {
            let about = if about.is_empty() { "nothing\n" } else { &about };
            differences.push(format!("{name}:{number}: not `{}`, but {about}", words.trim()));
        }
    }
    let not_marked =
        |diagnostic: &&Diagnostic| diagnostic.line.is_some_and(|line| !marked.contains(&line));
    differences.extend(
        said.iter().filter(not_marked).map(|other| format!("{name}: not marked: {}", other.text)),
    );
    differences
}

#[test]
fn each_error_says_what_to_do() {
    let compiler = Compiler::new();
    let client = client(&compiler);
    let mut differences_of_all = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(programs()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") || path.ends_with("main.rs") {
            continue;
        }
        let said = compiler.diagnostics(&path, ("desk", &client));
        differences_of_all.extend(differences(&path, &said));
        count += 1;
    }
    assert_eq!(count, 8);
    assert!(differences_of_all.is_empty(), "{}", differences_of_all.join("\n"));
}
