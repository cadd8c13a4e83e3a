//! Errors in the shape that the API's own errors have.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{Response, StatusCode, header};
use specmill_core::source::{Map, Node};
use specmill_core::spec::{
    Api, MediaType, Operation, SchemaId, Status, alias_target, error_body, errors,
};

use crate::coerce::{item_schema, kinds, property, property_names};
use crate::description::Description;
use crate::json_schema::Direction;
use crate::made::json;
use crate::problem::Problem;
use crate::sample::least;
use crate::scalar::whole;
use crate::schema::{Schema, views};

/// Names that components have which describe errors, where no operation describes any.
const COMPONENTS: [&str; 7] =
    ["ErrorResponse", "ErrorBody", "ApiError", "Error", "ProblemDetails", "Problem", "ErrorModel"];

/// The answer that tells of a problem: as the operation describes errors of this status, else as
/// most operations describe theirs, else as a component called `ErrorResponse` or the like, else
/// as problem details (RFC 9457).
pub(crate) fn response(
    description: &Description,
    operation: Option<&Operation>,
    problem: &Problem,
) -> Response<Bytes> {
    let described = problem.described.as_deref().cloned();
    let mut response = described.unwrap_or_else(|| made(description, operation, problem));
    for (name, value) in &problem.headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn made(
    description: &Description,
    operation: Option<&Operation>,
    problem: &Problem,
) -> Response<Bytes> {
    let api = description.api();
    let own = operation.and_then(|operation| own_schema(api, operation, problem.status));
    let found = own.or_else(|| most_common(api)).or_else(|| component(api));
    let body = found.and_then(|(id, media_type)| {
        let schema = description.schema(id, Direction::Response);
        Some((body(&schema, problem)?, media_type))
    });
    let (body, media_type) =
        body.unwrap_or_else(|| (details(problem), "application/problem+json".to_owned()));
    let mut response = Response::new(Bytes::from(json(&body)));
    *response.status_mut() = problem.status;
    if let Ok(value) = media_type.parse() {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

type Found = (SchemaId, String);

fn described(media: &MediaType) -> Option<Found> {
    Some((media.schema?, media.media_type.clone()))
}

fn own_schema(api: &Api, operation: &Operation, status: StatusCode) -> Option<Found> {
    let code = status.as_u16();
    let errors = errors(operation);
    [Status::Exact(code), Status::Range(code / 100), Status::Default]
        .into_iter()
        .filter_map(|status| errors.iter().find(|response| response.status == status))
        .find_map(|response| described(error_body(api, response)?))
}

/// The schema that most errors of the document have; of several, the first.
fn most_common(api: &Api) -> Option<Found> {
    let mut counts: BTreeMap<SchemaId, (usize, Found)> = BTreeMap::new();
    for operation in &api.operations {
        for response in errors(operation) {
            if let Some(found) = error_body(api, response).and_then(described) {
                counts.entry(alias_target(api, found.0)).or_insert((0, found)).0 += 1;
            }
        }
    }
    counts.into_values().rev().max_by_key(|(count, _)| *count).map(|(_, found)| found)
}

fn component(api: &Api) -> Option<Found> {
    let mut named = COMPONENTS.iter().filter_map(|name| api.components.get(*name).copied());
    named.next().map(|id| (id, "application/json".to_owned()))
}

/// A value of the error's schema that contains the problem; `None` where it has no place for the
/// message.
fn body(schema: &Schema, problem: &Problem) -> Option<Node> {
    let made = [least(schema, Direction::Response), schema.sample()];
    made.into_iter().flatten().find_map(|mut value| {
        let filler = Filler { schema, problem };
        filler.fill(schema.root(), &mut value, 0).then_some(value)
    })
}

struct Filler<'a> {
    schema: &'a Schema,
    problem: &'a Problem,
}

impl Filler<'_> {
    /// Says what is known in the members that errors usually have; whether the message has a place.
    fn fill(&self, node: &Node, value: &mut Node, depth: usize) -> bool {
        if depth > 4 {
            return false;
        }
        let mut is_filled = false;
        match value {
            Node::Array(items) => {
                let item = item_schema(self.schema, node);
                is_filled = items.iter_mut().fold(is_filled, |is_filled, value| {
                    self.fill(item, value, depth + 1) || is_filled
                });
            }
            Node::Object(members) => {
                for name in property_names(self.schema, node) {
                    let schema = property(self.schema, node, name);
                    let candidates = self.candidates(name);
                    let fits = candidates.iter().find(|value| self.fits(schema, value));
                    if let Some(value) = fits {
                        is_filled |=
                            matches!(value, Node::String(text) if *text == self.problem.message);
                        members.insert(name.to_owned(), value.clone());
                    }
                }
                for (name, value) in members.iter_mut() {
                    if matches!(value, Node::Array(_) | Node::Object(_)) {
                        is_filled |= self.fill(property(self.schema, node, name), value, depth + 1);
                    }
                }
            }
            _ => {}
        }
        is_filled
    }

    /// What a member of this name may say, the best first.
    fn candidates(&self, name: &str) -> Vec<Node> {
        let text = |text: &str| Node::String(text.to_owned());
        let Problem { status, message, parameter, .. } = self.problem;
        let code = i64::from(status.as_u16());
        match name.to_ascii_lowercase().replace(['_', '-'], "").as_str() {
            "message" | "detail" | "description" | "errordescription" | "errormessage"
            | "reason" | "msg" | "error" => vec![text(message)],
            "title" => vec![text(status.canonical_reason().unwrap_or("Error"))],
            "status" | "statuscode" | "httpstatus" => vec![whole(code), text(&code.to_string())],
            "code" | "errorcode" => vec![text(word(*status)), whole(code)],
            "type" => vec![text(kind(*status))],
            "param" | "parameter" | "field" | "pointer" => match parameter {
                Some(name) => vec![text(name)],
                None => vec![Node::Null],
            },
            _ => Vec::new(),
        }
    }

    fn fits(&self, node: &Node, value: &Node) -> bool {
        let kinds = kinds(self.schema, node);
        let is_kind = kinds.is_empty()
            || match value {
                Node::Null => kinds.contains(&"null"),
                Node::String(_) => kinds.contains(&"string"),
                _ => kinds.contains(&"integer") || kinds.contains(&"number"),
            };
        let mut limited = views(self.schema, node).into_iter().filter_map(Node::as_object);
        is_kind
            && limited.all(|view| {
                let listed = view.get("enum").and_then(Node::as_array);
                listed.is_none_or(|values| values.contains(value))
                    && view.get("const").is_none_or(|constant| constant == value)
            })
    }
}

/// The fault in a word, as codes of errors are.
fn word(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "missing_credentials",
        404 => "not_found",
        405 => "method_not_allowed",
        413 => "content_too_large",
        429 => "rate_limit_exceeded",
        500.. => "server_error",
        _ => "invalid_request",
    }
}

fn kind(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "authentication_error",
        429 => "rate_limit_error",
        500.. => "server_error",
        _ => "invalid_request_error",
    }
}

/// Problem details (RFC 9457).
fn details(problem: &Problem) -> Node {
    let text = |text: &str| Node::String(text.to_owned());
    let mut members = Map::default();
    members.insert("type".to_owned(), text("about:blank"));
    members.insert("title".to_owned(), text(problem.status.canonical_reason().unwrap_or("Error")));
    members.insert("status".to_owned(), whole(i64::from(problem.status.as_u16())));
    members.insert("detail".to_owned(), text(&problem.message));
    Node::Object(members)
}
