//! The items of a surface by the type they belong to.

use std::collections::{BTreeMap, BTreeSet};

use crate::surface::{Attributes, Item, ItemKind, Signature, Surface};

/// The types of a client, by name. No two types have one name, whatever their module.
pub(super) type Index = BTreeMap<String, Named>;

/// A public type or alias, and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it lives; empty in the root file.
    pub(super) module: String,
    /// What it is; `None` where the surface has only something of it.
    pub(super) kind: Option<TypeKind>,
    /// Whether it has a `Default`, derived or not.
    pub(super) default: bool,
    /// Whether code outside of the client's crate must allow for more fields or variants.
    pub(super) non_exhaustive: bool,
    /// Whether it has a lifetime.
    pub(super) borrows: bool,
    /// Whether it is marked `#[deprecated]`.
    pub(super) deprecated: bool,
    /// What an alias stands for.
    pub(super) value: String,
    /// The fields, with their types.
    pub(super) fields: BTreeMap<String, Member<String>>,
    /// The variants, with what they hold as `(T)`, empty for nothing.
    pub(super) variants: BTreeMap<String, Member<String>>,
    /// The public functions.
    pub(super) functions: BTreeMap<String, Member<Signature>>,
    /// The traits it implements by an `impl` of its own.
    pub(super) impls: BTreeSet<String>,
    /// The types that become it by `From`.
    pub(super) conversions: BTreeSet<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeKind {
    Struct,
    Enum,
    Alias,
}

/// A field, a variant or a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member<T> {
    /// Its type, its content or its signature.
    pub(super) ty: T,
    /// Whether it is marked `#[deprecated]`.
    pub(super) deprecated: bool,
}

/// The type that leads to everything.
pub(super) const CLIENT: &str = "Client";

/// The items of `surface` by type.
pub(super) fn index(surface: &Surface) -> Index {
    let mut index = Index::new();
    for item in surface.items() {
        let named = index.entry(item.name.clone()).or_default();
        named.module.clone_from(&item.module);
        named.add(item);
    }
    index
}

impl Named {
    fn add(&mut self, item: &Item) {
        let deprecated = item.deprecated;
        match &item.kind {
            ItemKind::Struct(attributes) => self.is(TypeKind::Struct, *attributes, deprecated),
            ItemKind::Enum(attributes) => self.is(TypeKind::Enum, *attributes, deprecated),
            ItemKind::Alias { target } => {
                self.is(TypeKind::Alias, Attributes::default(), deprecated);
                self.value.clone_from(target);
            }
            ItemKind::Field { name, ty } => {
                self.fields.insert(name.clone(), Member { ty: ty.clone(), deprecated });
            }
            ItemKind::Variant { name, content } => {
                self.variants.insert(name.clone(), Member { ty: content.clone(), deprecated });
            }
            ItemKind::Function { name, signature } => {
                self.functions.insert(name.clone(), Member { ty: signature.clone(), deprecated });
            }
            ItemKind::TraitImpl { of, .. } if of == "Default" => self.default = true,
            ItemKind::TraitImpl { of, .. } => {
                self.impls.insert(of.clone());
            }
            ItemKind::Conversion { from } => {
                self.conversions.insert(from.clone());
            }
        }
    }

    /// The types that it can be made of by `From`.
    pub(super) fn sources(&self) -> impl Iterator<Item = String> {
        let inside =
            |path: &String| bare(path).strip_prefix("From<")?.strip_suffix('>').map(str::to_owned);
        let conversions = self.conversions.iter().map(|from| bare(from));
        self.impls.iter().filter_map(inside).chain(conversions)
    }

    fn is(&mut self, kind: TypeKind, attributes: Attributes, deprecated: bool) {
        self.kind = Some(kind);
        self.default |= attributes.default;
        self.non_exhaustive = attributes.non_exhaustive;
        self.borrows = attributes.borrows;
        self.deprecated = deprecated;
    }
}

/// The identifier that `text` begins with (`r#type` is one), and what follows.
pub(super) fn word(text: &str) -> (&str, &str) {
    let end = text.find(|char: char| !(char.is_alphanumeric() || char == '_' || char == '#'));
    text.split_at(end.unwrap_or(text.len()))
}

/// `ty` without the modules in front of names, which change with what else is there and not with
/// the type: `Vec<specmill_runtime::json::Value>` becomes `Vec<Value>`.
pub(super) fn bare(ty: &str) -> String {
    let mut text = String::new();
    let mut rest = ty;
    while let Some(char) = rest.chars().next() {
        let (name, after) = word(rest);
        if name.is_empty() {
            text.push(char);
            rest = &rest[char.len_utf8()..];
            continue;
        }
        match after.strip_prefix("::") {
            Some(inside) if name.starts_with(|char: char| char.is_lowercase()) => rest = inside,
            _ => {
                text.push_str(name);
                rest = after;
            }
        }
    }
    text
}
