//! Which operations list page by page, told by their shape or by the document itself.
//!
//! A page is an object with a list (`data`, or its only list of objects), got by an operation that
//! takes an optional string for a cursor. [`WAYS`] says which parameters those are and what is sent
//! as each. An operation that answers a list and has no rule has a reason in its place.

use std::collections::BTreeMap;

use crate::ir::{
    Answer, Api, Cursor, Field, Location, Member, NoteFault, Operation, Pagination, PaginationNote,
    Struct, TypeId, TypeKind, TypeRef, Unpaged,
};

/// What a cursor may be taken from.
enum Source {
    /// A property of the page.
    Page(&'static str),
    /// A property of the last item.
    LastItem(&'static str),
}

use Source::{LastItem, Page};

/// The parameters that take a cursor, and what is sent as each: the first there is. What the server
/// gives as the next cursor goes before what clients conclude.
const WAYS: [(&str, &[Source]); 7] = [
    ("after", &[Page("next"), Page("next_cursor"), LastItem("id"), Page("last_id")]),
    ("starting_after", &[LastItem("id"), Page("last_id")]),
    ("page", &[Page("next_page")]),
    ("cursor", &[Page("next_cursor"), Page("nextCursor"), Page("next")]),
    ("page_token", &[Page("next_page_token")]),
    ("pageToken", &[Page("nextPageToken")]),
    ("next_token", &[Page("next_token")]),
];

/// The property that lists the items, where there are several lists.
const ITEMS: &str = "data";
/// The properties that say whether there is more.
const HAS_MORE: [&str; 2] = ["has_more", "hasMore"];
/// What a note writes before a property of the last item.
const OF_ITEM: &str = "item.";

/// Gives every operation of that shape its rule, and every other list its reason.
pub(super) fn find(api: &mut Api) {
    // A type has one rule for its pages, whichever operation returns it.
    let mut known: BTreeMap<TypeId, Pagination> = BTreeMap::new();
    let mut found = Vec::new();
    for operation in api.operations() {
        found.push(rule(api, operation).map(|result| {
            let (page, rule) = result?;
            match known.get(&page) {
                Some(other) if same_page(other, &rule) => Ok(rule),
                Some(_) => Err(Unpaged::OtherRule),
                None => {
                    known.insert(page, rule.clone());
                    Ok(rule)
                }
            }
        }));
    }
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    for (operation, result) in operations.zip(found) {
        match result {
            Some(Ok(rule)) => operation.pagination = Some(rule),
            Some(Err(reason)) => operation.unpaged = Some(reason),
            None => {}
        }
    }
}

/// Whether two rules read a page alike; the parameter is the operation's own.
fn same_page(one: &Pagination, other: &Pagination) -> bool {
    Pagination { parameter: one.parameter.clone(), ..other.clone() } == *one
}

/// The type of the page and the rule; `None` where nothing is listed.
fn rule(api: &Api, operation: &Operation) -> Option<Result<(TypeId, Pagination), Unpaged>> {
    let Answer::Json(answer) = &operation.answer else { return unread_note(operation) };
    let (id, page) = match api.resolved(answer) {
        TypeRef::List(_) => return Some(Err(Unpaged::BareList)),
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(page) => (*id, page),
            _ => return unread_note(operation),
        },
        _ => return unread_note(operation),
    };
    match &operation.pagination_note {
        Some(PaginationNote::Not) => return Some(Err(Unpaged::Told)),
        Some(PaginationNote::Malformed) => {
            return Some(Err(Unpaged::Note(NoteFault::Malformed)));
        }
        Some(PaginationNote::Rule { parameter, items, cursor }) => {
            let rule = by_note(api, operation, page, [parameter, items, cursor]);
            return Some(rule.map(|rule| (id, rule)));
        }
        None => {}
    }
    is_list(api, operation, page).then(|| by_shape(api, operation, page).map(|rule| (id, rule)))
}

/// A note where no object is answered.
fn unread_note<T>(operation: &Operation) -> Option<Result<T, Unpaged>> {
    operation.pagination_note.as_ref().map(|note| {
        Err(match note {
            PaginationNote::Not => Unpaged::Told,
            _ => Unpaged::Note(NoteFault::NoObject),
        })
    })
}

/// Whether the answer lists something: it has `data`, or says whether there is more, or a cursor can
/// be given.
fn is_list(api: &Api, operation: &Operation, page: &Struct) -> bool {
    let has_list = page.fields.iter().any(|field| list_item(api, field).is_some());
    let has_cursor = WAYS.iter().any(|(name, _)| query(operation, name).is_some());
    let has_data = field(page, ITEMS).is_some_and(|field| list_item(api, field).is_some());
    has_data || (has_list && (has_cursor || has_more(api, page).is_some()))
}

fn by_shape(api: &Api, operation: &Operation, page: &Struct) -> Result<Pagination, Unpaged> {
    let mut reason = Unpaged::NoParameter;
    for (name, sources) in &WAYS {
        let Some(parameter) = query(operation, name) else { continue };
        if parameter.required {
            reason = Unpaged::RequiredParameter((*name).to_owned());
        } else if *api.resolved(&parameter.ty) != TypeRef::String {
            reason = Unpaged::NotText((*name).to_owned());
        } else {
            let (items, item) = items(api, page).ok_or(Unpaged::NoItems)?;
            let cursor = sources.iter().find_map(|source| match source {
                Page(name) => text(api, page, name).map(Cursor::Page),
                LastItem(name) => text(api, object(api, item)?, name).map(Cursor::LastItem),
            });
            if let Some(cursor) = cursor {
                return Ok(pagination(api, page, name, items, item, cursor));
            }
            reason = Unpaged::NoCursor((*name).to_owned());
        }
    }
    Err(reason)
}

fn by_note(
    api: &Api,
    operation: &Operation,
    page: &Struct,
    [parameter, items, cursor]: [&String; 3],
) -> Result<Pagination, Unpaged> {
    query(operation, parameter)
        .filter(|found| !found.required && *api.resolved(&found.ty) == TypeRef::String)
        .ok_or_else(|| Unpaged::Note(NoteFault::NoParameter(parameter.clone())))?;
    let list = field(page, items).and_then(|field| Some((field, list_item(api, field)?)));
    let (list, item) = list.ok_or_else(|| Unpaged::Note(NoteFault::NoItems(items.clone())))?;
    let found = match cursor.strip_prefix(OF_ITEM) {
        Some(name) => {
            object(api, item).and_then(|item| text(api, item, name)).map(Cursor::LastItem)
        }
        None => text(api, page, cursor).map(Cursor::Page),
    };
    let cursor = found.ok_or_else(|| Unpaged::Note(NoteFault::NoCursor(cursor.clone())))?;
    Ok(pagination(api, page, parameter, list, item, cursor))
}

fn pagination(
    api: &Api,
    page: &Struct,
    parameter: &str,
    items: &Field,
    item: &TypeRef,
    cursor: Cursor,
) -> Pagination {
    Pagination {
        parameter: parameter.to_owned(),
        items: member(items),
        item: item.clone(),
        cursor,
        has_more: has_more(api, page),
    }
}

fn query<'a>(operation: &'a Operation, name: &str) -> Option<&'a crate::ir::Parameter> {
    let is_it = |parameter: &&crate::ir::Parameter| {
        parameter.location == Location::Query && parameter.wire == name
    };
    operation.parameters.iter().find(is_it)
}

