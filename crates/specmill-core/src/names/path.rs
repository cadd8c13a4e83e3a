//! What a type written in place is called after: the component or operation that it stands in, and the
//! members on the way to it.

use super::identifier::singular;
use super::words::{LONGEST_TYPE, fitting, overlap, words};
use crate::spec::SchemaId;

/// The way to a schema in place.
#[derive(Clone, Debug)]
pub(super) struct Path {
    way: Way,
    /// The same with words that `way` leaves out as they are said already.
    full: Way,
    /// Whether a type has the name of `way`: what is below it must add a word.
    is_taken: bool,
    /// What the last member is called by itself.
    member: String,
    /// The nearest schema on the way that has a type.
    owner: Option<SchemaId>,
}

/// Words that make a name.
#[derive(Clone, Debug)]
struct Way {
    /// The component, the operation, or the type in between that has another name than its own way.
    root: String,
    /// The words that the members on the way add, as far as there is room.
    rest: Vec<String>,
}

impl Path {
    /// What a body, an answer, or the parameters of an operation begin with.
    pub(super) fn new(root: &str) -> Self {
        let way = Way { root: fitting(root, LONGEST_TYPE), rest: Vec::new() };
        let full = way.clone();
        Self { way, full, is_taken: false, member: String::new(), owner: None }
    }

    /// The way to what a component describes that is no schema, but a parameter or header.
    pub(super) fn of_component(name: &str) -> Self {
        Self { member: name.to_owned(), ..Self::new(name) }
    }

    /// The way from the type of `owner`, which is called `name`.
    pub(super) fn of_type(name: &str, owner: SchemaId) -> Self {
        Self { is_taken: true, owner: Some(owner), ..Self::new(name) }
    }

    /// The same way from a schema that was named after it.
    pub(super) fn named(self, name: &str, owner: SchemaId) -> Self {
        let way = [self.way, self.full].into_iter().find(|way| way.name() == name);
        match way.map(Way::within) {
            Some(way) => Self {
                full: way.clone(),
                way,
                is_taken: true,
                member: self.member,
                owner: Some(owner),
            },
            None => Self { member: self.member, ..Self::of_type(name, owner) },
        }
    }

    /// What the last member is called by itself, a property, say, or a parameter. Empty for bodies and answers.
    pub(super) fn last_member(&self) -> &str {
        &self.member
    }

    /// The same way, whose last member is called `member` by itself.
    pub(super) fn known_as(self, member: String) -> Self {
        Self { member, ..self }
    }

    /// The nearest schema on the way that has a type.
    pub(super) fn owner(&self) -> Option<SchemaId> {
        self.owner
    }

    /// The way to a property, parameter or variant, whose name in camel case is `member`. The words that the
    /// way ends in are not said again, nor is `Object` at the end of a type's name.
    pub(super) fn member(&self, member: &str) -> Self {
        let added = words(member);
        let mut full = self.full.clone().within();
        full.add(&added);
        let mut way = self.way.clone().within();
        let is_cut = self.is_taken && way.cut_object();
        let repeated = overlap(&words(&way.whole()), &added);
        way.add(&added[repeated..]);
        // Without a word of its own it is as its owner, and that has the name.
        let is_taken = repeated == added.len() && !is_cut;
        Self { way, full, is_taken, member: member.to_owned(), owner: self.owner }
    }

    /// The way to the items of a list, or the values of a map: one of them is called as all are, in the
    /// singular; by `word` only where the list's own name is that of a type.
    pub(super) fn part(&self, word: &str) -> Self {
        let (mut way, mut full) = (self.way.clone().within(), self.full.clone().within());
        let last = way.rest.last_mut().unwrap_or(&mut way.root);
        if let Some(one) = singular(last) {
            *last = one;
        } else if self.is_taken || way.rest.is_empty() {
            way.add(&[word]);
        }
        full.add(&[word]);
        let member = singular(&self.member).unwrap_or_else(|| self.member.clone());
        Self { way, full, is_taken: false, member, owner: self.owner }
    }

    /// The way to a place of a tuple.
    pub(super) fn place(&self, at: usize) -> Self {
        self.member(&at.to_string())
    }

    /// Names for the type it leads to, the best first.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let short = Some(&self.way).filter(|_| !self.is_taken);
        short.into_iter().chain([&self.full]).flat_map(Way::names)
    }

    /// What the way says, in a name.
    pub(super) fn name(&self) -> String {
        self.way.name()
    }
}

impl Way {
    fn add(&mut self, words: &[&str]) {
        self.rest.extend(words.iter().map(|word| (*word).to_owned()));
    }

    fn whole(&self) -> String {
        format!("{}{}", self.root, self.rest.concat())
    }

    /// What words after the root may take together: half the name, or what the root leaves.
    fn room(&self) -> usize {
        LONGEST_TYPE.saturating_sub(self.root.len()).max(LONGEST_TYPE / 2)
    }

    /// Leaves out the words after the root, one by one, until there is room for the others.
    fn within(mut self) -> Self {
        let room = self.room();
        let mut length = length(&self.rest);
        while length > room && self.rest.len() > 1 {
            length -= self.rest.remove(0).len();
        }
        self
    }

    /// The name: without the words after the root that there is no room for, then without those in the
    /// middle of the root.
    fn name(&self) -> String {
        let rest = self.clone().within().rest.concat();
        // One long word may have no room.
        let rest = fitting(&rest, self.room());
        format!("{}{rest}", fitting(&self.root, LONGEST_TYPE.saturating_sub(rest.len())))
    }

    /// The name, and others where it is too long: with the whole root and fewer words after it; with some of
    /// the words that were left out, in place of words that come after them.
    fn names(&self) -> impl Iterator<Item = String> {
        let ends = if self.whole().len() > LONGEST_TYPE { self.rest.len() } else { 0 };
        let other = (0..ends).flat_map(move |end| {
            (0..=end.saturating_sub(1)).filter_map(move |first| self.with_end(end, first))
        });
        let end = (0..ends).find_map(|first| {
            let end = self.rest[first..].concat();
            (self.root.len() + end.len() <= LONGEST_TYPE).then(|| format!("{}{end}", self.root))
        });
        std::iter::once(self.name()).chain(end).chain(other)
    }

    /// The words from `end` on, and those from `first` on that come before them, as far as there is room.
    fn with_end(&self, end: usize, first: usize) -> Option<String> {
        let (before, end) = self.rest.split_at_checked(end)?;
        let mut room = self.room().checked_sub(length(end))?;
        let fits = |word: &&String| {
            let left = room.checked_sub(word.len());
            room = left.unwrap_or_default();
            left.is_some()
        };
        let between = before.iter().skip(first).take_while(fits).cloned();
        let rest = between.chain(end.iter().cloned()).collect();
        Some(Self { root: self.root.clone(), rest }.name())
    }

    /// Takes `Object` away from the end, where another word is left.
    fn cut_object(&mut self) -> bool {
        const OBJECT: &str = "Object";
        if self.rest.last().is_some_and(|word| word == OBJECT) {
            self.rest.pop();
            return true;
        }
        let root = words(&self.root);
        let is_cut = self.rest.is_empty() && root.len() > 1 && root.last() == Some(&OBJECT);
        if is_cut {
            self.root.truncate(self.root.len() - OBJECT.len());
        }
        is_cut
    }
}

fn length(words: &[String]) -> usize {
    words.iter().map(String::len).sum()
}
