//! A document as the tests know it: read by the generator's loader, and else by nothing of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::{Map, Value, json};
use specmill_core::source;
pub(crate) use specmill_fidelity::compare::same;
use specmill_fidelity::document::{json_schema, value};
use specmill_fidelity::generate::client;
use specmill_fidelity::settled::Settled;

use crate::closed::closed;
use crate::{OURS, V2_3_0, V2026_08};

/// A document, with its schemas as JSON Schema 2020-12.
pub(crate) struct Document {
    pub(crate) path: PathBuf,
    root: Value,
    is_30: bool,
    schemas: BTreeMap<String, Value>,
    /// What its client gives back otherwise on purpose.
    pub(crate) settled: Settled,
    /// What was compiled so far, by schema and strictness: that costs more than to use it.
    validators: Mutex<BTreeMap<(String, bool), Arc<Validator>>>,
}

/// The members of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Document {
    /// The document in `shared/specs`, or ours; `None`, and a line about it, where that is not there.
    pub(crate) fn load(file: &str) -> Option<&'static Self> {
        static DOCUMENTS: [LazyLock<Option<Document>>; 3] = [
            LazyLock::new(|| Document::read(V2_3_0)),
            LazyLock::new(|| Document::read(V2026_08)),
            LazyLock::new(|| Document::read(OURS)),
        ];
        let number = [V2_3_0, V2026_08, OURS].iter().position(|known| *known == file);
        let document = DOCUMENTS[number.unwrap()].as_ref();
        if document.is_none() {
            println!("skipped: there is no {file}");
        }
        document
    }

    fn read(file: &str) -> Option<Self> {
        let path = match file {
            OURS => Path::new(env!("OUT_DIR")).join(file),
            _ => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs").join(file),
        };
        if !path.is_file() {
            return None;
        }
        let root = value(&source::load(&path).unwrap().root);
        let is_30 = root["openapi"].as_str().unwrap().starts_with("3.0");
        let schemas = root["components"]["schemas"].as_object().unwrap();
        let schemas = schemas
            .iter()
            .map(|(name, schema)| (name.clone(), json_schema(schema, is_30, name)))
            .collect();
        let settled = Settled::new(client(&path).unwrap());
        Some(Self { path, root, is_30, schemas, settled, validators: Mutex::default() })
    }

    /// The component schemas as the document writes them.
    pub(crate) fn components(&self) -> &Map<String, Value> {
        self.root["components"]["schemas"].as_object().unwrap()
    }

    /// The component schema of this name, as JSON Schema.
    pub(crate) fn component(&self, name: &str) -> &Value {
        &self.schemas[name]
    }

    /// A schema of an operation, as JSON Schema.
    pub(crate) fn schema(&self, schema: &Value) -> Value {
        json_schema(schema, self.is_30, "")
    }

    /// `value` or what its `$ref` leads to.
    pub(crate) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.root.pointer(reference.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }

    /// The names of the security schemes.
    pub(crate) fn security_schemes(&self) -> Vec<&str> {
        self.root["components"]["securitySchemes"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect()
    }

    /// Every operation: path, method, path item, operation.
    pub(crate) fn operations(&self) -> Vec<(&str, &str, &Value, &Value)> {
        let mut found = Vec::new();
        for (path, item) in self.root["paths"].as_object().unwrap() {
            for method in METHODS {
                if let Some(operation) = item.get(method) {
                    found.push((path.as_str(), method, item, operation));
                }
            }
        }
        found
    }

    /// The document's `security` where an operation has none of its own.
    pub(crate) fn security<'a>(&'a self, operation: &'a Value) -> &'a Value {
        operation.get("security").unwrap_or(&self.root["security"])
    }

    /// What is wrong with `value` by `schema`.
    pub(crate) fn faults(&self, schema: &Value, value: &Value) -> Vec<Fault> {
        faults(&self.validator(schema, false), value)
    }

    /// What is wrong with `value` by `schema` where members that are not described are wrong, too.
    pub(crate) fn strict_faults(&self, schema: &Value, value: &Value) -> Vec<Fault> {
        faults(&self.validator(schema, true), value)
    }

    fn validator(&self, schema: &Value, strict: bool) -> Arc<Validator> {
        let key = (schema.to_string(), strict);
        if let Some(validator) = self.validators.lock().unwrap().get(&key) {
            return Arc::clone(validator);
        }
        let validator = Arc::new(if strict {
            self.compiled(&closed(schema, true), |schema| closed(schema, false))
        } else {
            self.compiled(schema, Value::clone)
        });
        self.validators.lock().unwrap().insert(key, Arc::clone(&validator));
        validator
    }

    /// A validator for `schema` with the components that it reaches.
    fn compiled(&self, schema: &Value, change: impl Fn(&Value) -> Value) -> Validator {
        let mut reached = BTreeSet::new();
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            for name in references(schema) {
                if reached.insert(name.clone()) {
                    open.push(&self.schemas[&name]);
                }
            }
        }
        let components: Map<String, Value> =
            reached.into_iter().map(|name| (name.clone(), change(&self.schemas[&name]))).collect();
        let mut root = schema.clone();
        if let Some(members) = root.as_object_mut() {
            members.insert("components".to_owned(), json!({"schemas": components}));
        }
        jsonschema::draft202012::options().should_validate_formats(true).build(&root).unwrap()
    }
}

/// What a validator says is wrong.
pub(crate) struct Fault {
    /// The JSON pointer of the value.
    pub(crate) at: String,
    /// The keyword of the schema.
    keyword: String,
    text: String,
}

impl Fault {
    /// Whether there is something that nobody describes.
    pub(crate) fn is_surplus(&self) -> bool {
        self.keyword == "unevaluatedProperties"
    }

    /// How well this says why there is drift at the pointer `drift`, less being better: it is about
    /// that value; about the object that lacks it or has it without being asked; about a union it is
    /// part of. `None` where it has nothing to do with it.
    pub(crate) fn explains(&self, drift: &str) -> Option<usize> {
        let (parent, name) = drift.rsplit_once('/').unwrap_or_default();
        let is_union = matches!(self.keyword.as_str(), "anyOf" | "oneOf");
        match () {
            () if is_union && drift.starts_with(&self.at) => Some(3),
            () if is_union => None,
            () if self.at == drift => Some(0),
            () if self.at == parent && self.text.contains(name) => Some(1),
            () if self.at == parent => Some(2),
            () => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.at.is_empty() { "/" } else { &self.at }, self.text)
    }
}

fn faults(validator: &Validator, value: &Value) -> Vec<Fault> {
    let mut found = Vec::new();
    for error in validator.iter_errors(value) {
        push(&error, &mut found);
    }
    found
}

/// The error, and, of a union that no member of fits, what is wrong by each.
fn push(error: &ValidationError<'_>, found: &mut Vec<Fault>) {
    found.push(Fault {
        at: error.instance_path().to_string(),
        keyword: error.kind().keyword().to_owned(),
        // The value itself can be long.
        text: error.masked().to_string(),
    });
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
    {
        context.iter().flatten().for_each(|error| push(error, found));
    }
}

/// The components that `schema` names, not what they name.
fn references(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    found.extend(component_name(reference));
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// The component schema that a reference leads to or into.
pub(crate) fn component_name(reference: &str) -> Option<String> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    Some(name.split('/').next()?.replace("~1", "/").replace("~0", "~"))
}
