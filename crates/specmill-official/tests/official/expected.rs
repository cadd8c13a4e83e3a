//! What a request has to be, read from the document.

use std::collections::BTreeMap;

use serde_json::Value;
use specmill_test_server::Request;

use crate::document::{Document, component_name, same};
use crate::sample::{Direction, Sampler};

/// An operation of a document, with samples of all it takes.
pub(crate) struct Expected<'a> {
    pub(crate) document: &'a Document,
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) operation: &'a Value,
    parameters: Vec<&'a Value>,
    /// By location and name (`Query limit`), and the `body`.
    pub(crate) values: BTreeMap<String, Value>,
}

impl<'a> Expected<'a> {
    /// The operation, its body being one of `media_type` (empty: none), of its unions the member
    /// `choice`.
    pub(crate) fn new(
        document: &'a Document,
        (path, method, item, operation): (&'a str, &'a str, &'a Value, &'a Value),
        media_type: &str,
        choice: usize,
    ) -> Self {
        let sampler = Sampler { document, direction: Direction::Request, choice, inner: choice };
        let lists = [&item["parameters"], &operation["parameters"]];
        let parameters: Vec<&Value> = lists
            .into_iter()
            .filter_map(Value::as_array)
            .flatten()
            .map(|p| document.resolved(p))
            .collect();
        let mut values = BTreeMap::new();
        for parameter in &parameters {
            let schema = document.schema(&parameter["schema"]);
            values.extend(sampler.sample(&schema).map(|value| (place(parameter), value)));
        }
        for name in template(path) {
            // Some are declared by nobody.
            values.entry(format!("Path {name}")).or_insert_with(|| Value::from("text"));
        }
        let body = &document.resolved(&operation["requestBody"])["content"][media_type];
        if !media_type.is_empty() {
            let schema = document.schema(&body["schema"]);
            values.extend(sampler.sample(&schema).map(|value| ("body".to_owned(), value)));
        }
        Self { document, path, method, operation, parameters, values }
    }

    /// Whether `written` is what the client may make of `value`, which was sent or answered.
    pub(crate) fn is_same(&self, written: &Value, value: &Value) -> bool {
        let operation = (self.method, self.path);
        self.document.settled.is_same_of_operation(operation, written, value)
    }

    /// The properties of the body that can be a file, and whether they can be nothing else.
    fn files(&self, media_type: &str) -> BTreeMap<String, bool> {
        let content = &self.document.resolved(&self.operation["requestBody"])["content"];
        let schema = self.document.schema(&content[media_type]["schema"]);
        let schema = match schema["$ref"].as_str().and_then(component_name) {
            Some(name) => self.document.component(&name),
            None => &schema,
        };
        let properties = schema["properties"].as_object().into_iter().flatten();
        properties
            .filter(|(_, schema)| files(schema).contains(&true))
            .map(|(name, schema)| (name.clone(), files(schema).iter().all(|is_file| *is_file)))
            .collect()
    }

    /// What each event of its stream is.
    pub(crate) fn event_schema(&self) -> Value {
        let responses = self.operation["responses"].as_object();
        let mut streams = responses.into_iter().flatten().filter_map(|(_, response)| {
            self.document.resolved(response)["content"].get("text/event-stream")
        });
        streams.next().map(|media| self.document.schema(&media["schema"])).unwrap_or_default()
    }

    /// Whether the body is valid. A value that several members of a `oneOf` describe is not, and
    /// there may be no other.
    pub(crate) fn is_valid(&self, media_type: &str) -> bool {
        let content = &self.document.resolved(&self.operation["requestBody"])["content"];
        let schema = self.document.schema(&content[media_type]["schema"]);
        self.values.get("body").is_none_or(|body| self.document.faults(&schema, body).is_empty())
    }

    /// What is wrong with `request`.
    pub(crate) fn faults(
        &self,
        request: &Request,
        media_type: &str,
        streamed: bool,
    ) -> Vec<String> {
        let mut faults = Vec::new();
        let mut check = |right: bool, fault: String| {
            if !right {
                faults.push(fault);
            }
        };
        check(request.method == self.method.to_uppercase(), format!("method {}", request.method));
        let (path, fixed) = self.path.split_once('?').unwrap_or((self.path, ""));
        let mut filled = path.to_owned();
        for name in template(path) {
            let value = text(&self.values[&format!("Path {name}")]);
            filled = filled.replace(&format!("{{{name}}}"), &value);
        }
        check(decoded(request.path()) == filled, format!("path {} not {filled}", request.path()));
        let mut wanted = pairs(fixed);
        for parameter in self.parameters.iter().filter(|parameter| parameter["in"] == "query") {
            wanted.extend(query(parameter, &self.values[&place(parameter)]));
        }
        let mut got = pairs(request.target.split_once('?').map_or("", |(_, query)| query));
        wanted.sort();
        got.sort();
        check(got == wanted, format!("query {got:?} not {wanted:?}"));
        for parameter in self.parameters.iter().filter(|parameter| parameter["in"] == "header") {
            let name = parameter["name"].as_str().unwrap_or_default().to_lowercase();
            let value = text(&self.values[&place(parameter)]);
            let got = request.header(&name);
            check(got == Some(value.as_str()), format!("header {name}: {got:?} not {value}"));
        }
        // The bearer token of each scheme is the scheme's name.
        let scheme = self.document.security(self.operation)[0].as_object();
        if let Some(scheme) = scheme.and_then(|schemes| schemes.keys().next()) {
            let got = request.header("authorization");
            check(got == Some(&format!("Bearer {scheme}")), format!("authorization {got:?}"));
        }
        let accept = if streamed { "text/event-stream" } else { "" };
        let got = request.header("accept").unwrap_or_default();
        check(got.contains(accept), format!("accept {got}"));
        faults.extend(self.body_faults(request, media_type, streamed));
        faults
    }

