//! Groups and operations.

use super::context::{Context, SHARED_MODULE, lower_location, lower_style};
use super::limits::limits;
use super::{answers, bodies, docs, webhooks};
use crate::diagnostics::Place;
use crate::ir::{
    Docs, Group, Module, ModuleId, Operation, Owner, PAGINATION, PaginationNote, Parameter,
};
use crate::names::identifier::snake;
use crate::names::{NameTable, OperationNames};
use crate::spec::{self, Api};
use crate::tree::Node;

/// A module a tag, then the one of operations without a tag, then the shared one.
pub(super) fn modules(api: &Api, names: &NameTable) -> Vec<Module> {
    let mut modules: Vec<Module> = names
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| Module {
            name: group.module.clone(),
            docs: tag_docs(api, index, group.tag.as_deref()),
        })
        .collect();
    modules.extend(webhooks::module(names));
    modules.push(Module {
        name: SHARED_MODULE.to_owned(),
        docs: docs::plain(Some("Types that are used under several tags, or under none.")),
    });
    modules
}

/// What is said about the group `index`; groups stand in the order of tags.
fn tag_docs(api: &Api, index: usize, tag: Option<&str>) -> Docs {
    let Some(tag) = tag else { return docs::plain(Some("The client of the API.")) };
    match api.tags.get(index).and_then(|tag| tag.description.as_deref()) {
        Some(description) if !description.trim().is_empty() => docs::plain(Some(description)),
        _ => docs::plain(Some(&format!("Operations tagged `{tag}`."))),
    }
}

/// Every group with its operations.
pub(super) fn lower_groups(context: &mut Context<'_>) -> Vec<Group> {
    let names = context.names;
    let mut groups: Vec<Group> = names
        .groups
        .iter()
        .enumerate()
        .map(|(index, group)| Group {
            tag: group.tag.clone(),
            accessor: group.accessor.clone(),
            client: group.client.clone(),
            module: ModuleId(index),
            docs: tag_docs(context.api, index, group.tag.as_deref()),
            operations: Vec::new(),
        })
        .collect();
    let api = context.api;
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        let lowered = lower_operation(context, operation, names);
        groups[names.group].operations.push(lowered);
    }
    // A tag without operations offers nothing: no method leads to it.
    groups.retain(|group| group.tag.is_none() || !group.operations.is_empty());
    groups
}

fn lower_operation(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    names: &OperationNames,
) -> Operation {
    let method = operation.method.sent();
    let id = operation.id.clone().unwrap_or_else(|| format!("{method} {}", operation.path));
    context.owner = Owner::Operation(id.clone());
    let body = bodies::lower_body(context, operation, names);
    let (answer, events, accept) = answers::lower_answer(context, operation, names);
    let mut parameters: Vec<Parameter> = operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .map(|(parameter, name)| Parameter {
            name: name.name.clone(),
            setter: name.setter.clone(),
            wire: parameter.name.clone(),
            renamed: name.name != snake(&parameter.name),
            location: lower_location(parameter.location),
            style: lower_style(parameter.style),
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            media_type: parameter.media_type.clone(),
            ty: context.type_ref(parameter.schema),
            limits: limits(context.api, parameter.schema),
            required: parameter.required,
            docs: docs::of_parameter(context, parameter),
        })
        .collect();
    parameters.sort_by_key(|parameter| !parameter.required);
    Operation {
        id,
        http_method: method.to_owned(),
        path: operation.path.clone(),
        method: names.method.clone(),
        builder: names.builder.clone(),
        docs: docs::of_operation(operation),
        parameters,
        body,
        answer,
        accept,
        events,
        errors: answers::lower_errors(context, operation),
        headers: answers::lower_headers(context, operation),
        security: operation
            .security
            .iter()
            .map(|alternative| alternative.keys().cloned().collect())
            .collect(),
        servers: operation.servers.iter().map(super::lower_server).collect(),
        pagination: None,
        unpaged: None,
        pagination_note: operation.extensions.get(PAGINATION).map(pagination_note),
        example: None,
        place: Place { pointer: operation.pointer.clone(), ..Place::default() },
    }
}

fn pagination_note(note: &Node) -> PaginationNote {
    let text = |key: &str| note.get(key).and_then(Node::as_str).map(str::to_owned);
    match (note, text("parameter"), text("items"), text("cursor")) {
        (Node::Bool(false), ..) => PaginationNote::Not,
        (_, Some(parameter), Some(items), Some(cursor)) => {
            PaginationNote::Rule { parameter, items, cursor }
        }
        _ => PaginationNote::Malformed,
    }
}
