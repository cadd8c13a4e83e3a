//! The parameters of a request, read by their styles (OpenAPI 3.0, "Style Values") and checked.

use bytes::Bytes;
use http::Request;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use specmill_core::source::Node;
use specmill_core::spec::{Operation, Parameter, ParameterLocation, ParameterStyle};
use specmill_secret_names::{is_secret_header, is_secret_name};

use crate::coerce::{self, Fields, Leaf, kinds, property_names};
use crate::description::Description;
use crate::json_schema::Direction;
use crate::problem::Problem;
use crate::schema::{Schema, Verdict};

/// Headers that other parts of a document describe (OpenAPI 3.0, Parameter Object, `name`).
const NOT_PARAMETERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Checks every parameter of an operation; `in_path` are the values of the path's, as they stood
/// there. What nobody declares is let pass, as servers do. What is noticed and let through is added to
/// `warnings`.
pub(crate) fn check(
    description: &Description,
    operation: &Operation,
    in_path: &[(String, String)],
    request: &Request<Bytes>,
    warnings: &mut Vec<String>,
) -> Result<(), Problem> {
    for parameter in &operation.parameters {
        let is_header = parameter.location == ParameterLocation::Header;
        if is_header && NOT_PARAMETERS.contains(&parameter.name.to_ascii_lowercase().as_str()) {
            continue;
        }
        let schema = description.schema(parameter.schema, Direction::Request);
        let parameter = &named(description, parameter);
        let values = candidates(&schema, parameter, in_path, request);
        if values.is_empty() && parameter.required {
            let help = format!("send it, {}", example(description, &schema, parameter));
            return Err(problem(parameter, "it is required, and missing").help(help));
        }
        if values.is_empty() || values.iter().any(|value| schema.is_valid(value)) {
            continue;
        }
        let mut fault = None;
        for value in &values {
            match schema.verdict(value) {
                Verdict::Valid => {}
                Verdict::Overlap(overlap) => {
                    warnings.push(problem(parameter, &overlap.to_string()).message);
                    fault = None;
                    break;
                }
                Verdict::Invalid(other) => fault = fault.or(Some(other)),
            }
        }
        if let Some(fault) = fault {
            let help = format!("send another value, {}", example(description, &schema, parameter));
            // What is wrong is shown in logs, and the value in it.
            let problem = match is_secret(parameter) {
                true => problem(parameter, "its value, a secret, is not valid by its schema"),
                false => problem(parameter, &fault.to_string()),
            };
            return Err(problem.help(help));
        }
    }
    Ok(())
}

/// The parameter as the API's conventions have it: an object that is left to the default style of a query
/// has brackets where they say so. Lists with brackets are read anyway.
fn named(description: &Description, parameter: &Parameter) -> Parameter {
    let mut parameter = parameter.clone();
    let is_default = parameter.location == ParameterLocation::Query
        && parameter.style == ParameterStyle::Form
        && parameter.explode;
    if is_default && description.api().conventions.bracketed_query {
        parameter.style = ParameterStyle::DeepObject;
    }
    parameter
}

fn is_secret(parameter: &Parameter) -> bool {
    match parameter.location {
        ParameterLocation::Header => is_secret_header(&parameter.name),
        ParameterLocation::Cookie => true,
        _ => is_secret_name(&parameter.name),
    }
}

/// The longest example that is shown.
const LONGEST_EXAMPLE: usize = 80;

/// A value that the parameter may have, or where it is described.
fn example(description: &Description, schema: &Schema, parameter: &Parameter) -> String {
    let name = &parameter.name;
    let value = parameter.example.clone().or_else(|| schema.sample());
    let text = match value {
        Some(Node::String(text)) => Some(text),
        Some(Node::Array(_) | Node::Object(_) | Node::Null) | None => None,
        Some(other) => Some(other.json()),
    };
    match text.filter(|text| text.len() <= LONGEST_EXAMPLE) {
        Some(text) if parameter.location == ParameterLocation::Header => {
            format!("for example `{name}: {text}`")
        }
        Some(text) if parameter.location == ParameterLocation::Path => {
            format!("for example `{text}`")
        }
        Some(text) => format!("for example `{name}={text}`"),
        None => {
            let pointer = &description.api().schema(parameter.schema).pointer;
            format!("as the document describes it at `{}`", pointer.as_str())
        }
    }
}

fn problem(parameter: &Parameter, text: &str) -> Problem {
    let Parameter { name, .. } = parameter;
    let location = match parameter.location {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    Problem::invalid(name.clone(), format!("{location} parameter `{name}`: {text}"))
}

/// What the parameter can be read as; nothing where it is not there.
fn candidates(
    schema: &Schema,
    parameter: &Parameter,
    in_path: &[(String, String)],
    request: &Request<Bytes>,
) -> Vec<Value> {
    let root = schema.root();
    let pairs = pairs(parameter.location, in_path, request);
    let own: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| is_name(parameter, name))
        .map(|(_, value)| value.as_str())
        .collect();
    let mut found = Vec::new();
    if parameter.media_type.is_some() {
        let texts = own.iter().map(|text| decoded(parameter, text));
        return texts
            .map(|text| serde_json::from_str(&text).unwrap_or_else(|_| text.into()))
            .collect();
    }
    let kinds = kinds(schema, root);
    if kinds.contains(&"object")
        && let Some(object) = object(schema, parameter, &pairs, &own)
    {
        found.push(object);
    }
    if own.is_empty() {
        return found;
    }
    if kinds.contains(&"array") {
        let items = coerce::item_schema(schema, root);
        let parts = parts(parameter, &own);
        found.push(parts.iter().map(|part| coerce::scalar(schema, items, part)).collect());
    }
    if let [text] = own.as_slice() {
        found.push(coerce::scalar(schema, root, &decoded(parameter, bare(parameter, text))));
    }
    if found.is_empty() {
        found.push(own.iter().map(|text| Value::from(decoded(parameter, text))).collect());
    }
    found
}

