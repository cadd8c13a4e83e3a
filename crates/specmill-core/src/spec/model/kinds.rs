//! Kinds of JSON.

/// What a JSON text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A set of kinds of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::spec) struct Kinds(u8);

impl Kinds {
    pub(in crate::spec) fn of(kinds: &[JsonKind]) -> Self {
        Self(kinds.iter().fold(0, |set, kind| set | bit(*kind)))
    }

    /// Whether `kind` is one of them.
    pub(in crate::spec) fn contains(self, kind: JsonKind) -> bool {
        self.0 & bit(kind) != 0
    }

    /// Whether they are `kind` and nothing else.
    pub(in crate::spec) fn is_only(self, kind: JsonKind) -> bool {
        self.0 == bit(kind)
    }

    /// Those of both.
    pub(in crate::spec) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that both have.
    pub(in crate::spec) fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether `other` has all of them.
    pub(in crate::spec) fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(in crate::spec) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

fn bit(kind: JsonKind) -> u8 {
    1 << kind as u8
}
