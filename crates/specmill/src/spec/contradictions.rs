//! `allOf` whose parts cannot hold together: a property that must be a string and an object.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::model::{Api, SchemaId, SchemaKind};
use super::union::{JsonKind, json_kinds};
use super::{Shape, behind, shape};
use crate::diagnostics::Diagnostics;

/// Says of each property that two parts of an `allOf` describe as values of different kinds.
pub(super) fn report(api: &Api, diagnostics: &mut Diagnostics) {
    for id in (0..api.schemas.len()).map(SchemaId) {
        let SchemaKind::AllOf(members) = &api.schema(id).kind else { continue };
        let mut seen: IndexMap<String, BTreeSet<JsonKind>> = IndexMap::new();
        for member in members {
            let Shape::Object(object) = shape(api, behind(api, *member)) else { continue };
            for property in object.properties {
                let Some(kinds) = json_kinds(api, property.schema, &mut Vec::new()) else {
                    continue;
                };
                let Some(known) = seen.get(&property.name) else {
                    seen.insert(property.name, kinds);
                    continue;
                };
                if known.is_disjoint(&kinds) {
                    diagnostics.warning(
                        "contradictory-all-of",
                        &api.schema(property.schema).pointer,
                        format!(
                            "two parts of an `allOf` describe `{}` as values of different kinds",
                            property.name
                        ),
                        "the later one is taken, and no value meets both; mend one of them",
                    );
                }
            }
        }
    }
}
