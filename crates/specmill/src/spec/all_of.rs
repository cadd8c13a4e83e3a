//! Merging `allOf` (JSON Schema: every member holds) into one object.

use super::shape::{self, unwrapped};
use super::{AdditionalProperties, Api, Node, ObjectShape, Property, SchemaId, SchemaKind, Shape};

/// The shape of the `allOf` schema `id`.
pub(super) fn shape<'a>(api: &'a Api, id: SchemaId, members: &[SchemaId]) -> Shape<'a> {
    let telling: Vec<SchemaId> =
        members.iter().copied().filter(|member| !says_nothing(api, *member)).collect();
    match telling.as_slice() {
        [] => return Shape::Any,
        [only] => return Shape::Same(*only),
        _ => {}
    }
    let mut merged = Merged::default();
    match merged.add(api, id, &mut Vec::new()) {
        Some(()) if merged.properties.is_empty() => match merged.additional {
            AdditionalProperties::Schema(values) => Shape::Map(Some(values)),
            AdditionalProperties::Forbidden => Shape::Object(merged.into_shape()),
            _ => Shape::Map(None),
        },
        Some(()) => Shape::Object(merged.into_shape()),
        None => narrowest(api, &telling),
    }
}

/// What is a string and one of some strings is one of those; so for numbers, and for lists, of
/// which the later description is taken.
fn narrowest<'a>(api: &'a Api, members: &[SchemaId]) -> Shape<'a> {
    let mut shapes = members.iter().map(|member| seen_through(api, *member));
    let first = shapes.next().unwrap_or(Shape::Any);
    shapes.fold(first, |one, other| match (rank(&one), rank(&other)) {
        (Some((kind, first)), Some((other_kind, second))) if kind == other_kind => {
            if second >= first { other } else { one }
        }
        _ => Shape::Intersection,
    })
}

/// The shape behind `id`. It is asked for once at each step: an `allOf` of an `allOf` comes back
/// here, and asking twice would double the work with each level.
fn seen_through(api: &Api, id: SchemaId) -> Shape<'_> {
    let mut found = shape::shape(api, id);
    for _ in 0..api.schemas.len() {
        match found {
            Shape::Same(target) => found = shape::shape(api, target),
            _ => break,
        }
    }
    found
}

/// The kind of a shape, and how much it narrows that.
fn rank(shape: &Shape<'_>) -> Option<(&'static str, u8)> {
    Some(match shape {
        Shape::String(None) => ("string", 0),
        Shape::String(Some(_)) => ("string", 1),
        Shape::StringEnum(_) => ("string", 2),
        Shape::Constant(Node::String(_)) => ("string", 3),
        Shape::Number(None) => ("number", 0),
        Shape::Number(Some(_)) => ("number", 1),
        Shape::Integer(None) => ("number", 2),
        Shape::Integer(Some(_)) => ("number", 3),
        Shape::IntegerEnum(_) => ("number", 4),
        Shape::Constant(Node::Number(_)) => ("number", 5),
        Shape::Boolean => ("boolean", 0),
        Shape::Constant(Node::Bool(_)) => ("boolean", 1),
        Shape::List(_) => ("array", 0),
        Shape::Tuple(_) => ("array", 1),
        _ => return None,
    })
}

/// Whether a member constrains nothing: `{}` with only annotations.
fn says_nothing(api: &Api, id: SchemaId) -> bool {
    matches!(api.schema(id).kind, SchemaKind::Any)
}

struct Merged {
    properties: Vec<Property>,
    additional: AdditionalProperties,
}

impl Default for Merged {
    fn default() -> Self {
        Self { properties: Vec::new(), additional: AdditionalProperties::Unspecified }
    }
}

impl Merged {
    /// Adds what `id` says; `None` if it is no object. `path` holds the schemas being merged, so
    /// that an `allOf` that leads back to itself ends.
    fn add(&mut self, api: &Api, id: SchemaId, path: &mut Vec<SchemaId>) -> Option<()> {
        let id = unwrapped(api, id);
        if path.contains(&id) {
            return Some(());
        }
        path.push(id);
        match &api.schema(id).kind {
            SchemaKind::Any => {}
            SchemaKind::Object { properties, additional } => {
                self.object(api, properties, *additional)
            }
            SchemaKind::AllOf(members) => {
                for member in members {
                    self.add(api, *member, path)?;
                }
            }
            _ => return None,
        }
        path.pop();
        Some(())
    }

    /// A property named twice must meet both schemas; the later one is taken, which is how
    /// documents narrow an inherited property, and `required` in either place holds. What a part
    /// requires and does not describe keeps the description another part has.
    fn object(&mut self, api: &Api, properties: &[Property], additional: AdditionalProperties) {
        for property in properties {
            match self.properties.iter_mut().find(|known| known.name == property.name) {
                Some(known) => {
                    known.required |= property.required;
                    // `required` alone, or a bare description, narrows nothing.
                    if !says_nothing(api, property.schema) {
                        known.schema = property.schema;
                    }
                }
                None => self.properties.push(property.clone()),
            }
        }
        match additional {
            AdditionalProperties::Unspecified => {}
            said => self.additional = said,
        }
    }

    fn into_shape(self) -> ObjectShape {
        ObjectShape { properties: self.properties, additional: self.additional }
    }
}
