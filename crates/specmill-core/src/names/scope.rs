//! Handing out names that differ.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{self, LONGEST_TYPE};

/// Digits of the greatest number that a name may end in.
const MOST_DIGITS: usize = 6;

/// The names taken in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// The number that comes next for a stem, so that the hundredth of a name does not try all
    /// before it.
    next: BTreeMap<String, usize>,
    separator: &'static str,
    /// The longest name that is handed out; what is longer loses words in its middle.
    longest: Option<usize>,
}

impl Scope {
    /// A scope of `CamelCase` names: the second `Invite` is `Invite2`.
    pub(super) fn camel(reserved: &[&str]) -> Self {
        Self::new("", reserved)
    }

    /// A scope of `snake_case` names: the second `id` is `id_2`.
    pub(super) fn snake(reserved: &[&str]) -> Self {
        Self::new("_", reserved)
    }

    /// A scope of names of types, none of which is longer than [`LONGEST_TYPE`].
    pub(super) fn types(reserved: &[&str]) -> Self {
        Self { longest: Some(LONGEST_TYPE), ..Self::camel(reserved) }
    }

    fn new(separator: &'static str, reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|name| (*name).to_owned()).collect();
        Self { taken, next: BTreeMap::new(), separator, longest: None }
    }

    /// Whether this name is given to something.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// `name`, as short as names are here, and `more` characters shorter.
    fn fitting(&self, name: &str, more: usize) -> String {
        match self.longest {
            Some(longest) => words::fitting(name, longest - more),
            None => name.to_owned(),
        }
    }

    /// Takes `wanted` if it is free.
    pub(super) fn try_claim(&mut self, wanted: &str) -> bool {
        self.taken.insert(wanted.to_owned())
    }

    /// Gives a name back that was taken.
    pub(super) fn release(&mut self, name: &str) {
        self.taken.remove(name);
    }

    /// Takes the first of `wanted` that is free, else the last of them with a number.
    pub(super) fn claim(&mut self, wanted: &[&str]) -> String {
        for name in wanted {
            let name = self.fitting(name, 0);
            if self.try_claim(&name) {
                return name;
            }
        }
        let stem = wanted.last().copied().unwrap_or("Value").trim_start_matches("r#");
        // `self_`, which could not be raw, ends in the separator already.
        let stem = stem.strip_suffix('_').unwrap_or(stem);
        // Room for as many as a document has.
        let stem = &self.fitting(stem, MOST_DIGITS);
        let mut number = self.next.get(stem).copied().unwrap_or(2);
        loop {
            let name = format!("{stem}{}{number}", self.separator);
            number += 1;
            if self.try_claim(&name) {
                self.next.insert(stem.to_owned(), number);
                return name;
            }
        }
    }

    /// A name for each of `texts`: what needs no change keeps its name, whatever stands before it;
    /// the rest take what is left, in order.
    pub(super) fn claim_all(
        &mut self,
        texts: &[&str],
        name: impl Fn(&str) -> String,
    ) -> Vec<String> {
        self.claim_all_or(texts, &name, &name)
    }

    /// As [`Scope::claim_all`]; a text whose name another has takes that of `other` before a number.
    pub(super) fn claim_all_or(
        &mut self,
        texts: &[&str],
        name: impl Fn(&str) -> String,
        other: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let wanted: Vec<String> = texts.iter().map(|text| self.fitting(&name(text), 0)).collect();
        let mut names: Vec<Option<String>> = texts
            .iter()
            .zip(&wanted)
            .map(|(text, wanted)| {
                let unchanged = wanted == text || wanted.strip_prefix("r#") == Some(*text);
                (unchanged && self.try_claim(wanted)).then(|| wanted.clone())
            })
            .collect();
        // A numbered name must not take the name that a later text has without a number.
        for (named, wanted) in names.iter_mut().zip(&wanted) {
            if named.is_none() && self.try_claim(wanted) {
                *named = Some(wanted.clone());
            }
        }
        for (named, text) in names.iter_mut().zip(texts) {
            if named.is_none() {
                let other = self.fitting(&other(text), 0);
                *named = self.try_claim(&other).then_some(other);
            }
        }
        names
            .into_iter()
            .zip(&wanted)
            .map(|(named, wanted)| named.unwrap_or_else(|| self.claim(&[wanted])))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::identifier::{snake, upper_camel};

    #[test]
    fn what_needs_no_change_keeps_its_name() {
        let mut scope = Scope::snake(&[]);
        assert_eq!(
            scope.claim_all(&["fooBar", "foo_bar", "foo-bar"], snake),
            ["foo_bar_2", "foo_bar", "foo_bar_3"]
        );
    }

    #[test]
    fn a_number_does_not_take_a_natural_name() {
        let mut scope = Scope::camel(&["Other"]);
        assert_eq!(
            scope.claim_all(&["a-b", "a_b", "ab2", "AB2"], upper_camel),
            ["AB", "AB3", "Ab2", "AB2"]
        );
    }
}
