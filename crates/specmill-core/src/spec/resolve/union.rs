//! The members of `oneOf` and `anyOf`, unions in place among them opened.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::budget::{self, Budget};
use super::values::texts_of;
use crate::spec::{
    Amount, Api, Resolved, SchemaId, SchemaKind, Shape, alias_target, is_null, shape,
};
use crate::tree::{Node, Number};

/// What a union of `members` amounts to: a union of one is that one; strings beside known strings
/// are one open enum, and so are whole numbers. `None` where the budget ends.
pub(super) fn merge(
    api: &Api,
    members: &[SchemaId],
    found: &mut Resolved,
    budget: &mut Budget,
) -> Option<()> {
    let id = found.alias_target;
    let flat = flattened(api, id, members, budget)?;
    found.texts = texts(api, id, &flat, budget);
    let kind = &api.schema(id).kind;
    let has_tag = matches!(kind, SchemaKind::OneOf(_, Some(_)) | SchemaKind::AnyOf(_, Some(_)));
    found.amount = match (members, flat.as_slice(), &found.texts) {
        // A value may have another tag.
        (_, [_], None) if has_tag => Amount::Union,
        ([only], ..) | (_, [only], _) | ([only, ..], [], _) => Amount::Same(*only),
        (_, _, Some(known)) if known.is_empty() => Amount::Text,
        (_, _, Some(known)) => Amount::Strings(known.clone()),
        (_, _, None) => match integers(api, id, &flat, budget) {
            Some(known) => Amount::Integers(known),
            None => Amount::Union,
        },
    };
    found.members = flat;
    Some(())
}

/// The members as they are chosen from, without what is `null` alone; `None` where the budget ends.
fn flattened(
    api: &Api,
    id: SchemaId,
    members: &[SchemaId],
    budget: &mut Budget,
) -> Option<Vec<SchemaId>> {
    let mut found: IndexSet<SchemaId, FxBuildHasher> = IndexSet::default();
    for member in members {
        if is_null(api, *member) {
            continue;
        }
        let member = api.resolved[member.0].unwrapped;
        if is_open(api, member) {
            let inner = &api.resolved[member.0].members;
            if !budget.spend(id, inner.len()) {
                return None;
            }
            found.extend(inner);
        } else {
            found.insert(member);
        }
    }
    if found.len() > budget::MOST_MEMBERS {
        budget.too_wide(id, found.len());
        return None;
    }
    Some(found.into_iter().collect())
}

/// Whether a member is a union in place that no values of a discriminator lead to.
fn is_open(api: &Api, id: SchemaId) -> bool {
    let schema = api.schema(id);
    match &schema.kind {
        SchemaKind::OneOf(_, declared) | SchemaKind::AnyOf(_, declared) => {
            let is_mapped = declared.as_ref().is_some_and(|found| !found.mapping.is_empty());
            schema.component.is_none() && !is_mapped
        }
        _ => false,
    }
}

/// Whether `part` stands in place inside of `id`, so that its values are written there and nowhere
/// else.
fn is_own(api: &Api, id: SchemaId, part: SchemaId) -> bool {
    api.schema(part).pointer.is_within(&api.schema(id).pointer)
}

/// The values of a union that holds nothing but constants and enums that are whole numbers.
fn integers(
    api: &Api,
    id: SchemaId,
    members: &[SchemaId],
    budget: &mut Budget,
) -> Option<Vec<i64>> {
    let mut known = Vec::new();
    for member in members {
        match shape(api, alias_target(api, *member)) {
            Shape::Constant(Node::Number(Number::Signed(value))) => known.push(*value),
            Shape::IntegerEnum(values) => {
                if !is_own(api, id, *member) && !budget.spend(id, values.len()) {
                    return None;
                }
                known.extend(values);
            }
            _ => return None,
        }
    }
    Some(budget::distinct(known))
}

/// The known values of a union that holds nothing but strings, string enums and constants.
fn texts(
    api: &Api,
    id: SchemaId,
    members: &[SchemaId],
    budget: &mut Budget,
) -> Option<Vec<String>> {
    let mut known = Vec::new();
    for member in members {
        let inner = api.resolved[member.0].unwrapped;
        match &api.schema(inner).kind {
            SchemaKind::String(_) => {}
            SchemaKind::Enum(values) => {
                let texts = texts_of(values)?;
                if !is_own(api, id, inner) && !budget.spend(id, texts.len()) {
                    return None;
                }
                known.extend(texts);
            }
            SchemaKind::OneOf(..) | SchemaKind::AnyOf(..) => {
                let texts = api.resolved[inner.0].texts.as_ref()?;
                if !budget.spend(id, texts.len()) {
                    return None;
                }
                known.extend(texts.iter().cloned());
            }
            _ => return None,
        }
    }
    Some(budget::distinct(known))
}
