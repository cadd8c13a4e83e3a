//! Two schemas that hold of one value, as one.

use serde_json::{Map, Value};

use super::keywords::{has_only_notes, is_note};
use crate::structured::schema_error::SchemaFault;

/// How many schemas may be opened to merge two: unions in unions, and `$ref`s to them.
const DEEPEST: usize = 32;

type Schema = Map<String, Value>;

/// What a `$ref` can lead to.
pub(super) struct Parts {
    pub(super) root: Value,
    pub(super) definitions: Schema,
}

impl Parts {
    /// What a `$ref` leads to: the root, or a definition.
    pub(super) fn target(&self, reference: &str) -> Option<&Value> {
        if reference == "#" {
            return Some(&self.root);
        }
        let name = reference.strip_prefix("#/$defs/")?;
        self.definitions.get(&name.replace("~1", "/").replace("~0", "~"))
    }
}

/// One schema of the values that are of both, which have to be objects, or unions of them, unless one says nothing.
/// The notes of the first count. `left` is how many more schemas may be made.
pub(super) fn merge(
    parts: &Parts,
    first: &Schema,
    second: &Value,
    left: &mut usize,
) -> Result<Schema, SchemaFault> {
    merge_at(parts, first, second, left, DEEPEST)
}

fn merge_at(
    parts: &Parts,
    first: &Schema,
    second: &Value,
    left: &mut usize,
    depth: usize,
) -> Result<Schema, SchemaFault> {
    if depth == 0 {
        return Err(SchemaFault::Recursion);
    }
    *left = left.checked_sub(1).ok_or(SchemaFault::TooLarge)?;
    let second = match second {
        Value::Object(second) => second,
        Value::Bool(true) => return Ok(first.clone()),
        _ => return Err(SchemaFault::NoValue),
    };
    if has_only_notes(first) {
        let mut whole = second.clone();
        whole.extend(first.clone());
        return Ok(whole);
    }
    if let Some(Value::String(reference)) = second.get("$ref") {
        let target = parts.target(reference);
        let target = target.ok_or_else(|| SchemaFault::Reference(reference.clone()))?;
        let mut beside = second.clone();
        beside.shift_remove("$ref");
        let whole = merge_at(parts, first, target, left, depth - 1)?;
        return merge_at(parts, &whole, &beside.into(), left, depth - 1);
    }
    for keyword in ["oneOf", "anyOf"] {
        // What was distributed before stays a union.
        if let Some(Value::Array(members)) = first.get(keyword) {
            let mut beside = second.clone();
            beside.retain(|keyword, _| !is_note(keyword));
            let each = |member: &Value, left: &mut usize| {
                merge_at(parts, &beside, member, left, depth - 1).map(Value::Object)
            };
            let members: Result<Value, _> =
                members.iter().map(|member| each(member, left)).collect();
            let mut whole = first.clone();
            whole.insert(keyword.to_owned(), members?);
            return Ok(whole);
        }
        if let Some(Value::Array(members)) = second.get(keyword) {
            let mut beside = second.clone();
            beside.shift_remove(keyword);
            let mut whole = merge_at(parts, first, &beside.into(), left, depth - 1)?;
            let (notes, whole): (Schema, Schema) =
                std::mem::take(&mut whole).into_iter().partition(|(keyword, _)| is_note(keyword));
            let each = |member: &Value, left: &mut usize| {
                merge_at(parts, &whole, member, left, depth - 1).map(Value::Object)
            };
            let members: Result<Value, _> =
                members.iter().map(|member| each(member, left)).collect();
            let mut union = notes;
            union.insert("anyOf".to_owned(), members?);
            return Ok(union);
        }
    }
    merge_objects(first, second)
}

/// Two objects: all members of both. That one has no others is not said of the other's.
fn merge_objects(first: &Schema, second: &Schema) -> Result<Schema, SchemaFault> {
    let mut whole = first.clone();
    for (keyword, value) in second {
        match (keyword.as_str(), whole.get_mut(keyword), value) {
            ("properties", Some(Value::Object(known)), Value::Object(more)) => {
                for (name, property) in more {
                    match known.get(name) {
                        Some(known) if known != property => return Err(SchemaFault::Unmergeable),
                        _ => known.insert(name.clone(), property.clone()),
                    };
                }
            }
            ("required", Some(Value::Array(known)), Value::Array(more)) => {
                known.extend(more.iter().cloned());
            }
            ("additionalProperties", Some(known), more) => {
                // The stricter is about the members of its own part.
                if *known == Value::Bool(false) {
                    *known = more.clone();
                }
            }
            (_, Some(known), value) if known == value || is_note(keyword) => {}
            (_, Some(_), _) => return Err(SchemaFault::Unmergeable),
            (_, None, value) => {
                whole.insert(keyword.clone(), value.clone());
            }
        }
    }
    Ok(whole)
}
