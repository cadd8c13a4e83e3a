//! What a function takes and returns.

use std::fmt;

/// What a function takes and returns.
///
/// Shown (`Display`) as it follows the function's name: `(&self, id: &str) -> Call<Pet>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signature {
    /// The lifetimes it names: `<'body>`; empty for none.
    pub generics: String,
    /// How it takes the value it is called on; `None` for an associated function.
    pub receiver: Option<Receiver>,
    /// What it is given, in order.
    pub arguments: Vec<Argument>,
    /// The type it returns; empty for nothing.
    pub output: String,
}

/// How a method takes the value it is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Receiver {
    /// `self`
    Value,
    /// `&self`
    Reference,
    /// `&mut self`
    Exclusive,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Argument {
    /// Its name, which callers do not write.
    pub name: String,
    /// Its type.
    pub ty: String,
}

impl Argument {
    pub(crate) fn new(name: String, ty: String) -> Self {
        Self { name, ty }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let receiver = self.receiver.map(|receiver| match receiver {
            Receiver::Value => "self".to_owned(),
            Receiver::Reference => "&self".to_owned(),
            Receiver::Exclusive => "&mut self".to_owned(),
        });
        let arguments = self.arguments.iter().map(|Argument { name, ty }| format!("{name}: {ty}"));
        let inside: Vec<String> = receiver.into_iter().chain(arguments).collect();
        write!(f, "{}({})", self.generics, inside.join(", "))?;
        if self.output.is_empty() { Ok(()) } else { write!(f, " -> {}", self.output) }
    }
}
