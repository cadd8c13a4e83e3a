//! Random instances of a schema.
//!
//! What must hold of one value is gathered first: the schema, what it refers to, every part of its
//! `allOf`, one member of each union, one side of each condition. A value is then made that heeds all
//! of them. Where that does not succeed, or a validator refuses it, the next one is tried.

mod array;
mod number;
mod object;
mod pattern;
mod text;

use std::collections::BTreeSet;
use std::rc::Rc;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::document::{Document, anchors};

/// Values are nested this deep where chance will have it; deeper only what is required.
const DEEP: usize = 5;

/// A value nested deeper than this is given up.
const DEEPEST: usize = 24;

/// How many values one instance may have before nothing but what is required is added.
const LARGE: usize = 150;

/// How many are tried for one instance.
const LARGEST: usize = 1_000;

/// Makes instances.
pub(crate) struct Sampler<'a> {
    document: &'a Document,
    rng: Rng,
    /// How likely what is optional is there, in percent.
    density: u32,
    made: usize,
}

/// The schemas that led to one, outermost first: what `$dynamicRef` is bound by.
type Scope = Rc<Vec<usize>>;

/// A schema that must hold.
#[derive(Clone)]
struct Part<'a> {
    schema: &'a Value,
    scope: Scope,
}

impl<'a> Part<'a> {
    fn get(&self, key: &str) -> Option<&'a Value> {
        self.schema.get(key)
    }

    /// `schema`, which stands in this one.
    fn inner(&self, schema: &'a Value) -> Self {
        Self { schema, scope: Rc::clone(&self.scope) }
    }
}

/// The kinds of JSON, in the order of `KINDS`.
const KINDS: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

impl<'a> Sampler<'a> {
    /// One that makes the same instances each time it is given the same `seed`.
    pub(crate) fn new(document: &'a Document, seed: u64) -> Self {
        Self { document, rng: Rng::with_seed(seed), density: 50, made: 0 }
    }

    /// An instance of the schema of this number. `None` where this attempt has led to none.
    pub(crate) fn sample(&mut self, number: usize) -> Option<Value> {
        self.made = 0;
        self.density = *self.rng.choice(&[0, 15, 50, 50, 85, 100]).unwrap_or(&50);
        let schema = self.document.schema(number)?;
        let value = self.value(vec![Part { schema, scope: Rc::new(vec![number]) }], 0)?;
        // Whether a component may be null is said where it is used, by an `Option`.
        (!value.is_null()).then_some(value)
    }

    /// A value of which all of `start` hold.
    fn value(&mut self, start: Vec<Part<'a>>, depth: usize) -> Option<Value> {
        self.made += 1;
        if depth > DEEPEST || self.made > LARGEST {
            return None;
        }
        // A union may have led where nothing is possible, which would cost all that is around it.
        (0..2).find_map(|_| self.attempt(start.clone(), depth))
    }

