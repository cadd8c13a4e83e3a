//! Which member of a union a value is.
//!
//! Nothing here is generic over the union: its members have names, and the code that is compiled
//! anew for each union reads a member by its name and does no more.

use std::any::TypeId;

use super::raw::RawJson;
use crate::json::decode::{Decoder, Departure, Mark, Noted};
use crate::json::report::{DecodeError, DriftKind, Expected, Fault};
use crate::json::tape::{Kind, Node, Scalar};

/// A member of a union, by the name of its variant.
pub type MemberName = &'static str;

/// A discriminator's value, with the members that go with it: several where members of the union
/// share a value, and then one of them is taken as of [`Selection::fewest`].
pub type Tagged = (&'static str, &'static [MemberName]);

/// As [`Tagged`], of a value that is a number or a boolean, by what makes it.
pub(crate) type TaggedScalar = (fn() -> Scalar, &'static [MemberName]);

/// What makes a value that is a member of the union itself, and that member.
pub(crate) type ConstantMember = (fn() -> Scalar, MemberName);

/// How a value finds its member. The ways are tried from the first to the last; each has a list,
/// which may be empty.
#[derive(Debug)]
pub struct Selection {
    /// Values that are members of the union themselves.
    pub constants: &'static [ConstantMember],
    /// The member that holds the discriminator, and the members of the union for each value of it:
    /// none, or one.
    pub tag: &'static [(&'static str, &'static [Tagged])],
    /// The discriminator's values that are no strings; numbers compare by value.
    pub scalars: &'static [TaggedScalar],
    /// The member of objects without the discriminator, or with another value of it: none, or one.
    pub default: &'static [MemberName],
    /// By JSON kind. `Number` also takes whole numbers, unless `Integer` is in the list and they are
    /// written as such, in 64 bits.
    pub kinds: &'static [(Kind, MemberName)],
    /// By a required member that only one member of the union has.
    pub properties: &'static [(&'static str, MemberName)],
    /// The one that fits with the fewest faults; of several, the one with the fewest members that the
    /// description does not have, here and in what it holds; of several, the first.
    pub fewest: &'static [MemberName],
}

impl Selection {
    /// The member that is this one value.
    fn constant(&self, node: Node<'_>) -> Option<&'static [MemberName]> {
        let found = self.constants.iter().find(|(value, _)| value().is(node));
        found.map(|(_, member)| std::slice::from_ref(member))
    }

    /// The discriminator's value: what has one, and the members that go with it.
    fn tagged<'t>(&self, node: Node<'t>) -> Option<(Node<'t>, Option<&'static [MemberName]>)> {
        let (property, values) = self.tag.first()?;
        let tag = node.get(property)?;
        let members = match tag.as_str() {
            Some(text) => {
                let found = values.iter().find(|(value, _)| *value == text);
                found.map(|(_, members)| *members)
            }
            None if matches!(tag.kind(), Kind::Boolean | Kind::Integer | Kind::Number)
                && !self.scalars.is_empty() =>
            {
                let found = self.scalars.iter().find(|(value, _)| value().is(tag));
                found.map(|(_, members)| *members)
            }
            None => return None,
        };
        Some((tag, members))
    }

    /// The members to choose from, by discriminator, kind, or property, else all that are left; and
    /// the place of a discriminator with a value that no member has.
    fn choose(&self, node: Node<'_>) -> (&'static [MemberName], Option<u32>) {
        let stray = match self.tagged(node) {
            Some((_, Some(members))) => return (members, None),
            _ if !self.default.is_empty() && node.kind() == Kind::Object => {
                return (self.default, None);
            }
            Some((tag, None)) => Some(tag.index),
            None => None,
        };
        let of = |kind| {
            let found = self.kinds.iter().find(|listed| listed.0 == kind);
            found.map(|listed| std::slice::from_ref(&listed.1))
        };
        let by_kind = match node.kind() {
            // What is written as a float, or is none of 64 bits, is not changed by a member that is.
            Kind::Integer if node.long_number().is_some() => of(Kind::Integer),
            // No member keeps its digits.
            Kind::Number if node.long_number().is_some() => Some(&[][..]),
            Kind::Integer if node.as_float().is_some() => {
                of(Kind::Number).or_else(|| of(Kind::Integer))
            }
            Kind::Integer => of(Kind::Integer).or_else(|| of(Kind::Number)),
            kind => of(kind),
        };
        let by_property = || {
            let found = self.properties.iter().find(|(name, _)| node.get(name).is_some());
            found.map(|(_, member)| std::slice::from_ref(member))
        };
        (by_kind.or_else(by_property).unwrap_or(self.fewest), stray)
    }

