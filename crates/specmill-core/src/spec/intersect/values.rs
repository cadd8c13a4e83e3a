//! Enums and constants: the values that all parts allow.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::Intersector;
use super::contradiction::Contradiction;
use crate::diagnostics::UntypedReason;
use crate::spec::{SchemaId, SchemaKind};
use crate::tree::{Node, Number};

impl Intersector<'_> {
    /// Of the enums among `parts` the values that all of them list, and the others allow.
    pub(super) fn merge_values(&mut self, id: SchemaId, parts: &[SchemaId]) -> SchemaKind {
        let mut listed: Vec<(SchemaId, &Vec<Node>)> = Vec::new();
        for part in parts {
            if let SchemaKind::Enum(values) = &self.api.schema(*part).kind {
                listed.push((*part, values));
            }
        }
        // The shortest list decides the order, and among equally long ones that with a name.
        listed.sort_by_key(|(part, values)| {
            (values.len(), self.api.schema(*part).component.is_none())
        });
        let Some((shortest, values)) = listed.first().copied() else {
            return SchemaKind::Any(self.why_any(parts));
        };
        let others: Vec<IndexSet<String, FxBuildHasher>> = listed
            .iter()
            .skip(1)
            .map(|(_, values)| values.iter().map(same_text).collect())
            .collect();
        let allowed = |value: &&Node| {
            let text = same_text(value);
            others.iter().all(|values| values.contains(&text))
                && parts.iter().all(|part| fits(&self.api.schema(*part).kind, value))
        };
        let common: Vec<Node> = values.iter().filter(allowed).cloned().collect();
        if common.len() == values.len() && !values.is_empty() {
            return self.just_values(id, shortest);
        }
        if common.is_empty() {
            let kind = kind_of(values);
            self.contradictions.insert(id, Contradiction::Values);
            return kind;
        }
        if !self.budget.spend(id, common.len()) {
            self.too_much.insert(id);
            return SchemaKind::Any(UntypedReason::TooComposed);
        }
        SchemaKind::Enum(common)
    }

    fn just_values(&self, id: SchemaId, listed: SchemaId) -> SchemaKind {
        match self.fact(listed).nullable <= self.api.schema(id).nullable {
            true => SchemaKind::Alias(listed),
            // An alias would allow the `null` that another part does not.
            false => self.api.schema(listed).kind.clone(),
        }
    }
}

/// A text that two values share where they are the same JSON: 1 and 1.0 are.
fn same_text(value: &Node) -> String {
    match value {
        Node::Number(Number::Float(float)) if float.fract() == 0.0 => format!("{float:.0}"),
        other => other.json(),
    }
}

/// Whether `value` can be of `kind`.
fn fits(kind: &SchemaKind, value: &Node) -> bool {
    match (kind, value) {
        (SchemaKind::Boolean, value) => matches!(value, Node::Bool(_)),
        (SchemaKind::String(_), value) => matches!(value, Node::String(_)),
        (SchemaKind::Integer(_), Node::Number(Number::Float(float))) => float.fract() == 0.0,
        (SchemaKind::Integer(_) | SchemaKind::Number(_), value) => {
            matches!(value, Node::Number(_))
        }
        (SchemaKind::Array { .. }, value) => matches!(value, Node::Array(_)),
        (SchemaKind::Object { .. }, value) => matches!(value, Node::Object(_)),
        _ => true,
    }
}

/// The kind that all of `values` are of, for what stands for them where none is left.
fn kind_of(values: &[Node]) -> SchemaKind {
    let all = |test: fn(&Node) -> bool| values.iter().all(test);
    if all(|value| matches!(value, Node::String(_))) {
        SchemaKind::String(None)
    } else if all(|value| matches!(value, Node::Number(Number::Signed(_)))) {
        SchemaKind::Integer(None)
    } else if all(|value| matches!(value, Node::Number(_))) {
        SchemaKind::Number(None)
    } else if all(|value| matches!(value, Node::Bool(_))) {
        SchemaKind::Boolean
    } else {
        SchemaKind::Any(UntypedReason::Contradiction)
    }
}

/// The values that `kind` lists, as texts that two of them share where they are the same.
pub(super) fn listed(kind: &SchemaKind) -> Option<IndexSet<String, FxBuildHasher>> {
    match kind {
        SchemaKind::Enum(values) => Some(values.iter().map(same_text).collect()),
        _ => None,
    }
}
