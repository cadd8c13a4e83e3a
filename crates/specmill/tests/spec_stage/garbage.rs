//! Anything in the place of anything: a typed fault, never a panic, and the rest stays.

use std::path::Path;

use specmill_core::source::{Map, Node, Number};

use crate::read_node;

const RICH: &str = "
info: {title: t, version: '1', description: d}
servers: [{url: 'https://{r}.x', variables: {r: {default: e, enum: [e]}}}]
tags: [{name: T, description: d}]
security: [{key: []}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: K}, http: {type: http, scheme: bearer}}
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {type: string, enum: [a, b]}]
      discriminator: {propertyName: id, mapping: {cat: Cat}}
    Cat:
      allOf: [{$ref: '#/components/schemas/Base'}, {required: [id]}]
    Base:
      type: object
      required: [id]
      properties:
        id: {type: integer, minimum: 1, exclusiveMinimum: true, x-n: 1, default: 2}
        list: {type: array, items: {type: string, minLength: 2, pattern: a}}
        map: {type: object, additionalProperties: {type: number}}
        no: {not: {type: string}}
        pair: {type: array, x-specmill-prefix-items: [{}, {}], items: {}}
  parameters: {P: {name: p, in: path, required: true, schema: {type: string}}}
  requestBodies: {B: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: x}}}}}}
  responses: {R: {description: d, headers: {X-A: {schema: {type: string}}}, content: {a/b: {examples: {e: {value: 1}}}}}}
paths:
  /left/alone: {get: {responses: {}}}
  /a/{p}:
    summary: s
    parameters: [{$ref: '#/components/parameters/P'}]
    servers: [{url: /}]
    post:
      operationId: o
      tags: [T]
      parameters: [{name: q, in: query, style: form, explode: true, content: {a/b: {schema: {}}}}]
      requestBody: {$ref: '#/components/requestBodies/B'}
      responses: {'200': {$ref: '#/components/responses/R'}, default: {description: d}}
      security: [{}, {key: []}]
webhooks: {w: {post: {responses: {}}}}
";

#[test]
fn anything_in_the_place_of_anything_is_survived() {
    let root = specmill_core::source::parse(RICH, Path::new("api.yaml")).expect("YAML").root;
    let whole = read_node(&root);
    let noted = whole.noted();
    assert_eq!(noted.len(), 1, "only `not` is not to be had: {noted:#?}");
    assert!(noted[0].starts_with("warning[unsupported-keyword]"));

    let garbage = [
        Node::Null,
        Node::Bool(false),
        Node::Number(Number::Float(f64::NAN)),
        Node::String("#/paths".to_owned()),
        Node::Array(vec![Node::Null]),
        Node::Object(Map::default()),
        Node::Object([("$ref".to_owned(), Node::String("#".to_owned()))].into_iter().collect()),
    ];
    let count = count(&root);
    assert!(count > 100);
    for at in 1..count {
        for replacement in &garbage {
            let mut changed = root.clone();
            replace(&mut changed, &mut at.clone(), replacement);
            let read = read_node(&changed);
            // What was put there costs its own place only, unless that is all paths.
            let paths = changed.get("paths").and_then(Node::as_object);
            if paths.is_some_and(|paths| paths.get("/left/alone") == Some(&left_alone(&root))) {
                assert!(read.api.operations.iter().any(|op| op.path == "/left/alone"));
            }
            for fault in read.diagnostics.iter() {
                assert!(fault.place.is_some() && fault.help.is_some(), "{fault:?}");
            }
        }
    }
}

fn left_alone(root: &Node) -> Node {
    root.get("paths").and_then(|paths| paths.get("/left/alone")).cloned().expect("path")
}

fn count(node: &Node) -> usize {
    1 + match node {
        Node::Array(items) => items.iter().map(count).sum::<usize>(),
        Node::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Replaces the node number `at`, counted from the root downwards.
fn replace(node: &mut Node, at: &mut usize, replacement: &Node) -> bool {
    if *at == 0 {
        node.clone_from(replacement);
        return true;
    }
    *at -= 1;
    match node {
        Node::Array(items) => items.iter_mut().any(|item| replace(item, at, replacement)),
        Node::Object(members) => members.values_mut().any(|item| replace(item, at, replacement)),
        _ => false,
    }
}
