//! The two official OpenAI documents, where they are at hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use specmill_core::diagnostics::Diagnostics;
use specmill_core::normalize::normalize;
use specmill_core::spec::Api;

/// A file of the folder given by `SPECMILL_SHARED`, or found beside the checkout.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("SPECMILL_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join("specs").join(name);
    if path.is_file() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// The document read, and the number of faults of each code.
fn read(path: &std::path::Path) -> (Api, BTreeMap<String, usize>) {
    let document = specmill_core::source::load(path).expect("a document");
    let mut diagnostics = Diagnostics::default();
    let root = normalize(&document, &mut diagnostics).expect("OpenAPI");
    let api = specmill_core::spec::read(&root, &mut diagnostics);
    print!("{}", diagnostics.render(&document));
    let mut counts = BTreeMap::new();
    for fault in diagnostics.iter() {
        *counts.entry(format!("{}[{}]", fault.severity, fault.code)).or_default() += 1;
    }
    (api, counts)
}

fn counted<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    counts.map(|(code, count)| (code.to_owned(), count)).into()
}

#[test]
fn the_document_of_openapi_3_0_is_read_whole() {
    let Some(path) = shared("openai-2.3.0-oas30.yaml") else { return };
    let (api, counts) = read(&path);
    assert_eq!((api.operations.len(), api.components.len()), (148, 477));
    // Each was looked at in the document, and is a fault of the document.
    assert_eq!(
        counts,
        counted([
            ("note[query-object-in-parts]", 2),
            ("warning[conflicting-types]", 1),
            ("warning[constant-without-value]", 1),
            ("warning[invalid-default]", 5),
            ("warning[invalid-example]", 1),
            ("warning[undeclared-path-parameter]", 6),
            ("warning[undescribed-required-property]", 9),
            ("warning[unsupported-keyword]", 2),
            ("warning[unused-path-parameter]", 1),
        ])
    );
}

#[test]
fn the_document_of_openapi_3_1_is_read_whole() {
    let Some(path) = shared("openai-2026-08-oas31.yaml") else { return };
    let (api, counts) = read(&path);
    assert_eq!((api.operations.len(), api.components.len()), (288, 1422));
    assert_eq!(api.webhooks.len(), 16);
    assert_eq!(
        counts,
        counted([
            ("note[query-object-in-parts]", 2),
            ("warning[conflicting-types]", 1),
            ("warning[invalid-default]", 3),
            ("warning[invalid-example]", 1),
            ("warning[undescribed-required-property]", 12),
            ("warning[unsupported-keyword]", 5),
        ])
    );
}
