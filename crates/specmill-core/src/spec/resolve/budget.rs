//! How much may come of compositions: a document of a few lines can ask for more types than any
//! machine has room for, as each `allOf` repeats what it is made of.

use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::diagnostics::Diagnostics;
use crate::spec::{Api, SchemaId, SchemaKind};

/// Compositions in compositions that are followed: rustc gives up on 128 enums in one another. OpenAI's
/// document of 2026 has 4.
pub(super) const MOST_LEVELS: usize = 64;

/// Members of one union: rustc takes minutes over an enum of more. OpenAI's largest has 60.
pub(super) const MOST_MEMBERS: usize = 1_000;

/// Properties and members that compositions may repeat in all, beside so many for each schema of the
/// document. OpenAI's document of 2026 has 9 096 schemas and repeats 2 882.
const FREE: usize = 10_000;
const PER_SCHEMA: usize = 16;

/// Types that `allOf`s of objects and unions may make in all, beside so many for each schema.
/// OpenAI's document of 2026 makes 228.
const FREE_TYPES: usize = 2_000;
const TYPES_PER_SCHEMA: usize = 1;

/// What is left, and where it ran out.
pub(in crate::spec) struct Budget {
    left: usize,
    types: usize,
    too_much: BTreeSet<SchemaId>,
    too_wide: Vec<(SchemaId, usize)>,
    too_deep: Vec<SchemaId>,
}

impl Budget {
    pub(in crate::spec) fn new(api: &Api) -> Self {
        Self {
            left: FREE + PER_SCHEMA * api.schemas.len(),
            types: FREE_TYPES + TYPES_PER_SCHEMA * api.schemas.len(),
            too_much: BTreeSet::new(),
            too_wide: Vec::new(),
            too_deep: Vec::new(),
        }
    }

    /// Takes `count` repeated things for `id`; false, and `id` is noted, where that is too much.
    pub(in crate::spec) fn spend(&mut self, id: SchemaId, count: usize) -> bool {
        take(&mut self.left, count) || self.note(id)
    }

    /// Takes `count` types for `id`, as [`spend`](Self::spend) does.
    pub(in crate::spec) fn spend_types(&mut self, id: SchemaId, count: usize) -> bool {
        take(&mut self.types, count) || self.note(id)
    }

    fn note(&mut self, id: SchemaId) -> bool {
        self.too_much.insert(id);
        false
    }

    /// Notes a union of too many members.
    pub(super) fn too_wide(&mut self, id: SchemaId, members: usize) {
        self.too_wide.push((id, members));
    }

    /// Notes the first schema on its way that is made of too many levels.
    pub(super) fn too_deep(&mut self, api: &Api, id: SchemaId) {
        if parts(&api.schema(id).kind).iter().all(|part| api.resolved[part.0].height <= MOST_LEVELS)
        {
            self.too_deep.push(id);
        }
    }

    /// Says what became any value, and why.
    pub(in crate::spec) fn report(self, api: &Api, diagnostics: &mut Diagnostics) {
        let help = "any value is taken here (`serde_json::Value`); describe it with fewer of them";
        for id in self.too_deep {
            let message = format!(
                "this schema, and what is made of it, is composed of more than {MOST_LEVELS} levels"
            );
            diagnostics.warning("too-composed", &api.schema(id).pointer, message, help);
        }
        for (id, members) in self.too_wide {
            let message = format!(
                "this union has {members} members, and no more than {MOST_MEMBERS} become a type"
            );
            diagnostics.warning("too-composed", &api.schema(id).pointer, message, help);
        }
        for id in self.too_much {
            let message = "the compositions of this document repeat too much to become types";
            diagnostics.warning("too-composed", &api.schema(id).pointer, message, help);
        }
    }
}

fn take(left: &mut usize, count: usize) -> bool {
    let taken = left.checked_sub(count);
    *left = taken.unwrap_or(*left);
    taken.is_some()
}

/// How many compositions `id` is made of, one in another; an alias adds nothing.
pub(super) fn height(api: &Api, id: SchemaId) -> usize {
    let kind = &api.schema(id).kind;
    let own = usize::from(!matches!(kind, SchemaKind::Alias(_)));
    let highest = parts(kind).iter().map(|part| api.resolved[part.0].height + own).max();
    highest.unwrap_or_default()
}

/// What a schema is made of, properties and items not counted.
pub(in crate::spec) fn parts(kind: &SchemaKind) -> &[SchemaId] {
    match kind {
        SchemaKind::Alias(id) => std::slice::from_ref(id),
        SchemaKind::AllOf(ids) | SchemaKind::OneOf(ids, _) | SchemaKind::AnyOf(ids, _) => ids,
        _ => &[],
    }
}

/// Each value once, in order.
pub(in crate::spec) fn distinct<T: Eq + Hash>(values: Vec<T>) -> Vec<T> {
    let kept: IndexSet<T, FxBuildHasher> = values.into_iter().collect();
    kept.into_iter().collect()
}
