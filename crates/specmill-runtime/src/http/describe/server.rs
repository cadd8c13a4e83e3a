//! The servers of a document, and their variables.

use std::borrow::Cow;
use std::fmt;

/// A server of the document (OpenAPI 3.1, section 4.8.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    url: &'static str,
    description: &'static str,
    variables: &'static [ServerVariable],
}

/// A variable in the URL of a [`Server`] (OpenAPI 3.1, section 4.8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    name: &'static str,
    default: &'static str,
    values: &'static [&'static str],
    description: &'static str,
}

impl Server {
    /// The URL as the document has it, its variables in braces. It may be relative; then it is
    /// completed by [`ClientBuilder::base_url`](crate::http::ClientBuilder::base_url).
    pub const fn url(&self) -> &'static str {
        self.url
    }

    /// What the document says about it; empty if nothing.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The variables of the URL, in the order of the document.
    pub const fn variables(&self) -> &'static [ServerVariable] {
        self.variables
    }

    pub(crate) fn has_variable(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.name == name)
    }

    /// The URL with its variables replaced: by the `given` names and values, else by their defaults.
    pub(crate) fn filled(
        &self,
        given: &[(String, String)],
    ) -> Result<Cow<'static, str>, ServerFault> {
        let mut url = Cow::Borrowed(self.url);
        for variable in self.variables {
            let own = given.iter().rev().find(|(name, _)| name == variable.name);
            let value = match own {
                Some((_, value)) => self.checked(variable, value)?,
                None => variable.default,
            };
            url = Cow::Owned(url.replace(&format!("{{{}}}", variable.name), value));
        }
        Ok(url)
    }

    /// A value that is one of the variable's, and leaves the other parts of the URL as they are.
    fn checked<'v>(
        &self,
        variable: &ServerVariable,
        value: &'v str,
    ) -> Result<&'v str, ServerFault> {
        let fault = |reason| ServerFault::Value(variable.name, value.to_owned(), reason);
        if !variable.values.is_empty() && !variable.values.contains(&value) {
            return Err(fault(ValueFault::NotListed(variable.values)));
        }
        let is_in_host = self.url.split_once("://").is_some_and(|(_, rest)| {
            let host = rest.split('/').next().unwrap_or_default();
            host.contains(&format!("{{{}}}", variable.name))
        });
        let is_unfit = |char: char| {
            char.is_whitespace()
                || char.is_control()
                || matches!(char, '?' | '#' | '@' | '\\')
                || (is_in_host && char == '/')
        };
        match value.contains(is_unfit) {
            true => Err(fault(ValueFault::OtherPart)),
            false => Ok(value),
        }
    }
}

impl ServerVariable {
    /// The name, which stands in braces in the URL.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The value that is used where none is given.
    pub const fn default(&self) -> &'static str {
        self.default
    }

    /// The values that are allowed; empty: any.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    /// What the document says about it; empty if nothing.
    pub const fn description(&self) -> &'static str {
        self.description
    }
}

/// Servers as generated code describes them.
pub mod described_server {
    use super::{Server, ServerVariable};

    /// A server without variables.
    pub const fn plain(url: &'static str, description: &'static str) -> Server {
        Server { url, description, variables: &[] }
    }

    /// A server with variables in its URL.
    pub const fn with_variables(
        url: &'static str,
        description: &'static str,
        variables: &'static [ServerVariable],
    ) -> Server {
        Server { url, description, variables }
    }

    /// A variable; without `values` it may be any text.
    pub const fn variable(
        name: &'static str,
        default: &'static str,
        values: &'static [&'static str],
        description: &'static str,
    ) -> ServerVariable {
        ServerVariable { name, default, values, description }
    }
}

/// Why a server of the document cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ServerFault {
    /// The number, and how many servers there are.
    Number(usize, usize),
    /// The name, and those that there are.
    Variable(String, Vec<&'static str>),
    /// The variable, the value and what is wrong with it.
    Value(&'static str, String, ValueFault),
}

/// What is wrong with the value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ValueFault {
    /// It is none of these.
    NotListed(&'static [&'static str]),
    /// It would change what stands beside it in the URL.
    OtherPart,
}

impl fmt::Display for ServerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number, servers) => {
                write!(f, "there is no server {number}: the document has {servers}, counted from 0")
            }
            Self::Variable(name, known) => {
                write!(f, "no server that is asked has the variable `{name}`: ")?;
                match known.as_slice() {
                    [] => f.write_str("none has any"),
                    known => write!(f, "the variables are `{}`", known.join("`, `")),
                }
            }
            Self::Value(name, value, ValueFault::NotListed(values)) => write!(
                f,
                "the server variable `{name}` cannot be `{}`: the document allows `{}`",
                value.escape_debug(),
                values.join("`, `")
            ),
            Self::Value(name, value, ValueFault::OtherPart) => write!(
                f,
                "the server variable `{name}` cannot be `{}`: it would change other parts of the URL",
                value.escape_debug()
            ),
        }
    }
}
