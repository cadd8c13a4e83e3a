//! What may be one of several.

use std::collections::BTreeSet;

use super::WireEffect;
use super::comparison::{At, Comparison};
use super::literals::{Form, fits, form, is_union, listed, plain, said, values, written};
use super::objects::Object;
use crate::ir::{Api, Direction, Literal, TypeId, TypeKind, TypeRef, VariantContent};

/// One of several: a value, or whatever is of a type.
struct Alternative {
    /// The property that tells it, and its value there.
    tag: Option<(String, String)>,
    content: VariantContent,
}

/// Compares two types of which one at least is a union: each member of what is sent, or comes, needs one
/// that takes it.
pub(super) fn unions(
    comparison: &mut Comparison<'_>,
    at: &At,
    way: Direction,
    old: &TypeRef,
    new: &TypeRef,
) {
    let (was, is) = (alternatives(comparison.old, old), alternatives(comparison.new, new));
    let (from, to) = match way {
        Direction::Request => ((comparison.old, &was), (comparison.new, &is)),
        Direction::Response => ((comparison.new, &is), (comparison.old, &was)),
    };
    let keeps_unknown = is_union(comparison.old, old);
    for one in from.1 {
        match partner(from.0, one, to) {
            Some(other) => {
                let (before, after) = match way {
                    Direction::Request => (&one.content, &other.content),
                    Direction::Response => (&other.content, &one.content),
                };
                if let (VariantContent::Type(before), VariantContent::Type(after)) = (before, after)
                {
                    comparison.types(at, way, before, after);
                }
            }
            None if way == Direction::Request => {
                let text = match (is_text(from.0, one), texts(to.1)) {
                    (true, some) if !some.is_empty() => {
                        format!("takes only {} of text now", listed(&some))
                    }
                    _ => format!("no longer takes {}", label(from.0, one)),
                };
                comparison.tell(at, WireEffect::Refused, &text);
            }
            None => {
                let effect = if keeps_unknown { WireEffect::Unknown } else { WireEffect::Misread };
                comparison.tell(at, effect, &format!("may be {} now", label(from.0, one)));
            }
        }
    }
}

fn is_text(api: &Api, one: &Alternative) -> bool {
    matches!(&one.content, VariantContent::Type(ty) if form(api, ty) == Form::Text)
}

/// The texts that are members by themselves.
fn texts(alternatives: &[Alternative]) -> Vec<String> {
    let text = |one: &Alternative| match &one.content {
        VariantContent::Value(literal @ Literal::String(_)) => Some(written(literal)),
        _ => None,
    };
    alternatives.iter().filter_map(text).collect()
}

fn label(api: &Api, one: &Alternative) -> String {
    match (&one.tag, &one.content) {
        (Some((property, value)), _) => format!("what has `{property}` {value}"),
        (None, VariantContent::Value(literal)) => format!("`{}`", written(literal)),
        (None, VariantContent::Type(ty)) => said(api, ty),
    }
}

/// The members of a union, and of unions in it; of anything else, itself.
fn alternatives(api: &Api, ty: &TypeRef) -> Vec<Alternative> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![(None, VariantContent::Type(ty.clone()))];
    while let Some((tag, content)) = open.pop() {
        let union = match &content {
            VariantContent::Type(ty) => match plain(api, ty) {
                TypeRef::Named(id) => union_of(api, *id),
                _ => None,
            },
            VariantContent::Value(_) => None,
        };
        let Some((id, union)) = union else {
            found.push(Alternative { tag, content });
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        for (at, variant) in union.variants.iter().enumerate().rev() {
            let tags = union.tag.iter().flat_map(|tag| {
                let own = tag.values.iter().filter(move |(_, members)| members.contains(&at));
                own.map(|(value, _)| (tag.property.clone(), written(value)))
            });
            let mut tags: Vec<Option<(String, String)>> = tags.map(Some).collect();
            if tags.is_empty() {
                tags.push(tag.clone());
            }
            open.extend(tags.into_iter().map(|tag| (tag, variant.content.clone())));
        }
    }
    found
}

fn union_of(api: &Api, id: TypeId) -> Option<(TypeId, &crate::ir::Union)> {
    match &api.type_def(id).kind {
        TypeKind::Union(union) => Some((id, union)),
        _ => None,
    }
}

/// The one of `to` that takes `one`, or comes nearest to that.
fn partner<'t>(
    from: &Api,
    one: &Alternative,
    (api, to): (&Api, &'t Vec<Alternative>),
) -> Option<&'t Alternative> {
    // A union of one property tells its members by nothing else.
    if let Some((property, _)) = &one.tag {
        let is_told =
            |it: &&Alternative| it.tag.as_ref().is_some_and(|(other, _)| other == property);
        if to.iter().any(|it| is_told(&it)) {
            return to.iter().find(|other| other.tag == one.tag);
        }
    }
    match &one.content {
        VariantContent::Value(value) => to.iter().find(|other| match &other.content {
            VariantContent::Value(other) => other == value,
            VariantContent::Type(ty) => is_value_of(api, ty, value),
        }),
        VariantContent::Type(ty) => {
            let likenesses = to.iter().filter_map(|other| match &other.content {
                VariantContent::Type(to) => Some((likeness((from, ty), (api, to)), other)),
                VariantContent::Value(_) => None,
            });
            // The first of those that are as like.
            let nearest = likenesses.rev().max_by_key(|(likeness, _)| *likeness);
            nearest.filter(|(likeness, _)| *likeness > Likeness::None).map(|(_, other)| other)
        }
    }
}

/// How like two members are, where each may stand for the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    None,
    /// The same JSON, with other contents.
    Form,
    /// What takes it, or has members of the same names.
    Contents,
    Name,
}

fn likeness((from, one): (&Api, &TypeRef), (to, other): (&Api, &TypeRef)) -> Likeness {
    let (one, other) = (plain(from, one), plain(to, other));
    match (one, other) {
        (TypeRef::List(one), TypeRef::List(other)) | (TypeRef::Map(one), TypeRef::Map(other)) => {
            return likeness((from, one), (to, other)).max(Likeness::Form);
        }
        _ if is_namesake((from, one), (to, other)) => return Likeness::Name,
        _ if fits((from, one), (to, other)) => return Likeness::Contents,
        _ => {}
    }
    match (Object::of(from, one), Object::of(to, other)) {
        (Some(one), Some(other)) if one.is_like(&other) => Likeness::Contents,
        (None, None) if form(from, one) == form(to, other) => Likeness::Form,
        _ => Likeness::None,
    }
}

/// Whether both are types with one name.
fn is_namesake((from, one): (&Api, &TypeRef), (to, other): (&Api, &TypeRef)) -> bool {
    match (one, other) {
        (TypeRef::Named(one), TypeRef::Named(other)) => {
            from.type_def(*one).name == to.type_def(*other).name
        }
        _ => false,
    }
}

fn is_value_of(api: &Api, ty: &TypeRef, value: &Literal) -> bool {
    let ty = plain(api, ty);
    if let Some(values) = values(api, ty) {
        return values.contains(&written(value));
    }
    match value {
        Literal::String(_) => fits((api, &TypeRef::String), (api, ty)),
        Literal::Bool(_) => matches!(ty, TypeRef::Bool | TypeRef::Any),
        Literal::Null => matches!(ty, TypeRef::Null | TypeRef::Any | TypeRef::Nullable(_)),
        Literal::Integer(_) => {
            matches!(ty, TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double | TypeRef::Any)
        }
        Literal::Float(_) => matches!(ty, TypeRef::Float | TypeRef::Double | TypeRef::Any),
    }
}
