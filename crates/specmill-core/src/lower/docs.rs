//! What is said about each item: the document's words, then the facts worth a line.

use super::Context;
use crate::ir::{Api, Docs, TypeId, TypeKind, TypeRef, VariantContent, beginning};
use crate::spec::{
    Limits, Operation, Parameter, Property, Schema, SchemaId, Shape, Union, UnionMember, behind,
    shape,
};
use crate::tree::{Node, Number};

/// The documentation of the named schema `id`.
pub(super) fn of_type(context: &Context<'_>, id: SchemaId) -> Docs {
    let schema = context.api.schema(id);
    let mut docs = of_schema(schema);
    if docs.text.is_none()
        && let Shape::Same(target) = shape(context.api, id)
    {
        docs.text = text(context.api.schema(target));
    }
    if docs.text.is_none()
        && let Some(component) = &schema.component
    {
        docs.notes.insert(0, format!("The {} schema.", code(component)));
    }
    docs
}

/// The documentation of a property.
pub(super) fn of_property(context: &Context<'_>, property: &Property) -> Docs {
    let schema = context.api.schema(property.schema);
    let mut docs = of_schema(schema);
    if schema.component.is_some() {
        // The type carries its own words whole; the property needs only say what it is.
        docs = Docs {
            text: docs.text.as_deref().map(first_paragraph),
            notes: Vec::new(),
            deprecated: schema.deprecated,
        };
    }
    if let Shape::Constant(value) = shape(context.api, property.schema) {
        let always = literal(value);
        docs.notes.retain(|note| !note.starts_with("Default:"));
        if !docs.text.as_deref().unwrap_or_default().contains(always.trim_matches('"')) {
            docs.notes.insert(0, format!("Always {}.", code(always.trim_matches('"'))));
        }
    }
    if schema.read_only {
        docs.notes.push("Read-only: the server sets it.".to_owned());
    }
    if schema.write_only {
        docs.notes.push("Write-only: the server does not send it back.".to_owned());
    }
    docs
}

/// The documentation of a union's variant: what tells it, else its member's first words.
pub(super) fn of_variant(context: &Context<'_>, union: &Union, at: usize) -> Docs {
    let Some(member) = union.members.get(at) else { return Docs::default() };
    let id = match member {
        UnionMember::Value(value) => return note(code(literal(value).trim_matches('"'))),
        UnionMember::Schema(id) => *id,
    };
    let schema = context.api.schema(id);
    let deprecated = schema.deprecated;
    if let Some(tag) = &union.selection.tag {
        let values: Vec<String> = tag.values_of(at).map(|(value, _)| code(value)).take(4).collect();
        if let 1..=3 = values.len() {
            let text = format!("{} is {}.", code(&tag.property), values.join(" or "));
            return Docs { deprecated, ..note(text) };
        }
    }
    if let Some(text) = text(schema) {
        return Docs { text: Some(first_paragraph(&text)), notes: Vec::new(), deprecated };
    }
    let what = match shape(context.api, behind(context.api, id)) {
        Shape::Boolean => "A boolean.",
        Shape::Integer(_) => "A whole number.",
        Shape::Number(_) => "A number.",
        Shape::String(_) => "A string.",
        Shape::List(_) | Shape::Tuple(_) => "A list.",
        Shape::Map(_) => "A map.",
        _ => "",
    };
    match (&schema.component, what) {
        (Some(component), "") => note(format!("The {} schema.", code(component))),
        (None, "") => note("A member without a name.".to_owned()),
        _ => note(what.to_owned()),
    }
}

fn note(text: String) -> Docs {
    Docs { text: None, notes: vec![text], deprecated: false }
}

/// The documentation of an operation.
pub(super) fn of_operation(operation: &Operation) -> Docs {
    let summary = operation.summary.as_deref().map(str::trim).filter(|text| says_something(text));
    let description = operation.description.as_deref().map(str::trim);
    let text = match (summary, description.filter(|text| says_something(text))) {
        (Some(summary), Some(description)) if !same_words(summary, description) => {
            Some(format!("{}\n\n{description}", sentence(summary)))
        }
        (summary, _) => description.filter(|text| says_something(text)).or(summary).map(sentence),
    };
    let call = format!("{} {}", operation.method.key().to_uppercase(), operation.path);
    let note = match &operation.id {
        Some(id) => format!("Operation {}: {}.", code(id), code(&call)),
        None => format!("{}.", code(&call)),
    };
    Docs { text, notes: vec![note], deprecated: operation.deprecated }
}

/// The documentation of a parameter.
pub(super) fn of_parameter(context: &Context<'_>, parameter: &Parameter) -> Docs {
    let schema = context.api.schema(parameter.schema);
    let mut docs = of_schema(schema);
    if let Some(description) = parameter.description.as_deref().filter(|text| says_something(text))
    {
        docs.text = Some(sentence(description));
    }
    docs.deprecated |= parameter.deprecated;
    docs
}

/// The documentation of what only has a description.
pub(super) fn plain(text: Option<&str>) -> Docs {
    Docs { text: text.filter(|text| says_something(text)).map(sentence), ..Docs::default() }
}

fn of_schema(schema: &Schema) -> Docs {
    let mut notes = Vec::new();
    if let Some(default) = &schema.default {
        notes.push(format!("Default: {}.", code(&literal(default))));
    }
    notes.extend(limits(&schema.limits, &schema.kind));
    Docs { text: text(schema), notes, deprecated: schema.deprecated }
}

fn text(schema: &Schema) -> Option<String> {
    [&schema.description, &schema.title]
        .into_iter()
        .flatten()
        .find(|text| says_something(text))
        .map(|text| sentence(text))
}

