//! `x-specmill-initial`: the value that a constructor gives an optional member.

use super::context::{Context, literal};
use crate::ir::Literal;
use crate::spec::{Property, Shape, alias_target, initial, shape};
use crate::tree::Node;

/// The value that `property` begins with, if it can: it is optional, and of a type that has this value.
pub(super) fn of_property(context: &mut Context<'_>, property: &Property) -> Option<Literal> {
    let api = context.api;
    let value = initial(api.schema(property.schema))?;
    let fits = match (shape(api, alias_target(api, property.schema)), value) {
        (Shape::Boolean, Node::Bool(_)) | (Shape::String(None), Node::String(_)) => true,
        (Shape::StringEnum(values), Node::String(text)) => values.iter().any(|own| own == text),
        _ => false,
    };
    let (message, help) = if property.required {
        let message =
            format!("`x-specmill-initial` stands on `{}`, which is required", property.name);
        (message, "it is left out; whoever makes the value gives it")
    } else if !fits {
        let message = format!(
            "`x-specmill-initial` is {}, which is no value of `{}`",
            value.json(),
            property.name
        );
        (message, "it is left out; it is a boolean, a text without a `format` or a value of `enum`")
    } else {
        return literal(value);
    };
    let place = api.schema(property.schema).pointer.child("x-specmill-initial");
    context.diagnostics.warning("invalid-initial", &place, message, help);
    None
}

/// The value as its documentation has it.
pub(super) fn text(value: &Literal) -> String {
    match value {
        Literal::String(text) => text.clone(),
        Literal::Bool(value) => value.to_string(),
        Literal::Integer(value) => value.to_string(),
        Literal::Float(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}
