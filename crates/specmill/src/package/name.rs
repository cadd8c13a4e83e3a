//! The name of a package.

use specmill_core::names::is_keyword;

use super::name_fault::{MOST_CHARS, NameFault};
use crate::error::Error;
use crate::fault::Fault;

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
    if is_keyword(&library) || matches!(library.as_str(), "Self" | "crate" | "self" | "super") {
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
