//! What no value can be, and what becomes of it.

use std::collections::BTreeSet;

use super::Intersector;
use crate::diagnostics::Diagnostics;
use crate::spec::resolve::held;
use crate::spec::{Property, SchemaId, SchemaKind};

/// Why no value is of a schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Contradiction {
    /// Its parts are of different kinds.
    Kinds,
    /// They list values of which none is the same.
    Values,
    /// A part has no value either, or what it must have.
    Part,
}

impl Intersector<'_> {
    /// Finds what has no value since what it must have has none, and drops that from the unions that
    /// others were distributed into.
    pub(super) fn drop_what_cannot_be(&mut self) {
        let ids: Vec<SchemaId> = self.worked_out.keys().copied().collect();
        loop {
            let before = self.contradictions.len();
            for id in ids.iter().rev() {
                if !self.contradictions.contains_key(id) && self.must_have_what_cannot_be(*id) {
                    self.contradictions.insert(*id, Contradiction::Part);
                }
            }
            if self.contradictions.len() == before {
                break;
            }
        }
        for (id, _) in &self.distributed {
            if self.contradictions.contains_key(id) {
                continue;
            }
            let can_be = |member: &SchemaId| !self.contradictions.contains_key(member);
            if let SchemaKind::OneOf(members, declared) | SchemaKind::AnyOf(members, declared) =
                &mut self.api.schemas[id.0].kind
            {
                let before = members.len();
                members.retain(can_be);
                if members.len() == 1 && before > 1 {
                    *declared = None;
                }
                if let Some(declared) = declared {
                    declared.mapping.retain(|_, target| can_be(target));
                    declared.default = declared.default.filter(can_be);
                }
            }
        }
    }

    fn must_have_what_cannot_be(&self, id: SchemaId) -> bool {
        let cannot_be = |id: &SchemaId| self.contradictions.contains_key(id);
        match &self.api.schema(id).kind {
            SchemaKind::Alias(target) => cannot_be(target),
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                members.iter().all(cannot_be)
            }
            SchemaKind::Object { properties, .. } => {
                let is_so = |property: &Property| property.required && cannot_be(&property.schema);
                properties.iter().any(is_so)
            }
            _ => false,
        }
    }

    /// Says which `allOf`s have no value, and which are too much; `written` schemas are the
    /// document's.
    pub(super) fn report(self, written: usize, diagnostics: &mut Diagnostics) {
        let mut seen = BTreeSet::new();
        let mut open: Vec<SchemaId> = (0..written).map(SchemaId).collect();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                let schema = self.api.schema(id);
                open.extend(held(&schema.kind));
            }
        }
        for id in &self.demands {
            self.report_demand(*id, diagnostics);
        }
        for (id, name) in self.forbidden.iter().filter(|(id, _)| seen.contains(id)) {
            diagnostics.warning(
                "contradictory-all-of",
                &self.api.schema(*id).pointer,
                format!("`{name}` is required, and another part allows no such property"),
                "it is taken all the same; name it in both, or allow additional properties",
            );
        }
        for (id, name) in self.not_additional.iter().filter(|(id, _)| seen.contains(id)) {
            diagnostics.warning(
                "contradictory-all-of",
                &self.api.schema(*id).pointer,
                format!(
                    "`{name}` is of another kind than the `additionalProperties` of another part"
                ),
                "it is taken as the part says that names it; name it in both, or correct one",
            );
        }
        for id in seen {
            let how = match self.contradictions.get(&id) {
                Some(Contradiction::Kinds) => "values of different kinds",
                Some(Contradiction::Values) => "values of which none is the same",
                Some(Contradiction::Part) | None => continue,
            };
            let schema = self.api.schema(id);
            let message = match schema.pointer.tokens().collect::<Vec<_>>().as_slice() {
                [.., properties, name] if properties == "properties" && schema.intersection => {
                    format!("the parts of an `allOf` describe `{name}` as {how}")
                }
                _ => format!("the parts of an `allOf` are {how}"),
            };
            let help = match schema.kind {
                SchemaKind::Any(_) => {
                    "no value meets them all, so that any is taken here; correct one"
                }
                _ => "no value meets them all, so that any of that kind is taken here; correct one",
            };
            diagnostics.warning("contradictory-all-of", &schema.pointer, message, help);
        }
        self.budget.report(self.api, diagnostics);
    }

    fn report_demand(&self, id: SchemaId, diagnostics: &mut Diagnostics) {
        let schema = self.api.schema(id);
        let keyword = match schema.kind {
            SchemaKind::OneOf(..) => "oneOf",
            _ => "anyOf",
        };
        let message = format!(
            "`{keyword}` says which properties must come together, which no Rust type can express"
        );
        let help =
            "each is required or optional by itself; strict decoding looks for one of these sets";
        // `normalize` made an item of `allOf` of what stands beside other keywords.
        let tokens: Vec<String> = schema.pointer.tokens().collect();
        let beside = match tokens.as_slice() {
            [.., all_of, _] if all_of == "allOf" => {
                schema.pointer.parent().and_then(|at| at.parent())
            }
            _ => None,
        };
        let place = beside.as_ref().unwrap_or(&schema.pointer).child(keyword);
        diagnostics.warning("unsupported-keyword", &place, message, help);
    }
}
