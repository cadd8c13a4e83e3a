//! What callers can name in a client, as a list of items.

mod signature;

use std::fmt;

pub use signature::{Argument, Receiver, Signature};

/// The public items of a client, sorted by how they are shown, which is by module, then by type.
///
/// Shown (`Display`) as a line for each item, for reviewing what callers will notice. Conversions have
/// no line: each follows from the variant it makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    items: Vec<Item>,
}

/// A public item of a client: a type, or something of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// The module it is in; empty for the root.
    pub module: String,
    /// The name of the type that it is or belongs to.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// Whether it is marked `#[deprecated]`.
    pub deprecated: bool,
}

/// What a public item is. Types are written as in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemKind {
    /// A struct.
    Struct(Attributes),
    /// An enum.
    Enum(Attributes),
    /// Another name for a type.
    Alias {
        /// The type.
        target: String,
    },
    /// A field.
    Field {
        /// Its name; a number in a tuple struct.
        name: String,
        /// Its type.
        ty: String,
    },
    /// A variant.
    Variant {
        /// Its name.
        name: String,
        /// What it holds, with the parentheses: `(String)`; empty for nothing.
        content: String,
    },
    /// A function of the type: without a receiver an associated function, with one a method.
    Function {
        /// Its name.
        name: String,
        /// What it takes and returns.
        signature: Signature,
    },
    /// An implementation of a trait.
    TraitImpl {
        /// The lifetimes of the type, where the implementation names them: `<'a>`.
        generics: String,
        /// The trait, with its arguments: `From<http::Client>`.
        of: String,
    },
    /// What a value of a union can be made of, by `From`.
    Conversion {
        /// The type that becomes the union.
        from: String,
    },
}

/// What the attributes of a type say to callers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attributes {
    /// Whether `Default` is derived.
    pub default: bool,
    /// Whether it is `#[non_exhaustive]`.
    pub non_exhaustive: bool,
    /// Whether it has a lifetime, which who names it may have to write.
    pub borrows: bool,
}

impl Surface {
    /// Every item.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }
}

/// The surface of a client that has these items.
impl FromIterator<Item> for Surface {
    fn from_iter<I: IntoIterator<Item = Item>>(items: I) -> Self {
        let mut items: Vec<Item> = items.into_iter().collect();
        items.sort_by_cached_key(Item::to_string);
        items.dedup();
        Self { items }
    }
}

impl fmt::Display for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.items.iter().filter(|item| item.is_shown());
        shown.try_for_each(|item| writeln!(f, "{item}"))
    }
}

impl Item {
    pub(crate) fn new(module: &str, name: String, kind: ItemKind, deprecated: bool) -> Self {
        Self { module: module.to_owned(), name, kind, deprecated }
    }

    /// How it is called within its type, where it is a field, a variant or a function of one.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        match &self.kind {
            ItemKind::Field { name, .. }
            | ItemKind::Variant { name, .. }
            | ItemKind::Function { name, .. } => Some(name),
            _ => None,
        }
    }

    fn is_shown(&self) -> bool {
        !matches!(self.kind, ItemKind::Conversion { .. })
    }
}

/// As one line: `pets::Pet.name: String`, `pets::Pet::new(name: impl Into<String>) -> Self`.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.module.is_empty() {
            write!(f, "{}::", self.module)?;
        }
        f.write_str(&self.name)?;
        match &self.kind {
            ItemKind::Struct(attributes) => write!(f, " (struct{attributes})"),
            ItemKind::Enum(attributes) => write!(f, " (enum{attributes})"),
            ItemKind::Alias { target } => write!(f, ": type = {target}"),
            ItemKind::Field { name, ty } => write!(f, ".{name}: {ty}"),
            ItemKind::Variant { name, content } => write!(f, "::{name}{content}"),
            ItemKind::Function { name, signature } => write!(f, "::{name}{signature}"),
            ItemKind::TraitImpl { generics, of } => write!(f, "{generics} (impl {of})"),
            ItemKind::Conversion { from } => write!(f, " (from {from})"),
        }
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.default {
            f.write_str(", Default")?;
        }
        if self.non_exhaustive {
            f.write_str(", non_exhaustive")?;
        }
        Ok(())
    }
}