    fn body_faults(&self, request: &Request, media_type: &str, streamed: bool) -> Vec<String> {
        let content_type = request.header("content-type").unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        if essence != media_type {
            return vec![format!("content type `{content_type}`, not `{media_type}`")];
        }
        let Some(sample) = self.values.get("body") else { return Vec::new() };
        match media_type {
            "application/json" => self.json_faults(request, sample, streamed),
            "multipart/form-data" => {
                multipart_faults(request, content_type, sample, &self.files(media_type))
            }
            _ if *sample == request.text().as_str() => Vec::new(),
            _ => vec![format!("body {} not {sample}", request.text())],
        }
    }

    fn json_faults(&self, request: &Request, sample: &Value, streamed: bool) -> Vec<String> {
        let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
            return vec![format!("body {}", request.text())];
        };
        let mut sample = sample.clone();
        if streamed && sample.get("stream").is_some() {
            sample["stream"] = Value::Bool(true);
        }
        if !same(&body, &sample) {
            return vec![format!("body {body} not {sample}")];
        }
        let content = &self.document.resolved(&self.operation["requestBody"])["content"];
        let schema = self.document.schema(&content["application/json"]["schema"]);
        let faults = self.document.faults(&schema, &body);
        faults.into_iter().take(1).map(|fault| format!("body by its schema: {fault}")).collect()
    }
}

fn place(parameter: &Value) -> String {
    let location = match parameter["in"].as_str().unwrap_or_default() {
        "path" => "Path",
        "query" => "Query",
        "header" => "Header",
        _ => "Cookie",
    };
    format!("{location} {}", parameter["name"].as_str().unwrap_or_default())
}

/// The names in a path template.
fn template(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

/// A scalar or a list as it is written outside of JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The pairs of a query parameter (OpenAPI 3.0, Style Values), lists and objects with the brackets that OpenAI's own
/// clients send (`spec/overlay.conventions.yaml`).
fn query(parameter: &Value, value: &Value) -> Vec<(String, String)> {
    let name = parameter["name"].as_str().unwrap_or_default();
    match value {
        Value::Array(items) => {
            let name = format!("{}[]", name.trim_end_matches("[]"));
            items.iter().map(|item| (name.clone(), text(item))).collect()
        }
        Value::Object(members) => {
            members.iter().map(|(key, value)| (format!("{name}[{key}]"), text(value))).collect()
        }
        scalar => vec![(name.to_owned(), text(scalar))],
    }
}

/// The pairs of a query, percent-decoded.
fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits = |rest: &mut std::str::Bytes<'_>| {
            let hex = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()
        };
        bytes.push(if byte == b'%' { digits(&mut rest).unwrap_or(b'?') } else { byte });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a schema, or each of its members, is a file or several.
fn files(schema: &Value) -> Vec<bool> {
    let members = ["anyOf", "oneOf"].iter().find_map(|key| schema[*key].as_array());
    match members {
        Some(members) => members.iter().flat_map(files).collect(),
        None => vec![schema["format"] == "binary" || schema["items"]["format"] == "binary"],
    }
}

/// Each property of `sample` is a part, or several, and nothing else is; what can only be a file
/// has a file's name, and what can be none has none.
fn multipart_faults(
    request: &Request,
    content_type: &str,
    sample: &Value,
    files: &BTreeMap<String, bool>,
) -> Vec<String> {
    let Some((_, boundary)) = content_type.split_once("boundary=") else {
        return vec![format!("no boundary in `{content_type}`")];
    };
    let body = request.text();
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let mut parts = Vec::new();
    for part in body.split(&delimiter).skip(1) {
        let head = part.split("\r\n\r\n").next().unwrap_or_default();
        if let Some((_, rest)) = head.split_once("; name=\"") {
            let name = rest.split('"').next().unwrap_or_default().to_owned();
            parts.push((name, head.contains("filename=")));
        }
    }
    let is_of = |name: &str, property: &str| {
        name == property || name.strip_prefix(property).is_some_and(|rest| rest.starts_with('['))
    };
    let properties: Vec<&String> =
        sample.as_object().into_iter().flatten().map(|(name, _)| name).collect();
    let mut faults = Vec::new();
    for property in &properties {
        if !parts.iter().any(|(name, _)| is_of(name, property)) {
            faults.push(format!("no part `{property}` among {parts:?}"));
        }
    }
    for (name, has_file_name) in &parts {
        match properties.iter().find(|property| is_of(name, property)) {
            None => faults.push(format!("the part `{name}` is no property")),
            Some(property) => {
                let is_right = match files.get(*property) {
                    Some(always) => *has_file_name || !always,
                    None => !has_file_name,
                };
                if !is_right {
                    faults.push(format!("the part `{name}`: a file's name: {has_file_name}"));
                }
            }
        }
    }
    faults
}
