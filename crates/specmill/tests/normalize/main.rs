//! What `normalize` makes of documents of every version, and of none.

mod documents;
mod garbage;
mod references;
mod schemas;
mod unions;
mod whole;

use std::path::Path;

use specmill_core::diagnostics::Diagnostics;
use specmill_core::source::{Document, Node};

fn document(text: &str) -> Document {
    specmill_core::source::parse(text, Path::new("api.yaml")).expect("YAML")
}

/// The document normalised, and `code pointer` of each fault. What comes out, normalised again,
/// must be the same.
#[track_caller]
fn normalized(text: &str) -> (Node, Vec<String>) {
    let mut document = document(text);
    let mut diagnostics = Diagnostics::default();
    let root = specmill_core::normalize::normalize(&document, &mut diagnostics).expect("OpenAPI");
    document.root = root.clone();
    let mut again = Diagnostics::default();
    let twice = specmill_core::normalize::normalize(&document, &mut again).expect("OpenAPI");
    assert_eq!(twice, root, "not the same when normalised twice");
    let noted = diagnostics.iter().map(|fault| {
        let place = fault.place.as_ref().map(|place| place.pointer.as_str());
        format!("{} {}", fault.code, place.unwrap_or_default())
    });
    (root, noted.collect())
}

/// The component schemas `schemas` (YAML in flow style) of a 3.1 document, normalised.
#[track_caller]
fn schemas(schemas: &str) -> (Node, Vec<String>) {
    let text = format!("openapi: 3.1.0\ncomponents: {{schemas: {schemas}}}\n");
    let (root, noted) = normalized(&text);
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    (schemas.cloned().expect("schemas"), noted)
}

fn yaml(text: &str) -> Node {
    document(text).root
}

/// Asserts that one schema comes out as another, without a word.
#[track_caller]
fn becomes(before: &str, after: &str) {
    becomes_noting(before, after, &[]);
}

/// Asserts that one schema comes out as another, with faults of these codes, each at the keyword.
#[track_caller]
fn becomes_noting(before: &str, after: &str, faults: &[&str]) {
    let (found, noted) = schemas(&format!("{{A: {before}}}"));
    // Order counts in documents but not between keywords of a schema.
    assert_eq!(found, yaml(&format!("{{A: {after}}}")), "\nfound {found:#?}");
    let due: Vec<_> = faults
        .iter()
        .map(|fault| match fault.split_once(' ') {
            Some((code, keyword)) => format!("{code} /components/schemas/A/{keyword}"),
            None => format!("{fault} /components/schemas/A"),
        })
        .collect();
    assert_eq!(noted, due);
}

#[track_caller]
fn stays(schema: &str) {
    becomes(schema, schema);
}