    /// Why no member was found.
    #[cold]
    fn reason(&self, node: Node<'_>) -> Fault {
        let Some((property, values)) = self.tag.first() else {
            return Fault::at(node, DriftKind::UnknownValue, "a member of the union".into());
        };
        let scalars: Vec<String> =
            self.scalars.iter().map(|(value, _)| value().to_string()).collect();
        let names = values.iter().map(|(value, _)| *value);
        let names: Vec<&str> = names.chain(scalars.iter().map(String::as_str)).collect();
        match node.get(property) {
            Some(tag) if self.tagged(node).is_some() => {
                Fault::at(tag, DriftKind::UnknownValue, Expected::one_of_names(&names))
            }
            Some(tag) => Fault::at(tag, DriftKind::WrongType, Expected::one_of_names(&names)),
            None if node.kind() == Kind::Object => Fault::missing(node, property),
            None => Fault::at(node, DriftKind::WrongType, "a member of the union".into()),
        }
    }
}

/// What a trial is for.
enum Aim {
    /// The one member it can be.
    Only,
    /// The member that a trial of this value chose before.
    Again,
    /// The member that the value departs from the least. A member whose constant is not what stands at `stray_tag`
    /// is none: the value is of a member that this client does not know.
    Fewest { key: (u32, TypeId), stray_tag: Option<u32> },
}

/// Members being tried on a value, one after the other.
pub(super) struct Trial {
    selection: &'static Selection,
    members: &'static [MemberName],
    aim: Aim,
    /// How many members have been tried.
    tried: usize,
    /// What had been noted before.
    mark: Mark,
    /// The place of the best member so far, how far the value departs from it, and the notes about that.
    best: Option<usize>,
    least: Option<Departure>,
    noted: Option<Noted>,
    /// Why the only member does not fit.
    error: Option<DecodeError>,
}

impl Trial {
    pub(super) fn new(
        selection: &'static Selection,
        union: TypeId,
        node: Node<'_>,
        cx: &mut Decoder,
    ) -> Self {
        let (members, stray_tag) = match selection.constant(node) {
            // What is missing is of no member, whatever could be made of that.
            _ if cx.is_substituting() && node.is_null() => (&[][..], None),
            Some(member) => (member, None),
            None => selection.choose(node),
        };
        let key = (node.index, union);
        let (members, aim) = match (members, stray_tag) {
            ([_], None) => (members, Aim::Only),
            _ => match cx.choices.get(&key) {
                None => (members, Aim::Fewest { key, stray_tag }),
                Some(choice) => {
                    let chosen = choice.and_then(|at| members.get(at..=at)).unwrap_or_default();
                    (chosen, Aim::Again)
                }
            },
        };
        cx.trials += u32::from(matches!(aim, Aim::Fewest { .. }));
        let mark = cx.mark();
        Self {
            selection,
            members,
            aim,
            tried: 0,
            mark,
            best: None,
            least: None,
            noted: None,
            error: None,
        }
    }

    /// The next member to try; none when one without faults was found.
    pub(super) fn next_member(&mut self) -> Option<MemberName> {
        let member =
            self.members.get(self.tried).filter(|_| self.least != Some(Departure::default()))?;
        self.tried += 1;
        Some(*member)
    }

    /// Whether the member that was just read is better than those before it.
    pub(super) fn keeps(&mut self, cx: &mut Decoder) -> bool {
        let Aim::Fewest { stray_tag, .. } = self.aim else { return true };
        let noted = cx.take_since(self.mark);
        let is_stray = stray_tag.is_some_and(|tag| noted.has(tag, DriftKind::WrongConstant));
        let departure = noted.departure();
        let keeps = !is_stray && self.least.is_none_or(|least| departure < least);
        if keeps {
            self.least = Some(departure);
            self.best = Some(self.tried - 1);
            self.noted = Some(noted);
        }
        keeps
    }

    /// The member that was tried last does not fit.
    #[cold]
    pub(super) fn failed(&mut self, error: DecodeError, cx: &mut Decoder) {
        match self.aim {
            Aim::Only => self.error = Some(error),
            Aim::Again => {}
            Aim::Fewest { .. } => drop(cx.take_since(self.mark)),
        }
    }

    /// Ends a trial that found a member.
    pub(super) fn found(self, cx: &mut Decoder) {
        if let Aim::Fewest { key, .. } = self.aim {
            cx.trials -= 1;
            cx.choices.insert(key, self.best);
        }
        if let Some(noted) = self.noted {
            cx.restore(noted);
        }
    }

    /// Ends a trial that found none: the value as it came, or the error where it is `null`.
    #[cold]
    pub(super) fn unknown(self, node: Node<'_>, cx: &mut Decoder) -> Result<RawJson, DecodeError> {
        if let Aim::Fewest { key, .. } = self.aim {
            cx.trials -= 1;
            if !self.members.is_empty() {
                cx.choices.insert(key, None);
            }
        }
        match self.error {
            _ if cx.is_substituting() && node.is_null() => {}
            Some(error) if node.is_null() => return Err(error),
            Some(error) => {
                // What else was noted is about a value that is not used.
                drop(cx.take_since(self.mark));
                cx.note_error(error);
            }
            None if node.is_null() => return Err(node.wrong_type("a member of the union")),
            None => cx.push(self.selection.reason(node)),
        }
        Ok(RawJson::from_node(node))
    }
}
