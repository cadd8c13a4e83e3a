//! What a member of an object must be.

use super::object::Object;
use crate::tree::{Node, Number};

/// The form of a value.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Any value.
    Any,
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A number above 0.
    Positive,
    /// A whole number from 0 up.
    Count,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of anything.
    List,
    /// A list of strings.
    Texts,
    /// An object of anything.
    AnyMap,
    /// An object of strings.
    TextMap,
    /// An object of lists of strings.
    TextsMap,
    /// An object that is described.
    One(&'static Object),
    /// A list of these.
    Each(&'static Object),
    /// An object of these, by names.
    Map(&'static Object),
    /// A schema.
    Schema,
    /// A list of schemas; JSON Schema asks for one at least.
    Schemas,
    /// An object of schemas.
    SchemaMap,
    /// `true`, `false`, or a schema.
    SchemaOrFlag,
    /// A name of a type, or since OpenAPI 3.1 a list of them.
    Types,
    /// A number, and in OpenAPI 3.0 a boolean.
    Exclusive,
    /// An object of lists of strings and schemas, as older JSON Schema has it.
    Dependencies,
    /// A version of OpenAPI with all of its parts.
    Version,
}

impl Form {
    /// What is due, if `node` is not of this form at all; what is in it is looked at one by one.
    pub(super) fn is_due(self, node: &Node, minor: u8) -> Option<String> {
        let is_text = |node: &Node| node.as_str().is_some();
        let is_texts = |node: &Node| node.as_array().is_some_and(|all| all.iter().all(is_text));
        let are = |is: &dyn Fn(&Node) -> bool| {
            node.as_object().is_some_and(|members| members.values().all(is))
        };
        let (is_it, due) = match self {
            Form::Any => (true, ""),
            Form::Text => (is_text(node), "a string"),
            Form::Flag => (node.as_bool().is_some(), "`true` or `false`"),
            Form::Number => (matches!(node, Node::Number(_)), "a number"),
            Form::Positive => (number(node).is_some_and(|value| value > 0.0), "a number above 0"),
            Form::Count => {
                let is_count =
                    number(node).is_some_and(|value| value >= 0.0 && value.fract() == 0.0);
                (is_count, "a whole number from 0 up")
            }
            Form::Word(words) => {
                let is_one = node.as_str().is_some_and(|text| words.contains(&text));
                let one_of = if words.len() > 1 { "one of " } else { "" };
                return (!is_one).then(|| format!("{one_of}`{}`", words.join("`, `")));
            }
            Form::List | Form::Each(_) | Form::Schemas => (node.as_array().is_some(), "a list"),
            Form::Texts => (is_texts(node), "a list of strings"),
            Form::TextMap => (are(&is_text), "an object of strings"),
            Form::TextsMap => (are(&is_texts), "an object of lists of strings"),
            Form::AnyMap | Form::One(_) | Form::Map(_) | Form::SchemaMap | Form::Dependencies => {
                (node.as_object().is_some(), "an object")
            }
            Form::Schema if minor == 0 => (node.as_object().is_some(), "an object"),
            Form::Schema | Form::SchemaOrFlag => {
                let is_schema = node.as_object().is_some() || node.as_bool().is_some();
                (is_schema, "an object, `true` or `false`")
            }
            Form::Types if minor == 0 => (is_text(node), "a string"),
            Form::Types => (is_text(node) || is_texts(node), "a string or a list of strings"),
            Form::Exclusive if minor == 0 => (node.as_bool().is_some(), "`true` or `false`"),
            Form::Exclusive => (matches!(node, Node::Number(_)), "a number"),
            Form::Version => (
                node.as_str().is_some_and(|text| text.split('.').count() > 2),
                "a version of three numbers such as `3.1.0`",
            ),
        };
        (!is_it).then(|| due.to_owned())
    }
}

#[allow(clippy::cast_precision_loss, reason = "it is compared with 0")]
fn number(node: &Node) -> Option<f64> {
    match node {
        Node::Number(Number::Signed(value)) => Some(*value as f64),
        Node::Number(Number::Unsigned(value)) => Some(*value as f64),
        Node::Number(Number::Float(value)) => Some(*value),
        _ => None,
    }
}
