//! An operation as a command of curl, which the mock answers without a fault.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use specmill_core::source::Node;
use specmill_core::spec::{
    MediaType, Operation, Parameter, ParameterLocation, ParameterStyle, SecuritySchemeKind,
    Written, written,
};

use super::shown::Shown;
use crate::json_schema::Direction;

/// What is never encoded (RFC 3986 §2.3).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Calls `operation` with what it requires.
pub(super) fn curl(shown: &Shown<'_>, operation: &Operation) -> String {
    let (path, fixed) = operation.path.split_once('?').unwrap_or((&operation.path, ""));
    let mut path = path.to_owned();
    let mut query: Vec<String> =
        Some(fixed.to_owned()).filter(|it| !it.is_empty()).into_iter().collect();
    let mut parts: Vec<String> = Vec::new();
    credential(shown, operation, &mut query, &mut parts);
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let name = &parameter.name;
        let values = values(shown, parameter);
        let joined = values.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(",");
        match parameter.location {
            ParameterLocation::Path => {
                path = path.replace(&format!("{{{name}}}"), &in_path(parameter, &joined));
            }
            ParameterLocation::Query => query.extend(
                values.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))),
            ),
            ParameterLocation::Header => {
                parts.push(format!("-H {}", quoted(&format!("{name}: {joined}"))))
            }
            ParameterLocation::Cookie => {
                parts.push(format!("-b {}", quoted(&format!("{name}={joined}"))))
            }
        }
    }
    body(shown, operation, &mut parts);
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let url = format!("{}{path}{query}", shown.base);
    let method = match operation.method.sent() {
        "GET" => String::new(),
        "HEAD" => " --head".to_owned(),
        method => format!(" -X {method}"),
    };
    let mut command = format!("curl{method} {}", quoted(&url));
    for part in parts {
        command.push_str(&format!(" \\\n  {part}"));
    }
    command
}

/// What stands for a credential.
const KEY: &str = "KEY";

fn credential(
    shown: &Shown<'_>,
    operation: &Operation,
    query: &mut Vec<String>,
    parts: &mut Vec<String>,
) {
    let api = shown.mock.description().api();
    let needed = operation.security.first().filter(|_| shown.mock.authorization);
    for name in needed.into_iter().flat_map(|needed| needed.keys()) {
        let Some(scheme) = api.security_schemes.iter().find(|it| it.name == *name) else {
            continue;
        };
        match &scheme.kind {
            SecuritySchemeKind::Basic => parts.push(format!("-u {KEY}:{KEY}")),
            SecuritySchemeKind::Http(scheme) => {
                parts.push(format!("-H {}", quoted(&format!("authorization: {scheme} {KEY}"))));
            }
            SecuritySchemeKind::ApiKey(ParameterLocation::Header, name) => {
                parts.push(format!("-H {}", quoted(&format!("{name}: {KEY}"))));
            }
            SecuritySchemeKind::ApiKey(ParameterLocation::Cookie, name) => {
                parts.push(format!("-b {}", quoted(&format!("{name}={KEY}"))));
            }
            SecuritySchemeKind::ApiKey(_, name) => query.push(format!("{}={KEY}", encoded(name))),
            SecuritySchemeKind::MutualTls => {}
            _ => parts.push(format!("-H 'authorization: Bearer {KEY}'")),
        }
    }
}

/// The names and values of a parameter.
fn values(shown: &Shown<'_>, parameter: &Parameter) -> Vec<(String, String)> {
    let schema = shown.mock.description().schema(parameter.schema, Direction::Request);
    let value = parameter.example.clone().or_else(|| schema.sample()).unwrap_or_default();
    let name = &parameter.name;
    match value {
        Node::Array(items) if parameter.explode => {
            items.iter().map(|item| (name.clone(), text(item))).collect()
        }
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(text).collect();
            vec![(name.clone(), items.join(","))]
        }
        Node::Object(members) if parameter.media_type.is_none() => {
            let is_deep = parameter.style == ParameterStyle::DeepObject;
            let named =
                |inner: &String| if is_deep { format!("{name}[{inner}]") } else { inner.clone() };
            members.iter().map(|(inner, value)| (named(inner), text(value))).collect()
        }
        other => vec![(name.clone(), text(&other))],
    }
}

fn in_path(parameter: &Parameter, value: &str) -> String {
    let value = encoded(value);
    match parameter.style {
        ParameterStyle::Label => format!(".{value}"),
        ParameterStyle::Matrix => format!(";{}={value}", parameter.name),
        _ => value,
    }
}

fn body(shown: &Shown<'_>, operation: &Operation, parts: &mut Vec<String>) {
    let description = shown.mock.description();
    let api = description.api();
    let Some(body) = &operation.request_body else { return };
    let Some(media) = body.content.iter().min_by_key(|media| written(api, media)) else { return };
    let sampled =
        |media: &MediaType| description.schema(media.schema?, Direction::Request).sample();
    let value = media.example.clone().or_else(|| sampled(media)).unwrap_or_default();
    let members = || value.as_object().into_iter().flatten();
    let kind = written(api, media);
    // The others name it themselves.
    if kind != Written::Multipart && kind != Written::Form {
        parts.push(format!("-H {}", quoted(&format!("content-type: {}", media.media_type))));
    }
    match kind {
        Written::Json => parts.push(format!("-d {}", quoted(&value.json()))),
        Written::Form => parts.extend(members().map(|(name, value)| {
            format!("--data-urlencode {}", quoted(&format!("{name}={}", text(value))))
        })),
        Written::Multipart => parts.extend(
            members()
                .map(|(name, value)| format!("-F {}", quoted(&format!("{name}={}", text(value))))),
        ),
        Written::Text | Written::Events => parts.push(format!("-d {}", quoted(&text(&value)))),
        Written::Bytes => parts.push("--data-binary @FILE".to_owned()),
    }
}

fn text(value: &Node) -> String {
    match value {
        Node::String(text) => text.clone(),
        other => other.json(),
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A word for a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
