//! The value of a header as a type.

use ::http::HeaderMap;
use serde_json::Value;

use crate::json::{self, Decode, DecodeError, Strictness};

/// Reads a header of the style `simple` (OpenAPI 3.1.1, section 4.8.21).
pub(super) fn read<T: Decode>(headers: &HeaderMap, name: &str) -> Option<Result<T, DecodeError>> {
    let mut forms = forms(headers, name)?;
    // The text does not tell its type: the first form that decodes without drift is taken.
    let last = forms.pop()?;
    for form in forms {
        if let Ok(decoded) = json::decode::<T>(&form, Strictness::Strict) {
            return Some(Ok(decoded.value));
        }
    }
    Some(json::decode::<T>(&last, Strictness::Lenient).map(|decoded| decoded.value))
}

/// What the text could be, as JSON: text, a number or a boolean, a list of texts, a list of
/// numbers or booleans; last, what it is read as if it is none of them.
fn forms(headers: &HeaderMap, name: &str) -> Option<Vec<Vec<u8>>> {
    let values: Vec<_> = headers
        .get_all(name)
        .into_iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
        .collect();
    if values.is_empty() {
        return None;
    }
    let text = values.join(",");
    let items = || text.split(',').map(str::trim);
    let texts: Value = items().collect();
    let scalars: Value = items().map(scalar).collect();
    let text_form = Value::from(text.as_str());
    let forms = [text_form.clone(), scalar(&text), texts, scalars, text_form];
    Some(forms.iter().map(|form| form.to_string().into_bytes()).collect())
}

/// A number or a boolean, else text.
fn scalar(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(value @ (Value::Bool(_) | Value::Number(_))) => value,
        _ => Value::from(text),
    }
}
