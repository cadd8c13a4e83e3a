//! The lines of a surface (`Output::surface`), read back as items with their members.

use std::collections::{BTreeMap, BTreeSet};

use super::signature::Signature;

/// The public items of a client, by name. No two types have one name, whatever their module;
/// constants, which may be called like a type, keep their module in the key.
pub(super) type Surface = BTreeMap<String, Item>;

/// A public type, alias or constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// Where it lives; empty in the root file.
    pub(super) module: String,
    /// `struct`, `enum`, `type` or `constant`.
    pub(super) kind: &'static str,
    /// Whether it has a `Default`, derived or not.
    pub(super) default: bool,
    /// What an alias stands for, or the value of a constant.
    pub(super) value: String,
    /// The fields, with their types.
    pub(super) fields: BTreeMap<String, String>,
    /// The variants, with what they hold as `(T)`, empty for nothing.
    pub(super) variants: BTreeMap<String, String>,
    /// The public functions.
    pub(super) functions: BTreeMap<String, Signature>,
    /// The traits it implements by an `impl` of its own.
    pub(super) impls: BTreeSet<String>,
}

/// The type that leads to everything.
pub(super) const CLIENT: &str = "Client";

/// The module of constants, whose names are apart from those of types.
const CONSTANTS: &str = "constants";

/// Reads `lines`, one for each public item.
pub(super) fn read(lines: &str) -> Surface {
    let mut surface = Surface::new();
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let (module, name, rest) = named(line);
        let constant = module == CONSTANTS;
        let key = if constant { format!("{module}::{name}") } else { name.to_owned() };
        let item = surface.entry(key).or_default();
        module.clone_into(&mut item.module);
        item.read(rest);
    }
    surface
}

impl Item {
    /// Takes in what follows the item's name on a line.
    fn read(&mut self, rest: &str) {
        if let Some(kind) = rest.strip_prefix(" (struct") {
            self.kind = "struct";
            self.default |= kind.contains("Default");
        } else if let Some(kind) = rest.strip_prefix(" (enum") {
            self.kind = "enum";
            self.default |= kind.contains("Default");
        } else if let Some(path) = rest.strip_prefix(" (impl ") {
            let path = path.strip_suffix(')').unwrap_or(path);
            if path == "Default" {
                self.default = true;
            } else {
                self.impls.insert(path.to_owned());
            }
        } else if let Some(target) = rest.strip_prefix(": type = ") {
            self.kind = "type";
            target.clone_into(&mut self.value);
        } else if let Some(value) = rest.strip_prefix(" = ") {
            self.kind = "constant";
            value.clone_into(&mut self.value);
        } else if let Some((name, ty)) =
            rest.strip_prefix('.').and_then(|field| field.split_once(": "))
        {
            self.fields.insert(name.to_owned(), ty.to_owned());
        } else if let Some(member) = rest.strip_prefix("::") {
            self.read_member(member);
        }
    }

    fn read_member(&mut self, member: &str) {
        if let Some((name, signature)) = Signature::read(member) {
            self.functions.insert(name, signature);
            return;
        }
        let end = member.find(['(', '{', ' ']).unwrap_or(member.len());
        let (name, content) = member.split_at(end);
        self.variants.insert(name.to_owned(), content.trim().to_owned());
    }
}

/// The module of a line, empty where it has none, the name of its item, and the rest.
fn named(line: &str) -> (&str, &str, &str) {
    let (first, rest) = word(line);
    let is_module = first.starts_with(|char: char| char.is_lowercase());
    match rest.strip_prefix("::") {
        Some(rest) if is_module => {
            let (name, rest) = word(rest);
            (first, name, rest)
        }
        _ => ("", first, rest),
    }
}

/// The identifier that `text` begins with (`r#type` is one), and what follows.
pub(super) fn word(text: &str) -> (&str, &str) {
    let end = text.find(|char: char| !(char.is_alphanumeric() || char == '_' || char == '#'));
    text.split_at(end.unwrap_or(text.len()))
}

/// `ty` without the modules in front of names, which change with what else is there and not with
/// the type: `Const<super::constants::Invite>` becomes `Const<Invite>`.
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
