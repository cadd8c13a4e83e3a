//! The `jsonschema` crate, with the schemas of a document.

use std::ops::Deref;

use jsonschema::{Registry, ValidationError, ValidationOptions, Validator, ValidatorMap};
use serde_json::{Map, Value, json};

use crate::document::{Document, address, addressed, anchors};

/// The schemas of a document, compiled.
pub(crate) struct Schemas<'a> {
    /// Each as a resource of its own, which is what `$dynamicRef` goes by.
    registry: Registry<'a>,
    /// All of them, which share what they refer to. `None` where one is no JSON Schema: then each is
    /// compiled with all that it reaches.
    all: Option<ValidatorMap>,
}

/// The validator of one schema.
pub(crate) enum Compiled<'a> {
    /// One of all.
    Shared(&'a Validator),
    /// One that stands alone.
    Own(Box<Validator>),
}

impl Deref for Compiled<'_> {
    type Target = Validator;

    fn deref(&self) -> &Validator {
        match self {
            Compiled::Shared(validator) => validator,
            Compiled::Own(validator) => validator,
        }
    }
}

impl<'a> Schemas<'a> {
    /// Those of `document`; `reduced` to what strict decoding has to notice.
    ///
    /// # Errors
    ///
    /// When one of them has an address that leads nowhere.
    pub(crate) fn of(document: &'a Document, reduced: bool) -> Result<Self, String> {
        let registry = Registry::new()
            .extend(document.resources(reduced))
            .and_then(|builder| builder.prepare())
            .map_err(|error| error.to_string())?;
        let resources = || document.resources(reduced);
        // The validator is slow where there are many resources, whose places have the same pointers.
        let all = if resources().any(|(_, schema)| !anchors(schema).is_empty()) {
            let each = document.components().filter_map(|name| document.root(name));
            let each: Map<String, Value> =
                each.map(|number| (number.to_string(), json!({"$ref": address(number)}))).collect();
            options(&registry).build_map(&json!({"$defs": each}))
        } else {
            let each: Map<String, Value> = resources()
                .enumerate()
                .map(|(number, (_, schema))| (number.to_string(), in_one(schema)))
                .collect();
            options(&registry).build_map(&json!({"$defs": each}))
        };
        let all = all.ok();
        Ok(Self { registry, all })
    }

    /// The validator of one.
    ///
    /// # Errors
    ///
    /// When it is no JSON Schema.
    pub(crate) fn validator(&self, number: usize) -> Result<Compiled<'_>, String> {
        let known = self.all.as_ref().and_then(|all| all.get(&format!("#/$defs/{number}")));
        if let Some(validator) = known {
            return Ok(Compiled::Shared(validator));
        }
        options(&self.registry)
            .build(&json!({"$ref": address(number)}))
            .map(|validator| Compiled::Own(Box::new(validator)))
            .map_err(|error| error.to_string())
    }
}

/// `schema` as one of the `$defs` of all, which it refers to there.
fn in_one(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| {
                let target = value.as_str().filter(|_| key == "$ref").and_then(addressed);
                let value = match target {
                    Some(number) => json!(format!("#/$defs/{number}")),
                    None if key == "enum" || key == "const" => value.clone(),
                    None => in_one(value),
                };
                (key.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(in_one).collect(),
        _ => schema.clone(),
    }
}

fn options<'a>(registry: &'a Registry<'a>) -> ValidationOptions<'a> {
    jsonschema::draft202012::options().with_registry(registry).should_validate_formats(true)
}

/// Why `value` is refused, in a line; `None` where it is not.
pub(crate) fn refusal(validator: &Validator, value: &Value) -> Option<String> {
    let error: ValidationError<'_> = validator.iter_errors(value).next()?;
    let at = error.instance_path().to_string();
    Some(format!("{}: {}", if at.is_empty() { "/" } else { &at }, error.masked()))
}
