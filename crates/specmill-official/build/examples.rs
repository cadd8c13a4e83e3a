//! The JSON examples of a document, each with the type it is an example of.

use std::fmt::Write;

use specmill::ir::{Answer, Api, TypeRef};
use specmill::source::Node;

/// `Example { place, text, check }` for each: those of component schemas (`x-oaiMeta.example`), then
/// the responses of operations (`x-oaiMeta.examples`), as far as they are JSON.
pub(crate) fn entries(root: &Node, client: &Api, module: &str) -> String {
    let mut text = String::new();
    let schemas = root.get("components").and_then(|node| node.get("schemas"));
    for (name, schema) in schemas.and_then(Node::as_object).into_iter().flatten() {
        let example = schema.get("x-oaiMeta").and_then(|meta| meta.get("example"));
        let Some(example) = example.and_then(Node::as_str).filter(|text| is_json(text)) else {
            continue;
        };
        let def = client.types.iter().find(|def| def.component.as_ref() == Some(name));
        if let Some(def) = def {
            entry(&mut text, &format!("schemas/{name}"), example, &path(module, &def.name));
        }
    }
    for operation in client.operations() {
        let Some(responses) = responses(root, &operation.id) else { continue };
        let ty = match &operation.answer {
            Answer::Json(ty) => written(client, ty, module),
            _ => None,
        };
        let Some(ty) = ty else { continue };
        for (number, response) in responses.into_iter().filter(|text| is_json(text)).enumerate() {
            entry(&mut text, &format!("operations/{}/{number}", operation.id), response, &ty);
        }
    }
    text
}

fn entry(into: &mut String, place: &str, text: &str, ty: &str) {
    let _ = write!(into, "Example {{ place: {place:?}, text: {text:?}, check: check::<{ty}> }},");
}

fn path(module: &str, name: &str) -> String {
    format!("specmill_official::{module}::types::{name}")
}

/// The type as Rust, where it is a named one or a list of such.
fn written(client: &Api, ty: &TypeRef, module: &str) -> Option<String> {
    match ty {
        TypeRef::Named(id) => Some(path(module, &client.type_def(*id).name)),
        TypeRef::List(item) => Some(format!("Vec<{}>", written(client, item, module)?)),
        _ => None,
    }
}

/// The responses that the operation's examples show.
fn responses<'d>(root: &'d Node, id: &str) -> Option<Vec<&'d str>> {
    let paths = root.get("paths").and_then(Node::as_object)?;
    let operation = paths
        .values()
        .filter_map(Node::as_object)
        .flat_map(|item| item.values())
        .find(|node| node.get("operationId").and_then(Node::as_str) == Some(id))?;
    let examples = operation.get("x-oaiMeta")?.get("examples")?;
    let one = std::slice::from_ref(examples);
    let list = examples.as_array().unwrap_or(one);
    Some(list.iter().filter_map(|example| example.get("response")?.as_str()).collect())
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
}
