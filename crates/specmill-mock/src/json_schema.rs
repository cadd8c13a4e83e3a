//! Schema Objects, as `normalize` leaves them, as JSON Schema 2020-12.
//!
//! The validator knows nothing of OpenAPI 3.0's words nor of the notes that `normalize` leaves.
//! What a schema refers to becomes one of its `$defs`, so that each stands on its own. `example`
//! and `default` stay: validators take no notice of them, and values are made from them.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use percent_encoding::percent_decode_str;
use specmill_core::normalize::notes;
use specmill_core::source::{self, Map, Node, Number, Pointer};

use crate::tags::Tags;

/// Which way a value travels: properties that only go the other way are not required of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}

/// The schema at `pointer` of the document `root`, with all that it reaches.
pub(crate) fn convert(root: &Node, tags: &Tags, pointer: &Pointer, direction: Direction) -> Node {
    let mut converter =
        Converter { root, tags, direction, numbers: BTreeMap::new(), open: VecDeque::new() };
    // A reference, so that a schema that holds itself is there once.
    let mut schema = converter.reference_to(pointer, Place::Value);
    let mut defs = Map::default();
    while let Some((number, target)) = converter.open.pop_front() {
        let converted = converter.target(&target);
        defs.insert(number.to_string(), converted);
    }
    if let Some(members) = schema.as_object_mut() {
        members.insert("$defs".to_owned(), Node::Object(defs));
    }
    schema
}

struct Converter<'d> {
    root: &'d Node,
    tags: &'d Tags,
    direction: Direction,
    /// The number that each target has among the `$defs`.
    numbers: BTreeMap<Target, usize>,
    /// Targets that are still to be converted.
    open: VecDeque<(usize, Target)>,
}

/// What a reference leads to: a schema, as what stands there uses it.
type Target = (Pointer, Place);

/// How a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// It describes a value: a parent stands for its children, and a child has its tag.
    Value,
    /// It is a component, for what its name stands for.
    Component,
    /// It is a part of an `allOf`, with nothing but what it says itself.
    Part,
}

impl<'d> Converter<'d> {
    /// The schema that a reference leads to.
    fn target(&mut self, (pointer, place): &Target) -> Node {
        if *place == Place::Value {
            if let Some(parent) = self.tags.parent(pointer) {
                let child = |child: &Pointer| {
                    let place = if child == pointer { Place::Part } else { Place::Value };
                    let schema = self.reference_to(child, place);
                    all_of(schema, parent.demand(child))
                };
                let children = Node::Array(parent.members().map(child).collect());
                return Node::Object(Map::from_iter([("anyOf".to_owned(), children)]));
            }
            if self.tags.is_child(pointer) {
                let base = self.reference_to(pointer, Place::Part);
                return all_of(base, self.tags.of_child(pointer));
            }
        }
        // A child that is nothing but a reference to its parent is made of it as well.
        let place = if self.tags.is_child(pointer) { Place::Part } else { Place::Component };
        let node = self.root.at(pointer).unwrap_or(&Node::Null);
        self.schema(node, pointer, place)
    }

    fn schema(&mut self, node: &'d Node, at: &Pointer, place: Place) -> Node {
        let Some(members) = node.as_object() else { return Node::Object(Map::default()) };
        if let Some(reference) = members.get("$ref").and_then(Node::as_str) {
            return self.reference(reference, place);
        }
        if members.get(notes::NULL).and_then(Node::as_bool) == Some(true) {
            return typed("null");
        }
        let mut out = Map::default();
        // What the document does not say, but stands in for it.
        let added = listed(members, notes::ADDED);
        for (key, value) in members {
            if added.contains(&key.as_str()) {
                continue;
            }
            let inner =
                if key == "allOf" { place_of_parts(members, at, place) } else { Place::Value };
            let at = at.child(key);
            if let Some((key, value)) = self.keyword(original_keyword(key), value, &at, inner) {
                out.insert(key.to_owned(), value);
            }
        }
        if let Some(Node::Object(properties)) = out.get_mut("properties") {
            let conditional = listed(members, notes::CONDITIONAL);
            properties.retain(|name, _| !conditional.contains(&name.as_str()));
        }
        for key in ["oneOf", "anyOf"] {
            if let (Some(Node::Array(union)), Some(tags)) = (out.get_mut(key), self.tags.union(at))
            {
                let listed = members.get(key).and_then(Node::as_array).unwrap_or_default();
                for (number, (member, node)) in union.iter_mut().zip(listed).enumerate() {
                    let reference = node.get("$ref").and_then(Node::as_str);
                    let in_place = || at.child(key).child(number);
                    let place = reference.map_or_else(in_place, |reference| self.place(reference));
                    *member = all_of(std::mem::take(member), tags.demand(&place));
                }
            }
        }
        self.require(members, &mut out);
        exclude_limits(members, &mut out);
        if !out.contains_key("example")
            && let Some(example) = documented_example(members)
        {
            out.insert("example".to_owned(), example);
        }
        let parts = members.get("allOf").and_then(Node::as_array).unwrap_or_default();
        if is_nullable(node) || parts.iter().any(only_adds_null) {
            return nullable(out);
        }
        Node::Object(out)
    }

