//! `allOf` whose parts cannot hold together: a property that must be a string and an object, or
//! one of `a` and `b` and one of `c` and `d`.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::model::{Api, SchemaId, SchemaKind};
use super::shape::unwrapped;
use super::union::json_kinds;
use super::{Shape, alias_target, shape};
use crate::diagnostics::Diagnostics;
use crate::tree::Node;

/// Says of each `allOf`, and of each property in it, that two parts describe as values of different
/// kinds, or as values of which none is the same.
pub(super) fn report(api: &Api, diagnostics: &mut Diagnostics) {
    for id in (0..api.schemas.len()).map(SchemaId) {
        let SchemaKind::AllOf(members) = &api.schema(id).kind else { continue };
        whole(api, members, diagnostics);
        let mut seen: IndexMap<&str, SchemaId, FxBuildHasher> = IndexMap::default();
        for member in members {
            let Shape::Object(object) = shape(api, alias_target(api, *member)) else { continue };
            for property in object.properties {
                let known = *seen.entry(&property.name).or_insert(property.schema);
                if known == property.schema {
                    continue;
                }
                if let Some(how) = contradiction(api, known, property.schema) {
                    let message =
                        format!("two parts of an `allOf` describe `{}` as {how}", property.name);
                    note(api, property.schema, message, diagnostics);
                }
            }
        }
    }
}

/// Parts that are values themselves. That they are of different kinds is said where the type is
/// chosen, as there is none then.
fn whole(api: &Api, members: &[SchemaId], diagnostics: &mut Diagnostics) {
    let mut known = members.iter().filter(|member| values(api, **member).is_some());
    let Some(first) = known.next() else { return };
    for member in known {
        if let Some(how) = contradiction(api, *first, *member).filter(|how| *how == NONE_SHARED) {
            note(api, *member, format!("two parts of an `allOf` are {how}"), diagnostics);
        }
    }
}

const NONE_SHARED: &str = "values of which none is the same";

/// Why no value can be of both schemas, where that can be told.
fn contradiction(api: &Api, one: SchemaId, other: SchemaId) -> Option<&'static str> {
    if json_kinds(api, one)?.is_disjoint(json_kinds(api, other)?) {
        return Some("values of different kinds");
    }
    let (one, other) = (values(api, one)?, values(api, other)?);
    let one: IndexSet<String, FxBuildHasher> = one.iter().map(Node::json).collect();
    (!other.iter().any(|value| one.contains(&value.json()))).then_some(NONE_SHARED)
}

/// The only values a schema has, if it lists them.
fn values(api: &Api, id: SchemaId) -> Option<&[Node]> {
    match &api.schema(unwrapped(api, id)).kind {
        SchemaKind::Enum(values) => Some(values),
        _ => None,
    }
}

fn note(api: &Api, id: SchemaId, message: String, diagnostics: &mut Diagnostics) {
    let help = "the later one is taken, and no value meets both; correct one of them";
    diagnostics.warning("contradictory-all-of", &api.schema(id).pointer, message, help);
}
