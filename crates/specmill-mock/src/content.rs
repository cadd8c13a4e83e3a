//! Which of the responses and media types of an operation a request gets.

use bytes::Bytes;
use http::{HeaderMap, Request, header};
use serde_json::Value;
use specmill_core::spec::{
    Api, MediaType, Operation, Response, Status, Written, essence, is_success, written,
};

/// The response for the status asked for, or the first success; with the status it is sent under.
pub(crate) fn response(operation: &Operation, asked: Option<u16>) -> (Option<&Response>, u16) {
    let of = |status: Status| operation.responses.iter().find(|response| response.status == status);
    if let Some(code) = asked {
        let response = of(Status::Exact(code)).or_else(|| of(Status::Range(code / 100)));
        return (response.or_else(|| of(Status::Default)), code);
    }
    let success = operation.responses.iter().find(|response| is_success(response.status));
    let is_redirect = |response: &&Response| matches!(response.status, Status::Exact(300..400));
    let redirect = || operation.responses.iter().find(is_redirect);
    match success.or_else(|| of(Status::Default)).or_else(redirect) {
        Some(response) => (Some(response), code(response.status)),
        None => (None, 200),
    }
}

fn code(status: Status) -> u16 {
    match status {
        Status::Exact(code) => code,
        Status::Range(first) => first * 100,
        Status::Default => 200,
    }
}

/// Whether the request asks for a stream of events: by `stream: true`, or by accepting nothing
/// else.
pub(crate) fn is_streamed(request: &Request<Bytes>, body: Option<&Value>) -> bool {
    let flag = body.and_then(|body| body.get("stream")).and_then(Value::as_bool);
    flag.unwrap_or_else(|| accepted(request.headers()) == ["text/event-stream"])
}

/// The entry of `content` that a request gets, and the media type it is sent as.
pub(crate) fn media_type<'r>(
    api: &Api,
    response: &'r Response,
    headers: &HeaderMap,
    streamed: bool,
) -> Option<(&'r MediaType, String)> {
    let is_events = |media: &&MediaType| written(api, media) == Written::Events;
    if let Some(events) = response.content.iter().find(is_events).filter(|_| streamed) {
        return Some((events, events.media_type.clone()));
    }
    let mut offered: Vec<&MediaType> = response.content.iter().collect();
    // Stable: JSON first, event streams last.
    offered.sort_by_key(|media| written(api, media));
    let accepted = accepted(headers);
    let chosen = accepted.iter().find_map(|range| {
        let media = offered.iter().find(|media| matches(range, &essence(&media.media_type)))?;
        Some((*media, range.as_str()))
    });
    let (media, range) = match chosen {
        Some(chosen) => chosen,
        // What is not acceptable is sent all the same (RFC 9110 §12.5.1 allows it).
        None => (*offered.first()?, "*/*"),
    };
    Some((media, concrete(&media.media_type, range)))
}

/// The ranges of `Accept`, the most wanted first.
fn accepted(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::ACCEPT).into_iter().filter_map(|line| line.to_str().ok());
    let weighted = lines.flat_map(|line| line.split(',')).map(|range| {
        let weight = range.split(';').skip(1).find_map(|part| part.trim().strip_prefix("q="));
        let weight = weight.and_then(|weight| weight.trim().parse::<f64>().ok()).unwrap_or(1.0);
        (essence(range), weight)
    });
    let mut ranges: Vec<(String, f64)> =
        weighted.filter(|(range, weight)| !range.is_empty() && *weight > 0.0).collect();
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranges.into_iter().map(|(range, _)| range).collect()
}

/// Whether JSON is wanted more than HTML is.
pub(crate) fn prefers_json(headers: &HeaderMap) -> bool {
    let accepted = accepted(headers);
    let known = accepted.iter().find(|range| matches(range, "text/html") || is_json(range));
    known.is_some_and(|range| is_json(range))
}

fn is_json(range: &str) -> bool {
    range == "application/json" || range.ends_with("+json")
}

/// Whether two media types, each of which may be a range, have something in common.
fn matches(one: &str, other: &str) -> bool {
    let (one, other) = (one.split_once('/'), other.split_once('/'));
    let (Some((kind, sub)), Some((other_kind, other_sub))) = (one, other) else { return false };
    let alike = |one: &str, other: &str| one == other || one == "*" || other == "*";
    alike(kind, other_kind) && alike(sub, other_sub)
}

/// A media type that can be sent for one that may be a range.
fn concrete(media_type: &str, accepted: &str) -> String {
    if !media_type.contains('*') {
        return media_type.to_owned();
    }
    if !accepted.contains('*') {
        return accepted.to_owned();
    }
    match media_type.split('/').next().unwrap_or_default() {
        "text" => "text/plain",
        "image" => "image/png",
        "audio" => "audio/mpeg",
        "video" => "video/mp4",
        "application" => "application/json",
        _ => "application/octet-stream",
    }
    .to_owned()
}