    fn reference(&mut self, reference: &str, place: Place) -> Node {
        let pointer = self.place(reference);
        let place = if place == Place::Part { place } else { Place::Value };
        self.reference_to(&pointer, place)
    }

    fn reference_to(&mut self, pointer: &Pointer, place: Place) -> Node {
        // It makes a difference for parents and children alone.
        let is_one = self.tags.parent(pointer).is_none() && !self.tags.is_child(pointer);
        let target = (pointer.clone(), if is_one { Place::Value } else { place });
        let count = self.numbers.len();
        let number = *self.numbers.entry(target.clone()).or_insert_with(|| {
            self.open.push_back((count, target));
            count
        });
        let text = Node::String(format!("#/$defs/{number}"));
        Node::Object(Map::from_iter([("$ref".to_owned(), text)]))
    }

    /// The place that a reference leads to. One that leads nowhere, which `specmill check` tells of,
    /// allows anything.
    fn place(&self, reference: &str) -> Pointer {
        let fragment = reference.strip_prefix('#').unwrap_or_default();
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let places = [&decoded, fragment].map(Pointer::parse);
        let is_there = |place: &&Pointer| self.root.at(place).is_some();
        places.iter().find(is_there).unwrap_or(&places[0]).clone()
    }

    /// A keyword in the words of JSON Schema; `None` for what is no assertion.
    fn keyword<'k>(
        &mut self,
        key: &'k str,
        value: &'d Node,
        at: &Pointer,
        place: Place,
    ) -> Option<(&'k str, Node)> {
        let converted = match (key, value) {
            (
                "properties" | "patternProperties" | "dependentSchemas" | "$defs",
                Node::Object(schemas),
            ) => Node::Object(
                schemas
                    .iter()
                    .map(|(name, schema)| {
                        (name.clone(), self.schema(schema, &at.child(name), Place::Value))
                    })
                    .collect(),
            ),
            (
                "items"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "propertyNames"
                | "unevaluatedProperties"
                | "unevaluatedItems"
                | "contains",
                Node::Object(_),
            ) => self.schema(value, at, Place::Value),
            (
                "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems",
                Node::Bool(_),
            ) => value.clone(),
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Node::Array(schemas)) => {
                let schemas = schemas.iter().enumerate();
                let each = |(number, schema)| self.schema(schema, &at.child(number), place);
                Node::Array(schemas.map(each).collect())
            }
            ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Node::Number(_))
            | ("pattern" | "format" | notes::NUMBER_TYPE, Node::String(_))
            | ("type", Node::String(_) | Node::Array(_))
            | ("enum" | "required", Node::Array(_))
            | ("uniqueItems" | "readOnly" | "writeOnly", Node::Bool(_))
            | ("const" | "default" | "example", _) => value.clone(),
            ("multipleOf", Node::Number(number)) if as_f64(*number) > 0.0 => value.clone(),
            (
                "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
                | "maxProperties" | "minContains" | "maxContains",
                Node::Number(number),
            ) if as_f64(*number) >= 0.0 && as_f64(*number).fract() == 0.0 => value.clone(),
            _ => return None,
        };
        Some((key, converted))
    }

    /// Leaves one of each name in `required`, and none of a property that does not travel this way
    /// (OpenAPI 3.0, `readOnly` and `writeOnly`).
    fn require(&self, members: &Map, out: &mut Map) {
        let Some(Node::Array(names)) = out.get_mut("required") else { return };
        let other = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let properties = members.get("properties");
        let mut kept: Vec<Node> = Vec::new();
        for name in names.drain(..) {
            let property = name.as_str().and_then(|name| properties?.get(name));
            let travels = !property.is_some_and(|property| self.has_flag(property, other));
            if travels && name.as_str().is_some() && !kept.contains(&name) {
                kept.push(name);
            }
        }
        *names = kept;
    }

    /// Whether the schema itself, or the one it is a reference to, has `flag: true`.
    fn has_flag(&self, schema: &Node, flag: &str) -> bool {
        let own = |schema: &Node| schema.get(flag).and_then(Node::as_bool) == Some(true);
        let reference = schema.get("$ref").and_then(Node::as_str);
        let target = reference.and_then(|reference| self.root.at(&self.place(reference)));
        own(schema) || target.is_some_and(own)
    }
}

