//! What a description says should be there.

use std::fmt;

use crate::json::tape::Scalar;

/// Enums name this many of their values in a message, and count the rest.
const MAX_LISTED: usize = 8;

/// What was expected, in words. Made from a text such as "an integer", a list of an enum's values,
/// or a constant; put into words only when a message is written.
#[derive(Clone, Debug)]
pub struct Expected(Form);

#[derive(Clone, Debug)]
enum Form {
    Fixed(&'static str),
    Owned(Box<str>),
    Constant(Scalar),
    Strings(&'static [&'static str]),
    Integers(&'static [i64]),
}

impl From<&'static str> for Expected {
    fn from(text: &'static str) -> Self {
        Self(Form::Fixed(text))
    }
}

impl From<String> for Expected {
    fn from(text: String) -> Self {
        Self(Form::Owned(text.into_boxed_str()))
    }
}

impl From<Scalar> for Expected {
    fn from(value: Scalar) -> Self {
        Self(Form::Constant(value))
    }
}

/// One of these strings.
impl From<&'static [&'static str]> for Expected {
    fn from(values: &'static [&'static str]) -> Self {
        Self(Form::Strings(values))
    }
}

/// One of these integers.
impl From<&'static [i64]> for Expected {
    fn from(values: &'static [i64]) -> Self {
        Self(Form::Integers(values))
    }
}

impl Expected {
    /// One of `names`, which need not live as long as this.
    pub(crate) fn one_of_names(names: &[&str]) -> Self {
        struct Listed<'n>(&'n [&'n str]);
        impl fmt::Display for Listed<'_> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                one_of(formatter, self.0)
            }
        }
        Self::from(Listed(names).to_string())
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Fixed(text) => formatter.write_str(text),
            Form::Owned(text) => formatter.write_str(text),
            Form::Constant(value) => write!(formatter, "`{value}`"),
            Form::Strings(values) => one_of(formatter, values),
            Form::Integers(values) => one_of(formatter, values),
        }
    }
}

fn one_of<T: fmt::Display>(formatter: &mut fmt::Formatter<'_>, values: &[T]) -> fmt::Result {
    if values.len() != 1 {
        formatter.write_str("one of ")?;
    }
    for (i, value) in values.iter().take(MAX_LISTED).enumerate() {
        write!(formatter, "{}`{value}`", if i > 0 { ", " } else { "" })?;
    }
    match values.len().checked_sub(MAX_LISTED) {
        Some(more) if more > 0 => write!(formatter, " and {more} more"),
        _ => Ok(()),
    }
}
