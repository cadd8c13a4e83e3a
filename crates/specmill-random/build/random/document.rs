//! A whole document.

use serde_json::{json, Map, Value};

use super::operations::operation;
use super::schemas::Schemas;
use super::texts::{name, text};
use super::Choices;

/// A document of about `schemas` components and `operations` operations.
pub(crate) fn document(choices: &mut Choices, schemas: usize, operations: usize) -> Value {
    let modern = choices.one_in(2);
    let names = component_names(choices, schemas);
    let mut of = Schemas::new(choices, modern, names.clone());
    let components: Map<String, Value> = names
        .into_iter()
        .map(|name| {
            let schema = of.component(&name);
            (name, schema)
        })
        .collect();
    let tags: Vec<String> = (0..3).map(|_| name(of.choices)).collect();
    let mut paths = Map::new();
    for number in 0..operations {
        let (path, item) = operation(&mut of, number, &tags);
        paths.insert(path, item);
    }
    let described: Vec<Value> =
        tags.iter().map(|tag| json!({"name": tag, "description": text(of.choices)})).collect();
    json!({
        "openapi": if modern { "3.1.0" } else { "3.0.3" },
        "info": {"title": text(of.choices), "version": "1", "description": text(of.choices)},
        "servers": [{"url": "https://example.com/v1", "description": text(of.choices)}],
        "tags": described,
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": text(of.choices)},
                "bearer": {"type": "http", "scheme": "bearer"},
            },
        },
    })
}

/// Different names, odd ones among them.
fn component_names(choices: &mut Choices, count: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        let odd = if choices.one_in(3) { name(choices) } else { format!("Schema{number}") };
        let name = if names.contains(&odd) { format!("{odd}{number}") } else { odd };
        names.push(name);
    }
    names
}
