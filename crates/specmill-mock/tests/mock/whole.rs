//! Every operation of whole documents: a request made of the document's own examples and schemas
//! is answered, with what is valid by the document.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use http::Request;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use specmill_core::source::Node;
use specmill_core::spec::{
    MediaType, Method, Operation, ParameterLocation, Status, Written, written,
};
use specmill_mock::{Description, Direction, Mock};

fn schema(
    description: &Description,
    id: specmill_core::spec::SchemaId,
    way: Direction,
) -> std::sync::Arc<specmill_mock::Schema> {
    description.schema_at(description.api().schema(id).pointer.as_str(), way)
}

fn text(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        Node::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => serde_json::to_string(other).unwrap(),
    }
}

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

/// A request with the parameters that are required, and a body where one is taken as JSON; `None`
/// where it takes another.
fn request(description: &Description, operation: &Operation) -> Option<Request<Bytes>> {
    let (mut path, fixed) = match operation.path.split_once('?') {
        Some((path, query)) => (path.to_owned(), query.to_owned()),
        None => (operation.path.clone(), String::new()),
    };
    let mut query: Vec<String> = vec![fixed];
    let mut request = Request::builder().method(operation.method.key().to_uppercase().as_str());
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let sampled = || schema(description, parameter.schema, Direction::Request).sample();
        let value = text(&parameter.example.clone().or_else(sampled)?);
        match parameter.location {
            ParameterLocation::Path => {
                path = path.replace(&format!("{{{}}}", parameter.name), &encoded(&value));
            }
            ParameterLocation::Query => {
                query.push(format!("{}={}", parameter.name, encoded(&value)))
            }
            ParameterLocation::Header => request = request.header(&parameter.name, value),
            ParameterLocation::Cookie => {
                request = request.header("cookie", format!("{}={value}", parameter.name));
            }
        }
    }
    let query: Vec<String> = query.into_iter().filter(|pair| !pair.is_empty()).collect();
    request = request.uri(format!("{path}?{}", query.join("&")));
    let Some(body) = &operation.request_body else { return request.body(Bytes::new()).ok() };
    let is_json = |media: &&MediaType| written(description.api(), media) == Written::Json;
    let media = body.content.iter().find(is_json)?;
    let sampled = || schema(description, media.schema?, Direction::Request).sample();
    let value = media.example.clone().or_else(sampled)?;
    let body = serde_json::to_vec(&value).unwrap();
    request.header("content-type", &media.media_type).body(Bytes::from(body)).ok()
}

/// What is wrong with the answer to a request that is as it should be.
fn fault(mock: &Mock, operation: &Operation, request: &Request<Bytes>) -> Option<String> {
    let description = mock.description();
    let reply = mock.respond(request);
    if let Some(fault) = reply.fault {
        return Some(fault);
    }
    let status = reply.response.status().as_u16();
    let of = |status: Status| operation.responses.iter().find(|response| response.status == status);
    let described =
        of(Status::Exact(status)).or(of(Status::Range(status / 100))).or(of(Status::Default));
    let Some(described) = described else { return Some(format!("status {status}")) };
    let media_type =
        reply.response.headers().get("content-type").map(|value| value.to_str().unwrap());
    let media =
        described.content.iter().find(|media| Some(media.media_type.as_str()) == media_type);
    let media = media?;
    if written(description.api(), media) != Written::Json {
        return reply.response.body().is_empty().then(|| "it has no body".to_owned());
    }
    let value: Value = match serde_json::from_slice(reply.response.body()) {
        Ok(value) => value,
        Err(error) => return Some(error.to_string()),
    };
    let faults = schema(description, media.schema?, Direction::Response).faults(&value);
    faults.first().map(|fault| format!("the answer, {fault}"))
}

/// The number of operations that were called, and what is wrong with their answers.
fn every_operation(path: &Path) -> (usize, Vec<String>) {
    let mock = Mock::load(path).unwrap().without_authorization();
    let mut called = 0;
    let mut faults = Vec::new();
    for operation in &mock.description().api().operations {
        let Some(request) = request(mock.description(), operation) else { continue };
        called += 1;
        let line = format!("{} {}", operation.method.key(), operation.path);
        faults.extend(fault(&mock, operation, &request).map(|fault| format!("{line}: {fault}")));
    }
    // Twice with state, where answers have in them what was made. What is deleted has none.
    let mock = mock.with_state();
    let operations = mock.description().api().operations.iter();
    let operations: Vec<&Operation> = operations.filter(|it| it.method != Method::Delete).collect();
    for operation in operations.iter().chain(&operations) {
        let Some(request) = request(mock.description(), operation) else { continue };
        let line = format!("{} {} with state", operation.method.key(), operation.path);
        faults.extend(fault(&mock, operation, &request).map(|fault| format!("{line}: {fault}")));
    }
    (called, faults)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_operation_of_the_bundled_description_is_answered() {
    let (called, faults) = every_operation(&root().join("spec/openapi.yaml"));
    assert_eq!(faults, Vec::<String>::new());
    // Of 281 operations the others take multipart bodies.
    assert_eq!(called, 271);
}

/// Also of documents that nobody wrote for this: what is made from a schema is valid by it. Examples
/// of theirs are not, and are given as they are.
#[test]
fn answers_made_from_the_schemas_of_other_documents_are_valid() {
    let folder = root().join("../shared/specs/corpus");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut made, mut faults) = (0, Vec::new());
    for path in paths {
        let mock = Mock::load(&path).unwrap().without_authorization();
        for operation in &mock.description().api().operations {
            let Some(request) = request(mock.description(), operation) else { continue };
            let reply = mock.respond(&request);
            let media = operation.responses.iter().flat_map(|response| &response.content);
            if reply.fault.is_none()
                && media.clone().count() > 0
                && media.clone().all(|media| media.example.is_none())
            {
                made += 1;
                let line = format!("{} {}", operation.method.key(), operation.path);
                faults.extend(
                    fault(&mock, operation, &request).map(|fault| format!("{line}: {fault}")),
                );
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    assert!(made > 200, "{made} answers were made");
}
