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
        let Some(target) = to.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>'))
        else {
            return false;
        };
        if self.same(from, target) {
            return true;
        }
        let target = bare(target);
        let Some(named) = self.new.get(word(&target).0) else { return false };
        let from = without_lifetimes(&expanded(&bare(from), self.old));
        named.sources().any(|source| without_lifetimes(&expanded(&source, self.new)) == from)
    }
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
