//! Objects: a property is what every part says of it.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Intersector;
use crate::diagnostics::UntypedReason;
use crate::spec::{AdditionalProperties, Api, Kinds, Property, SchemaId, SchemaKind};

/// What the parts say of one property.
#[derive(Default)]
struct Described {
    schemas: Vec<SchemaId>,
    required: bool,
}

impl Intersector<'_> {
    /// The object that is all of `parts`, with the properties of `named` as well.
    pub(super) fn merge_objects(
        &mut self,
        id: SchemaId,
        parts: &[SchemaId],
        named: &[Property],
    ) -> SchemaKind {
        let mut objects: Vec<(Vec<Property>, AdditionalProperties)> = Vec::new();
        for part in parts {
            if let SchemaKind::Object { properties, additional } = &self.api.schema(*part).kind {
                if !self.budget.spend(id, properties.iter().map(|of| cost(self.api, of)).sum()) {
                    self.too_much.insert(id);
                    return SchemaKind::Any(UntypedReason::TooComposed);
                }
                objects.push((properties.clone(), *additional));
            }
        }
        let mut all: IndexMap<String, Described, FxBuildHasher> = IndexMap::default();
        for property in objects.iter().flat_map(|(properties, _)| properties).chain(named) {
            let described = all.entry(property.name.clone()).or_default();
            described.schemas.push(property.schema);
            described.required |= property.required;
        }
        self.add_additional(id, &objects, &mut all);
        let properties = all
            .into_iter()
            .map(|(name, described)| Property {
                name,
                schema: self.meeting(id, &described.schemas),
                required: described.required,
            })
            .collect();
        let additional: Vec<AdditionalProperties> = objects.iter().map(|(_, more)| *more).collect();
        let additional = self.merge_additional(id, &additional);
        // Where no part says that values are objects, this does not either.
        let implied = parts.iter().all(|part| self.api.schema(*part).implied);
        self.api.schemas[id.0].implied = implied;
        SchemaKind::Object { properties, additional }
    }

    /// What a part does not name is of its `additionalProperties`: that holds as well, unless no value
    /// can be both. Documents then mean what they say of the property itself.
    fn add_additional(
        &mut self,
        id: SchemaId,
        objects: &[(Vec<Property>, AdditionalProperties)],
        all: &mut IndexMap<String, Described, FxBuildHasher>,
    ) {
        for (properties, additional) in objects {
            let own: BTreeSet<&str> = properties.iter().map(|of| of.name.as_str()).collect();
            if *additional == AdditionalProperties::Forbidden {
                let others =
                    all.iter().filter(|(name, of)| of.required && !own.contains(name.as_str()));
                self.forbidden.extend(others.map(|(name, _)| (id, name.clone())));
            }
            let AdditionalProperties::Schema(values) = additional else { continue };
            for (name, described) in all.iter_mut() {
                if own.contains(name.as_str()) {
                    continue;
                }
                let both: Vec<SchemaId> =
                    described.schemas.iter().copied().chain([*values]).collect();
                if self.facts_of_parts(&both).kinds.is_some_and(Kinds::is_empty) {
                    self.not_additional.insert((id, name.clone()));
                } else {
                    described.schemas = both;
                }
            }
        }
    }

    /// None where one part allows none; else what all say that describe them.
    fn merge_additional(
        &mut self,
        id: SchemaId,
        all: &[AdditionalProperties],
    ) -> AdditionalProperties {
        if all.contains(&AdditionalProperties::Forbidden) {
            return AdditionalProperties::Forbidden;
        }
        let schema = |more: &AdditionalProperties| match more {
            AdditionalProperties::Schema(values) => Some(*values),
            _ => None,
        };
        let schemas: Vec<SchemaId> = all.iter().filter_map(schema).collect();
        if !schemas.is_empty() {
            return AdditionalProperties::Schema(self.meeting(id, &schemas));
        }
        match all.contains(&AdditionalProperties::Any) {
            true => AdditionalProperties::Any,
            false => AdditionalProperties::Unspecified,
        }
    }
}

/// What repeating a property costs: what is said about it is repeated as well.
fn cost(api: &Api, property: &Property) -> usize {
    let said = api.schema(property.schema).description.as_ref().map_or(0, String::len);
    1 + said / 128
}
