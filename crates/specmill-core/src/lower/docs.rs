//! What is said about each item: the document's words, then the facts worth a line.

use super::context::Context;
use super::integers::{integer, range};
use super::repetition::{beginning_of_a_long_one, without_what_the_text_says};
use crate::ir::{
    Api, Constant, Docs, Kind, Literal, Note, Part, Place, TypeId, TypeKind, TypeRef, Unit,
    VariantContent, beginning,
};
use crate::spec::{
    Annotation, Annotations, Holder, Limits, Operation, Parameter, Property, Schema, SchemaId,
    Shape, TagValue, Union, UnionMember, UnixUnit, alias_target, holder, shape,
};
use crate::tree::Node;

/// The documentation of the named schema `id`.
pub(super) fn of_type(context: &Context<'_>, id: SchemaId) -> Docs {
    let schema = context.api.schema(id);
    let mut docs = of_schema(schema);
    if schema.component.is_none()
        && let Some(others) = context.names.sharing.get(&id)
        && others.iter().any(|other| !says_as(&docs, context.api.schema(*other)))
    {
        // Each member has its own text; none of them speaks of all.
        docs.text = None;
    }
    if docs.text.is_none()
        && let Shape::Same(target) = shape(context.api, id)
    {
        docs.text = text(context.api.schema(target));
    }
    if docs.text.is_none()
        && let Some(component) = &schema.component
    {
        docs.notes.insert(0, Note::Component(line(component)));
    }
    if docs.text.is_none()
        && let Some((holder, name)) = holder(context.api, id)
    {
        let holder = match holder {
            Holder::RequestBody => "request body",
            Holder::Response => "response",
            Holder::Parameter => "parameter",
            Holder::Header => "header",
        };
        docs.notes.insert(0, Note::Holder { holder, name: line(&name) });
    }
    without_what_the_text_says(docs)
}

