//! What `enum` and `const` list: sets of scalars of one kind, and values of any other kind each as a
//! schema of its own.

use super::arena::empty;
use super::model::{AdditionalProperties, Property, SchemaId, SchemaKind};
use super::reader::Reader;
use crate::normalize::notes;
use crate::tree::{Node, Number, Pointer};

impl Reader<'_> {
    /// The kind of a schema that has these values and no others; `place` is where they are listed.
    pub(super) fn values(&mut self, place: &Pointer, values: Vec<Node>) -> SchemaKind {
        match values.as_slice() {
            [only @ Node::Object(_)] => return self.constant(&place.child("0"), only),
            [only @ Node::Array(_)] => {
                return SchemaKind::Alias(self.constant_schema(&place.child("0"), only));
            }
            _ => {}
        }
        if is_set(&values) || values.iter().any(has_no_constant) {
            return SchemaKind::Enum(values);
        }
        let member = |(at, value): (usize, &Node)| self.constant_schema(&place.child(at), value);
        SchemaKind::OneOf(values.iter().enumerate().map(member).collect(), None)
    }

    /// The kind of a schema whose only value is `value`: an object has its members and no others, a
    /// list its items.
    fn constant(&mut self, place: &Pointer, value: &Node) -> SchemaKind {
        match value {
            Node::Object(members) => {
                let property = |(name, value): (&String, &Node)| Property {
                    name: name.clone(),
                    schema: self.constant_schema(&place.child(name), value),
                    required: true,
                };
                let properties = members.iter().map(property).collect();
                SchemaKind::Object { properties, additional: AdditionalProperties::Forbidden }
            }
            Node::Array(items) => {
                let item =
                    |(at, value): (usize, &Node)| self.constant_schema(&place.child(at), value);
                let prefix = items.iter().enumerate().map(item).collect();
                let mut never = empty(place.clone());
                never.extensions.insert(notes::NEVER.to_owned(), Node::Bool(true));
                SchemaKind::Array { items: self.arena.add(never), prefix }
            }
            scalar => SchemaKind::Enum(vec![scalar.clone()]),
        }
    }

    fn constant_schema(&mut self, place: &Pointer, value: &Node) -> SchemaId {
        let mut schema = empty(place.clone());
        schema.kind = self.constant(place, value);
        schema.limits.min_size = value.as_array().map(|items| items.len() as u64);
        self.arena.add(schema)
    }
}

/// Whether values are of one kind whose sets have a shape: strings, whole numbers, booleans, or one
/// scalar.
fn is_set(values: &[Node]) -> bool {
    let all = |test: fn(&Node) -> bool| values.iter().all(test);
    values.len() < 2
        || all(|value| matches!(value, Node::String(_)))
        || all(|value| matches!(value, Node::Bool(_)))
        || all(|value| matches!(value, Node::Number(Number::Signed(_))))
}

/// Whether a value, or one in it, is a number that no constant holds.
fn has_no_constant(value: &Node) -> bool {
    match value {
        Node::Number(Number::Unsigned(_)) => true,
        Node::Number(Number::Float(value)) => !value.is_finite(),
        Node::Object(members) => members.values().any(has_no_constant),
        Node::Array(items) => items.iter().any(has_no_constant),
        _ => false,
    }
}
