//! The two surfaces that are compared, and when a type of one is as good as one of the other.

use super::index::{Index, TypeKind, bare, word};

/// The old surface and the new one.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) old: &'a Index,
    pub(super) new: &'a Index,
}

/// Aliases that stand for one another; the generator makes no longer chains.
const MOST_ALIASES: usize = 32;

impl Sides<'_> {
    /// Whether the type `from` of the old side is what `to` is on the new one. An alias that stands for
    /// something else now is a change of the alias, not of whatever has its name.
    pub(super) fn same(self, from: &str, to: &str) -> bool {
        let (from, to) = (bare(from), bare(to));
        from == to || expanded(&from, self.old) == expanded(&to, self.new)
    }

    /// Whether an argument of the type `to` takes what one of the type `from` took.
    pub(super) fn takes(self, from: &str, to: &str) -> bool {
        if self.same(from, to) {
            return true;
        }
        let (from, to) = (bare(from), bare(to));
        if to == "impl AsRef<str>" {
            return matches!(from.as_str(), "&str" | "&String" | "String");
        }
        let inside = |before: &str, after: &str| {
            to.strip_prefix(before).and_then(|rest| rest.strip_suffix(after))
        };
        if let Some(target) = inside("impl IntoMember<", ", As>") {
            return options(&from).any(|from| self.becomes(from, target));
        }
        if let Some(item) = inside("impl IntoListMember<", ", As>") {
            return options(&from).any(|from| self.is_list(from, item));
        }
        if let Some(item) = inside("impl IntoIterator<Item: Into<", ">>") {
            return self.is_list(&from, item);
        }
        if let Some(values) = inside("impl IntoMapMember<", ", As>") {
            return options(&from).any(|from| self.is_map(from, values));
        }
        if let Some(values) = inside("impl IntoMap<", ">") {
            return self.is_map(&from, values);
        }
        inside("impl Into<", ">").is_some_and(|target| {
            // Of these a value and an option are made.
            let inner = target.strip_prefix("Option<").or_else(|| target.strip_prefix("Field<"));
            let inner = inner.and_then(|rest| rest.strip_suffix('>'));
            self.becomes(&from, target)
                || inner.is_some_and(|inner| options(&from).any(|from| self.same(from, inner)))
        })
    }

    /// Whether `from`, or what was taken as whatever becomes it, becomes `target` by `From`.
    fn becomes(self, from: &str, target: &str) -> bool {
        let any = from.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>'));
        if self.same(any.unwrap_or(from), target) {
            return true;
        }
        let target = bare(target);
        let Some(named) = self.new.get(word(&target).0) else { return false };
        let from = without_lifetimes(&expanded(&bare(from), self.old));
        named.sources().any(|source| without_lifetimes(&expanded(&source, self.new)) == from)
    }

    /// Whether `from` is a list of items that are `item` now.
    fn is_list(self, from: &str, item: &str) -> bool {
        let from = expanded(from, self.old);
        let own = from.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>'));
        let any = from.strip_prefix("impl IntoIterator<Item: Into<");
        let any = any.and_then(|rest| rest.strip_suffix(">>"));
        own.or(any).is_some_and(|own| self.same(own, item))
    }

    /// Whether `from` is a map of values that are `values` now.
    fn is_map(self, from: &str, values: &str) -> bool {
        let from = expanded(from, self.old);
        let own = from.strip_prefix("Map<").or_else(|| from.strip_prefix("impl IntoMap<"));
        let own = own.and_then(|rest| rest.strip_suffix('>'));
        own.is_some_and(|own| self.same(own, values))
    }
}

/// A type, and what it is an option of, where a setter takes that.
fn options(ty: &str) -> impl Iterator<Item = &str> {
    let inner = |before: &str, after: &str| ty.strip_prefix(before)?.strip_suffix(after);
    let inner = inner("Option<", ">")
        .or_else(|| inner("Field<", ">"))
        .or_else(|| inner("impl Into<Option<", ">>"))
        .or_else(|| inner("impl Into<Field<", ">>"));
    std::iter::once(ty).chain(inner)
}

/// `ty` with each alias replaced by what it stands for.
fn expanded(ty: &str, index: &Index) -> String {
    let mut text = ty.to_owned();
    for _ in 0..MOST_ALIASES {
        let next = each_word(&text, |word| {
            let alias = index.get(word).filter(|named| named.kind == Some(TypeKind::Alias));
            alias.map_or_else(|| word.to_owned(), |alias| bare(&alias.value))
        });
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn without_lifetimes(ty: &str) -> String {
    let mut text = String::new();
    let mut rest = ty;
    while let Some((before, lifetime)) = rest.split_once('\'') {
        text.push_str(before);
        rest = word(lifetime).1.trim_start();
    }
    text + rest
}

/// `text` with each of its words replaced.
fn each_word(text: &str, replace: impl Fn(&str) -> String) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let (name, after) = word(rest);
        if name.is_empty() {
            replaced.push(char);
            rest = &rest[char.len_utf8()..];
        } else {
            replaced.push_str(&replace(name));
            rest = after;
        }
    }
    replaced
}
