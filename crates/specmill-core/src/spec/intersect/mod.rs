//! `allOf`: what several schemas that hold together amount to (JSON Schema 2020-12 §10.2.1.1).
//!
//! After this stage no schema is an `allOf` any more. Each has become what its parts have in common:
//! objects are merged member by member, of values and types the narrower stays, a union is
//! distributed, and what cannot be is dropped. A property, item or value of a map that two parts
//! describe becomes a schema of its own, [`intersection`](crate::spec::Schema::intersection), made of
//! both in turn. The order of the parts decides the order of properties and nothing else.
//!
//! Schemas are taken in an order in which what one is made of comes before it. What is made here is
//! known by the set of schemas that it is made of, so that each set is worked out once, and a schema
//! that holds itself comes to an end. What multiplies out has a [`Budget`].

mod any;
mod array;
mod contradiction;
mod demand;
mod equal;
mod facts;
mod limits;
mod made;
mod object;
mod parts;
mod plain;
mod scalar;
mod union;
mod values;

use std::collections::{BTreeSet, VecDeque};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::model::{Api, SchemaId, SchemaKind};
use super::resolve::Budget;
use crate::diagnostics::Diagnostics;
use contradiction::Contradiction;
use facts::Facts;

/// Rewrites every `allOf` of `api`; `order` has each schema after what it is made of.
pub(super) fn intersect(api: &mut Api, order: &[SchemaId], diagnostics: &mut Diagnostics) {
    let budget = Budget::new(api);
    let written = api.schemas.len();
    let mut all = Intersector {
        facts: vec![None; written],
        api,
        made: IndexMap::default(),
        known: IndexMap::default(),
        worked_out: IndexMap::default(),
        open: VecDeque::new(),
        contradictions: IndexMap::default(),
        too_much: BTreeSet::new(),
        distributed: Vec::new(),
        demands: BTreeSet::new(),
        not_additional: BTreeSet::new(),
        forbidden: BTreeSet::new(),
        budget,
    };
    // What no `allOf` decides is known first: properties come in any order.
    for id in order {
        all.facts[id.0] = all.facts_if_known(*id);
    }
    for id in order {
        if let SchemaKind::AllOf(parts) = &all.api.schema(*id).kind {
            let parts = parts.clone();
            all.work_out(*id, &parts);
        }
        all.facts[id.0] = Some(all.facts_of(*id));
    }
    while let Some(id) = all.open.pop_front() {
        let parts = all.made.get(&id).cloned().unwrap_or_default();
        all.work_out(id, &parts);
    }
    all.map_to_distributed();
    all.drop_what_cannot_be();
    all.replace_by_equals();
    all.report(written, diagnostics);
}

/// What is known while `allOf`s are worked out.
struct Intersector<'a> {
    api: &'a mut Api,
    /// Of each schema that the document has.
    facts: Vec<Option<Facts>>,
    /// Each schema made here, with the schemas of the document that it is made of.
    made: IndexMap<SchemaId, Vec<SchemaId>, FxBuildHasher>,
    /// The same from the other side; the key is sorted.
    known: IndexMap<Vec<SchemaId>, SchemaId, FxBuildHasher>,
    /// Each schema that was an `allOf`, with the parts that say something.
    worked_out: IndexMap<SchemaId, Vec<SchemaId>, FxBuildHasher>,
    /// Those made and not yet worked out.
    open: VecDeque<SchemaId>,
    /// What no value is of.
    contradictions: IndexMap<SchemaId, Contradiction, FxBuildHasher>,
    /// What exceeds the budget, and what is made of it: any value.
    too_much: BTreeSet<SchemaId>,
    /// Unions that others were distributed into, each with what its members have in common.
    distributed: Vec<(SchemaId, Vec<SchemaId>)>,
    /// Unions that only demand.
    demands: BTreeSet<SchemaId>,
    /// Properties of another kind than the `additionalProperties` of another part.
    not_additional: BTreeSet<(SchemaId, String)>,
    /// Required properties that another part does not allow.
    forbidden: BTreeSet<(SchemaId, String)>,
    budget: Budget,
}
