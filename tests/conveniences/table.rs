//! Which conveniences there are, by the build script's own table.

use std::collections::BTreeSet;
use std::path::Path;

#[path = "../../build/conveniences.rs"]
mod build;

/// Of a description newer than the bundled one.
const NEWER: [&str; 1] = ["output_message_content"];

fn fitting(path: &str) -> BTreeSet<&'static str> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    build::fitting(&specmill::Generator::new(path).render().unwrap().surface())
}

#[test]
fn the_bundled_document_has_what_each_needs() {
    let missing: Vec<_> = build::all().difference(&fitting("spec/openapi.yaml")).copied().collect();
    assert_eq!(missing, NEWER);
}

#[test]
fn another_document_has_nothing_of_it() {
    assert!(fitting("crates/specmill/tests/cases/webhooks/spec.yaml").is_empty());
    assert!(build::fitting("").is_empty());
}
