//! What is asked of a schema again and again.

use super::Intersector;
use crate::normalize::notes;
use crate::spec::resolve::parts;
use crate::spec::{
    AdditionalProperties, JsonKind, Kinds, Property, SchemaId, SchemaKind, UNDESCRIBED,
};
use crate::tree::{Node, Number};

/// Of one schema.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// The kinds of JSON it allows, `null` aside; `None` where it allows any, be it that it only
    /// speaks of values of one kind.
    pub(super) kinds: Option<Kinds>,
    /// Whether `null` is a value of it.
    pub(super) nullable: bool,
    /// Whether it leaves open if `null` is a value.
    pub(super) is_silent_about_null: bool,
    /// Whether it only demands that some properties come together, or some values do not.
    pub(super) is_demand: bool,
    /// Whether it says of which kind values are and nothing more.
    pub(super) is_bare: bool,
}

impl Intersector<'_> {
    /// The facts of a schema of the document whose parts are known.
    pub(super) fn facts_of(&self, id: SchemaId) -> Facts {
        let schema = self.api.schema(id);
        let own = |kinds: &[JsonKind]| Facts {
            kinds: (!schema.implied).then(|| Kinds::of(kinds)),
            nullable: schema.nullable,
            is_silent_about_null: schema.implied,
            ..Facts::default()
        };
        match &schema.kind {
            SchemaKind::Any(_) => Facts {
                nullable: schema.nullable,
                is_silent_about_null: !schema.extensions.contains_key(notes::NULL),
                is_demand: true,
                ..Facts::default()
            },
            SchemaKind::Boolean => Facts { is_bare: true, ..own(&[JsonKind::Boolean]) },
            SchemaKind::Integer(format) => {
                Facts { is_bare: format.is_none(), ..own(&[JsonKind::Integer]) }
            }
            SchemaKind::Number(format) => {
                Facts { is_bare: format.is_none(), ..own(&[JsonKind::Integer, JsonKind::Number]) }
            }
            SchemaKind::String(format) => {
                Facts { is_bare: format.is_none(), ..own(&[JsonKind::String]) }
            }
            SchemaKind::Enum(values) => own(&values.iter().flat_map(kinds_of).collect::<Vec<_>>()),
            SchemaKind::Array { items, prefix } => {
                let is_any = matches!(self.api.schema(*items).kind, SchemaKind::Any(_));
                Facts { is_bare: is_any && prefix.is_empty(), ..own(&[JsonKind::Array]) }
            }
            SchemaKind::Object { properties, additional } => {
                let is_open = *additional == AdditionalProperties::Unspecified;
                let is_undescribed = |property: &Property| {
                    let extensions = &self.api.schema(property.schema).extensions;
                    extensions.contains_key(UNDESCRIBED)
                };
                let names_some = schema.implied || !properties.is_empty();
                Facts {
                    is_demand: names_some && is_open && properties.iter().all(is_undescribed),
                    is_bare: is_open && properties.is_empty(),
                    ..own(&[JsonKind::Object])
                }
            }
            SchemaKind::Alias(target) => {
                let target = self.fact(*target);
                Facts { nullable: schema.nullable || target.nullable, ..target }
            }
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                self.facts_of_union(schema.nullable, members)
            }
            // What is made of itself was cut before.
            SchemaKind::AllOf(_) => Facts::default(),
        }
    }

    fn facts_of_union(&self, nullable: bool, members: &[SchemaId]) -> Facts {
        let facts: Vec<Facts> = members.iter().map(|member| self.fact(*member)).collect();
        let join = |kinds: Kinds, facts: &Facts| facts.kinds.map(|more| kinds.and(more));
        Facts {
            kinds: facts.iter().try_fold(Kinds::default(), join),
            nullable: nullable || facts.iter().any(|facts| facts.nullable),
            is_silent_about_null: facts.iter().any(|facts| facts.is_silent_about_null),
            is_demand: facts.iter().all(|facts| facts.is_demand),
            is_bare: false,
        }
    }

    /// The facts of `id`, be it of the document or made.
    pub(super) fn fact(&self, id: SchemaId) -> Facts {
        match (self.facts.get(id.0), self.made.get(&id)) {
            (Some(facts), _) => facts.unwrap_or_default(),
            (None, Some(parts)) => self.facts_of_parts(parts),
            (None, None) => self.facts_of(id),
        }
    }

    /// The facts of `id`, if no `allOf` has to be worked out for them.
    pub(super) fn facts_if_known(&self, id: SchemaId) -> Option<Facts> {
        let kind = &self.api.schema(id).kind;
        let is_known = |part: &SchemaId| self.facts.get(part.0).is_some_and(Option::is_some);
        let known = !matches!(kind, SchemaKind::AllOf(_)) && parts(kind).iter().all(is_known);
        known.then(|| self.facts_of(id))
    }

    /// What holds of every value of all `parts`.
    pub(super) fn facts_of_parts(&self, parts: &[SchemaId]) -> Facts {
        let facts: Vec<Facts> = parts.iter().map(|part| self.fact(*part)).collect();
        let says = |facts: &&Facts| !facts.is_silent_about_null;
        Facts {
            kinds: common_kinds(&facts),
            nullable: facts.iter().any(|facts| says(&facts))
                && facts.iter().filter(says).all(|facts| facts.nullable),
            is_silent_about_null: !facts.iter().any(|facts| says(&facts)),
            is_demand: facts.iter().all(|facts| facts.is_demand),
            is_bare: false,
        }
    }
}

/// The kinds that all of `facts` allow.
pub(super) fn common_kinds(facts: &[Facts]) -> Option<Kinds> {
    facts.iter().filter_map(|facts| facts.kinds).reduce(Kinds::common)
}

/// The kinds that have a value of an `enum`.
fn kinds_of(value: &Node) -> Vec<JsonKind> {
    match value {
        Node::Null => Vec::new(),
        Node::Bool(_) => vec![JsonKind::Boolean],
        // A float that is whole is an integer (JSON Schema 2020-12 §4.2.2).
        Node::Number(Number::Float(value)) if value.fract() != 0.0 => vec![JsonKind::Number],
        Node::Number(_) => vec![JsonKind::Integer],
        Node::String(_) => vec![JsonKind::String],
        Node::Array(_) => vec![JsonKind::Array],
        Node::Object(_) => vec![JsonKind::Object],
    }
}
