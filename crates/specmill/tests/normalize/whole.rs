//! The two official OpenAI documents, where they are at hand: what comes out is what `openapiv3`
//! reads, whole schemas and operations at a time.

use std::path::PathBuf;

use openapiv3::{Operation, ReferenceOr, Schema};
use serde_json::Value;
use specmill_core::diagnostics::Diagnostics;
use specmill_core::normalize::normalize;
use specmill_core::source::{Node, Number};

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

fn json(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::from(*value),
        Node::Number(Number::Signed(value)) => Value::from(*value),
        Node::Number(Number::Unsigned(value)) => Value::from(*value),
        Node::Number(Number::Float(value)) => Value::from(*value),
        Node::String(text) => Value::from(text.clone()),
        Node::Array(items) => items.iter().map(json).collect(),
        Node::Object(members) => members.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
    }
}

/// Reads every component schema and operation with `openapiv3`; their number, and what failed.
fn read(root: &Node) -> (usize, usize, Vec<String>) {
    let mut failed = Vec::new();
    let schemas = root.get("components").and_then(|node| node.get("schemas")?.as_object());
    let schemas = schemas.expect("schemas");
    for (name, node) in schemas {
        if let Err(fault) = serde_json::from_value::<ReferenceOr<Schema>>(json(node)) {
            failed.push(format!("{name}: {fault}"));
        }
    }
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let mut operations = 0;
    for (path, item) in root.get("paths").and_then(Node::as_object).expect("paths") {
        for method in methods {
            let Some(node) = item.get(method) else { continue };
            operations += 1;
            if let Err(fault) = serde_json::from_value::<Operation>(json(node)) {
                failed.push(format!("{method} {path}: {fault}"));
            }
        }
    }
    (operations, schemas.len(), failed)
}

fn check(name: &str, operations: usize, schemas: usize) {
    let Some(path) = shared(name) else { return };
    let mut document = specmill_core::source::load(&path).expect("a document");
    let mut diagnostics = Diagnostics::default();
    let root = normalize(&document, &mut diagnostics).expect("OpenAPI");
    assert!(!diagnostics.has_errors());
    assert_eq!(read(&root), (operations, schemas, Vec::new()));
    document.root = root.clone();
    assert!(
        normalize(&document, &mut diagnostics) == Some(root),
        "not the same when normalised twice"
    );
}

#[test]
fn the_document_of_openapi_3_0() {
    check("openai-2.3.0-oas30.yaml", 148, 477);
}

#[test]
fn the_document_of_openapi_3_1() {
    check("openai-2026-08-oas31.yaml", 288, 1422);
}
