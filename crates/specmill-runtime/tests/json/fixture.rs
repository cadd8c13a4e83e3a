//! The types under test.

use specmill_runtime::json::{self, Decode, Decoded, Drift, DriftKind, Field, Map, Strictness};

/// Every kind of field.
#[derive(Clone, Debug, PartialEq)]
pub struct Invite {
    /// An id.
    pub id: String,
    /// A role.
    pub role: InviteRole,
    /// When.
    pub accepted_at: Option<i64>,
    /// Which.
    pub projects: Option<Vec<Project>>,
    /// The one before.
    pub parent: Option<Box<Invite>>,
    /// Optional and nullable.
    pub note: Field<String>,
    /// Required and nullable.
    pub owner: Option<String>,
    /// All others.
    pub extra: Map,
}
json::object!(Invite {
    "object": constant "organization.invite",
    id: required "id",
    role: required "role",
    accepted_at: optional "accepted_at",
    projects: optional "projects",
    parent: optional "parent",
    note: field "note",
    owner: nullable "owner",
    extra: extra,
});

/// A struct without room for others.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// A keyword as a name.
    pub r#type: String,
    /// Tags.
    pub tags: Vec<String>,
    /// On or off.
    pub on: bool,
    /// How many.
    pub count: i64,
    /// How much.
    pub share: f64,
    /// By name.
    pub limits: Map<i64>,
    /// A level.
    pub level: Option<Level>,
    /// An optional constant.
    pub two: Option<i64>,
}
json::object!(Project {
    r#type: required "type",
    tags: required "tags",
    on: required "on",
    count: required "count",
    share: required "share",
    limits: required "limits",
    level: optional "level",
    two: optional "two" = 2,
});

/// No members at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Empty {}
json::object!(Empty {});

/// A list of structs.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The invites.
    pub data: Vec<Invite>,
}
json::object!(List { data: required "data" });

/// An open enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InviteRole {
    /// `owner`
    Owner,
    /// `reader`
    #[deprecated]
    Reader,
    /// Any other.
    Other(String),
}
json::open_enum!(InviteRole { Owner = "owner", Reader = "reader" });

/// An open integer enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `1`
    One,
    /// `-2`
    MinusTwo,
    /// Any other.
    Other(i64),
}
json::open_integer_enum!(Level { One = 1, MinusTwo = -2 });

/// A schema that recurs without an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree(pub Vec<Tree>);
json::newtype!(Tree(Vec<Tree>));

/// Decodes leniently.
pub fn lenient<T: Decode>(text: &str) -> Decoded<T> {
    json::decode(text.as_bytes(), Strictness::Lenient).expect("lenient decoding makes a value")
}

/// The error of lenient decoding.
pub fn fails<T: Decode + std::fmt::Debug>(text: &str) -> json::DecodeError {
    json::decode::<T>(text.as_bytes(), Strictness::Lenient).expect_err("no value can be made")
}

/// The error of strict decoding.
pub fn strict<T: Decode + std::fmt::Debug>(text: &str) -> json::DecodeError {
    json::decode::<T>(text.as_bytes(), Strictness::Strict).expect_err("there is drift")
}

/// Path and kind of each drift.
pub fn kinds(drift: &[Drift]) -> Vec<(&str, DriftKind)> {
    drift.iter().map(|drift| (drift.path.as_str(), drift.kind)).collect()
}

/// The messages.
pub fn messages(drift: &[Drift]) -> Vec<String> {
    drift.iter().map(ToString::to_string).collect()
}
