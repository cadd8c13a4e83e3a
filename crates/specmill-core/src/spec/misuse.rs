//! Keywords that say what cannot be: a default that is no value of its schema, limits between which nothing
//! is, directions that exclude each other, a style that has no form for its schema. Whether they do is known only once all schemas are.

use super::model::{Api, JsonKind, Kinds, Limits, ParameterStyle, SchemaId, SchemaKind};
use super::shape::unwrapped;
use super::union::json_kinds;
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Number};

/// Says what of the schemas and parameters cannot be, and takes out defaults that are none.
pub(super) fn report(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in (0..api.schemas.len()).map(SchemaId) {
        let schema = api.schema(id);
        limits(&schema.limits).into_iter().for_each(|message| {
            let help =
                "no value is between them, which the client does not check; correct one of them";
            diagnostics.warning("contradictory-limits", &schema.pointer, message, help);
        });
        if schema.read_only && schema.write_only {
            let message = "`readOnly` and `writeOnly` exclude each other, and both are set";
            let help = "it is an optional field of requests and of answers; remove one of them";
            diagnostics.warning("contradictory-access", &schema.pointer, message, help);
        }
        let fault = schema.default.as_ref().and_then(|default| default_fault(api, id, default));
        if let Some(message) = fault {
            let help = "the default is left out of the documentation; correct it";
            let place = schema.pointer.child("default");
            diagnostics.warning("invalid-default", &place, message, help);
            api.schemas[id.0].default = None;
        }
    }
    styles(api, diagnostics);
}

/// What is wrong with a default; `null`, which many documents write for "none", is not said.
fn default_fault(api: &Api, id: SchemaId, default: &Node) -> Option<String> {
    let kinds = json_kinds(api, id).filter(|kinds| !kinds.is_empty())?;
    let is_kind = match default {
        Node::Null => true,
        Node::Bool(_) => kinds.contains(JsonKind::Boolean),
        Node::Number(Number::Float(value)) if value.fract() != 0.0 => {
            kinds.contains(JsonKind::Number)
        }
        Node::Number(_) => kinds.contains(JsonKind::Integer) || kinds.contains(JsonKind::Number),
        Node::String(_) => kinds.contains(JsonKind::String),
        Node::Array(_) => kinds.contains(JsonKind::Array),
        Node::Object(_) => kinds.contains(JsonKind::Object),
    };
    if !is_kind {
        let due = words(kinds);
        return Some(format!("`default` is {}, but its schema takes {due}", default.kind()));
    }
    let SchemaKind::Enum(values) = &api.schema(unwrapped(api, id)).kind else { return None };
    let is_listed =
        *default == Node::Null || values.iter().any(|value| value.json() == default.json());
    (!is_listed).then(|| format!("`default` is {}, which `enum` does not list", shown(default)))
}

fn words(kinds: Kinds) -> String {
    let names = [
        (JsonKind::Boolean, "a boolean"),
        (JsonKind::Number, "a number"),
        (JsonKind::Integer, "an integer"),
        (JsonKind::String, "a string"),
        (JsonKind::Array, "a list"),
        (JsonKind::Object, "an object"),
    ];
    let is_said = |kind: JsonKind| {
        kinds.contains(kind) && !(kind == JsonKind::Integer && kinds.contains(JsonKind::Number))
    };
    let words = names.into_iter().filter(|(kind, _)| is_said(*kind)).map(|(_, word)| word);
    words.collect::<Vec<_>>().join(" or ")
}

/// A value in a message, as far as it is short.
fn shown(value: &Node) -> String {
    let json = value.json();
    if json.chars().count() > 60 { value.kind().to_owned() } else { format!("`{json}`") }
}

/// Limits of which the lower is above the upper.
fn limits(limits: &Limits) -> Option<String> {
    if let (Some((least, is_out)), Some((most, is_also_out))) = (limits.minimum, limits.maximum)
        && (least > most || (least == most && (is_out || is_also_out)))
    {
        let from = if is_out { "more than" } else { "at least" };
        let to = if is_also_out { "less than" } else { "at most" };
        return Some(format!("a value is to be {from} {least} and {to} {most}"));
    }
    match (limits.min_size, limits.max_size) {
        (Some(least), Some(most)) if least > most => Some(format!(
            "a value is to have at least {least} and at most {most} characters, items or properties"
        )),
        _ => None,
    }
}

/// `deepObject` has a form for objects alone (OpenAPI 3.0, "Style Values"). Lists in it are common, and
/// written as everybody does: `expand[]=…`.
fn styles(api: &Api, diagnostics: &mut Diagnostics) {
    for parameter in api.operations.iter().flat_map(|operation| &operation.parameters) {
        if parameter.style == ParameterStyle::DeepObject
            && json_kinds(api, parameter.schema).is_some_and(|kinds| {
                let has_form = [JsonKind::Object, JsonKind::Array];
                !kinds.is_empty() && !has_form.into_iter().any(|kind| kinds.contains(kind))
            })
        {
            diagnostics.warning(
                "invalid-parameter",
                &parameter.pointer.child("style"),
                format!(
                    "the style `deepObject` has no form for `{}`, which is no object",
                    parameter.name
                ),
                "it is written under its name alone, as with the style `form`; use that",
            );
        }
    }
}
