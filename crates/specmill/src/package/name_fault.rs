//! What is wrong with the name of a package.

use std::fmt;

/// The most characters that crates.io takes.
pub(super) const MOST_CHARS: usize = 64;

/// Why a name is none of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameFault {
    Empty,
    TooLong,
    Character(char),
    Start(char),
    Keyword,
    BuiltIn,
    Dependency,
    Device,
}

impl NameFault {
    pub(crate) fn help(self) -> &'static str {
        match self {
            NameFault::Empty
            | NameFault::TooLong
            | NameFault::Character(_)
            | NameFault::Start(_) => {
                "choose a name of ASCII letters, digits, `-` and `_` that begins with a letter and has at most \
                 64 characters, such as `pets-client`"
            }
            NameFault::Keyword | NameFault::BuiltIn | NameFault::Dependency | NameFault::Device => {
                "choose another name, such as the API's with `-client` at its end"
            }
        }
    }
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameFault::Empty => f.write_str("the name has no character"),
            NameFault::TooLong => write!(f, "the name has more than {MOST_CHARS} characters"),
            NameFault::Character(char) => write!(f, "the name has a {char:?}"),
            NameFault::Start(char) => write!(f, "the name begins with {char:?}"),
            NameFault::Keyword => f.write_str("the name is a keyword of Rust"),
            NameFault::BuiltIn => f.write_str("a crate of Rust itself has the name"),
            NameFault::Dependency => f.write_str("a crate that it depends on has the name"),
            NameFault::Device => f.write_str("the name is that of a device on Windows"),
        }
    }
}
