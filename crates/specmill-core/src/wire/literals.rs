//! The values that a type can only have, what a type is in words, and what takes what.

use crate::ir::{Api, Integer, Literal, TypeKind, TypeRef, UnixTime, UnixUnit, VariantContent};

/// The values of an enum, as they are written on the wire; `None` where any other value is as good.
pub(super) fn values(api: &Api, ty: &TypeRef) -> Option<Vec<String>> {
    let TypeRef::Named(id) = plain(api, ty) else { return None };
    match &api.type_def(*id).kind {
        TypeKind::StringEnum(values) if !values.any => {
            Some(values.variants.iter().map(|it| format!("{:?}", it.value)).collect())
        }
        TypeKind::IntegerEnum(values) => {
            Some(values.iter().map(|variant| variant.value.to_string()).collect())
        }
        TypeKind::Union(union) => {
            let only = union.variants.iter().map(|variant| match &variant.content {
                VariantContent::Value(literal) => Some(written(literal)),
                VariantContent::Type(_) => None,
            });
            only.collect()
        }
        _ => None,
    }
}

/// A value as JSON.
pub(super) fn written(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}").replace('`', "'"),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Bool(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

/// How many values are told.
const TOLD: usize = 6;

/// Values as a list of a sentence.
pub(super) fn listed(values: &[String]) -> String {
    let shown = |value: &String| format!("`{}`", value.replace('`', "'"));
    let told: Vec<String> = values.iter().take(TOLD).map(shown).collect();
    match values.len() - told.len() {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}

/// The type behind aliases and boxes, which nothing on the wire tells.
pub(super) fn plain<'a>(api: &'a Api, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = api.resolved(ty);
    while let TypeRef::Boxed(inner) = ty {
        ty = api.resolved(inner);
    }
    ty
}

pub(super) fn is_union(api: &Api, ty: &TypeRef) -> bool {
    matches!(plain(api, ty), TypeRef::Named(id)
        if matches!(api.type_def(*id).kind, TypeKind::Union(_)))
}

/// Whether null is a value of it.
pub(super) fn takes_null(api: &Api, ty: &TypeRef) -> bool {
    match plain(api, ty) {
        TypeRef::Any | TypeRef::Null | TypeRef::Nullable(_) => true,
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Union(union) => union.variants.iter().any(|variant| match &variant.content {
                VariantContent::Type(ty) => {
                    matches!(plain(api, ty), TypeRef::Null | TypeRef::Any | TypeRef::Nullable(_))
                }
                VariantContent::Value(value) => *value == Literal::Null,
            }),
            _ => false,
        },
        _ => false,
    }
}

/// What a type is, in words.
pub(super) fn said(api: &Api, ty: &TypeRef) -> String {
    match plain(api, ty) {
        TypeRef::Bool => "a boolean".to_owned(),
        TypeRef::Integer(width) => whole(*width),
        TypeRef::Float | TypeRef::Double => "a number".to_owned(),
        TypeRef::NumberOrString(_) => "a number, or text of its digits".to_owned(),
        TypeRef::String | TypeRef::Password => "text".to_owned(),
        TypeRef::UnixTime(time) => match time.unit {
            UnixUnit::Seconds => "a time in seconds".to_owned(),
            UnixUnit::Milliseconds => "a time in milliseconds".to_owned(),
        },
        TypeRef::Date => "a date".to_owned(),
        TypeRef::DateTime => "a date and time".to_owned(),
        TypeRef::Uuid => "a UUID".to_owned(),
        TypeRef::Base64 => "base64".to_owned(),
        TypeRef::Binary => "bytes".to_owned(),
        TypeRef::Null => "null".to_owned(),
        TypeRef::Any => "any value".to_owned(),
        TypeRef::List(item) => format!("a list of {}", said(api, item)),
        TypeRef::Map(values) => format!("an object of {}", said(api, values)),
        TypeRef::Nullable(inner) => format!("{} or null", said(api, inner)),
        TypeRef::Tuple(_) => "a list of places".to_owned(),
        TypeRef::OptionalItem(inner) | TypeRef::RestItems(inner) | TypeRef::MoreItems(inner) => {
            said(api, inner)
        }
        TypeRef::Boxed(inner) => said(api, inner),
        TypeRef::Named(id) => {
            let def = api.type_def(*id);
            match def.kind {
                TypeKind::StringEnum(_) => format!("text of `{}`", def.name),
                TypeKind::IntegerEnum(_) => format!("a number of `{}`", def.name),
                _ => format!("`{}`", def.name),
            }
        }
    }
}

