//! Groups and operations.

use super::{Context, SHARED_MODULE, docs, lower_location};
use crate::ir::{
    Answer, Body, BodyContent, Docs, Group, Module, ModuleId, Operation, Parameter, Style, TypeRef,
};
use crate::names::{NameTable, OperationNames};
use crate::spec::{self, Api, MediaType, ParameterStyle, Status};

/// A module a tag, then the one of operations without a tag, then the shared one.
pub(super) fn modules(api: &Api, names: &NameTable) -> Vec<Module> {
    let mut modules: Vec<Module> = names
        .groups
        .iter()
        .map(|group| Module {
            name: group.module.clone(),
            docs: tag_docs(api, group.tag.as_deref()),
        })
        .collect();
    modules.push(Module {
        name: SHARED_MODULE.to_owned(),
        docs: docs::plain(Some("Types that several tags use, or none.")),
    });
    modules
}

fn tag_docs(api: &Api, tag: Option<&str>) -> Docs {
    let Some(tag) = tag else { return docs::plain(Some("The client itself.")) };
    let description = api.tags.iter().find(|known| known.name == tag);
    match description.and_then(|tag| tag.description.as_deref()) {
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
            docs: tag_docs(context.api, group.tag.as_deref()),
            operations: Vec::new(),
        })
        .collect();
    let api = context.api;
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        if let Some(lowered) = lower_operation(context, operation, names) {
            groups[names.group].operations.push(lowered);
        }
    }
    // A tag without operations offers nothing: no method leads to it.
    groups.retain(|group| group.tag.is_none() || !group.operations.is_empty());
    groups
}

fn lower_operation(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    names: &OperationNames,
) -> Option<Operation> {
    let body = match &operation.request_body {
        Some(body) => Some(lower_body(context, operation, body, &names.body)?),
        None => None,
    };
    let answer = lower_answer(context, operation)?;
    let mut parameters: Vec<Parameter> = operation
        .parameters
        .iter()
        .zip(&names.parameters)
        .map(|(parameter, name)| Parameter {
            name: name.name.clone(),
            setter: name.setter.clone(),
            wire: parameter.name.clone(),
            location: lower_location(parameter.location),
            style: lower_style(parameter.style),
            explode: parameter.explode,
            allow_reserved: parameter.allow_reserved,
            media_type: parameter.media_type.clone(),
            ty: context.type_ref(parameter.schema),
            required: parameter.required,
            docs: docs::of_parameter(context, parameter),
        })
        .collect();
    parameters.sort_by_key(|parameter| !parameter.required);
    let method = operation.method.key().to_uppercase();
    Some(Operation {
        id: operation.id.clone().unwrap_or_else(|| format!("{method} {}", operation.path)),
        http_method: operation.method.key(),
        path: operation.path.clone(),
        method: names.method.clone(),
        builder: names.builder.clone(),
        docs: docs::of_operation(operation),
        parameters,
        body,
        answer,
        security: operation
            .security
            .iter()
            .map(|alternative| alternative.keys().cloned().collect())
            .collect(),
        servers: operation.servers.iter().map(|server| server.url.clone()).collect(),
        pagination: None,
    })
}

fn lower_style(style: ParameterStyle) -> Style {
    match style {
        ParameterStyle::Matrix => Style::Matrix,
        ParameterStyle::Label => Style::Label,
        ParameterStyle::Form => Style::Form,
        ParameterStyle::Simple => Style::Simple,
        ParameterStyle::SpaceDelimited => Style::SpaceDelimited,
        ParameterStyle::PipeDelimited => Style::PipeDelimited,
        ParameterStyle::DeepObject => Style::DeepObject,
    }
}

fn lower_body(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    body: &spec::RequestBody,
    name: &str,
) -> Option<Body> {
    let Some(media) = json(&body.content) else {
        let offered = offered(&body.content);
        context.diagnostics.error(
            "unsupported-request-body",
            &body.pointer,
            format!("`{}` takes no JSON, only {offered}", operation_name(operation)),
            "the operation is left out",
        );
        return None;
    };
    let ty = media_type_ref(context, media);
    Some(Body {
        name: name.to_owned(),
        required: body.required,
        content: BodyContent::Json(ty, media.media_type.clone()),
        docs: docs::plain(body.description.as_deref()),
    })
}

/// What a success answers: the lowest success status that has JSON, else nothing at all.
fn lower_answer(context: &mut Context<'_>, operation: &spec::Operation) -> Option<Answer> {
    let mut successes: Vec<&spec::Response> = operation
        .responses
        .iter()
        .filter(|response| matches!(response.status, Status::Exact(200..=299) | Status::Range(2)))
        .collect();
    successes.sort_by_key(|response| response.status);
    if successes.is_empty() {
        successes.extend(operation.responses.iter().find(|r| r.status == Status::Default));
    }
    if let Some(media) = successes.iter().find_map(|response| json(&response.content)) {
        return Some(Answer::Json(media_type_ref(context, media)));
    }
    let Some(other) = successes.iter().find(|response| !response.content.is_empty()) else {
        return Some(Answer::Empty);
    };
    context.diagnostics.error(
        "unsupported-response",
        &other.pointer,
        format!(
            "`{}` answers no JSON, only {}",
            operation_name(operation),
            offered(&other.content)
        ),
        "the operation is left out",
    );
    None
}

fn media_type_ref(context: &mut Context<'_>, media: &MediaType) -> TypeRef {
    media.schema.map_or(TypeRef::Any, |schema| context.nullable_type_ref(schema))
}

fn operation_name(operation: &spec::Operation) -> String {
    let call = || format!("{} {}", operation.method.key().to_uppercase(), operation.path);
    operation.id.clone().unwrap_or_else(call)
}

fn offered(content: &[MediaType]) -> String {
    let names: Vec<String> =
        content.iter().map(|media| format!("`{}`", media.media_type)).collect();
    names.join(", ")
}

/// The JSON among `content`: `application/json` itself first, then any `+json` (RFC 6839).
fn json(content: &[MediaType]) -> Option<&MediaType> {
    let essence = |media: &MediaType| {
        let end = media.media_type.find(';').unwrap_or(media.media_type.len());
        media.media_type[..end].trim().to_ascii_lowercase()
    };
    content.iter().find(|media| essence(media) == "application/json").or_else(|| {
        content.iter().find(|media| {
            let essence = essence(media);
            essence.ends_with("+json") || essence == "*/*" || essence == "application/*"
        })
    })
}
