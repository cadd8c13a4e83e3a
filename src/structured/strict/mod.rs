//! JSON Schema as the API's strict mode takes it.

mod keywords;
mod merge;
mod walk;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::schema_error::{SchemaError, SchemaFault};
use walk::Walk;

/// The longest name that the API takes of a schema.
const LONGEST_NAME: usize = 64;

/// The schema of a type for strict mode, and what the API is told that it is called.
#[derive(Clone, Debug)]
pub(crate) struct StrictSchema {
    pub(crate) name: String,
    pub(crate) schema: Map<String, Value>,
}

/// The schema of `T` for strict mode.
pub(crate) fn strict_schema<T: JsonSchema>() -> Result<StrictSchema, SchemaError> {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let name = T::schema_name();
    let schema = strict(&name, schema.to_value())?;
    Ok(StrictSchema { name: api_name(&name), schema })
}

/// A schema that was written by hand or by `schemars`, for strict mode; `name` is what errors call it.
pub(super) fn strict(name: &str, schema: Value) -> Result<Map<String, Value>, SchemaError> {
    let Value::Object(mut root) = schema else {
        return Err(SchemaError::new(name.to_owned(), SchemaFault::NotAnObject));
    };
    let definitions = match root.shift_remove("$defs") {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    };
    let mut walk = Walk::new(name, root.clone(), definitions.clone());
    let mut strict = walk.root(root)?;
    if !definitions.is_empty() {
        let definitions: Result<Map<_, _>, _> =
            definitions.into_iter().map(|(name, schema)| walk.definition(name, &schema)).collect();
        strict.insert("$defs".to_owned(), definitions?.into());
    }
    Ok(strict)
}

/// A name that the API takes: letters, digits, `_` and `-`.
fn api_name(name: &str) -> String {
    let known = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    let name: String =
        name.chars().take(LONGEST_NAME).map(|char| if known(char) { char } else { '_' }).collect();
    if name.is_empty() { "answer".to_owned() } else { name }
}
