//! The generated client of the bundled document, as a reviewer sees it when the document changes:
//! `surface.snap` has a line for each public item, then there is a snapshot for each file.
//!
//! After a change of `spec/`, `cargo insta review` shows what became of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use specmill::{Generator, Output};

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn render(path: &Path) -> Output {
    Generator::new(path).name("openai").render().unwrap()
}

/// `openai/invites.rs` → `invites`, which is also the name of its snapshot.
fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.trim_end_matches(".rs")
}

#[test]
fn the_client_is_what_was_reviewed() {
    let output = render(&in_repository("spec/openapi.yaml"));
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("surface", output.surface);
        for file in &output.files {
            insta::assert_snapshot!(name(&file.path), file.text);
        }
    });
}

#[test]
fn there_is_no_snapshot_of_a_file_that_is_not_generated() {
    let output = render(&in_repository("spec/openapi.yaml"));
    let mut expected: BTreeSet<String> =
        output.files.iter().map(|file| format!("{}.snap", name(&file.path))).collect();
    expected.insert("surface.snap".to_owned());
    assert_eq!(expected.len(), output.files.len() + 1, "two files with one name");
    let found: BTreeSet<String> = fs::read_dir(in_repository("tests/snapshots"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_document_has_no_faults() {
    let output = render(&in_repository("spec/openapi.yaml"));
    assert!(output.diagnostics.is_empty(), "{}", output.diagnostics.render(&output.document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let path = in_repository("spec/openapi.yaml");
    let (first, second) = (render(&path), render(&path));
    assert_eq!(first.files, second.files);
    assert_eq!(first.surface, second.surface);
}

/// The bundled document was published as a block in a Markdown page.
#[test]
fn the_page_gives_the_same_client() {
    let page = in_repository("../shared/seed/list-invites.md");
    if !page.exists() {
        println!("skipped: there is no {}", page.display());
        return;
    }
    let (ours, theirs) = (render(&in_repository("spec/openapi.yaml")), render(&page));
    assert_eq!(theirs.surface, ours.surface);
    assert_eq!(theirs.files.len(), ours.files.len());
    for (theirs, ours) in theirs.files.iter().zip(&ours.files) {
        // The first line names the document.
        let body = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!((&theirs.path, body(&theirs.text)), (&ours.path, body(&ours.text)));
    }
}
