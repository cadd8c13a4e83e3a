//! What is said of a code.

use crate::diagnostics::severity::Severity;

/// What a code means, why it matters, and what to do.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The code, in kebab case.
    pub code: &'static str,
    /// The severities it is reported with; none for a place that takes any value
    /// ([`UntypedReason`](crate::diagnostics::UntypedReason)), which is no fault.
    pub severities: &'static [Severity],
    /// What is so, in a sentence.
    pub meaning: &'static str,
    /// What comes of it, and why it is said.
    pub reason: &'static str,
    /// What to do, as an order.
    pub way_out: &'static str,
    /// The smallest document that has it.
    pub example: Example,
}

/// What is reported, and what is not.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// A document, without what it says of itself: see [`Example::document`].
    Document {
        /// What is reported.
        wrong: &'static str,
        /// What is not.
        right: &'static str,
    },
    /// A file as it is, of this name.
    File {
        /// Its name.
        name: &'static str,
        /// What is reported.
        wrong: &'static str,
        /// What is not.
        right: &'static str,
    },
    /// An overlay, of a document with nothing else.
    Overlay {
        /// What is reported.
        wrong: &'static str,
        /// What is not.
        right: &'static str,
    },
    /// No document alone brings it, or none that is short.
    None,
}

/// What a document begins with that says nothing of itself.
const OPENAPI: &str = "openapi: 3.1.0\n";
const INFO: &str = "info: {title: Pets, version: '1'}\n";
const PATHS: &str = "paths: {}\n";

impl Example {
    /// The whole document of which `text` shows a part: `openapi`, `info` and `paths` are added where it does
    /// not have them.
    #[must_use]
    pub fn document(text: &str) -> String {
        let has = |member: &str| text.lines().any(|line| line.starts_with(member));
        let or_nothing = |text, is_there| if is_there { "" } else { text };
        let (head, info) = (or_nothing(OPENAPI, has("openapi:")), or_nothing(INFO, has("info:")));
        let paths = or_nothing(PATHS, has("paths:"));
        let (own, rest) = match text.split_once('\n') {
            Some((first, rest)) if first.starts_with("openapi:") => (format!("{first}\n"), rest),
            _ => (String::new(), text),
        };
        format!("{head}{own}{info}{}\n{paths}", rest.trim_end())
    }

    /// What is wrong and what is right, as they are shown, if there are any.
    #[must_use]
    pub fn texts(&self) -> Option<(&'static str, &'static str)> {
        match *self {
            Example::Document { wrong, right }
            | Example::File { wrong, right, .. }
            | Example::Overlay { wrong, right } => Some((wrong.trim(), right.trim())),
            Example::None => None,
        }
    }

    /// The language of its texts.
    #[must_use]
    pub fn language(&self) -> &'static str {
        match self {
            Example::File { name, .. } if name.ends_with(".json") => "json",
            Example::File { name, .. } if name.ends_with(".md") => "markdown",
            _ => "yaml",
        }
    }
}

pub(super) const NOTE: &[Severity] = &[Severity::Note];
pub(super) const WARNING: &[Severity] = &[Severity::Warning];
pub(super) const ERROR: &[Severity] = &[Severity::Error];
pub(super) const BOTH: &[Severity] = &[Severity::Warning, Severity::Error];
