//! Pages end: every answer is the same, so a list that said there is more would never end.

use std::collections::BTreeMap;

use specmill_core::diagnostics::Diagnostics;
use specmill_core::ir::{Answer, Api, Cursor, Operation, Struct, TypeKind, TypeRef};
use specmill_core::names::NameTable;
use specmill_core::source::{Node, Pointer};
use specmill_core::{lower, passes, spec};

/// How a client finds the next page of an operation, in names on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The query parameter that takes the cursor.
    pub(crate) parameter: String,
    /// The answer's property that lists the items.
    items: String,
    /// The answer's property that has the next cursor; `None` where the last item has it.
    cursor: Option<String>,
    has_more: Option<String>,
}

/// The rules by which the generated client follows pages, by operation.
pub(crate) fn rules(api: &spec::Api) -> BTreeMap<Pointer, Rule> {
    // What is wrong with the document was said already.
    let mut found = Diagnostics::default();
    let mut client = lower::lower(api, &NameTable::new(api), &mut found);
    passes::run(&mut client);
    let mut rules = BTreeMap::new();
    for operation in &api.operations {
        let lowered = client.operations().find(|known| {
            known.path == operation.path && known.http_method == operation.method.sent()
        });
        if let Some(rule) = lowered.and_then(|lowered| rule(&client, lowered)) {
            rules.insert(operation.pointer.clone(), rule);
        }
    }
    rules
}

fn rule(client: &Api, operation: &Operation) -> Option<Rule> {
    let pages = operation.pagination.as_ref()?;
    let Answer::Json(ty) = &operation.answer else { return None };
    let page = structure(client, ty)?;
    let wire = |name: &str| {
        page.fields.iter().find(|field| field.name == name).map(|field| field.wire.clone())
    };
    Some(Rule {
        parameter: pages.parameter.clone(),
        items: wire(&pages.items.name)?,
        cursor: match &pages.cursor {
            Cursor::Page(member) => Some(wire(&member.name)?),
            Cursor::LastItem(_) => None,
        },
        has_more: pages.has_more.as_ref().and_then(|member| wire(&member.name)),
    })
}

fn structure<'a>(client: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    match client.resolved(ty) {
        TypeRef::Named(id) => match &client.type_def(*id).kind {
            TypeKind::Struct(page) => Some(page),
            _ => None,
        },
        _ => None,
    }
}

impl Rule {
    /// Makes an answer the last page. `is_next` where the request had a cursor: what comes after a
    /// last page that cannot say that it is the last is an empty one.
    pub(crate) fn end(&self, answer: &mut Node, is_next: bool, is_valid: impl Fn(&Node) -> bool) {
        // The cursor of a list that says itself that it ends, such as `last_id`, does no harm.
        match (self.has_more.as_ref().and_then(|name| member(answer, name)), &self.cursor) {
            (Some(has_more), _) => *has_more = Node::Bool(false),
            (None, Some(cursor)) => self.end_cursor(answer, cursor, is_valid),
            (None, None) => {}
        }
        if is_next && let Some(items) = member(answer, &self.items) {
            *items = Node::Array(Vec::new());
        }
    }

    /// No cursor, in the first way that the schema allows: `null`, none at all, an empty text.
    fn end_cursor(&self, answer: &mut Node, cursor: &str, is_valid: impl Fn(&Node) -> bool) {
        let with = |value: Option<Node>| {
            let mut changed = answer.clone();
            let members = changed.as_object_mut()?;
            match value {
                Some(value) => drop(members.insert(cursor.to_owned(), value)),
                None => drop(members.shift_remove(cursor)),
            }
            Some(changed)
        };
        let ways = [Some(Node::Null), None, Some(Node::String(String::new()))];
        if let Some(ended) = ways.into_iter().filter_map(with).find(|changed| is_valid(changed)) {
            *answer = ended;
        }
    }
}

fn member<'a>(answer: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    answer.as_object_mut()?.get_mut(name)
}
