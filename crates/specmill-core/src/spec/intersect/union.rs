//! What is one of several and something else besides: one of several, each with that besides. Both
//! say the same, and only the second has a type.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Intersector;
use super::contradiction::Contradiction;
use super::facts::common_kinds;
use super::values::listed;
use crate::diagnostics::UntypedReason;
use crate::spec::{PINNED_NAME, Property, SchemaId, SchemaKind};

impl Intersector<'_> {
    /// Distributes one union among `parts`; what is made may hold the next.
    pub(super) fn distribute(
        &mut self,
        id: SchemaId,
        parts: &[SchemaId],
        demands: &[SchemaId],
    ) -> SchemaKind {
        let Some(at) = self.first_union(parts) else {
            return SchemaKind::Any(self.why_any(parts));
        };
        let kind = self.api.schema(parts[at]).kind.clone();
        let (SchemaKind::OneOf(members, declared) | SchemaKind::AnyOf(members, declared)) = kind
        else {
            return SchemaKind::Any(self.why_any(parts));
        };
        let mut common: Vec<SchemaId> = parts.iter().chain(demands).copied().collect();
        common.retain(|part| *part != parts[at]);
        let mut found: Vec<SchemaId> = Vec::new();
        for member in &members {
            let mut described = common.clone();
            described.push(*member);
            if self.excludes(&self.leaves(&described)) {
                continue;
            }
            let made = self.member(id, *member, &described);
            if self.too_much.contains(&id) {
                return SchemaKind::Any(UntypedReason::TooComposed);
            }
            if !found.contains(&made) {
                found.push(made);
            }
        }
        if found.is_empty() {
            self.contradictions.insert(id, Contradiction::Values);
            return SchemaKind::Any(UntypedReason::Contradiction);
        }
        self.distributed.push((id, common));
        // What is left of several needs no tag to be found by.
        let declared = declared.filter(|_| found.len() > 1 || members.len() == 1);
        match self.api.schema(parts[at]).kind {
            SchemaKind::AnyOf(..) => SchemaKind::AnyOf(found, declared),
            _ => SchemaKind::OneOf(found, declared),
        }
    }

    /// Which union is distributed first: what comes of it is the same, whatever the order of parts.
    fn first_union(&self, parts: &[SchemaId]) -> Option<usize> {
        let unions = parts.iter().enumerate().filter(|(_, part)| self.is_union(**part));
        let rank = |(_, part): &(usize, &SchemaId)| {
            let (declared, members) = match &self.api.schema(**part).kind {
                SchemaKind::OneOf(members, declared) | SchemaKind::AnyOf(members, declared) => {
                    (declared.is_some(), members.len())
                }
                _ => (false, 0),
            };
            (!declared, members, **part)
        };
        unions.min_by_key(rank).map(|(at, _)| at)
    }

    /// `described`, the last of which is `member` of a union: it goes by that member's name.
    fn member(&mut self, id: SchemaId, member: SchemaId, described: &[SchemaId]) -> SchemaId {
        let before = self.api.schemas.len();
        let made = self.meeting(id, described);
        if made.0 >= before && self.made.contains_key(&made) {
            let schema = self.api.schema(member);
            let known_as = schema.component.clone().or_else(|| schema.known_as.clone());
            let title = schema.title.clone();
            let behind = self.api.schema(self.behind(member));
            let description = schema.description.clone().or_else(|| behind.description.clone());
            let pointer = schema.pointer.clone();
            let (deprecated, mut extensions) = (schema.deprecated, schema.extensions.clone());
            if known_as.is_some() {
                // The member is still there, under the name that it is given.
                extensions.retain(|name, _| name != PINNED_NAME);
            }
            let own = &mut self.api.schemas[made.0];
            own.known_as = known_as;
            own.title = title.or(own.title.take());
            own.description = description.or(own.description.take());
            (own.pointer, own.deprecated, own.extensions) = (pointer, deprecated, extensions);
        }
        made
    }

    /// Whether it can be seen that no value is of all `parts`: they are of different kinds, or one of
    /// their tags has no value in common. What cannot be seen here is found when all is known.
    fn excludes(&self, parts: &[SchemaId]) -> bool {
        let facts: Vec<_> = parts.iter().map(|part| self.fact(*part)).collect();
        if common_kinds(&facts).is_some_and(crate::spec::Kinds::is_empty) {
            // `null` is a value of all of them.
            return !facts.iter().all(|facts| facts.nullable || facts.is_silent_about_null);
        }
        let mut known: IndexMap<&str, (&Property, SchemaId), FxBuildHasher> = IndexMap::default();
        for part in parts {
            let SchemaKind::Object { properties, .. } = &self.api.schema(*part).kind else {
                continue;
            };
            for property in properties {
                let own = self.behind(property.schema);
                match known.get(property.name.as_str()) {
                    Some((other, behind)) if other.required || property.required => {
                        let (one, two) = (self.api.schema(own), self.api.schema(*behind));
                        let lists = listed(&one.kind).zip(listed(&two.kind));
                        if lists.is_some_and(|(one, two)| one.is_disjoint(&two)) {
                            return true;
                        }
                    }
                    Some(_) => {}
                    None => {
                        known.insert(&property.name, (property, own));
                    }
                }
            }
        }
        false
    }

    /// Lets the values of discriminators lead to what was made of the members they led to; those of
    /// members that are gone lead nowhere.
    pub(super) fn map_to_distributed(&mut self) {
        for (id, common) in self.distributed.clone() {
            let kind = &self.api.schema(id).kind;
            let (SchemaKind::OneOf(_, Some(declared)) | SchemaKind::AnyOf(_, Some(declared))) =
                kind
            else {
                continue;
            };
            let made = |target: &SchemaId| {
                let mut described = common.clone();
                described.push(*target);
                let leaves = self.leaves(&described);
                let mut key = leaves.clone();
                key.sort();
                let made = self.known.get(&key).copied();
                made.or_else(|| (!self.excludes(&leaves)).then_some(*target))
            };
            let moved: Vec<Option<SchemaId>> = declared.mapping.values().map(made).collect();
            let default = declared.default.as_ref().and_then(made);
            if let SchemaKind::OneOf(_, Some(declared)) | SchemaKind::AnyOf(_, Some(declared)) =
                &mut self.api.schemas[id.0].kind
            {
                declared.default = default;
                let mut moved = moved.into_iter();
                declared.mapping.retain(|_, target| match moved.next().flatten() {
                    Some(moved) => {
                        *target = moved;
                        true
                    }
                    None => false,
                });
            }
        }
    }
}
