//! Schemas as types are used: scalars, lists, maps, names.

use super::context::Context;
use super::integers::integer;
use crate::diagnostics::UntypedReason;
use crate::ir::{TypeRef, UnixTime, UnixUnit};
use crate::spec::{MediaType, SchemaId, Shape, TupleShape, is_null, is_nullable, shape};
use crate::tree::{Node, Number};

impl Context<'_> {
    /// What a body of `media` is.
    pub(super) fn media_type_ref(&mut self, media: &MediaType) -> TypeRef {
        match media.schema {
            Some(schema) => self.nullable_type_ref(schema),
            None => self.any(media.pointer.clone(), UntypedReason::NoSchema),
        }
    }

    /// What `id` is when it is not null.
    pub(super) fn type_ref(&mut self, id: SchemaId) -> TypeRef {
        match self.ids.get(&id) {
            Some(named) => TypeRef::Named(*named),
            None => self.unnamed(id),
        }
    }

    /// What `id` is, null included.
    pub(super) fn nullable_type_ref(&mut self, id: SchemaId) -> TypeRef {
        let ty = self.type_ref(id);
        if is_nullable(self.api, id) && !is_null(self.api, id) && ty != TypeRef::Any {
            TypeRef::Nullable(Box::new(ty))
        } else {
            ty
        }
    }

    /// What a schema without a name of its own is.
    pub(super) fn unnamed(&mut self, mut id: SchemaId) -> TypeRef {
        let api = self.api;
        // A bound for the reader: no circle of aliases is left.
        for _ in 0..api.schemas.len() {
            match shape(api, id) {
                Shape::Same(target) => match self.ids.get(&target) {
                    Some(named) => return TypeRef::Named(*named),
                    None => id = target,
                },
                shape => return self.of_shape(id, shape),
            }
        }
        self.any_of(id)
    }

    fn of_shape(&mut self, id: SchemaId, shape: Shape<'_>) -> TypeRef {
        match shape {
            Shape::Boolean => TypeRef::Bool,
            Shape::Integer(format) => match format.and_then(UnixUnit::of_format) {
                Some(unit) => TypeRef::UnixTime(UnixTime { unit, has_fraction: false }),
                None => TypeRef::Integer(integer(format, &self.api.schema(id).limits)),
            },
            Shape::Number(format) => match format.and_then(UnixUnit::of_format) {
                Some(unit) => TypeRef::UnixTime(UnixTime { unit, has_fraction: true }),
                None => number(format),
            },
            Shape::String(format) => string(format),
            Shape::Constant(Node::Null) => TypeRef::Null,
            Shape::Constant(Node::Bool(_)) => TypeRef::Bool,
            Shape::Constant(Node::Number(Number::Float(_))) => TypeRef::Double,
            Shape::NumberOrString(number) => {
                TypeRef::NumberOrString(Box::new(self.type_ref(number)))
            }
            Shape::List(items) => TypeRef::List(Box::new(self.nullable_type_ref(items))),
            Shape::Map(Some(values)) => TypeRef::Map(Box::new(self.nullable_type_ref(values))),
            Shape::Map(None) => {
                let at = self.api.schema(id).pointer.clone();
                TypeRef::Map(Box::new(self.any_property(at)))
            }
            Shape::Tuple(tuple) => self.tuple(id, tuple),
            // Enums, objects and unions have names; one without is reached only through a fault.
            Shape::Any
            | Shape::Constant(_)
            | Shape::StringEnum(_)
            | Shape::IntegerEnum(_)
            | Shape::Object(_)
            | Shape::Union(_)
            | Shape::Same(_) => self.any_of(id),
        }
    }

    fn tuple(&mut self, id: SchemaId, tuple: TupleShape<'_>) -> TypeRef {
        let (places, beyond) = tuple.places.split_at(tuple.places.len().min(MOST_PLACES));
        let mut types = Vec::with_capacity(places.len() + 1);
        for (at, place) in places.iter().enumerate() {
            let ty = self.nullable_type_ref(*place);
            let is_required = at < tuple.required;
            types.push(if is_required { ty } else { TypeRef::OptionalItem(Box::new(ty)) });
        }
        if beyond.is_empty() {
            let rest = tuple.rest.map(|rest| self.nullable_type_ref(rest));
            types.extend(rest.map(|rest| TypeRef::RestItems(Box::new(rest))));
        } else {
            let what = format!("what follows the first {MOST_PLACES} places of a list");
            let rest = self.wide(id, "too-many-places", &what);
            types.push(TypeRef::RestItems(Box::new(rest)));
        }
        in_parts(types)
    }

    /// The widest type, with a word about it.
    fn wide(&mut self, id: SchemaId, code: &'static str, what: &str) -> TypeRef {
        self.diagnostics.warning(
            code,
            &self.api.schema(id).pointer,
            format!("{what} has no type of its own"),
            "it becomes any JSON value (`serde_json::Value`), which loses nothing",
        );
        self.any(self.api.schema(id).pointer.clone(), UntypedReason::TooManyPlaces)
    }
}

/// The longest tuple that has the traits of Rust's standard library, and the runtime's.
const LONGEST_TUPLE: usize = 12;
/// Places of a list that have a type each: a tuple in a tuple for every eleven, of which rustc takes no
/// more than 128 levels.
const MOST_PLACES: usize = 100;

/// A tuple, whose last place holds what is too many for one.
fn in_parts(mut types: Vec<TypeRef>) -> TypeRef {
    if types.len() > LONGEST_TUPLE {
        let more = in_parts(types.split_off(LONGEST_TUPLE - 1));
        types.push(TypeRef::MoreItems(Box::new(more)));
    }
    TypeRef::Tuple(types)
}

fn number(format: Option<&str>) -> TypeRef {
    match format {
        Some("float") => TypeRef::Float,
        _ => TypeRef::Double,
    }
}

fn string(format: Option<&str>) -> TypeRef {
    match format {
        Some("date") => TypeRef::Date,
        Some("date-time") => TypeRef::DateTime,
        Some("uuid") => TypeRef::Uuid,
        Some("byte") => TypeRef::Base64,
        Some("binary") => TypeRef::Binary,
        Some("password") => TypeRef::Password,
        _ => TypeRef::String,
    }
}
