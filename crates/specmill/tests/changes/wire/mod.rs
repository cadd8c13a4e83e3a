//! What becomes of programs that were built from an older document: each kind of change, sent and answered.

mod members;
mod operations;

use std::fmt::Write;
use std::fs;

use specmill::{Generator, Outline, WireChanges, WireEffect};

fn outline(document: &str) -> Outline {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("zoo.yaml");
    fs::write(&path, document).unwrap();
    let outline = Generator::new(&path).outline().unwrap();
    let said = outline.diagnostics();
    assert!(!said.has_errors(), "{said}\n{document}");
    outline
}

fn between(old: &str, new: &str) -> WireChanges {
    outline(new).wire_changes_since(&outline(old))
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\n";

fn shown(changes: &WireChanges) -> String {
    let mut text = String::new();
    for item in &changes.items {
        for change in &item.changes {
            writeln!(text, "    {} {}: {}", change.effect, item.name, change.text).unwrap();
        }
    }
    if text.is_empty() { "    nothing\n".to_owned() } else { text }
}

/// A type that is sent and answered is one item, and its changes stand under their effects.
#[test]
fn a_type_that_travels_both_ways_is_told_once() {
    let document = |required: &str| {
        format!(
            "{HEAD}paths: {{/a: {{post: {{operationId: a, requestBody: {{required: true, content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}, responses: \
             {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: \
             '#/components/schemas/T'}}}}}}}}}}}}}}}}\n\
             components: {{schemas: {{T: {{type: object, required: [{required}], properties: {{a: {{type: string}}, \
             b: {{type: string}}}}}}}}}}\n"
        )
    };
    let changes = between(&document("a"), &document("b"));
    assert_eq!(
        shown(&changes),
        "    refused T: `b`: must be given now\n    misread T: `a`: may be missing now\n"
    );
    assert_eq!((changes.items.len(), changes.count(WireEffect::Refused)), (1, 1));
    assert_eq!(
        changes.to_string(),
        "T\n    refused     `b`: must be given now\n    misread     `a`: may be missing now\n"
    );
}

/// No document decides how deep the walk goes, and types that hold themselves end it.
#[test]
fn long_chains_of_types_and_circles_are_walked() {
    let many = 1500;
    let chain = |last: &str| {
        let types: String = (0..many)
            .map(|at| {
                let next = (at + 1) % many;
                format!(
                    "    T{at}: {{type: object, properties: {{next: {{type: array, items: {{$ref: \
                     '#/components/schemas/T{next}'}}}}}}}}\n"
                )
            })
            .collect();
        let last = types.replace(
            "T1499: {type: object, properties: {",
            &format!("T1499: {{type: object, properties: {{last: {{{last}}}, "),
        );
        format!(
            "{HEAD}paths: {{/a: {{get: {{operationId: a, responses: {{'200': {{description: It., content: \
             {{application/json: {{schema: {{$ref: '#/components/schemas/T0'}}}}}}}}}}}}}}}}\n\
             components:\n  schemas:\n{last}"
        )
    };
    let changes = between(&chain("type: string"), &chain("type: integer"));
    assert_eq!(shown(&changes), "    misread T1499: `last`: was text, is a whole number now\n");
}
