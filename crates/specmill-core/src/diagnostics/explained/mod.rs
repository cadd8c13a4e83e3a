//! What each code means: an entry of data a code, for `specmill explain` and docs/DIAGNOSTICS.md.

mod bodies;
mod entry;
mod examples;
mod extensions;
mod files;
mod generating;
mod limits;
mod objects;
mod operations;
mod overlay;
mod parameters;
mod references;
mod remote;
mod schemas;
mod security;
mod servers;
mod unions;
mod untyped;

use std::borrow::Cow;

use super::nearest::nearest;

pub use entry::{Example, Explanation};

/// The files of this folder: what they are about, and their entries in the order of their codes.
const AREAS: [(&str, &[Explanation]); 16] = [
    ("Reading files", files::ALL),
    ("References", references::ALL),
    ("URLs", remote::ALL),
    ("Overlays", overlay::ALL),
    ("The document and its objects", objects::ALL),
    ("Paths and operations", operations::ALL),
    ("Parameters", parameters::ALL),
    ("Bodies and answers", bodies::ALL),
    ("Servers", servers::ALL),
    ("Security", security::ALL),
    ("Schemas", schemas::ALL),
    ("Unions and `allOf`", unions::ALL),
    ("Defaults, examples and texts", examples::ALL),
    ("Members of specmill", extensions::ALL),
    ("Limits", limits::ALL),
    ("Generating and writing", generating::ALL),
];

/// Every code that is reported, by what it is about.
pub fn explanations() -> impl Iterator<Item = (&'static str, &'static [Explanation])> {
    AREAS.into_iter()
}

/// The reasons of places that take any value which have no fault beside them.
#[must_use]
pub fn untyped_explanations() -> &'static [Explanation] {
    untyped::ALL
}

fn all() -> impl Iterator<Item = &'static Explanation> {
    explanations().flat_map(|(_, entries)| entries).chain(untyped_explanations())
}

/// What `code` means.
///
/// ```
/// use specmill_core::diagnostics::explanation;
///
/// let found = explanation("ambiguous-path").unwrap();
/// assert!(found.meaning.starts_with("Two paths differ"));
/// assert!(explanation("ambiguous").is_none());
/// ```
#[must_use]
pub fn explanation(code: &str) -> Option<&'static Explanation> {
    all().find(|entry| entry.code == code)
}

/// The codes that `text` may mean, the likeliest first.
#[must_use]
pub fn codes_like(text: &str) -> Vec<&'static str> {
    let text: Cow<'_, str> = match text.contains(['_', ' ']) {
        true => text.replace(['_', ' '], "-").into(),
        false => text.into(),
    };
    let mut found: Vec<&str> = nearest(&text, all().map(|entry| entry.code)).into_iter().collect();
    let words = all().map(|entry| entry.code).filter(|code| code.contains(&*text));
    for code in words.filter(|_| text.len() > 2).take(5) {
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}
