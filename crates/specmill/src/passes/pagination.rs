//! Which operations list page by page, told by their shape.
//!
//! A page is an object with a list of objects under `data`, got by an operation that takes an
//! optional string `after` in its query. What to send as `after` is, in this order: the `id` of
//! the last item, the page's `last_id`, the page's `next`.

use crate::ir::{
    Answer, Api, Cursor, Field, Location, Operation, Pagination, Presence, Struct, TypeKind,
    TypeRef,
};

const PARAMETER: &str = "after";
const ITEMS: &str = "data";

/// Gives every operation of that shape its rule.
pub(super) fn find(api: &mut Api) {
    let rules: Vec<Vec<Option<Pagination>>> = api
        .groups
        .iter()
        .map(|group| group.operations.iter().map(|operation| rule(api, operation)).collect())
        .collect();
    for (group, rules) in api.groups.iter_mut().zip(rules) {
        for (operation, rule) in group.operations.iter_mut().zip(rules) {
            operation.pagination = rule;
        }
    }
}

fn rule(api: &Api, operation: &Operation) -> Option<Pagination> {
    let takes_cursor = operation.parameters.iter().any(|parameter| {
        parameter.location == Location::Query
            && parameter.wire == PARAMETER
            && !parameter.required
            && *api.resolved(&parameter.ty) == TypeRef::String
    });
    let Answer::Json(answer) = &operation.answer else { return None };
    let page = object(api, answer).filter(|_| takes_cursor)?;
    let items = field(page, ITEMS).filter(|field| field.presence == Presence::Required)?;
    let TypeRef::List(item) = api.resolved(&items.ty) else { return None };
    let has_more = field(page, "has_more")
        .filter(|field| *api.resolved(&field.ty) == TypeRef::Bool)
        .map(|field| (field.name.clone(), field.presence));
    let cursor = cursor(api, page, item)?;
    Some(Pagination {
        parameter: PARAMETER.to_owned(),
        items: items.name.clone(),
        item: item.as_ref().clone(),
        cursor,
        has_more,
    })
}

fn cursor(api: &Api, page: &Struct, item: &TypeRef) -> Option<Cursor> {
    let text = |field: &&Field| *api.resolved(&field.ty) == TypeRef::String;
    let id = object(api, item)
        .and_then(|item| field(item, "id"))
        .filter(text)
        .filter(|field| field.presence == Presence::Required);
    if let Some(id) = id {
        return Some(Cursor::LastItem(id.name.clone()));
    }
    let named = field(page, "last_id").or_else(|| field(page, "next")).filter(text)?;
    Some(Cursor::Page(named.name.clone(), named.presence))
}

fn field<'a>(object: &'a Struct, wire: &str) -> Option<&'a Field> {
    object.fields.iter().find(|field| field.wire == wire)
}

fn object<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    match api.resolved(ty) {
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}
