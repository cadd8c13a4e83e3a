//! An object of the specification as data.

use super::form::Form;
use super::walk::Walk;
use crate::tree::{Map, Trail};

/// All minor versions that are read are below.
const ALL: u8 = 3;

/// An object, and its fixed fields.
pub(super) struct Object {
    /// What it is, with its article.
    pub(super) what: &'static str,
    /// The code of a fault in it.
    pub(super) code: &'static str,
    pub(super) members: &'static [Member],
    /// Whether a Reference Object may stand in its place.
    pub(super) can_be_reference: bool,
    /// What names its other members have, if it has more than `x-`.
    pub(super) others: Others,
    /// What no table says.
    pub(super) rule: Option<Rule>,
}

/// A look at an object that is one.
pub(super) type Rule = fn(&mut Walk<'_>, &Map, &Trail<'_>);

/// The members of an object that are not listed.
#[derive(Clone, Copy)]
pub(super) enum Others {
    /// `x-` alone.
    Extensions,
    /// Names of the author's, each with such a value; `x-` is an extension.
    Named(Form),
    /// All of them are names of the author's, `x-` included.
    AllNamed(Form),
    /// `x-` alone in OpenAPI 3.0; later any keyword, as JSON Schema has it, also beside `$ref`.
    Keywords,
    /// Whatever there is.
    Any,
}

/// A fixed field.
#[derive(Clone, Copy)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) form: Form,
    /// The first minor version that has it.
    pub(super) since: u8,
    /// The first minor version that does not have it any more.
    until: u8,
    /// The first minor version that does not require it.
    required_until: u8,
}

/// A field of all versions that may be left out.
pub(super) const fn member(name: &'static str, form: Form) -> Member {
    Member { name, form, since: 0, until: ALL, required_until: 0 }
}

/// A field of all versions that must be there.
pub(super) const fn required(name: &'static str, form: Form) -> Member {
    member(name, form).required_until(ALL)
}

impl Member {
    pub(super) const fn since(self, minor: u8) -> Self {
        Self { since: minor, ..self }
    }

    pub(super) const fn until(self, minor: u8) -> Self {
        Self { until: minor, ..self }
    }

    pub(super) const fn required_until(self, minor: u8) -> Self {
        Self { required_until: minor, ..self }
    }

    pub(super) fn is_in(&self, minor: u8) -> bool {
        (self.since..self.until).contains(&minor)
    }

    pub(super) fn is_required(&self, minor: u8) -> bool {
        minor < self.required_until && self.is_in(minor)
    }
}

/// An object with nothing special.
pub(super) const fn object(
    what: &'static str,
    code: &'static str,
    members: &'static [Member],
) -> Object {
    Object { what, code, members, can_be_reference: false, others: Others::Extensions, rule: None }
}

impl Object {
    /// The field of this name in a version, or else in another.
    pub(super) fn member(&self, name: &str, minor: u8) -> Option<&'static Member> {
        let mut known = self.members.iter().filter(|member| member.name == name);
        known.clone().find(|member| member.is_in(minor)).or_else(|| known.next())
    }

    pub(super) const fn or_reference(self) -> Self {
        Self { can_be_reference: true, ..self }
    }

    pub(super) const fn others(self, others: Others) -> Self {
        Self { others, ..self }
    }

    pub(super) const fn rule(self, rule: Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }
}
