//! What values a schema has.

use openapiv3 as typed;

use super::located::Located;
use super::model::{AdditionalProperties, SchemaKind};
use super::reader::Reader;
use crate::diagnostics::UntypedReason;
use crate::normalize::notes;
use crate::tree::{Map, Node, Number};
use crate::unix_unit::UnixUnit;

/// The values `type` may have (JSON Schema Wright-00 §4.2, without `null`).
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// Keywords that describe values of one type only, and that type.
const DESCRIBES: [(&str, &str); 4] = [
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("required", "object"),
    ("items", "array"),
];

impl<'d> Reader<'d> {
    /// The kind of the schema at `at`, which `view` and `kind` are two readings of.
    pub(super) fn kind(
        &mut self,
        at: &Located<'d>,
        view: &Map,
        kind: typed::SchemaKind,
    ) -> SchemaKind {
        use typed::{SchemaKind as K, Type as T};
        match kind {
            K::OneOf { .. } => self.composed(at, "oneOf"),
            K::AnyOf { .. } => self.composed(at, "anyOf"),
            K::AllOf { .. } => self.composed(at, "allOf"),
            K::Not { .. } => self.not(at),
            K::Type(T::Object(object)) => self.object(at, object.required),
            K::Type(T::Array(_)) => self.array(at),
            K::Type(T::String(_)) => self.plain(at, view, "string"),
            K::Type(T::Number(_)) => self.plain(at, view, "number"),
            K::Type(T::Integer(_)) => self.plain(at, view, "integer"),
            K::Type(T::Boolean(_)) => self.plain(at, view, "boolean"),
            K::Any(any) => self.any(at, view, any),
        }
    }

    /// What `openapiv3` has no type for: no `type`, or keywords of several kinds side by side.
    fn any(&mut self, at: &Located<'d>, view: &Map, any: typed::AnySchema) -> SchemaKind {
        let composed: Vec<_> =
            ["oneOf", "anyOf", "allOf"].into_iter().filter(|key| view.contains_key(*key)).collect();
        if composed.is_empty() && at.node.get(notes::NULL).and_then(Node::as_bool) == Some(true) {
            return SchemaKind::Enum(vec![Node::Null]);
        }
        let described =
            DESCRIBES.iter().any(|(key, _)| view.contains_key(*key)) || view.contains_key("enum");
        match composed.as_slice() {
            [] => {}
            [keyword] if !described => return self.composed(at, keyword),
            _ => {
                // `normalize` writes each of these as a part of its own under `allOf`.
                let message = "this schema is both a composition and described in place";
                let help = "any value is taken here; make each part an item of `allOf`";
                self.diagnostics.warning("conflicting-keywords", &at.pointer, message, help);
                return SchemaKind::Any(UntypedReason::UnsupportedKeyword);
            }
        }
        let typ = any.typ.as_deref();
        if let Some(typ) = typ.filter(|typ| !TYPES.contains(typ)) {
            return self.unknown_type(at, typ);
        }
        let implied = DESCRIBES.iter().find(|(key, _)| view.contains_key(*key));
        let typ = match (typ, implied) {
            (Some(typ), _) => typ,
            (None, _) if view.contains_key("enum") => return self.enumeration(at, view, None),
            (None, Some((_, implied))) => implied,
            (None, None) if view.contains_key("not") => return self.not(at),
            (None, None) if at.node.get(notes::PREFIX_ITEMS).is_some() => "array",
            (None, None) => return SchemaKind::Any(undescribed(at)),
        };
        self.note_foreign(at, view, typ);
        match typ {
            "object" => self.object(at, any.required),
            "array" => self.array(at),
            typ => self.plain(at, view, typ),
        }
    }

    /// A string, number, integer or boolean, with or without `enum`.
    fn plain(&mut self, at: &Located<'d>, view: &Map, typ: &str) -> SchemaKind {
        if view.contains_key("enum") {
            return self.enumeration(at, view, Some(typ));
        }
        self.note_valueless_constant(at, typ);
        let own = at
            .node
            .as_object()
            .and_then(UnixUnit::of_schema)
            .filter(|_| matches!(typ, "integer" | "number"));
        let format = own.map(UnixUnit::name).or(view.get("format").and_then(Node::as_str));
        scalar(typ, format.map(str::to_owned))
    }

