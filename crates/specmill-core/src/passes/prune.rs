//! Only what was asked for: the operations chosen and the types they reach.
//!
//! It runs last, on the whole description: names, modules and constructors do not depend on the
//! choice, so that choosing more only adds.

use std::collections::BTreeSet;

use heck::ToKebabCase;

use crate::diagnostics::{Diagnostic, Diagnostics, Severity, nearest};
use crate::ir::{
    Api, Group, Operation, Owner, TypeDef, TypeId, TypeKind, UntypedPlace, Webhooks, reached,
};

/// What was asked for: operations of these tags, these operations, and these types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Tags, as the document writes them or in kebab case (`audit-logs` for `Audit Logs`).
    pub tags: Vec<String>,
    /// `operationId`s; `GET /path` for an operation that has none.
    pub operations: Vec<String>,
    /// Component schemas, whatever reaches them.
    pub schemas: Vec<String>,
}

/// What asks for the events of webhooks, beside a tag of that name.
pub const WEBHOOKS: &str = "webhooks";

/// Leaves out of `api` what `choice` does not hold. An operation has the tag it is grouped by, its
/// first. What was asked for and is not there is an error: `unknown-tag`, `unknown-operation`; of a
/// schema it is a note, `unknown-schema`, as it costs nothing that the document has.
pub fn prune(api: &mut Api, choice: &Choice, diagnostics: &mut Diagnostics) {
    say_what_is_not_there(api, choice, diagnostics);
    for group in &mut api.groups {
        let whole = group.tag.as_ref().is_some_and(|tag| is_chosen(tag, &choice.tags));
        group.operations.retain(|operation| whole || choice.operations.contains(&operation.id));
    }
    // The group without a tag is the client itself.
    api.groups.retain(|group| group.tag.is_none() || !group.operations.is_empty());
    // Nor has any of its events a tag; together they are asked for as `webhooks`.
    api.webhooks = api.webhooks.take().filter(|_| is_chosen(WEBHOOKS, &choice.tags));
    let events = api.webhooks.iter().flat_map(Webhooks::named);
    let is_named = |def: &TypeDef| {
        def.component.as_ref().is_some_and(|component| choice.schemas.contains(component))
    };
    let named = (0..api.types.len()).map(TypeId).filter(|id| is_named(&api.types[id.0]));
    let roots = api.groups.iter().flat_map(Group::named).chain(events).chain(named).collect();
    let kinds: Vec<&TypeKind> = api.types.iter().map(|def| &def.kind).collect();
    let kept = reached(&kinds, roots);
    api.left_out = (0..kept.len()).map(TypeId).filter(|id| !kept[id.0]).collect();
    let operations: BTreeSet<&str> = api
        .groups
        .iter()
        .flat_map(|group| &group.operations)
        .map(|operation| &*operation.id)
        .collect();
    let is_there = |place: &UntypedPlace| match &place.owner {
        Owner::Type(id) => !api.left_out.contains(id),
        Owner::Operation(id) => operations.contains(id.as_str()),
        Owner::Webhooks => api.webhooks.is_some(),
    };
    api.untyped.retain(is_there);
}

fn is_chosen(tag: &str, tags: &[String]) -> bool {
    tags.iter().any(|chosen| matches(tag, chosen))
}

fn matches(tag: &str, chosen: &str) -> bool {
    tag == chosen || tag.to_kebab_case() == chosen
}

fn say_what_is_not_there(api: &Api, choice: &Choice, diagnostics: &mut Diagnostics) {
    let mut tags: Vec<&str> =
        api.groups.iter().filter_map(|group: &Group| group.tag.as_deref()).collect();
    tags.extend(api.webhooks.iter().map(|_| WEBHOOKS));
    for chosen in &choice.tags {
        if !tags.iter().any(|tag| matches(tag, chosen)) {
            let message = format!("no operation has the tag `{chosen}`, which was asked for");
            diagnostics.push(unknown(
                "unknown-tag",
                message,
                nearest(chosen, tags.iter().copied()),
            ));
        }
    }
    let ids: Vec<&str> = api.operations().map(|operation: &Operation| &*operation.id).collect();
    for chosen in &choice.operations {
        if !ids.contains(&chosen.as_str()) {
            let message = format!("there is no operation `{chosen}`, which was asked for");
            let near = nearest(chosen, ids.iter().copied());
            diagnostics.push(unknown("unknown-operation", message, near));
        }
    }
    let components: Vec<&str> =
        api.types.iter().filter_map(|def: &TypeDef| def.component.as_deref()).collect();
    for chosen in choice.schemas.iter().filter(|chosen| !components.contains(&chosen.as_str())) {
        let message = format!("no type stands for a schema `{chosen}`, which was asked for");
        let help = Some(help(nearest(chosen, components.iter().copied())));
        let severity = Severity::Note;
        diagnostics.push(Diagnostic {
            severity,
            code: "unknown-schema",
            message,
            place: None,
            help,
        });
    }
}

fn unknown(code: &'static str, message: String, near: Option<&str>) -> Diagnostic {
    let (severity, help) = (Severity::Error, Some(help(near)));
    Diagnostic { severity, code, message, place: None, help }
}

fn help(near: Option<&str>) -> String {
    match near {
        Some(name) => format!("the nearest name is `{name}`"),
        None => "correct the name in the build script, or do not ask for it".to_owned(),
    }
}
