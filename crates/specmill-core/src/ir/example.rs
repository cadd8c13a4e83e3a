//! What the documentation of an operation shows of how it is called.

use std::collections::BTreeMap;

use super::{Literal, TypeId};

/// A JSON value that the document gives as an example; long lists and objects are cut.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// `null`
    Null,
    /// A string, a number or a boolean.
    Scalar(Literal),
    /// A list.
    List(Vec<Sample>),
    /// An object: its members in the order they are written.
    Object(Vec<(String, Sample)>),
}

impl Sample {
    /// The member `name`, if this is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Sample> {
        let Sample::Object(members) = self else { return None };
        members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Sample::Scalar(Literal::String(text)) => Some(text),
            _ => None,
        }
    }
}

/// The examples of a document, by what they are of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Values of a type.
    pub types: BTreeMap<TypeId, Sample>,
    /// Values of a field: its type, and its place in [`super::Struct::fields`].
    pub fields: BTreeMap<(TypeId, usize), Sample>,
    /// What calls send, by [`super::Operation::builder`].
    pub calls: BTreeMap<String, CallSamples>,
}

/// What a call sends in the document's examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CallSamples {
    /// A value for each parameter, in the order of [`super::Operation::parameters`].
    pub parameters: Vec<Option<ParameterSample>>,
    /// A body for each way to write it, in the order of [`super::Body::contents`].
    pub bodies: Vec<Option<Sample>>,
}

/// The example of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterSample {
    /// The value.
    pub value: Sample,
    /// Whether the parameter itself has it, not only its schema: then it is worth showing where the
    /// parameter is optional.
    pub is_own: bool,
}

/// The values with which a call of an operation is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// A value for each required parameter, in the order of [`super::Operation::parameters`].
    pub arguments: Vec<Shown>,
    /// Optional parameters that are set, by their place in [`super::Operation::parameters`].
    pub options: Vec<(usize, Shown)>,
    /// The body: which of [`super::Body::contents`] it is, and its value.
    pub body: Option<(usize, Shown)>,
}

/// A value of some [`super::TypeRef`], which says how it is written. Aliases and boxes are seen
/// through.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A string, a number or a boolean; a date, a UUID or a password by its text.
    Scalar(Literal),
    /// Bytes by the text they hold.
    Bytes(String),
    /// A file of this name.
    File(String),
    /// Any JSON.
    Json(Sample),
    /// Null.
    Null,
    /// Nothing: a place of a tuple that is left out.
    Nothing,
    /// A list.
    List(Vec<Shown>),
    /// A map.
    Map(Vec<(String, Shown)>),
    /// A tuple.
    Tuple(Vec<Shown>),
    /// An object: the fields that are given, by their place in [`super::Struct::fields`].
    Object(Vec<(usize, Shown)>),
    /// A known value of an enum, by its place among the variants.
    Known(usize),
    /// A member of a union, by its place among the variants, and what it holds.
    Member(usize, Option<Box<Shown>>),
}
