//! `application/x-www-form-urlencoded`.

use super::fault::BodyFault;
use crate::http::describe::{Parameter, PropertyEncoding, Style, serialize};
use crate::json::{Kind, Node, Tape};

/// Writes an object as pairs: scalars and lists in the style `form`, exploded; objects as JSON
/// text, which is the default media type of an object in a form (OpenAPI 3.0, section 4.7.15);
/// unless the property's encoding says otherwise. Null is left out.
///
/// # Errors
/// When the body is no object, or one of its properties has no place in a form.
pub(super) fn write(json: &[u8], encodings: &[PropertyEncoding]) -> Result<String, BodyFault> {
    let tape = Tape::parse(json)?;
    let members = tape.root().members().ok_or(BodyFault::NotAnObject("form"))?;
    let mut pairs = Vec::new();
    for (name, value) in members {
        let encoding = PropertyEncoding::of(name, encodings);
        property(&mut pairs, name, value, &encoding).map_err(|fault| fault.property(name))?;
    }
    Ok(pairs.join("&"))
}

fn property(
    pairs: &mut Vec<String>,
    name: &str,
    value: Node<'_>,
    encoding: &PropertyEncoding,
) -> Result<(), BodyFault> {
    let parameter = Parameter::query(name).allow_reserved(encoding.allow_reserved);
    let as_json = parameter.content("application/json");
    if encoding.is_json() {
        return pair(pairs, &as_json, value);
    }
    if let Some((style, explode)) = encoding.styled() {
        return pair(pairs, &parameter.style(style).explode(explode), value);
    }
    let items = value.items().map_or_else(|| vec![value], Iterator::collect);
    for item in items {
        let parameter = match item.kind() {
            Kind::Array | Kind::Object => as_json,
            _ => parameter.style(Style::Form),
        };
        pair(pairs, &parameter, item)?;
    }
    Ok(())
}

fn pair(
    pairs: &mut Vec<String>,
    parameter: &Parameter<'_>,
    value: Node<'_>,
) -> Result<(), BodyFault> {
    let json = serde_json::to_vec(&value)?;
    pairs.extend(serialize(parameter, &json)?);
    Ok(())
}
