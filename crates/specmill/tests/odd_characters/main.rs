//! Line breaks, commands to terminals and marks that turn the direction of text, in every string of a
//! document: what comes out keeps to its lines, and reads as it stands.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod strings;

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use specmill::changes::Changes;
use specmill::{Generator, Output};
use specmill_core::source;

use self::strings::{altered, count};

/// What ends a line somewhere, commands a terminal, or turns the direction of text.
const ODD: [char; 22] = [
    '\n', '\r', '\0', '\u{1b}', '\u{7f}', '\u{9b}', '\u{85}', '\u{2028}', '\u{2029}', '\u{61c}',
    '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}',
    '\u{2067}', '\u{2068}', '\u{2069}', '\t',
];

/// Ways to write a character in a document.
const WRITTEN: [fn(char) -> String; 3] =
    [String::from, percent_encoded, |char| format!("&#{};", char as u32)];

fn percent_encoded(char: char) -> String {
    char.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect()
}

const FILES: [&str; 3] = ["spec.json", "keeper.yaml", "overlay.yaml"];

/// The files of the document, as JSON.
fn files() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/odd_characters");
    let read = |name: &&str| {
        let path = folder.join(name.replace(".json", ".yaml"));
        serde_json::to_value(source::load(&path).unwrap().root).unwrap()
    };
    FILES.iter().map(read).collect()
}

fn generator(folder: &Path, files: &[Value]) -> Generator {
    for (name, file) in FILES.iter().zip(files) {
        fs::write(folder.join(name), file.to_string()).unwrap();
    }
    Generator::new(folder.join("spec.json")).out_dir(folder.join("out"))
}

/// Every text in turn with all odd characters, each written in each way; then all texts at once with one of
/// them.
fn for_each_altered(mut check: impl FnMut(&[Value], &str)) {
    let whole = files();
    for file in 0..FILES.len() {
        for number in 0..count(&whole[file]) {
            let one = |char: &char| WRITTEN.map(|written| written(*char)).concat();
            let odd: String =
                ODD.iter().map(|char| format!("{}cargo::rustc-env=A=b", one(char))).collect();
            let mut files = whole.clone();
            let mut changed = String::new();
            files[file] = altered(&whole[file], &mut |at, text| {
                (at == number).then(|| {
                    changed = format!("{}: {text:?}", FILES[file]);
                    format!("{text}{odd}")
                })
            });
            check(&files, &changed);
        }
    }
    for char in ODD {
        for written in WRITTEN {
            let mut files = whole.clone();
            files[0] = altered(&whole[0], &mut |_, text| {
                // Words of OpenAPI have neither space nor capital.
                let is_free = text.contains(|char: char| char.is_ascii_uppercase() || char == ' ');
                let end = text.chars().count() / 2;
                let (one, other): (String, String) =
                    (text.chars().take(end).collect(), text.chars().skip(end).collect());
                (is_free && !text.contains('/')).then(|| format!("{one}{}{other}", written(char)))
            });
            check(&files, &format!("all texts with {char:?}"));
        }
    }
}

/// What is odd in `text`, apart from its own line breaks.
fn odd_in(text: &str) -> Option<char> {
    text.chars().find(|char| (char.is_control() || ODD.contains(char)) && *char != '\n')
}

/// What is wrong with the texts that came out.
fn faults(output: &Output, before: &specmill::surface::Surface) -> Vec<String> {
    let mut faults = Vec::new();
    for file in &output.files {
        for text in [&file.text, &file.path] {
            let line = text.lines().find(|line| odd_in(line).is_some());
            faults.extend(line.map(|line| format!("{}: {line:?}", file.path)));
        }
        faults.extend(syn::parse_file(&file.text).err().map(|error| error.to_string()));
    }
    for (_, line) in output.diagnostics.render_lines(Some(&output.document)) {
        if odd_in(&line).is_some() || line.lines().count() != 1 {
            faults.push(format!("{line:?}"));
        }
    }
    let surface = output.surface();
    let changes = Changes::between(before, &surface).to_string();
    let shown = output.diagnostics.render(&output.document);
    for text in [shown, output.diagnostics.to_string(), surface.to_string(), changes] {
        faults.extend(faults_of_lines(&text));
    }
    faults
}

fn faults_of_lines(text: &str) -> Vec<String> {
    let is_wrong = |line: &&str| odd_in(line).is_some() || line.starts_with("cargo:");
    text.lines().filter(is_wrong).map(|line| format!("{line:?}")).collect()
}

/// Set for the run of this program that is a build script.
const IN_BUILD_SCRIPT: &str = "SPECMILL_IN_BUILD_SCRIPT";

/// A build script, as far as cargo can tell: run by the test below.
#[test]
fn build_script() {
    if env::var_os(IN_BUILD_SCRIPT).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let before = Generator::new(folder.path().join("spec.json"));
    generator(folder.path(), &files());
    let before = before.render().unwrap();
    assert!(before.diagnostics.is_empty(), "{}", before.diagnostics.render(&before.document));
    let before = before.surface();
    let (mut rendered, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for_each_altered(|files, changed| {
        all += 1;
        let faults = match generator(folder.path(), files).build_output() {
            Ok((output, _)) => {
                rendered += 1;
                faults(&output, &before)
            }
            Err(error) => faults_of_lines(&error.to_string()),
        };
        if let Some(fault) = faults.first() {
            wrong.push(format!("{changed}\n    {fault}"));
        }
    });
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rendered * 10 > all * 9, "{rendered} of {all} came through");
}

#[test]
fn what_a_document_says_is_no_line_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let script = Command::new(env::current_exe().unwrap())
        .args(["build_script", "--exact", "--nocapture"])
        .env(IN_BUILD_SCRIPT, "yes")
        .env("OUT_DIR", folder.path())
        .env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told = String::from_utf8(script.stdout).unwrap();
    assert!(script.status.success(), "{}", String::from_utf8_lossy(&script.stderr));
    let mut seen = 0;
    for line in told.lines() {
        assert_eq!(odd_in(line), None, "{line:?}");
        if let Some(directive) = line.strip_prefix("cargo:") {
            let known = [":rerun-if-changed=", ":warning=", ":error="];
            assert!(known.iter().any(|known| directive.starts_with(known)), "{line}");
            seen += 1;
        }
    }
    assert!(seen > 1_000, "{seen}: {told}");
}
