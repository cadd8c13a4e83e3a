//! Any text as a document: a client or a fault, never a panic, and the same client each time.
#![no_main]

use std::fs;
use std::path::Path;

use libfuzzer_sys::{Corpus, fuzz_target};
use specmill::Generator;
use specmill_core::source::{self, Node};

/// The longest text of which a client is made, in bytes: more only makes a try take longer.
const MOST_RENDERED: usize = 8 * 1024;

fuzz_target!(|text: &str| -> Corpus {
    for name in ["api.json", "api.md"] {
        if let Err(found) = source::parse(text, Path::new(name)) {
            assert!(!found.is_empty(), "refused as {name}, and not said why");
        }
    }
    let document = match source::parse(text, Path::new("api.yaml")) {
        Ok(document) => document,
        Err(found) => {
            assert!(!found.is_empty(), "refused, and not said why");
            return Corpus::Keep;
        }
    };
    // What the document names is not ours to open.
    if text.len() > MOST_RENDERED || names_files(&document.root) {
        return Corpus::Reject;
    }
    render(text);
    Corpus::Keep
});

fn names_files(node: &Node) -> bool {
    match node {
        Node::Array(items) => items.iter().any(names_files),
        Node::Object(members) => members.iter().any(|(name, value)| {
            let is_file = |text: &str| name == "$ref" && !text.starts_with('#');
            value.as_str().is_some_and(is_file) || names_files(value)
        }),
        _ => false,
    }
}

fn render(text: &str) {
    let directory = tempfile::tempdir().expect("a folder for the document");
    let path = directory.path().join("api.yaml");
    fs::write(&path, text).expect("room for the document");
    match Generator::new(&path).render() {
        Ok(output) => {
            assert!(!output.files().is_empty());
            let mut lines = output.diagnostics().lines();
            assert!(lines.all(|(_, line)| !line.is_empty()));
            let again = Generator::new(&path).render().expect("it was read a moment ago");
            assert_eq!(again.files(), output.files());
        }
        Err(error) => {
            let internal = error.diagnostics().iter().any(|found| found.code() == "internal");
            assert!(!internal, "{error}");
        }
    }
}