/// How the parts of the `allOf` of a schema at `at` are used: words around one reference are about a
/// value, and with more each says what it says itself.
fn place_of_parts(members: &Map, at: &Pointer, place: Place) -> Place {
    let parts = members.get("allOf").and_then(Node::as_array).unwrap_or_default();
    let says = |part: &&Node| {
        let members = part.as_object();
        members.is_some_and(|members| members.keys().any(|name| !is_annotation(name)))
    };
    let is_component =
        || at.tokens().count() == 3 && at.as_str().starts_with("/components/schemas/");
    match parts {
        _ if place == Place::Part => Place::Part,
        [part] if part.get("$ref").is_some() => Place::Value,
        _ if is_component() || parts.iter().filter(says).count() > 1 => Place::Part,
        _ => Place::Value,
    }
}

/// `schema`, and what else holds of its values.
fn all_of(schema: Node, demands: impl IntoIterator<Item = Node>) -> Node {
    let mut parts = vec![schema];
    parts.extend(demands);
    if parts.len() == 1 {
        return parts.remove(0);
    }
    Node::Object(Map::from_iter([("allOf".to_owned(), Node::Array(parts))]))
}

/// The keyword that `normalize` set aside under `key`, or `key` itself.
fn original_keyword(key: &str) -> &str {
    match key {
        notes::PREFIX_ITEMS => "prefixItems",
        // These are notes on a schema, and not keywords.
        notes::CONST
        | notes::NULL
        | notes::TYPE
        | notes::NUMBER_TYPE
        | notes::ENUM
        | notes::EXAMPLES
        | notes::ADDED
        | notes::CONDITIONAL => key,
        _ => key
            .strip_prefix(notes::UNSUPPORTED)
            .or_else(|| key.strip_prefix(notes::LIMIT))
            .unwrap_or(key),
    }
}

/// The texts of the note `name`.
fn listed<'m>(members: &'m Map, name: &str) -> Vec<&'m str> {
    let items = members.get(name).and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(Node::as_str).collect()
}

/// OpenAPI 3.0's `exclusiveMinimum: true` makes the minimum itself exclusive.
fn exclude_limits(members: &Map, out: &mut Map) {
    for (limit, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if members.get(exclusive).and_then(Node::as_bool) == Some(true)
            && let Some(value) = out.shift_remove(limit)
        {
            out.insert(exclusive.to_owned(), value);
        }
    }
}

fn is_nullable(node: &Node) -> bool {
    node.get("nullable").and_then(Node::as_bool) == Some(true)
}

/// Whether a part of an `allOf` says that `null` is allowed, and no more. By OpenAPI 3.0.3 that
/// allows nothing; documents mean the whole, as there is no other way to say it beside a `$ref`.
fn only_adds_null(part: &Node) -> bool {
    is_nullable(part)
        && part.as_object().is_some_and(|members| members.keys().all(|name| is_annotation(name)))
}

/// Whether a keyword says nothing of what a value is, `null` aside.
fn is_annotation(name: &str) -> bool {
    const ANNOTATIONS: [&str; 5] = ["nullable", "description", "title", "example", "default"];
    ANNOTATIONS.contains(&name) || name.starts_with("x-")
}

/// `nullable: true` in the words of JSON Schema.
fn nullable(mut schema: Map) -> Node {
    let compound = ["allOf", "anyOf", "oneOf", "not"].iter().any(|key| schema.contains_key(*key));
    match schema.get("type").cloned() {
        Some(Node::String(ty)) if !compound => {
            let types = [ty, "null".to_owned()].map(Node::String).to_vec();
            schema.insert("type".to_owned(), Node::Array(types));
            if let Some(Node::Array(values)) = schema.get_mut("enum")
                && !values.contains(&Node::Null)
            {
                values.push(Node::Null);
            }
            Node::Object(schema)
        }
        _ => {
            let members = Node::Array(vec![Node::Object(schema), typed("null")]);
            Node::Object(Map::from_iter([("anyOf".to_owned(), members)]))
        }
    }
}

fn typed(name: &str) -> Node {
    Node::Object(Map::from_iter([("type".to_owned(), Node::String(name.to_owned()))]))
}

/// The example in `x-oaiMeta`, a text of JSON, or the first of JSON Schema's `examples`.
fn documented_example(members: &Map) -> Option<Node> {
    let listed = || members.get(notes::EXAMPLES)?.as_array()?.first().cloned();
    let meta = members.get("x-oaiMeta").and_then(|meta| meta.get("example"));
    match meta {
        Some(Node::String(text)) => parsed(text),
        Some(other) => Some(other.clone()),
        None => listed(),
    }
}

/// A text of JSON, its members in their order; `None` where it is none.
pub(crate) fn parsed(text: &str) -> Option<Node> {
    serde_json::from_str::<serde_json::Value>(text).ok()?;
    // The loader takes nothing but an object.
    let wrapped = format!("{{\"value\": {text}}}");
    let document = source::parse(&wrapped, Path::new("example.json")).ok()?;
    document.root.get("value").cloned()
}

pub(crate) fn as_f64(number: Number) -> f64 {
    match number {
        Number::Signed(value) => value as f64,
        Number::Unsigned(value) => value as f64,
        Number::Float(value) => value,
    }
}
