//! The `jsonschema` crate, with the schemas of a document.

use jsonschema::{Registry, ValidationError, Validator};
use serde_json::{Value, json};

use crate::document::{Document, address};

/// The schemas of a document, ready to be compiled one by one.
pub(crate) struct Schemas<'a> {
    registry: Registry<'a>,
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
        Ok(Self { registry })
    }

    /// The validator of one.
    ///
    /// # Errors
    ///
    /// When it is no JSON Schema.
    pub(crate) fn validator(&self, number: usize) -> Result<Validator, String> {
        jsonschema::draft202012::options()
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&json!({"$ref": address(number)}))
            .map_err(|error| error.to_string())
    }
}

/// Why `value` is refused, in a line; `None` where it is not.
pub(crate) fn refusal(validator: &Validator, value: &Value) -> Option<String> {
    let error: ValidationError<'_> = validator.iter_errors(value).next()?;
    let at = error.instance_path().to_string();
    Some(format!("{}: {}", if at.is_empty() { "/" } else { &at }, error.masked()))
}
