//! What is written, before it is text.

use proc_macro2::TokenStream;
use quote::quote;

/// A module, or the root file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, relative to the output folder.
    pub path: String,
    /// What comes first in it.
    pub imports: TokenStream,
    /// What it holds, in order.
    pub items: Vec<Item>,
    /// The documentation that tokens name by number; see [`doc_entry`](super::doc_entry).
    pub docs: Vec<String>,
}

impl File {
    /// A file without documentation of its own yet.
    pub(super) fn new(path: String, imports: TokenStream, items: Vec<Item>) -> Self {
        Self { path, imports, items, docs: Vec::new() }
    }
}

/// What stays in one piece where a module is too long for one file.
#[derive(Clone, Debug)]
pub struct Item {
    /// The kind of file it belongs into.
    pub part: Part,
    /// The name it is filed under there, as Rust writes it.
    pub name: String,
    /// What it stands in the braces of, together with others: `impl Client`.
    pub within: Option<TokenStream>,
    /// Its text.
    pub tokens: TokenStream,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// None: it stays where the others are included.
    Own,
    /// The client of a group, its methods and their builders.
    Operations,
    /// Types and what they can do.
    Types,
    /// Markers of constants.
    Constants,
}

impl Item {
    pub(super) fn new(part: Part, name: &str, tokens: TokenStream) -> Self {
        Self { part, name: name.to_owned(), within: None, tokens }
    }

    /// One of several in the braces of `head`.
    pub(super) fn within(part: Part, name: &str, head: &TokenStream, tokens: TokenStream) -> Self {
        Self { part, name: name.to_owned(), within: Some(head.clone()), tokens }
    }

    /// Whether both stand in the same braces.
    #[must_use]
    pub fn joins(&self, other: &Item) -> bool {
        match (&self.within, &other.within) {
            (Some(one), Some(other)) => one.to_string() == other.to_string(),
            _ => false,
        }
    }
}

/// The tokens of items that stand in the same braces, or of a single one.
#[must_use]
pub fn braced(items: &[&Item]) -> TokenStream {
    let members = items.iter().map(|item| &item.tokens);
    match items.first().and_then(|item| item.within.as_ref()) {
        Some(head) => quote!(#head { #(#members)* }),
        None => quote!(#(#members)*),
    }
}