    fn enumeration(&mut self, at: &Located<'d>, view: &Map, typ: Option<&str>) -> SchemaKind {
        let listed = view.get("enum").and_then(Node::as_array).unwrap_or_default();
        let format = view.get("format").and_then(Node::as_str).map(str::to_owned);
        let mut values: Vec<Node> =
            listed.iter().filter(|value| **value != Node::Null).cloned().collect();
        let place = at.pointer.child("enum");
        if values.is_empty() {
            if listed.is_empty() {
                let help = "its `type` alone says what is taken here; list a value";
                self.diagnostics.warning("empty-enum", &place, "`enum` lists no value", help);
            }
            return typ.map_or(NO_VALUES, |typ| scalar(typ, format));
        }
        let Some(typ) = typ else { return self.values(&place, values) };
        if typ == "integer" {
            values.iter_mut().for_each(write_whole);
        }
        if let Some(odd) = values.iter().find(|value| !fits(typ, value)).cloned() {
            let message = format!("`enum` lists {}, but `type` is `{typ}`", odd.kind());
            if typ == "string" && values.iter().all(|value| as_text(value).is_some()) {
                values = values.iter().filter_map(as_text).map(Node::String).collect();
                let help = "it is read as a string; put it in quotes";
                self.diagnostics.warning("conflicting-types", &place, message, help);
            } else {
                let help = "the values are kept as listed; correct one of the two";
                self.diagnostics.warning("conflicting-types", &place, message, help);
            }
        }
        self.values(&place, values)
    }

    fn array(&mut self, at: &Located<'d>) -> SchemaKind {
        let items = match at.member("items") {
            Some(items) => self.schema(items),
            None => self.add_schema(&at.pointer, SchemaKind::Any(UntypedReason::Undescribed)),
        };
        let prefix = at.member(notes::PREFIX_ITEMS);
        let prefix = prefix.iter().flat_map(Located::items).map(|item| self.schema(item)).collect();
        SchemaKind::Array { items, prefix }
    }

    fn composed(&mut self, at: &Located<'d>, keyword: &str) -> SchemaKind {
        let members: Vec<_> = at.member(keyword).iter().flat_map(Located::items).collect();
        let lone_reference = match members.as_slice() {
            [] => {
                let message = format!("`{keyword}` lists no schema");
                let help = "any value is taken here; list one, or leave the keyword out";
                self.diagnostics.warning("empty-composition", &at.pointer, message, help);
                return SchemaKind::Any(UntypedReason::EmptyList);
            }
            // Also how a `$ref` with siblings arrives here.
            [member] => keyword == "allOf" && member.node.get("$ref").is_some(),
            _ => false,
        };
        let ids: Vec<_> = members.into_iter().map(|member| self.schema(member)).collect();
        match (keyword, ids.as_slice()) {
            (_, [id]) if lone_reference => SchemaKind::Alias(*id),
            ("allOf", _) => SchemaKind::AllOf(ids),
            ("oneOf", _) => SchemaKind::OneOf(ids, self.discriminator(at)),
            _ => SchemaKind::AnyOf(ids, self.discriminator(at)),
        }
    }

    /// `not` takes values away, which no Rust type can say; all are taken.
    fn not(&mut self, at: &Located<'d>) -> SchemaKind {
        // A schema that forbids everything was written `false`.
        let forbids_all = at.node.get("not").and_then(Node::as_object).is_some_and(Map::is_empty);
        if !forbids_all {
            let message = "`not` excludes values, which no Rust type can express";
            let help = "any value is taken here; describe what is allowed instead";
            let place = at.pointer.child("not");
            self.diagnostics.warning("unsupported-keyword", &place, message, help);
            return SchemaKind::Any(UntypedReason::UnsupportedKeyword);
        }
        SchemaKind::Any(UntypedReason::NoValue)
    }

    fn unknown_type(&mut self, at: &Located<'d>, typ: &str) -> SchemaKind {
        let message = format!("there is no type `{typ}`");
        let help = match self.diagnostics.nearest(typ, TYPES.into_iter()) {
            Some(name) => format!("any value is taken here; the nearest type is `{name}`"),
            None => format!("any value is taken here; the types are `{}`", TYPES.join("`, `")),
        };
        self.diagnostics.warning("unknown-type", &at.pointer.child("type"), message, help);
        SchemaKind::Any(UntypedReason::UnknownType)
    }

