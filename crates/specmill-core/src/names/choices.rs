//! Names of the enums for a body or an answer of several kinds.

use super::identifier::upper_camel;
use super::operations::{ChoiceNames, WebhookNames};
use super::scope::Scope;
use crate::spec::{
    Api, MediaType, Operation, Status, SuccessPart, SuccessShape, Written, body_alternatives,
    essence, success, written,
};

/// The enum of an operation that takes several kinds of body.
pub(super) fn name_body(
    api: &Api,
    operation: &Operation,
    stem: &str,
    scope: &mut Scope,
) -> Option<ChoiceNames> {
    let body = operation.request_body.as_ref()?;
    let content = body_alternatives(api, &body.content);
    if content.len() < 2 {
        return None;
    }
    let name = scope.claim(&[&format!("{stem}Body"), &format!("{stem}RequestBody")]);
    let mut variants = Scope::camel(&["Self"]);
    let claim = |media: &&MediaType| {
        let plain = media_name_among(api, media, &content);
        variants.claim(&[&plain, &upper_camel(&essence(&media.media_type))])
    };
    let variants = content.iter().map(claim).collect();
    Some(ChoiceNames { name, variants })
}

/// The enum of an operation that has several kinds of answer.
pub(super) fn name_answer(
    api: &Api,
    operation: &Operation,
    stem: &str,
    scope: &mut Scope,
) -> Option<ChoiceNames> {
    match success(api, operation).answer {
        SuccessShape::ByStatus(parts) => Some(ChoiceNames {
            name: scope.claim(&[&format!("{stem}Answer"), &format!("{stem}Success")]),
            variants: part_names(api, &parts),
        }),
        _ => None,
    }
}

/// A name for each of several answers: its status where that tells it apart, else its media type,
/// else both.
pub(super) fn part_names(api: &Api, parts: &[SuccessPart<'_>]) -> Vec<String> {
    let one_status = parts.windows(2).all(|two| two[0].response.status == two[1].response.status);
    let mut scope = Scope::camel(&["Self"]);
    parts
        .iter()
        .map(|part| {
            let of_status: Vec<&MediaType> = parts
                .iter()
                .filter(|other| other.response.status == part.response.status)
                .filter_map(|other| other.media)
                .collect();
            let status = if one_status { String::new() } else { status_name(part.response.status) };
            match part.media {
                Some(media) if of_status.len() > 1 => {
                    let plain = media_name_among(api, media, &of_status);
                    let long = upper_camel(&essence(&media.media_type));
                    scope.claim(&[&format!("{status}{plain}"), &format!("{status}{long}")])
                }
                _ => scope.claim(&[&status_name(part.response.status)]),
            }
        })
        .collect()
}

/// The name of `media` among the bodies of `content`: of several kinds of JSON each is named after its
/// format (`MergePatch`).
pub(super) fn media_name_among(api: &Api, media: &MediaType, content: &[&MediaType]) -> String {
    let is_json = |media: &&&MediaType| written(api, media) == Written::Json;
    let essence = essence(&media.media_type);
    match essence.split_once('/').and_then(|(_, format)| format.strip_suffix("+json")) {
        Some(format) if content.iter().filter(is_json).count() > 1 && !format.contains('*') => {
            upper_camel(format.trim_start_matches("x-"))
        }
        _ => media_name(api, media),
    }
}

/// `Json`, `Multipart`, `Form`, `Text`, `Bytes`; the format itself where the media type names one.
pub(super) fn media_name(api: &Api, media: &MediaType) -> String {
    let essence = essence(&media.media_type);
    let (family, format) = essence.split_once('/').unwrap_or((&essence, ""));
    match (written(api, media), format) {
        (Written::Json, _) => "Json".to_owned(),
        (Written::Multipart, _) => "Multipart".to_owned(),
        (Written::Form, _) => "Form".to_owned(),
        (Written::Events, _) => "Events".to_owned(),
        (Written::Text, "plain" | "*") => "Text".to_owned(),
        (Written::Bytes, "octet-stream") => "Bytes".to_owned(),
        (Written::Bytes, "*") if family == "*" || family == "application" => "Bytes".to_owned(),
        (_, "*") => upper_camel(family),
        _ => upper_camel(format.trim_start_matches("x-").split('+').next().unwrap_or(format)),
    }
}

/// The reason phrase of RFC 9110 §15.3 as a name, and a number for what has none.
fn status_name(status: Status) -> String {
    match status {
        Status::Exact(200) => "Ok".to_owned(),
        Status::Exact(201) => "Created".to_owned(),
        Status::Exact(202) => "Accepted".to_owned(),
        Status::Exact(203) => "NonAuthoritative".to_owned(),
        Status::Exact(204) => "NoContent".to_owned(),
        Status::Exact(205) => "ResetContent".to_owned(),
        Status::Exact(206) => "PartialContent".to_owned(),
        Status::Exact(207) => "MultiStatus".to_owned(),
        Status::Exact(status) => format!("Status{status}"),
        Status::Range(first) => format!("Status{first}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// The enum of what the server sends of its own accord; a webhook's path is its name.
pub(super) fn name_webhooks(
    api: &Api,
    scope: &mut Scope,
    modules: &mut Scope,
) -> Option<WebhookNames> {
    if api.webhooks.is_empty() {
        return None;
    }
    let texts: Vec<&str> = api.webhooks.iter().map(|webhook| webhook.path.as_str()).collect();
    Some(WebhookNames {
        module: modules.claim(&["webhooks", "webhook_events"]),
        name: scope.claim(&["WebhookEvent", "ClientWebhookEvent"]),
        variants: Scope::camel(&["Self", "Unknown"]).claim_all(&texts, upper_camel),
    })
}
