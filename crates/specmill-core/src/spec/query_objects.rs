//! Objects in a query: what is sent for those that the document leaves to the default style, and for
//! what OpenAPI does not define inside of a `deepObject`.

use std::collections::BTreeSet;

use super::model::{Api, JsonKind, Parameter, ParameterLocation, ParameterStyle, SchemaId};
use super::union::json_kinds;
use super::{AdditionalProperties, Shape, alias_target, shape};
use crate::diagnostics::Diagnostics;

/// So many members are shown of what is sent.
const SHOWN: usize = 3;

/// Notes what is sent for each object in a query that may not be what the document means; nothing where
/// the API's conventions say what is. A parameter that several operations have is noted once, since it
/// has one place.
pub(super) fn report(api: &Api, diagnostics: &mut Diagnostics) {
    if api.conventions.bracketed_query {
        return;
    }
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        if parameter.location != ParameterLocation::Query || parameter.media_type.is_some() {
            continue;
        }
        let mut members = Members::default();
        members.collect(api, parameter.schema, &mut BTreeSet::new());
        if members.is_empty() {
            continue;
        }
        match parameter.style {
            ParameterStyle::Form if parameter.explode && !parameter.styled => {
                spread(parameter, &members, diagnostics);
            }
            ParameterStyle::DeepObject => nested(api, parameter, &members, diagnostics),
            _ => {}
        }
    }
}

/// What an object of a schema can have.
#[derive(Default)]
struct Members<'a> {
    /// The properties that are described: name and schema.
    named: Vec<(&'a str, SchemaId)>,
    /// Whether it is a map.
    has_any: bool,
}

impl<'a> Members<'a> {
    fn is_empty(&self) -> bool {
        self.count() == 0
    }

    fn collect(&mut self, api: &'a Api, id: SchemaId, seen: &mut BTreeSet<SchemaId>) {
        let id = alias_target(api, id);
        if !seen.insert(id) {
            return;
        }
        match shape(api, id) {
            Shape::Object(object) => {
                self.has_any |= matches!(object.additional, AdditionalProperties::Schema(_));
                for property in object.properties {
                    if !self.named.iter().any(|(name, _)| *name == property.name) {
                        self.named.push((&property.name, property.schema));
                    }
                }
            }
            Shape::Map(_) => self.has_any = true,
            Shape::Union(members) => {
                members.iter().for_each(|member| self.collect(api, *member, seen));
            }
            _ => {}
        }
    }

    fn count(&self) -> usize {
        self.named.len() + usize::from(self.has_any)
    }

    /// The names, the first few of them; `key` stands for those of a map.
    fn shown(&self) -> Vec<&'a str> {
        let named = self.named.iter().map(|(name, _)| *name);
        named.chain(self.has_any.then_some("key")).take(SHOWN).collect()
    }
}

/// The default style has a form for objects, in which the parameter's own name does not occur.
fn spread(parameter: &Parameter, members: &Members<'_>, diagnostics: &mut Diagnostics) {
    let name = &parameter.name;
    let shown = members.shown();
    let first = shown.first().copied().unwrap_or_default();
    let mut sent: Vec<String> = shown.iter().map(|member| format!("{member}=…")).collect();
    if members.count() > shown.len() {
        sent.push("…".to_owned());
    }
    diagnostics.note(
        "query-object-in-parts",
        &parameter.pointer,
        format!(
            "`{name}`, an object in the query, is sent as a parameter for each of its members: `?{}`",
            sent.join("&")
        ),
        format!(
            "this is the default style (`form`, exploded): write `style: form` if it is meant, and if \
             the server reads `?{name}[{first}]=…`, `style: deepObject`, in the document or an overlay; \
             `queryNames: brackets` under `x-specmill-conventions` is for an API that does so everywhere"
        ),
    );
}

/// "The representation of array or object properties is not defined" (OpenAPI 3.1.1, section
/// 4.8.12.3).
fn nested(api: &Api, parameter: &Parameter, members: &Members<'_>, diagnostics: &mut Diagnostics) {
    let name = &parameter.name;
    let brackets = members.named.iter().find_map(|(member, schema)| {
        let kinds = json_kinds(api, *schema)?;
        if kinds.contains(JsonKind::Array) {
            return Some(format!("{name}[{member}][]=…"));
        }
        let mut inner = Members::default();
        inner.collect(api, *schema, &mut BTreeSet::new());
        let key = inner.shown().first().copied()?;
        Some(format!("{name}[{member}][{key}]=…"))
    });
    let Some(brackets) = brackets else { return };
    diagnostics.note(
        "nested-query-object",
        &parameter.pointer,
        format!(
            "`{name}` holds lists or objects, and OpenAPI does not define how `deepObject` writes these"
        ),
        format!(
            "they have brackets at any depth: `?{brackets}`; if the server reads another form, describe \
             the parameter with `content` or its members as parameters of their own"
        ),
    );
}
