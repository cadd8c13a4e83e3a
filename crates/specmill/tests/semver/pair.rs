//! Two documents that differ in one thing, and a caller of the first one's client.

use specmill::changes::VersionPart;

/// A kind of change.
pub(crate) struct Pair {
    /// What changed, in snake case.
    pub(crate) name: &'static str,
    /// What makes the new document of `zoo.yaml`: texts that are there once, and what takes their
    /// place.
    pub(crate) edits: &'static [(&'static str, &'static str)],
    /// Statements written for the old client, `client`.
    pub(crate) caller: &'static str,
    /// The part of the version that the change raises.
    pub(crate) raises: VersionPart,
    /// Who notices, beside `specmill diff`.
    pub(crate) seen: Seen,
}

/// Who notices a change, beside `specmill diff`.
pub(crate) enum Seen {
    /// rustc, when it compiles the caller against the new client, and cargo-semver-checks; for what
    /// breaks nothing, neither.
    ByAll,
    /// rustc alone: cargo-semver-checks does not look at this, for the reason given.
    ByCallersOnly(&'static str),
    /// Nobody: the caller compiles, and does something else, for the reason given.
    AtRunTime(&'static str),
}

pub(crate) const FIELD_TYPES: Seen =
    Seen::ByCallersOnly("it does not compare the types of fields and variants");
pub(crate) const ARGUMENT_TYPES: Seen =
    Seen::ByCallersOnly("it counts arguments, and does not compare their types");
pub(crate) const RETURN_TYPES: Seen =
    Seen::ByCallersOnly("it does not compare what a method returns");
pub(crate) const ALIASES: Seen =
    Seen::ByCallersOnly("it does not compare what an alias stands for");
pub(crate) const CONVERSIONS: Seen =
    Seen::ByCallersOnly("it does not compare implementations of `From`");

const ZOO: &str = include_str!("zoo.yaml");

impl Pair {
    pub(crate) const fn breaks(&self) -> bool {
        matches!(self.raises, VersionPart::Major)
    }

    /// The document as it was, which is the same for all.
    pub(crate) fn old_document() -> &'static str {
        ZOO
    }

    /// The document as it is now.
    pub(crate) fn new_document(&self) -> String {
        let mut document = ZOO.to_owned();
        for (from, to) in self.edits {
            let times = document.matches(from).count();
            assert_eq!(times, 1, "{}: `{from}` has to be there once", self.name);
            document = document.replace(from, to);
        }
        assert_ne!(document, ZOO, "{} changes nothing", self.name);
        document
    }
}
