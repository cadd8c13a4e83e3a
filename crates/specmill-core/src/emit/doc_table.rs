//! Documentation kept beside the tokens.
//!
//! As tokens, every line of it would be quoted, taken for a literal, parsed and unquoted again, which
//! takes longer than the code it documents. The tokens hold a number in its place.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::quote;

/// What begins the text of a `#[doc]` that stands for an entry. No text of a document has it:
/// controls are taken out.
const MARK: char = '\u{1}';

/// Documentation texts by number: CommonMark, which is safe and wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct DocTable {
    texts: RefCell<Vec<String>>,
}

impl DocTable {
    /// Keeps `markdown`, and gives the `#[doc]` that stands for it.
    pub(super) fn keep(&self, markdown: String) -> TokenStream {
        if markdown.is_empty() {
            return TokenStream::new();
        }
        let mut texts = self.texts.borrow_mut();
        let place = format!("{MARK}{}", texts.len());
        texts.push(markdown);
        quote!(#[doc = #place])
    }

    /// The texts in the order of their numbers.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts.into_inner()
    }
}

/// The number of the entry that the text of a `#[doc]` stands for; none for any other text.
#[must_use]
pub fn entry(doc: &str) -> Option<usize> {
    doc.strip_prefix(MARK)?.parse().ok()
}