/// Whether what is said of `other` is what `docs` say.
fn says_as(docs: &Docs, other: &Schema) -> bool {
    match (&docs.text, text(other)) {
        (Some(one), Some(other)) => same_words(one, &other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The documentation of a property.
pub(super) fn of_property(context: &Context<'_>, property: &Property) -> Docs {
    let schema = context.api.schema(property.schema);
    let mut docs = of_schema(schema);
    if schema.component.is_some() {
        // The type has the whole text; the property needs only its beginning.
        docs = Docs {
            text: docs.text.as_deref().map(first_paragraph).map(beginning_of_a_long_one),
            notes: Vec::new(),
            deprecated: schema.deprecated,
        };
    }
    let target = alias_target(context.api, property.schema);
    if let Shape::Constant(value) = shape(context.api, target) {
        let always = literal(value);
        let always = always.trim_matches('"');
        docs.notes.retain(|note| !matches!(note, Note::Default(_)));
        if !docs.text.as_deref().unwrap_or_default().contains(always) {
            docs.notes.insert(0, Note::Always(line(always)));
        }
    }
    if schema.read_only {
        docs.notes.push(Note::ReadOnly);
    }
    if schema.write_only {
        docs.notes.push(Note::WriteOnly);
    }
    without_what_the_text_says(docs)
}

/// The members of an object that always have one value, if there are any.
pub(super) fn of_constants(constants: &[Constant]) -> Option<Note> {
    let shown = |constant: &Constant| {
        let value = match &constant.value {
            Literal::String(text) => text.clone(),
            Literal::Integer(value) => value.to_string(),
            Literal::Float(value) => value.to_string(),
            Literal::Bool(value) => value.to_string(),
            Literal::Null => "null".to_owned(),
        };
        (line(&constant.wire), line(&value))
    };
    (!constants.is_empty()).then(|| Note::Constants(constants.iter().map(shown).collect()))
}

/// The documentation of a union's variant: what tells it, else its member's first words.
pub(super) fn of_variant(
    context: &Context<'_>,
    union: &Union,
    at: usize,
    said: &Annotations<'_>,
) -> Docs {
    let Some(member) = union.members.get(at) else { return Docs::default() };
    let id = match member {
        UnionMember::Value(value) => {
            let said = TagValue::of(value).and_then(|value| said.get(&value));
            return of_value(literal(value).trim_matches('"'), said);
        }
        UnionMember::Schema(id) => *id,
    };
    let schema = context.api.schema(id);
    let deprecated = schema.deprecated;
    if let Some(tag) = &union.selection.tag {
        let values: Vec<String> =
            tag.values_of(at).map(|(value, _)| line(&value.to_string())).take(4).collect();
        if let 1..=3 = values.len() {
            let told = Note::Tag { property: line(&tag.property), values };
            return Docs { deprecated, ..note(told) };
        }
    }
    if let Some(text) = text(schema) {
        return Docs { text: Some(first_paragraph(&text)), notes: Vec::new(), deprecated };
    }
    let kind = match shape(context.api, alias_target(context.api, id)) {
        Shape::Boolean => Kind::Boolean,
        Shape::Integer(Some(format)) | Shape::Number(Some(format))
            if UnixUnit::of_format(format).is_some() =>
        {
            Kind::Time
        }
        Shape::Integer(_) => Kind::WholeNumber,
        Shape::Number(_) => Kind::Number,
        Shape::String(_) => Kind::String,
        Shape::List(_) | Shape::Tuple(_) => Kind::List,
        Shape::Map(_) => Kind::Map,
        _ => {
            let component = schema.component.as_deref();
            return note(component.map_or(Note::Unnamed, |name| Note::Component(line(name))));
        }
    };
    note(Note::Kind(kind))
}

/// The documentation of a value of an enum: what is said of it, and the value.
pub(super) fn of_value(value: &str, said: Option<&Annotation<'_>>) -> Docs {
    let title = said.and_then(|said| said.title).filter(|title| !same_words(title, value));
    let description = said.and_then(|said| said.description);
    let text = match (title, description.filter(|text| says_something(text))) {
        (title, None) => title,
        (_, description) => description,
    };
    let deprecated = said.is_some_and(|said| said.deprecated);
    Docs { text: text.map(sentence), deprecated, ..note(Note::Value(line(value))) }
}

fn note(note: Note) -> Docs {
    Docs { text: None, notes: vec![note], deprecated: false }
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
    let call = format!("{} {}", operation.method.sent(), operation.path);
    let id = operation.id.as_deref().map(line);
    let note = Note::Operation { id, call: line(&call) };
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
    without_what_the_text_says(docs)
}

/// The documentation of what only has a description.
pub(super) fn plain(text: Option<&str>) -> Docs {
    Docs { text: text.filter(|text| says_something(text)).map(sentence), ..Docs::default() }
}

fn of_schema(schema: &Schema) -> Docs {
    let mut notes = Vec::new();
    if let Some(default) = &schema.default {
        notes.push(Note::Default(line(&literal(default))));
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
pub(super) fn first_paragraph(text: &str) -> String {
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    cut(first, 2 << 10)
}

/// `text`, or the beginning of what is longer than a line can be.
fn line(text: &str) -> String {
    cut(text, 1 << 10)
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

fn limits(limits: &Limits, kind: &crate::spec::SchemaKind) -> Vec<Note> {
    use crate::spec::SchemaKind;
    let unit = match kind {
        SchemaKind::Array { .. } => Unit::Items,
        SchemaKind::Object { .. } => Unit::Properties,
        _ => Unit::Characters,
    };
    let mut notes = Vec::new();
    let (least, most) = value_range(limits, kind);
    if least.is_some() || most.is_some() {
        notes.push(Note::Range { least, most });
    }
    let (least, most) = (limits.min_size.unwrap_or_default(), limits.max_size);
    if least > 0 || most.is_some() {
        notes.push(Note::Size { least, most, unit });
    }
    if let Some(step) = limits.multiple_of {
        notes.push(Note::MultipleOf(step));
    }
    if let Some(pattern) = &limits.pattern {
        notes.push(Note::Pattern(line(pattern)));
    }
    if limits.unique_items {
        notes.push(Note::Unique);
    }
    notes
}

/// A bound, and whether it is excluded.
type Bound = Option<(f64, bool)>;

/// The bounds of a number, without those that its Rust type has anyway.
fn value_range(limits: &Limits, kind: &crate::spec::SchemaKind) -> (Bound, Bound) {
    let (lowest, highest) = type_range(limits, kind);
    let minimum =
        |(value, excluded): &(f64, bool)| *value > lowest || (*excluded && *value >= lowest);
    let maximum =
        |(value, excluded): &(f64, bool)| *value < highest || (*excluded && *value <= highest);
    (limits.minimum.filter(minimum), limits.maximum.filter(maximum))
}

/// The least and the greatest value of the Rust type of a number.
fn type_range(limits: &Limits, kind: &crate::spec::SchemaKind) -> (f64, f64) {
    use crate::spec::SchemaKind;
    match kind {
        SchemaKind::Integer(format) => range(integer(format.as_deref(), limits)),
        SchemaKind::Number(Some(format)) if format == "float" => (f32::MIN.into(), f32::MAX.into()),
        _ => (f64::MIN, f64::MAX),
    }
}

/// Gives fields and in-place types that the document leaves without a word the one fact there is:
/// what they are part of, or what they hold.
pub(super) fn describe_places(api: &mut Api) {
    for (id, place) in places(api) {
        let docs = &mut api.types[id.0].docs;
        if is_silent(docs) {
            docs.notes.insert(0, Note::Place(place));
        }
    }
    for def in &mut api.types {
        if is_silent(&def.docs) {
            def.docs.notes.insert(0, Note::OfOperation(def.name.clone()));
        }
        let TypeKind::Struct(fields) = &mut def.kind else { continue };
        for field in fields.fields.iter_mut().filter(|field| is_silent(&field.docs)) {
            let what = match &field.ty {
                TypeRef::List(item) => match item.as_ref() {
                    TypeRef::Named(id) => Note::ListOf(*id),
                    _ => Note::Property(line(&field.wire)),
                },
                TypeRef::Named(id) => Note::See(*id),
                _ => Note::Property(line(&field.wire)),
            };
            field.docs.notes.insert(0, what);
        }
    }
}

/// The places that types have in others.
fn places(api: &Api) -> Vec<(TypeId, Place)> {
    let mut places = Vec::new();
    for (of, def) in api.types.iter().enumerate() {
        let of = TypeId(of);
        let mut note = |ty: &TypeRef, part: Part, name: Option<&str>| {
            let name = name.map(line);
            ty.named(&mut |id, _| places.push((id, Place { part, name: name.clone(), of })));
        };
        match &def.kind {
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    if let VariantContent::Type(ty) = &variant.content {
                        note(ty, Part::Whole, Some(&variant.name));
                    }
                }
            }
            TypeKind::Struct(fields) => {
                for field in &fields.fields {
                    note(&field.ty, part_of(&field.ty), Some(&field.wire));
                }
                if let Some(extra) = &fields.extra {
                    note(&extra.values, Part::Value, Some("additionalProperties"));
                }
            }
            // What a component is another name of is not its part.
            TypeKind::Alias(ty) | TypeKind::Newtype(ty) if part_of(ty) != Part::Whole => {
                note(ty, part_of(ty), None);
            }
            _ => {}
        }
    }
    places
}

/// How what `ty` holds is in it.
fn part_of(ty: &TypeRef) -> Part {
    match ty {
        TypeRef::List(_) => Part::Item,
        TypeRef::Map(_) => Part::Value,
        _ => Part::Whole,
    }
}

/// Whether nothing is said that could stand first.
fn is_silent(docs: &Docs) -> bool {
    let leads = |note: &Note| {
        matches!(
            note,
            Note::Always(_)
                | Note::Component(_)
                | Note::Holder { .. }
                | Note::Place(_)
                | Note::Property(_)
        )
    };
    docs.text.is_none() && !docs.notes.iter().any(leads)
}

#[cfg(test)]
mod tests {
    use super::limits;
    use crate::ir::Note;
    use crate::spec::{Limits, SchemaKind};

    #[test]
    fn the_bounds_of_the_type_itself_are_not_said() {
        let of_range = |format: Option<&str>, minimum: f64, maximum: f64, excluded: bool| {
            let (minimum, maximum) = (Some((minimum, excluded)), Some((maximum, excluded)));
            let kind = SchemaKind::Integer(format.map(str::to_owned));
            limits(&Limits { minimum, maximum, ..Limits::default() }, &kind)
        };
        let range = |least: Option<f64>, most: Option<f64>, excluded: bool| {
            let bound = |value: f64| (value, excluded);
            vec![Note::Range { least: least.map(bound), most: most.map(bound) }]
        };
        // JavaScript writes the bounds of 64 bits so.
        assert_eq!(of_range(None, -9223372036854776000.0, 9223372036854776000.0, false), []);
        assert_eq!(
            of_range(None, -9223372036854776000.0, 9.0, false),
            range(None, Some(9.0), false)
        );
        assert_eq!(of_range(Some("int32"), -2147483648.0, 2147483647.0, false), []);
        let wide = range(Some(-2147483648.0), Some(7.0), false);
        assert_eq!(of_range(None, -2147483648.0, 7.0, false), wide);
        assert_eq!(of_range(Some("uint8"), 0.0, 255.0, false), []);
        let inside = range(Some(0.0), Some(255.0), true);
        assert_eq!(of_range(Some("uint8"), 0.0, 255.0, true), inside);
    }
}