    fn attempt(&mut self, start: Vec<Part<'a>>, depth: usize) -> Option<Value> {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        for part in start {
            self.gather(part, &mut parts, &mut seen)?;
        }
        if let Some(known) = known_values(&parts) {
            return self.rng.choice(known).cloned();
        }
        let kinds = kinds(&parts);
        if kinds.is_empty() {
            return None;
        }
        if kinds.len() == KINDS.len() {
            return Some(self.anything());
        }
        let others = kinds.iter().filter(|kind| **kind != "null").copied();
        let is_null = kinds.contains(&"null") && depth > 0 && self.rng.u8(..4) == 0;
        let chosen = self.rng.choice(others.collect::<Vec<_>>()).filter(|_| !is_null);
        let kind = chosen.unwrap_or("null");
        match kind {
            "boolean" => Some(json!(self.rng.bool())),
            "integer" => number::integer(&mut self.rng, &parts),
            "number" => number::number(&mut self.rng, &parts),
            "string" => text::text(&mut self.rng, &parts),
            "array" => self.array(&parts, depth),
            "object" => self.object(&parts, depth),
            _ => Some(Value::Null),
        }
    }

    /// Whether to add what need not be there.
    fn adds(&mut self, depth: usize) -> bool {
        depth <= DEEP && self.made < LARGE && self.rng.u32(..100) < self.density
    }

    /// Adds all that must hold where `part` does. `None` where nothing can.
    fn gather(
        &mut self,
        part: Part<'a>,
        parts: &mut Vec<Part<'a>>,
        seen: &mut BTreeSet<*const Value>,
    ) -> Option<()> {
        let members = match part.schema {
            Value::Bool(false) => return None,
            Value::Object(members) => members,
            _ => return Some(()),
        };
        if !seen.insert(std::ptr::from_ref(part.schema)) {
            return Some(());
        }
        parts.push(part.clone());
        if let Some(target) =
            members.get("$ref").and_then(|reference| self.target(&part, reference))
        {
            self.gather(target, parts, seen)?;
        }
        if let Some(bound) = members.get("$dynamicRef").and_then(|name| self.bound(&part, name)) {
            self.gather(bound, parts, seen)?;
        }
        for schema in listed(members.get("allOf")) {
            self.gather(part.inner(schema), parts, seen)?;
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(schema) = self.rng.choice(listed(members.get(key))) {
                self.gather(part.inner(schema), parts, seen)?;
            }
        }
        if let Some(condition) = members.get("if") {
            if self.rng.bool() {
                self.gather(part.inner(condition), parts, seen)?;
                members
                    .get("then")
                    .map_or(Some(()), |then| self.gather(part.inner(then), parts, seen))?;
            } else if let Some(otherwise) = members.get("else") {
                self.gather(part.inner(otherwise), parts, seen)?;
            }
        }
        let dependent = members.get("dependentSchemas").and_then(Value::as_object);
        for schema in dependent.into_iter().flat_map(|schemas| schemas.values()) {
            if self.rng.bool() {
                self.gather(part.inner(schema), parts, seen)?;
            }
        }
        Some(())
    }

    /// What a `$ref` of `part` names.
    fn target(&self, part: &Part<'a>, reference: &Value) -> Option<Part<'a>> {
        let (number, schema) = self.document.target(reference)?;
        let mut scope = part.scope.as_ref().clone();
        scope.push(number);
        // A circle binds nothing anew.
        scope.truncate(64);
        Some(Part { schema, scope: Rc::new(scope) })
    }

    /// What a `$dynamicRef` of `part` is bound to: the outermost anchor of its name.
    fn bound(&self, part: &Part<'a>, reference: &Value) -> Option<Part<'a>> {
        let name = reference.as_str()?.trim_start_matches('#');
        let has = |schema: &Value| anchors(schema).iter().any(|anchor| anchor == name);
        let mut outermost = part.scope.iter().filter_map(|number| self.document.schema(*number));
        let schema = anchored(outermost.find(|schema| has(schema))?, name)?;
        Some(part.inner(schema))
    }

    /// Any JSON.
    fn anything(&mut self) -> Value {
        let all = [
            json!("any"),
            json!(7),
            json!(-0.5),
            json!(true),
            json!([1, "é", {}]),
            json!({"any": [1, null, "é"]}),
        ];
        self.rng.choice(all).unwrap_or_default()
    }
}

/// The schema in `schema` with this dynamic anchor.
fn anchored<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if members.get("$dynamicAnchor").and_then(Value::as_str) == Some(name) {
                    return Some(value);
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    None
}

/// A keyword that counts, of each part that has it.
fn counts(parts: &[Part<'_>], key: &'static str) -> impl Iterator<Item = u64> {
    parts.iter().filter_map(move |part| part.get(key)?.as_u64())
}

fn listed(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The values that `enum` and `const` of all `parts` leave; `None` where no part lists any.
fn known_values<'a>(parts: &[Part<'a>]) -> Option<Vec<&'a Value>> {
    let mut known: Option<Vec<&Value>> = None;
    for part in parts {
        let own: Vec<&Value> = match (part.get("enum"), part.get("const")) {
            (Some(values), _) => listed(Some(values)).iter().collect(),
            (None, Some(value)) => vec![value],
            (None, None) => continue,
        };
        known = Some(match known {
            Some(known) => known.into_iter().filter(|value| own.contains(value)).collect(),
            None => own,
        });
    }
    let kinds = kinds(parts);
    known.map(|known| known.into_iter().filter(|value| is_of(value, &kinds)).collect())
}

fn is_of(value: &Value, kinds: &[&str]) -> bool {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) if kinds.contains(&"number") => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    kinds.contains(&kind)
}

/// The kinds that all `parts` leave. Where none has a `type`, the one that their keywords are about.
fn kinds(parts: &[Part<'_>]) -> Vec<&'static str> {
    let mut kinds = KINDS.to_vec();
    for part in parts {
        let listed: Vec<&str> = match part.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => continue,
        };
        // Whole numbers are numbers.
        let is_listed = |kind: &str| {
            listed.contains(&kind) || (kind == "integer" && listed.contains(&"number"))
        };
        kinds.retain(|kind| is_listed(kind));
    }
    if kinds.contains(&"number") {
        // One of the two is made of it in any case.
        kinds.retain(|kind| *kind != "integer" || kinds_of_all(parts));
    }
    if kinds.len() >= KINDS.len() - 1 {
        let is_about =
            |keys: &[&str]| parts.iter().any(|part| keys.iter().any(|key| part.get(key).is_some()));
        if is_about(&["properties", "required", "additionalProperties", "patternProperties"]) {
            return vec!["object"];
        }
        if is_about(&["items", "prefixItems", "contains", "minItems", "maxItems"]) {
            return vec!["array"];
        }
        if is_about(&["pattern", "minLength", "maxLength", "format"]) {
            return vec!["string"];
        }
        if is_about(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
            return vec!["number"];
        }
    }
    kinds
}

/// Whether no part has a `type`.
fn kinds_of_all(parts: &[Part<'_>]) -> bool {
    parts.iter().all(|part| part.get("type").is_none())
}
