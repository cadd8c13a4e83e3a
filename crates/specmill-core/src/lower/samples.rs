//! The examples of a document, as data that says which part of the client each is of.

use super::{literal, types};
use crate::ir::{CallSamples, Literal, ParameterSample, Sample, Samples, TypeId};
use crate::names::{NameTable, OperationNames};
use crate::spec::{
    Api, Limits, Operation, Parameter, SchemaId, SchemaKind, alias_target, alternatives, fields,
};
use crate::tree::Node;

/// Items of a list that are kept, and members of an object: an example shows no more.
const MOST_ITEMS: usize = 3;
const MOST_MEMBERS: usize = 100;

/// Every example that `api` has for what a call sends.
#[must_use]
pub fn samples(api: &Api, names: &NameTable) -> Samples {
    let mut samples = Samples::default();
    for (at, (id, _)) in types::order(api, names).into_iter().enumerate() {
        let described = types::described(api, names, id);
        let own = [id, described].into_iter().find_map(|id| api.schema(id).example.as_ref());
        samples.types.extend(own.map(|example| (TypeId(at), sample(example))));
        for (field, property) in fields(api, described).enumerate() {
            let found = of_schema(api, property.schema);
            samples.fields.extend(found.map(|sample| ((TypeId(at), field), sample)));
        }
    }
    for (operation, names) in api.operations.iter().zip(&names.operations) {
        samples.calls.insert(names.builder.clone(), of_call(api, operation, names));
    }
    samples
}

fn of_call(api: &Api, operation: &Operation, names: &OperationNames) -> CallSamples {
    let mut parameters: Vec<&Parameter> =
        operation.parameters.iter().zip(&names.parameters).map(|(found, _)| found).collect();
    // As the lowered ones are.
    parameters.sort_by_key(|parameter| !parameter.required);
    let of_parameter = |parameter: &Parameter| match &parameter.example {
        Some(example) => Some(ParameterSample { value: sample(example), is_own: true }),
        None => {
            of_schema(api, parameter.schema).map(|value| ParameterSample { value, is_own: false })
        }
    };
    let content = operation.request_body.iter().map(|body| alternatives(api, &body.content));
    CallSamples {
        parameters: parameters.into_iter().map(of_parameter).collect(),
        bodies: content.flatten().map(|media| media.example.as_ref().map(sample)).collect(),
    }
}

/// The schema's example; else its default, if that is a scalar; else a text of its format, or a number
/// within its limits.
fn of_schema(api: &Api, id: SchemaId) -> Option<Sample> {
    let schemas = [id, alias_target(api, id)].map(|id| api.schema(id));
    if let Some(example) = schemas.iter().find_map(|schema| schema.example.as_ref()) {
        return Some(sample(example));
    }
    let default = schemas.iter().find_map(|schema| schema.default.as_ref());
    let default = default.and_then(literal);
    let made = || {
        schemas.iter().find_map(|schema| match &schema.kind {
            SchemaKind::String(Some(format)) => of_format(format),
            kind => within(&schema.limits, kind),
        })
    };
    default.or_else(made).map(Sample::Scalar)
}

/// A text of a format that is text to Rust. Domains and addresses are those that are kept for
/// documentation (RFC 2606, RFC 5737, RFC 3849).
fn of_format(format: &str) -> Option<Literal> {
    let text = match format {
        "email" | "idn-email" => "user@example.com",
        "uri" | "url" | "iri" => "https://example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        _ => return None,
    };
    Some(Literal::String(text.to_owned()))
}

/// A number that keeps the limits, where 1 does not.
fn within(limits: &Limits, kind: &SchemaKind) -> Option<Literal> {
    let is_whole = match kind {
        SchemaKind::Integer(_) => true,
        SchemaKind::Number(_) => false,
        _ => return None,
    };
    let keeps = |value: f64| {
        let above = |(least, excluded)| if excluded { value > least } else { value >= least };
        let below = |(most, excluded)| if excluded { value < most } else { value <= most };
        limits.minimum.is_none_or(above) && limits.maximum.is_none_or(below)
    };
    let bounds = [limits.minimum, limits.maximum].into_iter().flatten();
    let near = bounds.flat_map(|(bound, _)| match is_whole {
        true => [bound.ceil(), bound.floor() + 1.0, bound.ceil() - 1.0],
        false => [bound, bound + 0.5, bound - 0.5],
    });
    let value = std::iter::once(1.0).chain(near).find(|value| keeps(*value))?;
    const EXACT: f64 = 9e15;
    match is_whole {
        _ if value == 1.0 => None,
        true => (value.abs() < EXACT).then_some(Literal::Integer(value as i64)),
        false => value.is_finite().then_some(Literal::Float(value)),
    }
}

fn sample(value: &Node) -> Sample {
    match value {
        Node::Array(items) => Sample::List(items.iter().take(MOST_ITEMS).map(sample).collect()),
        Node::Object(members) => {
            let members = members.iter().take(MOST_MEMBERS);
            Sample::Object(members.map(|(name, value)| (name.clone(), sample(value))).collect())
        }
        Node::Null => Sample::Null,
        // A number that no literal holds is left out like null.
        scalar => literal(scalar).map_or(Sample::Null, Sample::Scalar),
    }
}
