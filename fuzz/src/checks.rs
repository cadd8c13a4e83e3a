//! What is asked of the generator, whatever the document: that it comes to an end is libFuzzer's
//! and the driver's to see.

use std::fs;
use std::path::Path;

use specmill::Generator;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::ir::TypeKind;
use specmill_core::names::{self, NameTable};
use specmill_core::source::{self, Document, Node};
use specmill_core::{emit, ir, lower, normalize, passes, spec};

use crate::Made;

/// The most text a client may have: so many bytes, and so many for each byte of the document. An
/// object that `n` others inherit comes out `n` times, so that a small document can say much.
const FREE_BYTES: usize = 256 * 1024;
const BYTES_PER_BYTE: usize = 100;

/// The most types, fields and variants, counted so.
const FREE_PARTS: usize = 2_000;
const BYTES_PER_PART: usize = 2;

/// Puts a document through the generator.
///
/// # Panics
///
/// When the generator does, or when what it makes is not as it should be.
pub fn check(made: &Made) {
    if made.whole {
        render(made);
    } else {
        emit_tokens(made);
    }
}

/// As far as tokens, without a file but for the overlay.
fn emit_tokens(made: &Made) {
    let mut document = match source::parse(&made.document, Path::new("api.json")) {
        Ok(document) => document,
        Err(found) => return expect_said(&found),
    };
    if let Some(overlay) = &made.overlay
        && let Err(found) = apply(&mut document, overlay)
    {
        return expect_said(&found);
    }
    let mut diagnostics = document.diagnostics.clone();
    let Some(root) = normalize::normalize(&document, &mut diagnostics) else {
        return expect_said(&diagnostics);
    };
    let api = spec::read(&root, &mut diagnostics);
    let names = NameTable::new(&api);
    names::report_clashes(&api, &names, &mut diagnostics);
    let mut client = lower::lower(&api, &names, &mut diagnostics);
    passes::run(&mut client);
    passes::show_examples(&mut client, &lower::samples(&api, &names));
    expect_few_parts(&client, made);
    let options = emit::Options {
        name: "api".to_owned(),
        dates: specmill::Dates::default(),
        mock_feature: None,
        labelled_features: Vec::new(),
        examples: Some("api".into()),
    };
    assert!(!emit::emit(&client, &options).is_empty(), "a client without a file");
    expect_helpful(&diagnostics);
}

fn apply(document: &mut Document, overlay: &str) -> Result<(), Diagnostics> {
    let directory = tempfile::tempdir().expect("a folder for the overlay");
    let path = directory.path().join("overlay.json");
    fs::write(&path, overlay).expect("room for the overlay");
    source::apply_overlay(document, &path)
}

/// The whole way, twice.
fn render(made: &Made) {
    let directory = tempfile::tempdir().expect("a folder for the document");
    let path = directory.path().join("api.json");
    fs::write(&path, &made.document).expect("room for the document");
    if let Some(overlay) = &made.overlay {
        fs::write(directory.path().join("overlay.yaml"), overlay).expect("room for the overlay");
    }
    match Generator::new(&path).render() {
        Ok(output) => {
            assert!(!output.files().is_empty(), "a client without a file");
            expect_shown(output.diagnostics());
            let mut lines = output.diagnostics().lines();
            assert!(lines.all(|(_, line)| !line.is_empty()), "a diagnostic without words");
            for file in output.files() {
                expect_rust(&file.path, &file.text);
            }
            let bytes: usize = output.files().iter().map(|file| file.text.len()).sum();
            let most = FREE_BYTES + BYTES_PER_BYTE * size(made);
            assert!(bytes <= most, "{bytes} bytes of Rust, where {most} are enough");
            let _ = output.surface().to_string();
            let again = Generator::new(&path).render().expect("it was read a moment ago");
            assert!(again.files() == output.files(), "another client the second time");
            assert!(again.surface() == output.surface(), "another surface the second time");
        }
        Err(error) => {
            assert!(!error.diagnostics().is_empty(), "refused, and not said why");
            expect_shown(error.diagnostics());
        }
    }
}

fn size(made: &Made) -> usize {
    made.document.len() + made.overlay.as_ref().map_or(0, String::len)
}

/// `rustc` takes no text that is shown in another order than it is read, not even in comments.
fn expect_rust(path: &str, text: &str) {
    let reorders = |char: char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let controls = |char: char| char.is_control() && char != '\n';
    if let Some(char) = text.chars().find(|char| reorders(*char) || controls(*char)) {
        panic!("{path} has the character {:?}", char.escape_unicode().to_string());
    }
    if let Err(error) = syn::parse_file(text) {
        panic!("{path} is not Rust: {error}");
    }
}

fn expect_few_parts(client: &ir::Api, made: &Made) {
    let parts = |kind: &TypeKind| match kind {
        TypeKind::Struct(object) => object.fields.len(),
        TypeKind::StringEnum(values) => values.variants.len(),
        TypeKind::Union(union) => union.variants.len(),
        _ => 0,
    };
    let parts: usize = client.types.iter().map(|ty| 1 + parts(&ty.kind)).sum();
    let most = FREE_PARTS + size(made) / BYTES_PER_PART;
    assert!(parts <= most, "{parts} types, fields and variants, where {most} are enough");
}

/// What stops the generator is said, and is the document's fault.
fn expect_said(found: &Diagnostics) {
    assert!(!found.is_empty(), "refused, and not said why");
    expect_helpful(found);
}

fn expect_helpful(found: &Diagnostics) {
    for found in found.iter() {
        assert!(found.code != "internal", "{}", found.message);
        assert!(found.help.is_some(), "no way out of {}: {}", found.code, found.message);
        assert!(found.place.is_some(), "no place of {}: {}", found.code, found.message);
    }
}

/// As [`expect_helpful`], with the places found.
fn expect_shown(found: &specmill::Diagnostics) {
    for found in found.iter() {
        assert!(found.code() != "internal", "{found}");
        assert!(found.help().is_some(), "no way out of {found}");
        assert!(found.pointer().is_some(), "no place of {found}");
    }
}

/// Whether the document names other files: those are not ours to open.
#[must_use]
pub fn names_files(node: &Node) -> bool {
    match node {
        Node::Array(items) => items.iter().any(names_files),
        Node::Object(members) => members.iter().any(|(name, value)| {
            let is_file = |text: &str| name == "$ref" && !text.starts_with('#');
            value.as_str().is_some_and(is_file) || names_files(value)
        }),
        _ => false,
    }
}
