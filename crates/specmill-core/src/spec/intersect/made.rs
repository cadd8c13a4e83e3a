//! Schemas that the document does not have: what two descriptions of one thing have in common.

use super::Intersector;
use crate::spec::arena::empty;
use crate::spec::{Schema, SchemaId, SchemaKind, UNDESCRIBED};
use crate::tree::Pointer;

impl Intersector<'_> {
    /// The schema of what is all of `described`, inside of what is made for `owner`: one of them where
    /// the others say nothing more, else one that is made.
    pub(super) fn meeting(&mut self, owner: SchemaId, described: &[SchemaId]) -> SchemaId {
        let leaves = self.leaves(described);
        let says = |leaf: &&SchemaId| !matches!(self.api.schema(**leaf).kind, SchemaKind::Any(_));
        let saying: Vec<SchemaId> = leaves.iter().filter(says).copied().collect();
        let is_noted = leaves.iter().any(|leaf| self.too_much.contains(leaf));
        if let ([], false) | ([_], false) = (saying.as_slice(), is_noted) {
            return self.described_best(described, saying.first().copied());
        }
        let mut key = leaves.clone();
        key.sort();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        if !self.budget.spend_types(owner, 1) {
            self.too_much.insert(owner);
            return described.first().copied().unwrap_or(owner);
        }
        let id = self.make(described);
        self.known.insert(key, id);
        self.made.insert(id, leaves);
        self.open.push_back(id);
        id
    }

    /// Of several descriptions of which one says what values there are (`saying`) the one that says
    /// most beside; one that is made where none has both.
    fn described_best(&mut self, described: &[SchemaId], saying: Option<SchemaId>) -> SchemaId {
        let is_of = |id: &&SchemaId| saying.is_none_or(|saying| self.behind(**id) == saying);
        let words = |id: &SchemaId| {
            let schema = self.api.schema(*id);
            let is_undescribed = schema.extensions.contains_key(UNDESCRIBED);
            (schema.description.is_some(), schema.component.is_none(), !is_undescribed)
        };
        let of_it: Vec<SchemaId> = described.iter().filter(is_of).copied().collect();
        // The first of the best: `max_by_key` gives the last.
        let best = of_it.iter().rev().max_by_key(|id| words(id)).or(described.first());
        let best = best.copied().unwrap_or(SchemaId(0));
        let adds = |id: &SchemaId| {
            let (schema, best) = (self.api.schema(*id), self.api.schema(best));
            (best.description.is_none() || best.component.is_some()) && schema.description.is_some()
                || best.default.is_none() && schema.default.is_some()
                || schema.read_only && !best.read_only
                || schema.write_only && !best.write_only
                || schema.deprecated && !best.deprecated
        };
        let others: Vec<SchemaId> =
            described.iter().copied().filter(|id| !of_it.contains(id)).collect();
        if !others.iter().any(adds) || !self.budget.spend_types(best, 1) {
            return best;
        }
        let mut all = vec![best];
        all.extend(others);
        let id = self.make(&all);
        self.api.schemas[id.0].nullable = self.api.schema(best).nullable;
        self.api.schemas[id.0].kind = match saying {
            Some(saying) => SchemaKind::Alias(saying),
            None => SchemaKind::Any(self.why_any(&all)),
        };
        self.made.insert(id, saying.into_iter().collect());
        id
    }

    /// A new schema with what `described` say about it, no matter in which order.
    pub(super) fn make(&mut self, described: &[SchemaId]) -> SchemaId {
        let all: Vec<&Schema> = described.iter().map(|id| self.api.schema(*id)).collect();
        // What stands in place speaks of this use.
        let in_place = |schema: &&&Schema| schema.component.is_none();
        let own: Vec<&Schema> = all.iter().filter(in_place).copied().collect();
        let most = |get: fn(&Schema) -> Option<&String>| {
            let longest = |list: &[&Schema]| {
                let texts = list.iter().filter_map(|schema| get(schema));
                texts.max_by_key(|text| (text.len(), text.as_str())).cloned()
            };
            longest(&own).or_else(|| longest(&all))
        };
        let placed = own.last().or(all.last());
        let pointer = placed.map_or_else(Pointer::root, |schema| schema.pointer.clone());
        let first = |get: fn(&Schema) -> Option<&crate::tree::Node>| {
            own.iter().chain(&all).find_map(|schema| get(schema)).cloned()
        };
        let mut made = Schema {
            intersection: true,
            title: most(|schema| schema.title.as_ref()),
            description: most(|schema| schema.description.as_ref()),
            deprecated: all.iter().any(|schema| schema.deprecated),
            read_only: all.iter().any(|schema| schema.read_only),
            write_only: all.iter().any(|schema| schema.write_only),
            default: first(|schema| schema.default.as_ref()),
            example: first(|schema| schema.example.as_ref()),
            ..empty(pointer)
        };
        for schema in &own {
            let extensions = schema.extensions.iter().filter(|(name, _)| *name != UNDESCRIBED);
            made.extensions.extend(extensions.map(|(name, value)| (name.clone(), value.clone())));
        }
        let id = SchemaId(self.api.schemas.len());
        self.api.schemas.push(made);
        id
    }
}
