//! Schemas that became any value although the document says more.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specmill_core::ir::{Api, TypeId, TypeKind, TypeRef};

use crate::Document;

/// A place that became any value.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Untyped {
    /// The component it is in, and the way there: `Pet.tags[]`.
    pub(crate) place: String,
    /// What the document says there.
    pub(crate) schema: String,
}

/// The kinds of JSON.
const KINDS: usize = 6;

/// Those of `client`.
pub(crate) fn untyped(client: &Api, document: &Document) -> Vec<Untyped> {
    let mut walk = Walk { client, document, seen: BTreeSet::new(), found: Vec::new() };
    for (index, def) in client.types.iter().enumerate() {
        let Some(component) = &def.component else { continue };
        let schema = document.root(component).and_then(|number| document.schema(number));
        if let Some(schema) = schema {
            walk.seen.insert(TypeId(index));
            walk.kind(&def.kind, schema, component, 0);
        }
    }
    walk.found
}

struct Walk<'a> {
    client: &'a Api,
    document: &'a Document,
    seen: BTreeSet<TypeId>,
    found: Vec<Untyped>,
}

impl Walk<'_> {
    fn kind(&mut self, kind: &TypeKind, schema: &Value, place: &str, depth: usize) {
        match kind {
            TypeKind::Alias(ty) | TypeKind::Newtype(ty) => self.ty(ty, schema, place, depth),
            TypeKind::Struct(object) => {
                for field in &object.fields {
                    let described = self.within(schema, 0, &|schema| {
                        schema.get("properties").and_then(|all| all.get(&field.wire))
                    });
                    for schema in described.into_iter().take(1) {
                        self.ty(&field.ty, &schema, &format!("{place}.{}", field.wire), depth + 1);
                    }
                }
                if let Some(extra) = &object.extra {
                    self.inner(&extra.values, schema, "additionalProperties", place, depth);
                }
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Union(_) => {}
        }
    }

    fn ty(&mut self, ty: &TypeRef, schema: &Value, place: &str, depth: usize) {
        if depth > 16 {
            return;
        }
        match ty {
            TypeRef::Any if self.says_something(schema, 0) => self.found.push(Untyped {
                place: place.to_owned(),
                schema: schema.to_string().chars().take(400).collect(),
            }),
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
                self.ty(inner, schema, place, depth + 1);
            }
            TypeRef::List(item) => self.inner(item, schema, "items", place, depth),
            TypeRef::Map(values) => {
                self.inner(values, schema, "additionalProperties", place, depth);
            }
            TypeRef::Named(id) => {
                let client = self.client;
                let def = client.type_def(*id);
                // Components are looked at on their own.
                if def.component.is_none() && self.seen.insert(*id) {
                    self.kind(&def.kind, schema, place, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// The schema that `key` has in `schema`, for a type made of it.
    fn inner(&mut self, ty: &TypeRef, schema: &Value, key: &str, place: &str, depth: usize) {
        for inner in self.within(schema, 0, &|schema| schema.get(key)).into_iter().take(1) {
            self.ty(ty, &inner, &format!("{place}[]"), depth + 1);
        }
    }

    /// What `get` finds in `schema` and what it is made of.
    fn within(
        &self,
        schema: &Value,
        depth: usize,
        get: &dyn Fn(&Value) -> Option<&Value>,
    ) -> Vec<Value> {
        let mut found: Vec<Value> = get(schema).cloned().into_iter().collect();
        if depth > 8 {
            return found;
        }
        let target = schema.get("$ref").and_then(|reference| self.document.target(reference));
        found
            .extend(target.into_iter().flat_map(|(_, schema)| self.within(schema, depth + 1, get)));
        for key in ["allOf", "anyOf", "oneOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                found.extend(self.within(part, depth + 1, get));
            }
        }
        found
    }

    /// Whether `schema` leaves out some kind of JSON, or says what it is made of.
    fn says_something(&self, schema: &Value, depth: usize) -> bool {
        let Value::Object(members) = schema else { return false };
        let says = |schema: &Value| depth < 8 && self.says_something(schema, depth + 1);
        let listed = |key: &str| members.get(key).and_then(Value::as_array).into_iter().flatten();
        let target = members.get("$ref").and_then(|reference| self.document.target(reference));
        let kinds = match members.get("type") {
            Some(Value::Array(kinds)) => kinds.iter().filter(|kind| *kind != "null").count(),
            Some(_) => 1,
            None => KINDS,
        };
        let is_about = ["properties", "items", "prefixItems", "enum", "const", "patternProperties"];
        kinds < KINDS - 1
            || is_about.iter().any(|key| members.contains_key(*key))
            || members.get("additionalProperties").is_some_and(says)
            || target.is_some_and(|(_, schema)| says(schema))
            || listed("allOf").any(says)
            // Of alternatives, one that allows anything makes all of them do so.
            || ["anyOf", "oneOf"].iter().any(|key| members.contains_key(*key) && listed(key).all(says))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use specmill_core::diagnostics::UntypedReason;

    /// What both readings say of one document. Ours asks what JSON the schema leaves out, so that it finds
    /// contradictions and values without a type; a schema that only excludes (`not`, `if`) leaves no kind
    /// of JSON out and is told by the generator alone, as a limit of its own. Nothing is found where the
    /// generator says that the document says no more.
    #[test]
    fn what_is_found_here_has_a_reason_there() {
        let text =
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\ncomponents:\n  schemas:
    Nothing: {}
    Words: {description: words}
    FreeForm: {type: object}
    List: {type: array}
    Maybe: {anyOf: [{}, {type: string}]}
    Never: false
    Loop: {allOf: [{$ref: '#/components/schemas/Loop'}]}
    Holder: {type: object, required: [x], properties: {x: {}}, additionalProperties: true}
    Contradiction: {allOf: [{type: string}, {type: integer}]}
    Large: {enum: [18446744073709551615, x]}
    Not: {not: {type: string}}
    If: {if: {type: string}, then: {maxLength: 3}}
";
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("api.yaml");
        std::fs::write(&path, text).unwrap();
        let client = crate::generate::client(&path).unwrap();
        let here = untyped(&client, &Document::read(&path).unwrap());
        let here: Vec<&str> = here.iter().map(|untyped| &*untyped.place).collect();
        assert_eq!(here, ["Contradiction", "Large"]);
        let says_more =
            |reason: UntypedReason| reason.is_ours() || reason == UntypedReason::Contradiction;
        let there: Vec<&str> = client
            .untyped
            .iter()
            .filter(|place| says_more(place.untyped.reason))
            .map(|place| place.untyped.pointer.as_str())
            .collect();
        let names = ["Contradiction", "Large", "Not", "If"];
        assert_eq!(there, names.map(|name| format!("/components/schemas/{name}")));
    }
}