    fn note_foreign(&mut self, at: &Located<'d>, view: &Map, typ: &str) {
        for (keyword, described) in DESCRIBES {
            if view.contains_key(keyword) && described != typ {
                let message =
                    format!("`{keyword}` describes `{described}`, but here it is `{typ}`");
                let help = "the keyword is left out; correct one of the two";
                let place = at.pointer.child(keyword);
                self.diagnostics.warning("conflicting-types", &place, message, help);
            }
        }
    }

    fn note_valueless_constant(&mut self, at: &Located<'d>, typ: &str) {
        if at.node.get("x-stainless-const").and_then(Node::as_bool) == Some(true) {
            let message = "`x-stainless-const` says constant, but `enum` lists no value";
            let help = format!("it becomes a plain {typ}; list the value under `enum`");
            let place = at.pointer.child("x-stainless-const");
            self.diagnostics.warning("constant-without-value", &place, message, help);
        }
    }

    /// `additionalProperties` of the object at `at`.
    pub(super) fn additional(&mut self, at: &Located<'d>) -> AdditionalProperties {
        let Some(additional) = at.member("additionalProperties") else {
            return AdditionalProperties::Unspecified;
        };
        match additional.node {
            Node::Bool(true) => AdditionalProperties::Any,
            Node::Bool(false) => AdditionalProperties::Forbidden,
            Node::Object(members) if members.keys().all(|key| key.starts_with("x-specmill-")) => {
                AdditionalProperties::Any
            }
            node if node.get("not").and_then(Node::as_object).is_some_and(Map::is_empty) => {
                AdditionalProperties::Forbidden
            }
            _ => AdditionalProperties::Schema(self.schema(additional)),
        }
    }
}

/// What an `enum` is that lists nothing.
const NO_VALUES: SchemaKind = SchemaKind::Any(UntypedReason::EmptyList);

/// Keywords that say nothing of a value by themselves.
const SAY_NOTHING: [&str; 3] = ["$vocabulary", "minContains", "maxContains"];

/// Why a schema without a type and without what implies one is any value.
fn undescribed(at: &Located<'_>) -> UntypedReason {
    let names = at.node.as_object().into_iter().flat_map(Map::keys);
    let aside = names.filter_map(|name| name.strip_prefix(notes::UNSUPPORTED));
    let reason = |keyword: &str| match keyword {
        "$dynamicRef" | "$recursiveRef" => UntypedReason::UnresolvedReference,
        keyword if SAY_NOTHING.contains(&keyword) => UntypedReason::Undescribed,
        _ => UntypedReason::UnsupportedKeyword,
    };
    aside.map(reason).max().unwrap_or(UntypedReason::Undescribed)
}

fn scalar(typ: &str, format: Option<String>) -> SchemaKind {
    match typ {
        "string" => SchemaKind::String(format),
        "number" if format.as_deref().is_some_and(is_whole) => SchemaKind::Integer(format),
        "number" => SchemaKind::Number(format),
        "integer" => SchemaKind::Integer(format),
        "boolean" => SchemaKind::Boolean,
        _ => NO_VALUES,
    }
}

/// Formats of whole numbers, which the OpenAPI Format Registry has for the type `number` as well.
fn is_whole(format: &str) -> bool {
    let bits = format.strip_prefix("int").or_else(|| format.strip_prefix("uint"));
    bits.is_some_and(|bits| matches!(bits, "8" | "16" | "32" | "64" | "128")) || format == "uint"
}

/// Whether `value` is of type `typ`. A whole number written `1.0` is an integer (JSON Schema
/// Wright-00 §4.2).
fn fits(typ: &str, value: &Node) -> bool {
    match (typ, value) {
        ("string", Node::String(_))
        | ("boolean", Node::Bool(_))
        | ("number", Node::Number(_))
        | ("array", Node::Array(_))
        | ("object", Node::Object(_)) => true,
        ("integer", Node::Number(Number::Float(value))) => value.fract() == 0.0,
        ("integer", Node::Number(_)) => true,
        _ => false,
    }
}

/// Writes `1.0` as `1`.
#[allow(clippy::cast_possible_truncation)]
fn write_whole(value: &mut Node) {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    if let Node::Number(number) = value
        && let Number::Float(float) = *number
        && float.fract() == 0.0
        && float.abs() <= EXACT
    {
        *number = Number::Signed(float as i64);
    }
}

fn as_text(value: &Node) -> Option<String> {
    super::table::scalar_text(value)
}
