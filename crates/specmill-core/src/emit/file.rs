//! What is written, before it is text.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::fnv::fnv1a;

use crate::ir::beginning;

/// A module, or the root file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, relative to the output folder.
    pub path: String,
    /// The module it is, as Rust writes it without `r#`; nothing for the root file.
    pub module: String,
    /// What comes first in it.
    pub imports: TokenStream,
    /// What it holds, in order.
    pub items: Vec<Item>,
    /// The documentation that tokens name by number; see [`doc_entry`](super::doc_entry).
    pub docs: Vec<String>,
    /// Of the root file, the version of the runtime's interface that the client is made for: all of
    /// it stands in the macro that checks it.
    pub interface: Option<u32>,
    /// What is said of the crate, in CommonMark, where the file is the root of one.
    pub about: Option<String>,
}

impl File {
    /// A file without documentation of its own yet.
    pub(super) fn new(path: String, module: &str, imports: TokenStream, items: Vec<Item>) -> Self {
        let module = module.to_owned();
        Self { path, module, imports, items, docs: Vec::new(), interface: None, about: None }
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

/// The longest name of a file, in bytes, its `.rs` aside: with it, a hundred. Some file systems take no
/// more than 143, and paths have a limit as well.
const LONGEST_NAME: usize = 97;

/// `name`, which is in lower case, as the name of a file, without `.rs`: what is too long ends in a
/// hash, and what Windows keeps for a device ("Naming Files, Paths, and Namespaces") in an
/// underscore. `taken` has the names that others in the folder have, and gets this one.
pub(crate) fn file_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = match name.len() > LONGEST_NAME {
        // An underscore and 16 digits.
        true => format!("{}_{:016x}", beginning(name, LONGEST_NAME - 17), fnv1a(name)),
        false => name.to_owned(),
    };
    if is_device(&name) {
        name.push('_');
    }
    let mut free = name.clone();
    let mut number = 1;
    while !taken.insert(free.to_lowercase()) {
        number += 1;
        free = format!("{name}_{number}");
    }
    free
}

fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_port =
        |rest: &str| rest.len() == 1 && rest.starts_with(|digit: char| digit.is_ascii_digit());
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || ["com", "lpt"].iter().any(|port| name.strip_prefix(port).is_some_and(is_port))
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