/// Whether a text is more than spaces and signs that cannot be seen.
fn says_something(text: &str) -> bool {
    let is_seen = |char: char| {
        let is_format = matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}');
        !char.is_whitespace() && !char.is_control() && !is_format
    };
    text.chars().any(is_seen)
}

fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| text.trim_end_matches('.').to_lowercase();
    words(one) == words(other)
}

/// The text with the period it may lack: rustdoc shows first lines side by side.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let one_line = !text.contains('\n');
    let open =
        text.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '`' | ')' | '"'));
    if one_line && open { format!("{text}.") } else { text.to_owned() }
}

/// The first paragraph, which stands beside each use of a type: 2 KiB of it at most. The longest
/// known has 1.6 KB.
fn first_paragraph(text: &str) -> String {
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    cut(first, 2 << 10)
}

/// `text` as code, which a backtick would end; the beginning of what is longer than a line can be.
fn code(text: &str) -> String {
    format!("`{}`", cut(&text.replace('`', "'"), 1 << 10))
}

fn cut(text: &str, longest: usize) -> String {
    match beginning(text, longest) {
        whole if whole.len() == text.len() => text.to_owned(),
        beginning => format!("{beginning}…"),
    }
}

/// A value as JSON writes it.
fn literal(value: &Node) -> String {
    match value {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(number) => number.to_string(),
        Node::String(text) => format!("\"{}\"", text.escape_debug()),
        Node::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        Node::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("\"{name}\": {}", literal(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

fn limits(limits: &Limits, kind: &crate::spec::SchemaKind) -> Vec<String> {
    use crate::spec::SchemaKind;
    let size = match kind {
        SchemaKind::Array { .. } => "items",
        SchemaKind::Object { .. } => "properties",
        _ => "characters",
    };
    let mut notes = Vec::new();
    notes.extend(value_range(limits));
    notes.extend(match (limits.min_size, limits.max_size) {
        (None | Some(0), None) => None,
        (None | Some(0), Some(most)) => Some(format!("At most {most} {size}.")),
        (Some(least), None) => Some(format!("At least {least} {size}.")),
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {most} {size}.")),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {size}.")),
    });
    if let Some(step) = limits.multiple_of {
        notes.push(format!("A multiple of {}.", Number::Float(step)));
    }
    if let Some(pattern) = &limits.pattern {
        notes.push(format!("Matches {}.", code(pattern)));
    }
    if limits.unique_items {
        notes.push("No item twice.".to_owned());
    }
    notes
}

fn value_range(limits: &Limits) -> Option<String> {
    let bound = |(value, excluded): (f64, bool), word: &str, closed: &str| {
        if excluded { format!("{word} {value}") } else { format!("{closed} {value}") }
    };
    match (limits.minimum, limits.maximum) {
        (None, None) => None,
        (Some((least, false)), Some((most, false))) => Some(format!("From {least} to {most}.")),
        (least, most) => {
            let least = least.map(|bound_| bound(bound_, "Above", "At least"));
            let most = most.map(|bound_| bound(bound_, "below", "at most"));
            let text = [least, most].into_iter().flatten().collect::<Vec<_>>().join(", ");
            Some(format!("{}.", capitalised(&text)))
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Gives fields and in-place types that the document leaves without a word the one fact there is:
/// what they are part of, or what they hold.
pub(super) fn describe_places(api: &mut Api) {
    let mut places: Vec<(TypeId, String)> = Vec::new();
    for def in &api.types {
        if let TypeKind::Union(union) = &def.kind {
            for variant in &union.variants {
                let VariantContent::Type(ty) = &variant.content else { continue };
                let place = format!("The {} of [`{}`].", code(&variant.name), def.name);
                ty.named(&mut |id, _| places.push((id, place.clone())));
            }
        }
        let TypeKind::Struct(fields) = &def.kind else { continue };
        for field in &fields.fields {
            let place = match &field.ty {
                TypeRef::List(_) => {
                    format!("An item of {} in [`{}`].", code(&field.wire), def.name)
                }
                TypeRef::Map(_) => format!("A value of {} in [`{}`].", code(&field.wire), def.name),
                _ => format!("The {} of [`{}`].", code(&field.wire), def.name),
            };
            field.ty.named(&mut |id, _| places.push((id, place.clone())));
        }
    }
    for (id, place) in places {
        let docs = &mut api.types[id.0].docs;
        if is_silent(docs) {
            docs.notes.insert(0, place);
        }
    }
    let names: Vec<String> = api.types.iter().map(|def| def.name.clone()).collect();
    for def in &mut api.types {
        if is_silent(&def.docs) {
            def.docs.notes.insert(0, format!("`{}` as an operation has it.", def.name));
        }
        let TypeKind::Struct(fields) = &mut def.kind else { continue };
        for field in &mut fields.fields {
            if is_silent(&field.docs) {
                let what = match &field.ty {
                    TypeRef::List(item) => match item.as_ref() {
                        TypeRef::Named(id) => format!("A list of [`{}`].", names[id.0]),
                        _ => format!("The {} property.", code(&field.wire)),
                    },
                    TypeRef::Named(id) => format!("See [`{}`].", names[id.0]),
                    _ => format!("The {} property.", code(&field.wire)),
                };
                field.docs.notes.insert(0, what);
            }
        }
    }
}

/// Whether nothing is said that could stand first.
fn is_silent(docs: &Docs) -> bool {
    let leads = |note: &String| {
        ["Always", "The `", "An item", "A value"].iter().any(|start| note.starts_with(start))
    };
    docs.text.is_none() && !docs.notes.iter().any(leads)
}