fn whole(width: Integer) -> String {
    let (bits, is_signed) = width_of(width);
    match (bits, is_signed) {
        (64, true) => "a whole number".to_owned(),
        (bits, true) => format!("a whole number of {bits} bits"),
        (bits, false) => format!("a whole number of {bits} bits without a sign"),
    }
}

fn width_of(width: Integer) -> (u32, bool) {
    match width {
        Integer::I8 => (8, true),
        Integer::I16 => (16, true),
        Integer::I32 => (32, true),
        Integer::I64 => (64, true),
        Integer::I128 => (128, true),
        Integer::U8 => (8, false),
        Integer::U16 => (16, false),
        Integer::U32 => (32, false),
        Integer::U64 => (64, false),
        Integer::U128 => (128, false),
    }
}

/// What JSON it is, whatever it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Boolean,
    Number,
    Text,
    Bytes,
    List,
    Object,
    Null,
    /// One of several, or any.
    Several,
}

pub(super) fn form(api: &Api, ty: &TypeRef) -> Form {
    match plain(api, ty) {
        TypeRef::Bool => Form::Boolean,
        TypeRef::Integer(_) | TypeRef::UnixTime(_) | TypeRef::Float | TypeRef::Double => {
            Form::Number
        }
        TypeRef::String
        | TypeRef::Password
        | TypeRef::Date
        | TypeRef::DateTime
        | TypeRef::Uuid
        | TypeRef::Base64 => Form::Text,
        TypeRef::Binary => Form::Bytes,
        TypeRef::Null => Form::Null,
        TypeRef::List(_) | TypeRef::Tuple(_) => Form::List,
        TypeRef::Map(_) => Form::Object,
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(_) => Form::Object,
            TypeKind::StringEnum(_) => Form::Text,
            TypeKind::IntegerEnum(_) => Form::Number,
            TypeKind::Newtype(inner) | TypeKind::Alias(inner) => match inner {
                TypeRef::List(_) => Form::List,
                TypeRef::Map(_) => Form::Object,
                _ => Form::Several,
            },
            TypeKind::Union(_) => Form::Several,
        },
        _ => Form::Several,
    }
}

/// Whether each value of the scalar type `from` can be read as one of `to`, their known values aside.
pub(super) fn fits((old, from): (&Api, &TypeRef), (new, to): (&Api, &TypeRef)) -> bool {
    use TypeRef::{
        Any, Base64, Binary, Bool, Date, DateTime, Double, Float, Integer, Null, NumberOrString,
        Password, String, Uuid,
    };
    let (from, to) = (plain(old, from), plain(new, to));
    let (one, other) = (form(old, from), form(new, to));
    match (from, to) {
        (_, Any) => true,
        (Bool, Bool) | (Null, Null) | (Binary, Binary) => true,
        (Integer(from), Integer(to)) => holds(*from, *to),
        (Integer(_), TypeRef::UnixTime(_)) => true,
        (TypeRef::UnixTime(from), TypeRef::UnixTime(to)) => {
            let UnixTime { unit, has_fraction } = *from;
            unit == to.unit && (to.has_fraction || !has_fraction)
        }
        (TypeRef::UnixTime(from), Integer(_)) => !from.has_fraction,
        (Float | Double, TypeRef::UnixTime(to)) => to.has_fraction,
        (Integer(_) | TypeRef::UnixTime(_) | Float | Double, Float | Double) => true,
        (NumberOrString(from), NumberOrString(to)) => fits((old, from), (new, to)),
        (_, NumberOrString(to)) => fits((old, from), (new, to)),
        (_, String | Password) => one == Form::Text,
        (Date, Date) | (DateTime, DateTime) | (Uuid, Uuid) | (Base64, Base64) => true,
        // Enums: which values those are is another question.
        (TypeRef::Named(_), Integer(_) | Float | Double) => one == Form::Number,
        (Integer(_) | TypeRef::Named(_) | String | Password, TypeRef::Named(_)) => {
            one == other && matches!(one, Form::Text | Form::Number)
        }
        _ => false,
    }
}

/// Whether a width has all values of another.
fn holds(from: Integer, to: Integer) -> bool {
    let ((from, was_signed), (to, is_signed)) = (width_of(from), width_of(to));
    match (was_signed, is_signed) {
        (true, false) => false,
        (false, true) => from < to,
        _ => from <= to,
    }
}
