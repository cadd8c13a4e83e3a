//! What each schema amounts to, as `resolve` works it out.

use super::kinds::Kinds;
use super::schema::SchemaId;

/// What is known of one schema.
#[derive(Clone, Debug)]
pub(in crate::spec) struct Resolved {
    /// What it amounts to.
    pub(in crate::spec) amount: Amount,
    /// The schema it is an alias of, itself if none.
    pub(in crate::spec) alias_target: SchemaId,
    /// The schema it only wraps, itself if none.
    pub(in crate::spec) unwrapped: SchemaId,
    /// The members of a union as they are chosen from: a union in place is part of the one around
    /// it, and what is listed twice is one member.
    pub(in crate::spec) members: Vec<SchemaId>,
    /// The known values, where it is nothing but strings.
    pub(in crate::spec) texts: Option<Vec<String>>,
    /// The kinds of JSON it allows, `null` aside; `None` for any.
    pub(in crate::spec) kinds: Option<Kinds>,
    pub(in crate::spec) nullable: bool,
    pub(in crate::spec) takes_any_string: bool,
    /// Whether it is a list or map in place that holds itself, or lists too deep for a type.
    pub(in crate::spec) holds_itself: bool,
    /// Whether a value of it may hold bytes.
    pub(in crate::spec) holds_file: bool,
    /// How many compositions it is made of, one in another.
    pub(in crate::spec) height: usize,
    /// Whether it, or a part of it, exceeds the budget: then it is any value.
    pub(in crate::spec) is_over_budget: bool,
}

/// The owned half of a [`Shape`](crate::spec::Shape).
#[derive(Clone, Debug)]
pub(in crate::spec) enum Amount {
    /// Anything.
    Any,
    /// As the schema's own kind says.
    Kind,
    /// A string without a format.
    Text,
    /// Strings, some of them known.
    Strings(Vec<String>),
    /// Whole numbers, some of them known.
    Integers(Vec<i64>),
    /// One of the members.
    Union,
    /// The same as another schema.
    Same(SchemaId),
}

impl Resolved {
    pub(in crate::spec) fn unknown(id: SchemaId) -> Self {
        Self {
            amount: Amount::Any,
            alias_target: id,
            unwrapped: id,
            members: Vec::new(),
            texts: None,
            kinds: None,
            nullable: false,
            takes_any_string: false,
            holds_itself: false,
            holds_file: false,
            height: 0,
            is_over_budget: false,
        }
    }
}
