//! Nothing is left out: every operation has a method, every component schema a type.

use specmill_core::diagnostics::{Diagnostics, Severity};
use specmill_core::names::NameTable;
use specmill_core::{ir, lower, normalize, passes, source, spec};

use crate::document::Document;
use crate::{V2_3_0, V2026_08};

/// The client of `document` as the generator has it, and what it says of the document.
pub(crate) fn client(document: &Document) -> (ir::Api, Diagnostics) {
    let document = source::load(&document.path).unwrap();
    let mut found = document.diagnostics.clone();
    let root = normalize::normalize(&document, &mut found).unwrap();
    let api = spec::read(&root, &mut found);
    let mut client = lower::lower(&api, &NameTable::new(&api), &mut found);
    passes::run(&mut client);
    (client, found)
}

fn counts(file: &str, operations: usize, components: usize) {
    let Some(document) = Document::load(file) else { return };
    let (client, found) = client(document);
    let errors: Vec<String> = found
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| format!("{}: {}", found.code, found.message))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(
        (document.operations().len(), document.components().len()),
        (operations, components)
    );
    assert_eq!(client.operations().count(), operations);
    let types: Vec<&String> =
        client.types.iter().filter_map(|def| def.component.as_ref()).collect();
    for name in document.components().keys() {
        assert!(types.contains(&name), "the component schema `{name}` has no type");
    }
    assert_eq!(types.len(), components);
}

#[test]
fn everything_of_2_3_0_is_there() {
    counts(V2_3_0, 148, 477);
}

#[test]
fn everything_of_2026_08_is_there() {
    counts(V2026_08, 288, 1422);
}
