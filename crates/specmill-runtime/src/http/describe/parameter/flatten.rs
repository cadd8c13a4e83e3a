//! A value as a style sees it: text, a list of texts, or pairs of them.

use super::fault::ParameterFault;
use crate::json::{Kind, Node};

/// A value without JSON's nesting, its texts not yet encoded.
pub(crate) enum Flat {
    Text(String),
    List(Vec<String>),
    Pairs(Vec<(String, String)>),
}

/// Flattens a value. `None` is null: the parameter is left out. Nulls in a list and in an object
/// are left out too (RFC 6570, section 2.3: they count as undefined).
pub(crate) fn flatten(node: Node<'_>) -> Result<Option<Flat>, ParameterFault> {
    if let Some(items) = node.items() {
        let mut list = Vec::new();
        for item in items {
            list.extend(text(item)?);
        }
        return Ok(Some(Flat::List(list)));
    }
    if let Some(members) = node.members() {
        let mut pairs = Vec::new();
        for (key, member) in members {
            pairs.extend(text(member)?.map(|text| (key.to_owned(), text)));
        }
        return Ok(Some(Flat::Pairs(pairs)));
    }
    Ok(text(node)?.map(Flat::Text))
}

/// A float without a fraction, which is written without one: `2`, as JavaScript does below 10²¹
/// (ECMA-262, Number::toString). Servers that want a whole number take no `2.0`.
fn whole(node: Node<'_>) -> Option<f64> {
    let number = node.as_float()?;
    (number.fract() == 0.0 && number.abs() < 1e21).then_some(number + 0.0)
}

/// The text of a scalar, `None` of null. OpenAPI gives no meaning to lists and objects inside of
/// others, but for `deepObject`.
pub(crate) fn text(node: Node<'_>) -> Result<Option<String>, ParameterFault> {
    match node.kind() {
        Kind::Null => Ok(None),
        Kind::Array | Kind::Object => Err(ParameterFault::Nested),
        _ => Ok(Some(match node.as_str() {
            Some(text) => text.to_owned(),
            None => match whole(node) {
                Some(number) => format!("{number:.0}"),
                None => node.to_value().to_string(),
            },
        })),
    }
}
