//! A drift as the decoder notes it: a place on the tape, not yet in words.

use std::collections::HashMap;

use specmill_secret_names::is_secret_place;

use super::drift::{Drift, DriftKind};
use super::excerpt;
use super::expected::Expected;
use super::path::{Locator, Place, push_member};
use crate::json::tape::{Node, Tape};

/// Noting one must be cheap, since a union may try several members and throw the faults of all but
/// one away; the path and the excerpt are made at the end, and only for those that are kept.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The value's index on the tape; for a missing member, its object's.
    pub(crate) at: u32,
    pub(crate) kind: DriftKind,
    expected: Expected,
    /// The name of the member that is missing.
    member: Option<&'static str>,
    secret: bool,
}

impl Fault {
    pub(crate) fn at(node: Node<'_>, kind: DriftKind, expected: Expected) -> Self {
        Self { at: node.index, kind, expected, member: None, secret: false }
    }

    pub(crate) fn missing(object: Node<'_>, name: &'static str) -> Self {
        Self {
            at: object.index,
            kind: DriftKind::MissingField,
            expected: Expected::from("a value"),
            member: Some(name),
            secret: false,
        }
    }

    /// The value is a password or the like, and must not be shown.
    pub(crate) fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Whether the fault is about the value `node` itself, not one in it.
    pub(crate) fn is_of(&self, node: Node<'_>) -> bool {
        self.at == node.index && self.member.is_none()
    }

    pub(crate) fn describe(&self, tape: &Tape<'_>, locator: &mut Locator<'_>) -> Drift {
        let path = locator.place(self.at).path();
        self.described(tape, path)
    }

    fn described(&self, tape: &Tape<'_>, mut path: String) -> Drift {
        let node = Node { tape, index: self.at };
        let found = if let Some(name) = self.member {
            push_member(&mut path, name);
            "nothing".to_owned()
        } else if self.kind == DriftKind::UndeclaredField {
            // Nothing is known of this value, so it may be a secret.
            excerpt::kind(node).to_owned()
        } else if self.secret || is_secret_place(&path) {
            format!("{} (not shown)", excerpt::kind(node))
        } else {
            node.excerpt()
        };
        Drift { path, kind: self.kind, expected: self.expected.to_string(), found, count: 1 }
    }
}

/// The drift of `faults`, which are in document order: those of several items of a list that depart in
/// the same way are one, where the first is.
pub(crate) fn describe_all(
    faults: &[Fault],
    tape: &Tape<'_>,
    locator: &mut Locator<'_>,
) -> Vec<Drift> {
    let mut found: Vec<(&Fault, Place, Drift)> = Vec::new();
    let mut known: HashMap<(String, Option<&str>, DriftKind, String), usize> = HashMap::new();
    for fault in faults {
        let place = locator.place(fault.at);
        let drift = fault.described(tape, place.path());
        if place.is_in_list() {
            let names = place.names().to_owned();
            let key = (names, fault.member, drift.kind, drift.expected.clone());
            let at = *known.entry(key).or_insert(found.len());
            if let Some((_, first, drift)) = found.get_mut(at) {
                first.join(&place);
                drift.count += 1;
                continue;
            }
        }
        found.push((fault, place, drift));
    }
    let joined = found.into_iter().map(|(fault, place, mut drift)| {
        if drift.count > 1 {
            drift.path = place.path();
            fault.member.iter().for_each(|member| push_member(&mut drift.path, member));
        }
        drift
    });
    joined.collect()
}
