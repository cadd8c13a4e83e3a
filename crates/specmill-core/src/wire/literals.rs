//! The values that a type can only have, and what a type is, in words.

use crate::ir::{Api, Literal, TypeKind, TypeRef, VariantContent};

/// The values of an enum, as they are written on the wire; `None` where any other value is as good.
pub(super) fn values(api: &Api, ty: &TypeRef) -> Option<Vec<String>> {
    match plain(api, ty) {
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::StringEnum(values) if !values.any => {
                Some(values.variants.iter().map(|it| format!("{:?}", it.value)).collect())
            }
            TypeKind::IntegerEnum(values) => {
                Some(values.iter().map(|variant| variant.value.to_string()).collect())
            }
            TypeKind::Union(union) => {
                let only = union.variants.iter().map(|variant| match &variant.content {
                    VariantContent::Value(literal) => Some(vec![written(literal)]),
                    VariantContent::Type(ty) => values(api, ty),
                });
                only.collect::<Option<Vec<_>>>().map(|values| values.concat())
            }
            _ => None,
        },
        _ => None,
    }
}

/// A value as JSON.
pub(super) fn written(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Bool(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
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

/// What a type is, in words.
pub(super) fn said(api: &Api, ty: &TypeRef) -> String {
    match plain(api, ty) {
        TypeRef::Bool => "a boolean".to_owned(),
        TypeRef::Integer(_) => "a whole number".to_owned(),
        TypeRef::Float | TypeRef::Double => "a number".to_owned(),
        TypeRef::NumberOrString(_) => "a number, or text of its digits".to_owned(),
        TypeRef::String | TypeRef::Password => "text".to_owned(),
        TypeRef::UnixTime(_) => "a time as a number".to_owned(),
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

/// What JSON it is, whatever it means: two types of one form read each other's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Boolean,
    Whole,
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
        TypeRef::Integer(_) => Form::Whole,
        TypeRef::UnixTime(time) if !time.has_fraction => Form::Whole,
        TypeRef::UnixTime(_) | TypeRef::Float | TypeRef::Double => Form::Number,
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
            TypeKind::IntegerEnum(_) => Form::Whole,
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
