//! What operations answer.

use std::collections::BTreeMap;

use super::context::Context;
use super::{bodies, docs};
use crate::diagnostics::UntypedReason;
use crate::ir::{
    Answer, AnswerChoice, AnswerContent, AnswerVariant, ErrorAnswer, EventStream, ResponseHeader,
    Status, TypeRef,
};
use crate::names::OperationNames;
use crate::spec::{
    self, MediaType, Shape, SuccessPart, SuccessShape, Written, alias_target, asked_for,
    error_body, errors, event_schema, is_alike, is_event_text, is_whole_event, shape, success,
};

/// What a success of `operation` answers, the stream it can be asked for instead, and the media types
/// that it asks for.
pub(super) fn lower_answer(
    context: &mut Context<'_>,
    operation: &spec::Operation,
    names: &OperationNames,
) -> (Answer, Option<EventStream>, Vec<String>) {
    let api = context.api;
    let found = success(api, operation);
    let answer = match found.answer {
        SuccessShape::Empty => Answer::Empty,
        SuccessShape::Json(media) => Answer::Json(context.media_type_ref(media)),
        SuccessShape::Text(medias) => match scalar(context, &medias) {
            Some(ty) => Answer::Scalar(ty, asked(&medias)),
            None => Answer::Text(asked(&medias)),
        },
        SuccessShape::Download(medias) => Answer::Download(asked(&medias)),
        SuccessShape::Events(media) => Answer::Events(event_stream(context, media)),
        SuccessShape::ByStatus(parts) => {
            let choice = names.answer_choice.clone();
            let (name, variants) =
                choice.map(|choice| (choice.name, choice.variants)).unwrap_or_default();
            let parts = parts.iter().zip(variants);
            let variants = parts.map(|(part, name)| lower_part(context, part, name)).collect();
            Answer::ByStatus(AnswerChoice { name, variants })
        }
    };
    let events = found.events.map(|media| EventStream {
        flag: bodies::stream_flag(api, operation),
        ..event_stream(context, media)
    });
    (answer, events, found.accept)
}

fn lower_part(context: &mut Context<'_>, part: &SuccessPart<'_>, name: String) -> AnswerVariant {
    let content = match (part.media, part.written) {
        (None, _) => AnswerContent::Empty,
        (Some(media), Written::Json) => AnswerContent::Json(context.media_type_ref(media)),
        (Some(media), Written::Text) => match scalar(context, &[media]) {
            Some(ty) => AnswerContent::Scalar(ty),
            None => AnswerContent::Text,
        },
        (Some(_), _) => AnswerContent::Bytes,
    };
    AnswerVariant {
        name,
        status: lower_status(part.response.status),
        media_type: part.media.map(|media| asked_for(&media.media_type)),
        also: asked(&part.also),
        content,
        description: docs::sentence(&part.response.description),
    }
}

/// What text of all of `medias` stands for, where that is no mere text.
fn scalar(context: &mut Context<'_>, medias: &[&MediaType]) -> Option<TypeRef> {
    let (first, rest) = medias.split_first()?;
    let id = first.schema?;
    let is_scalar = match shape(context.api, alias_target(context.api, id)) {
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) => true,
        Shape::StringEnum(_) | Shape::IntegerEnum(_) => true,
        Shape::String(format) => matches!(format, Some("date" | "date-time" | "uuid")),
        _ => false,
    };
    let is_one = rest.iter().all(|media| is_alike(context.api, first.schema, media.schema));
    (is_scalar && is_one).then(|| context.type_ref(id))
}

fn asked(medias: &[&MediaType]) -> Vec<String> {
    medias.iter().map(|media| asked_for(&media.media_type)).collect()
}

/// The events of a stream; any JSON where the document does not say.
fn event_stream(context: &mut Context<'_>, media: &MediaType) -> EventStream {
    let api = context.api;
    let Some(schema) = event_schema(api, media) else {
        let item = context.any(media.pointer.clone(), UntypedReason::NoSchema);
        return EventStream { item, whole: false, text: false, flag: None };
    };
    let whole = is_whole_event(api, schema);
    let text = whole && is_event_text(api, schema);
    EventStream { item: context.nullable_type_ref(schema), whole, text, flag: None }
}

/// What answers that are no success hold.
pub(super) fn lower_errors(
    context: &mut Context<'_>,
    operation: &spec::Operation,
) -> Vec<ErrorAnswer> {
    let api = context.api;
    errors(operation)
        .into_iter()
        .map(|response| ErrorAnswer {
            status: lower_status(response.status),
            body: error_body(api, response).map(|media| context.media_type_ref(media)),
            description: docs::sentence(&response.description),
        })
        .collect()
}

/// The headers of all answers, each once where its type is the same.
pub(super) fn lower_headers(
    context: &mut Context<'_>,
    operation: &spec::Operation,
) -> Vec<ResponseHeader> {
    let mut headers: Vec<ResponseHeader> = Vec::new();
    let mut known: BTreeMap<(&str, TypeRef), usize> = BTreeMap::new();
    for response in &operation.responses {
        for (name, schema) in &response.headers {
            let ty = context.type_ref(*schema);
            let status = lower_status(response.status);
            let at = *known.entry((name, ty.clone())).or_insert(headers.len());
            match headers.get_mut(at) {
                Some(known) => known.statuses.push(status),
                None => headers.push(ResponseHeader {
                    name: name.clone(),
                    statuses: vec![status],
                    ty,
                    description: context.api.schema(*schema).description.clone(),
                }),
            }
        }
    }
    headers
}

fn lower_status(status: spec::Status) -> Status {
    match status {
        spec::Status::Exact(status) => Status::Exact(status),
        spec::Status::Range(first) => Status::Range(first),
        spec::Status::Default => Status::Default,
    }
}
