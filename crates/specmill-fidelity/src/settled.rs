//! Values as a client gives them back, where that is otherwise on purpose.
//!
//! A type that is only received makes one of absent and null, and the constant by which a union tells a member
//! is written where it was left out. Both are allowed in the places where the client has such a field or
//! constant, and nowhere else.

use std::collections::BTreeSet;

use serde_json::Value;
use specmill_core::ir::{Api, Literal, Presence, Struct, TypeKind, TypeRef, VariantContent};

use crate::compare::same;

/// What the types of a client are, as far as it matters for what they give back.
#[derive(Debug)]
pub struct Settled {
    client: Api,
}

impl Settled {
    /// That of a client.
    #[must_use]
    pub fn new(client: Api) -> Self {
        Self { client }
    }

    /// Whether `written` is the same as `value`, which the type of a component has read.
    #[must_use]
    pub fn is_same(&self, component: &str, written: &Value, value: &Value) -> bool {
        let is_it = |name: &Option<String>| name.as_deref() == Some(component);
        let mut defs = self.client.types.iter().filter(|def| is_it(&def.component));
        same(written, value)
            || defs
                .next()
                .is_some_and(|def| self.is_same_of(&[Part::Kind(&def.kind)], written, value))
    }

    /// Whether `written` is the same as `value`, which is what the operation of a method and a path sends or
    /// answers.
    #[must_use]
    pub fn is_same_of_operation(
        &self,
        (method, path): (&str, &str),
        written: &Value,
        value: &Value,
    ) -> bool {
        let is_it = |operation: &&specmill_core::ir::Operation| {
            operation.http_method.eq_ignore_ascii_case(method) && operation.path == path
        };
        let operations = self.client.operations().filter(is_it);
        let types: Vec<Part<'_>> = operations
            .flat_map(|operation| operation.types())
            .map(|(_, ty)| Part::Type(ty))
            .collect();
        same(written, value) || self.is_same_of(&types, written, value)
    }

    fn is_same_of(&self, parts: &[Part<'_>], written: &Value, value: &Value) -> bool {
        same(&self.settled(parts, written), &self.settled(parts, value))
    }

    /// `value`, which is of one of the types, without what a client may give back otherwise.
    fn settled(&self, parts: &[Part<'_>], value: &Value) -> Value {
        let shapes = self.shapes(parts);
        match value {
            Value::Object(members) => members
                .iter()
                .filter(|(name, value)| !shapes.iter().any(|shape| shape.is_settled(name, value)))
                .map(|(name, value)| {
                    let inner: Vec<Part<'_>> =
                        shapes.iter().flat_map(|shape| shape.member(name)).collect();
                    (name.clone(), self.settled(&inner, value))
                })
                .collect(),
            Value::Array(items) => {
                let inner: Vec<Part<'_>> = shapes.iter().flat_map(Shape::items).collect();
                items.iter().map(|item| self.settled(&inner, item)).collect()
            }
            scalar => scalar.clone(),
        }
    }

    /// What holds members or items among types, aliases and unions seen through.
    fn shapes<'a>(&'a self, parts: &[Part<'a>]) -> Vec<Shape<'a>> {
        let (mut open, mut seen) = (parts.to_vec(), BTreeSet::new());
        let mut shapes = Vec::new();
        while let Some(part) = open.pop() {
            match part {
                Part::Kind(TypeKind::Struct(object)) => shapes.push(Shape::Struct(object)),
                Part::Kind(TypeKind::Alias(ty) | TypeKind::Newtype(ty)) => {
                    open.push(Part::Type(ty))
                }
                Part::Kind(TypeKind::Union(union)) => {
                    open.extend(union.variants.iter().filter_map(
                        |variant| match &variant.content {
                            VariantContent::Type(ty) => Some(Part::Type(ty)),
                            VariantContent::Value(_) => None,
                        },
                    ));
                }
                Part::Kind(_) => {}
                Part::Type(TypeRef::Named(id)) => {
                    if seen.insert(*id) {
                        open.push(Part::Kind(&self.client.type_def(*id).kind));
                    }
                }
                Part::Type(TypeRef::Boxed(inner) | TypeRef::Nullable(inner)) => {
                    open.push(Part::Type(inner));
                }
                Part::Type(ty) => shapes.push(Shape::Type(ty)),
            }
        }
        shapes
    }
}

/// A type, by a name or as it is used.
#[derive(Clone, Copy)]
enum Part<'a> {
    Kind(&'a TypeKind),
    Type(&'a TypeRef),
}

/// What holds members or items.
enum Shape<'a> {
    Struct(&'a Struct),
    Type(&'a TypeRef),
}

impl<'a> Shape<'a> {
    /// Whether a client may leave this member out, or write it where it was left out.
    fn is_settled(&self, name: &str, value: &Value) -> bool {
        let Shape::Struct(object) = self else { return false };
        let is_joined = object
            .fields
            .iter()
            .any(|field| field.wire == name && field.presence == Presence::OptionalOrNull);
        let is_tag = object.constants.iter().any(|constant| {
            constant.wire == name && constant.may_be_missing && is_literal(value, &constant.value)
        });
        (value.is_null() && is_joined) || is_tag
    }

    /// The types of the member `name`.
    fn member(&self, name: &str) -> Vec<Part<'a>> {
        match self {
            Shape::Struct(object) => {
                let named = object.fields.iter().filter(|field| field.wire == name);
                let types: Vec<&TypeRef> = named.map(|field| &field.ty).collect();
                match (types.is_empty(), &object.extra) {
                    (true, Some(extra)) => vec![Part::Type(&extra.values)],
                    _ => types.into_iter().map(Part::Type).collect(),
                }
            }
            Shape::Type(TypeRef::Map(values)) => vec![Part::Type(values)],
            Shape::Type(_) => Vec::new(),
        }
    }

    /// The types of items.
    fn items(&self) -> Vec<Part<'a>> {
        match self {
            Shape::Type(TypeRef::List(item) | TypeRef::RestItems(item)) => vec![Part::Type(item)],
            Shape::Type(TypeRef::OptionalItem(item)) => vec![Part::Type(item)],
            Shape::Type(TypeRef::MoreItems(places)) => Shape::Type(places).items(),
            Shape::Type(TypeRef::Tuple(places)) => places
                .iter()
                .flat_map(|place| match place {
                    TypeRef::RestItems(_) | TypeRef::OptionalItem(_) | TypeRef::MoreItems(_) => {
                        Shape::Type(place).items()
                    }
                    place => vec![Part::Type(place)],
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn is_literal(value: &Value, literal: &Literal) -> bool {
    let literal = match literal {
        Literal::String(text) => Value::from(text.as_str()),
        Literal::Integer(number) => Value::from(*number),
        Literal::Float(number) => Value::from(*number),
        Literal::Bool(is) => Value::from(*is),
        Literal::Null => Value::Null,
    };
    same(value, &literal)
}
