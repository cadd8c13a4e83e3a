//! The name of a package.

use std::fmt;

use specmill_core::names::is_keyword;

use crate::error::Error;
use crate::fault::Fault;

/// The most characters that crates.io takes.
const MOST_CHARS: usize = 64;

/// Crates that every program has.
const BUILT_IN: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

/// What a package with a client depends on, directly or through the runtime, and what brings the name of
/// another crate into its code.
const DEPENDENCIES: [&str; 33] = [
    "base64",
    "bytes",
    "chrono",
    "futures_core",
    "getrandom",
    "hmac",
    "http",
    "http_body",
    "http_body_util",
    "httpdate",
    "hyper",
    "indexmap",
    "insta",
    "jiff",
    "memchr",
    "mime_guess",
    "multer",
    "percent_encoding",
    "reqwest",
    "rustls",
    "serde",
    "serde_json",
    "sha2",
    "specmill",
    "specmill_core",
    "specmill_runtime",
    "specmill_secret_names",
    "subtle",
    "tokio",
    "tracing",
    "url",
    "uuid",
    "zeroize",
];

/// Names of devices, which Windows has in every folder ("Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

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

/// The name of a package that cargo and crates.io take, and Rust as a crate's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackageName(String);

impl PackageName {
    pub(crate) fn new(name: &str) -> Result<Self, Error> {
        match fault(name) {
            None => Ok(Self(name.to_owned())),
            Some(fault) => Err(Fault::InvalidPackageName(name.to_owned(), fault).into()),
        }
    }

    /// The name as cargo has it.
    pub(crate) fn package(&self) -> &str {
        &self.0
    }

    /// The name as it is written in Rust.
    pub(crate) fn library(&self) -> String {
        self.0.replace('-', "_")
    }
}

fn fault(name: &str) -> Option<NameFault> {
    let Some(first) = name.chars().next() else { return Some(NameFault::Empty) };
    let is_allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    if let Some(char) = name.chars().find(|char| !is_allowed(*char)) {
        return Some(NameFault::Character(char));
    }
    if !first.is_ascii_alphabetic() {
        return Some(NameFault::Start(first));
    }
    if name.len() > MOST_CHARS {
        return Some(NameFault::TooLong);
    }
    let library = name.replace('-', "_");
    let lower = library.to_ascii_lowercase();
    let device = lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt"));
    if is_keyword(&library) || library == "Self" {
        Some(NameFault::Keyword)
    } else if BUILT_IN.contains(&library.as_str()) {
        Some(NameFault::BuiltIn)
    } else if DEPENDENCIES.contains(&library.as_str()) {
        Some(NameFault::Dependency)
    } else if DEVICES.contains(&lower.as_str())
        || device.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    {
        Some(NameFault::Device)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_for_cargo_and_for_rust() {
        for name in ["pets", "pets-client", "a", "Pets_2", "console", "com10", "stdx"] {
            assert_eq!(fault(name), None, "{name}");
        }
        for (name, expected) in [
            ("", NameFault::Empty),
            ("2fa", NameFault::Start('2')),
            ("-pets", NameFault::Start('-')),
            ("_pets", NameFault::Start('_')),
            ("my pets", NameFault::Character(' ')),
            ("../pets", NameFault::Character('.')),
            ("péts", NameFault::Character('é')),
            ("async", NameFault::Keyword),
            ("gen", NameFault::Keyword),
            ("std", NameFault::BuiltIn),
            ("proc-macro", NameFault::BuiltIn),
            ("serde-json", NameFault::Dependency),
            ("specmill_runtime", NameFault::Dependency),
            ("con", NameFault::Device),
            ("LPT1", NameFault::Device),
        ] {
            assert_eq!(fault(name), Some(expected), "{name}");
        }
        assert_eq!(fault(&"a".repeat(64)), None);
        assert_eq!(fault(&"a".repeat(65)), Some(NameFault::TooLong));
    }
}