fn object(
    schema: &Schema,
    parameter: &Parameter,
    pairs: &[(String, String)],
    own: &[&str],
) -> Option<Value> {
    let mut fields = Fields::default();
    let mut add = |name: &str, brackets: &str, value: &str| {
        fields.add(name, brackets, Leaf::Text(decoded(parameter, value)));
    };
    match (parameter.style, parameter.explode) {
        (ParameterStyle::DeepObject, _) => {
            let start = format!("{}[", parameter.name);
            for (name, value) in pairs {
                let name = percent_decode_str(name).decode_utf8_lossy();
                if let Some((first, rest)) =
                    name.strip_prefix(&start).and_then(|rest| rest.split_once(']'))
                {
                    add(first, rest, value);
                }
            }
        }
        (ParameterStyle::Form, true) => {
            let names = property_names(schema, schema.root());
            for (name, value) in pairs {
                let name = percent_decode_str(name).decode_utf8_lossy();
                if names.contains(&name.as_ref()) {
                    add(&name, "", value);
                }
            }
        }
        (_, true) => {
            for part in parts(parameter, own) {
                if let Some((name, value)) = part.split_once('=') {
                    add(name, "", value);
                }
            }
        }
        (_, false) => {
            for pair in parts(parameter, own).chunks(2) {
                if let [name, value] = pair {
                    add(name, "", value);
                }
            }
        }
    }
    let value = fields.value(schema, schema.root());
    value.as_object().is_some_and(|members| !members.is_empty()).then_some(value)
}

/// Names and values where the parameter travels, still encoded.
fn pairs(
    location: ParameterLocation,
    in_path: &[(String, String)],
    request: &Request<Bytes>,
) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    match location {
        ParameterLocation::Path => in_path.to_vec(),
        ParameterLocation::Query => {
            let pairs = request.uri().query().unwrap_or_default().split('&');
            let pairs = pairs.filter(|pair| !pair.is_empty());
            pairs.map(|pair| owned(pair.split_once('=').unwrap_or((pair, "")))).collect()
        }
        ParameterLocation::Header => {
            let text =
                |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
            let headers = request.headers().iter();
            headers.map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
        }
        ParameterLocation::Cookie => {
            let lines = request.headers().get_all(http::header::COOKIE).into_iter();
            let pairs =
                lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
            pairs.filter_map(|pair| pair.trim().split_once('=')).map(owned).collect()
        }
    }
}

fn is_name(parameter: &Parameter, name: &str) -> bool {
    match parameter.location {
        ParameterLocation::Header => name.eq_ignore_ascii_case(&parameter.name),
        // Lists are often written as PHP and Rails do, whatever the document says.
        ParameterLocation::Query => {
            let name = percent_decode_str(name).decode_utf8_lossy();
            name == parameter.name.as_str() || name.strip_suffix("[]") == Some(&parameter.name)
        }
        _ => name == parameter.name,
    }
}

/// The items of a list, decoded; taken apart before that.
fn parts(parameter: &Parameter, values: &[&str]) -> Vec<String> {
    let name = &parameter.name;
    let split = |text: &str, by: &[&str]| {
        let mut parts = vec![text.to_owned()];
        for by in by {
            parts = parts.iter().flat_map(|part| part.split(by)).map(str::to_owned).collect();
        }
        parts
    };
    let in_parts = |text: &str| match (parameter.style, parameter.explode) {
        (ParameterStyle::Form, true) | (ParameterStyle::DeepObject, _) => vec![text.to_owned()],
        (ParameterStyle::SpaceDelimited, _) => split(text, &["%20", "+", " "]),
        (ParameterStyle::PipeDelimited, _) => split(text, &["%7C", "%7c", "|"]),
        (ParameterStyle::Label, true) => split(text, &["."]),
        (ParameterStyle::Matrix, true) => split(text, &[&format!(";{name}="), ";"]),
        _ => split(text, &[","]),
    };
    let bare = values.iter().map(|value| bare(parameter, value));
    bare.flat_map(in_parts).map(|part| decoded(parameter, &part)).collect()
}

/// A path value without what its style writes before it.
fn bare<'v>(parameter: &Parameter, value: &'v str) -> &'v str {
    let start = match parameter.style {
        ParameterStyle::Label => ".".to_owned(),
        ParameterStyle::Matrix => format!(";{}=", parameter.name),
        _ => return value,
    };
    value.strip_prefix(&start).unwrap_or(value)
}

fn decoded(parameter: &Parameter, text: &str) -> String {
    match parameter.location {
        ParameterLocation::Query => {
            percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
        }
        ParameterLocation::Path | ParameterLocation::Cookie => {
            percent_decode_str(text).decode_utf8_lossy().into_owned()
        }
        ParameterLocation::Header => text.trim().to_owned(),
    }
}
