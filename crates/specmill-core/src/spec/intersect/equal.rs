//! What was made and says no more than one of its parts is that part, which may have a name.
//!
//! Two schemas that hold themselves are equal if nothing shows that they are not: all are taken to be
//! equal to all their parts, and what proves to differ is crossed out until nothing more does.

use std::collections::{BTreeMap, BTreeSet};

use super::Intersector;
use super::values::listed;
use crate::spec::{AdditionalProperties, SchemaId, SchemaKind};

/// Passes after which what is still being crossed out is not replaced: a document needs one for each
/// level of what differs, when these come in the least fortunate order.
const MOST_PASSES: usize = 64;

/// For each schema the parts it may be equal to.
type Candidates = BTreeMap<SchemaId, BTreeSet<SchemaId>>;

impl Intersector<'_> {
    pub(super) fn replace_by_equals(&mut self) {
        let mut candidates = self.candidates();
        for pass in 0.. {
            let mut differing = Vec::new();
            for (id, equals) in candidates.iter().rev() {
                let differs = |equal: &&SchemaId| !self.are_equal(*id, **equal, &candidates);
                differing.extend(equals.iter().filter(differs).map(|equal| (*id, *equal)));
            }
            if differing.is_empty() {
                break;
            }
            if pass == MOST_PASSES {
                return;
            }
            for (id, other) in differing {
                if let Some(equals) = candidates.get_mut(&id) {
                    equals.remove(&other);
                }
            }
        }
        for (id, equals) in candidates {
            let named = |equal: &&SchemaId| self.api.schema(**equal).component.is_none();
            if let Some(equal) = equals.iter().min_by_key(|equal| (named(equal), **equal)) {
                self.api.schemas[id.0].kind = SchemaKind::Alias(*equal);
            }
        }
    }

    fn candidates(&self) -> Candidates {
        let mut found = Candidates::new();
        for (id, parts) in &self.worked_out {
            let schema = self.api.schema(*id);
            // A component of several objects is a type of its own, by its name.
            let is_own_type =
                schema.component.is_some() && matches!(schema.kind, SchemaKind::Object { .. });
            let is_settled =
                self.contradictions.contains_key(id) || self.too_much.contains(id) || is_own_type;
            if is_settled || matches!(schema.kind, SchemaKind::Alias(_) | SchemaKind::Any(_)) {
                continue;
            }
            let of_parts =
                parts.iter().copied().filter(|part| part != id && !self.is_own_part(*id, *part));
            found.insert(*id, of_parts.collect());
        }
        found
    }

    fn are_equal(&self, id: SchemaId, other: SchemaId, candidates: &Candidates) -> bool {
        let (one, two) = (self.api.schema(id), self.api.schema(other));
        let same = |one: &SchemaId, two: &SchemaId| self.is_same(*one, *two, candidates);
        let all = |one: &[SchemaId], two: &[SchemaId]| {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        };
        if one.nullable != self.fact(other).nullable || one.demands != two.demands {
            return false;
        }
        match (&one.kind, &two.kind) {
            (SchemaKind::Enum(_), SchemaKind::Enum(_)) => listed(&one.kind) == listed(&two.kind),
            (SchemaKind::Boolean, SchemaKind::Boolean) => true,
            (SchemaKind::String(one), SchemaKind::String(two))
            | (SchemaKind::Integer(one), SchemaKind::Integer(two))
            | (SchemaKind::Number(one), SchemaKind::Number(two)) => one == two,
            (
                SchemaKind::Array { items: one, prefix },
                SchemaKind::Array { items: two, prefix: other },
            ) => same(one, two) && all(prefix, other),
            (
                SchemaKind::Object { properties: one, additional },
                SchemaKind::Object { properties: two, additional: other },
            ) => {
                let more = match (additional, other) {
                    (AdditionalProperties::Schema(one), AdditionalProperties::Schema(two)) => {
                        same(one, two)
                    }
                    (one, two) => one == two,
                };
                more && one.len() == two.len()
                    && one.iter().all(|one| {
                        let of_name = two.iter().find(|two| two.name == one.name);
                        of_name.is_some_and(|two| {
                            one.required == two.required && same(&one.schema, &two.schema)
                        })
                    })
            }
            (
                SchemaKind::OneOf(one, _) | SchemaKind::AnyOf(one, _),
                SchemaKind::OneOf(two, _) | SchemaKind::AnyOf(two, _),
            ) => all(one, two),
            _ => false,
        }
    }

    /// Whether both are one schema in the end, or may yet be.
    fn is_same(&self, one: SchemaId, two: SchemaId, candidates: &Candidates) -> bool {
        let (one, two) = (self.behind(one), self.behind(two));
        one == two || candidates.get(&one).is_some_and(|equals| equals.contains(&two))
    }
}
