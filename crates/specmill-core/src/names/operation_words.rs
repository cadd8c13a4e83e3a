//! What an operation is called before it becomes a name of Rust.

use std::collections::BTreeSet;

use super::identifier::upper_camel;
use super::types::pinned;
use crate::spec::{Api, Operation};

/// Methods as an `operationId` may end in one.
const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// `GET /pets/{petId}` → `get_pets_by_petId`.
pub(super) fn method_and_path(operation: &Operation) -> String {
    let path = operation.path.replace('{', "by_");
    format!("{}_{path}", operation.method.key())
}

/// The `operationId` without the path and the method that FastAPI appends to the name of the function
/// (`generate_unique_id`): `get_item_items__item_id__get` → `get_item`. `None` where it has none of them, or
/// nothing else.
pub(super) fn without_path(operation: &Operation) -> Option<&str> {
    let id = operation.id.as_deref()?;
    let (id, method) = id.rsplit_once('_')?;
    if !METHODS.contains(&method) {
        return None;
    }
    // Python's `\W`, which leaves letters of every script.
    let path: String = operation
        .path
        .chars()
        .map(|char| if char.is_alphanumeric() || char == '_' { char } else { '_' })
        .collect();
    let name = id.strip_suffix(path.as_str())?;
    let has_word = name.contains(|char: char| char.is_alphabetic());
    has_word.then_some(name)
}

/// The stem of the names that each operation gives, in their order: its `operationId`, without the path
/// where no operation before it is called so, else its method and path.
pub(super) fn stems(api: &Api) -> Vec<String> {
    let whole =
        |operation: &Operation| match pinned(&operation.extensions).or(operation.id.as_deref()) {
            Some(id) => upper_camel(id),
            None => upper_camel(&method_and_path(operation)),
        };
    let short = |operation: &Operation| {
        let is_pinned = pinned(&operation.extensions).is_some();
        without_path(operation).filter(|_| !is_pinned).map(upper_camel)
    };
    let mut taken: BTreeSet<String> =
        api.operations.iter().filter(|operation| short(operation).is_none()).map(whole).collect();
    let stem = |operation: &Operation| match short(operation) {
        Some(short) if taken.insert(short.clone()) => short,
        _ => whole(operation),
    };
    api.operations.iter().map(stem).collect()
}