/// The list of items: `data`, else the only list of objects.
fn items<'a>(api: &'a Api, page: &'a Struct) -> Option<(&'a Field, &'a TypeRef)> {
    let lists: Vec<(&Field, &TypeRef)> =
        page.fields.iter().filter_map(|field| Some((field, list_item(api, field)?))).collect();
    if let Some(data) = lists.iter().find(|(field, _)| field.wire == ITEMS) {
        return Some(*data);
    }
    let objects: Vec<_> =
        lists.into_iter().filter(|(_, item)| object(api, item).is_some()).collect();
    match objects.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn list_item<'a>(api: &'a Api, field: &'a Field) -> Option<&'a TypeRef> {
    match api.resolved(&field.ty) {
        TypeRef::List(item) => Some(item),
        _ => None,
    }
}

fn has_more(api: &Api, page: &Struct) -> Option<Member> {
    let found = HAS_MORE.iter().find_map(|name| field(page, name));
    found.filter(|field| *api.resolved(&field.ty) == TypeRef::Bool).map(member)
}

/// The property `wire`, if it is text.
fn text(api: &Api, object: &Struct, wire: &str) -> Option<Member> {
    let found = field(object, wire).filter(|field| *api.resolved(&field.ty) == TypeRef::String);
    found.map(member)
}

fn member(field: &Field) -> Member {
    Member { name: field.name.clone(), presence: field.presence }
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
