//! What stands in for required values that are missing, null, or cannot be read.

use specmill_runtime::__private as runtime;
use specmill_runtime::json::{self, Base64, DriftKind, RawJson};

use super::fixture::{InviteRole, Level, fails, kinds, lenient, messages, strict};

/// A member of `Choice`, and an object that requires others.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// A text.
    pub name: String,
    /// An enum.
    pub role: InviteRole,
}
json::object!(Named { name: required "name", role: required "role" });

/// A union.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A text.
    Text(String),
    /// An object.
    Named(Box<Named>),
    /// Anything else.
    Unknown(RawJson),
}
runtime::union!(Choice { kind: { string => Text, object => Named } });

/// A union that is told by trying.
#[derive(Clone, Debug, PartialEq)]
pub enum Tried {
    /// One.
    Named(Box<Named>),
    /// Another.
    Measured(Box<Measured>),
    /// Anything else.
    Unknown(RawJson),
}
runtime::union!(Tried { fewest: [Named, Measured] });

/// A member of `Tried`.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// An enum of integers.
    pub level: Level,
    /// An object.
    pub by: Named,
}
json::object!(Measured { level: required "level", by: required "by" });

/// All that has no natural empty value.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// An id.
    pub id: String,
    /// An object.
    pub by: Named,
    /// An object in a box.
    pub boxed: Box<Measured>,
    /// A union.
    pub choice: Choice,
    /// An enum.
    pub role: InviteRole,
    /// An enum of integers.
    pub level: Level,
    /// Bytes.
    pub bytes: Base64,
}
json::object!(Job {
    id: required "id",
    by: required "by",
    boxed: required "boxed",
    choice: required "choice",
    role: required "role",
    level: required "level",
    "yes": constant true,
    bytes: required "bytes",
});

/// An object that requires itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Endless {
    /// Another.
    pub next: Box<Endless>,
}
json::object!(Endless { next: required "next" });

/// An object that may hold another.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// What has no end.
    pub endless: Option<Endless>,
    /// Objects.
    pub all: Vec<Named>,
}
json::object!(Holder { endless: optional "endless", all: required "all" });

/// A union whose member may be unreadable.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// An object.
    Holder(Box<Holder>),
    /// Anything else.
    Unknown(RawJson),
}
runtime::union!(Held { kind: { object => Holder } });

#[test]
fn a_member_of_a_union_that_cannot_be_read_is_kept() {
    let text = r#"{"all":[7],"zeta":1}"#;
    let read = lenient::<Vec<Held>>(&format!("[{text}]"));
    assert_eq!(messages(&read.drift), ["$[0].all[0]: expected an object, found `7`"]);
    assert_eq!(read.value, [Held::Unknown(RawJson::parse(text).expect("JSON"))]);
}

#[test]
fn what_is_required_but_missing_or_null_costs_no_answer() {
    let names = ["id", "by", "boxed", "choice", "role", "level", "yes", "bytes"];
    let nulls = names.map(|name| format!("\"{name}\":null")).join(",");
    for (text, kind) in [
        ("{}".to_owned(), DriftKind::MissingField),
        (format!("{{{nulls}}}"), DriftKind::UnexpectedNull),
    ] {
        let read = lenient::<Job>(&text);
        // One drift each, none of what would be in them.
        let expected: Vec<_> = names.iter().map(|name| (format!("$.{name}"), kind)).collect();
        let found: Vec<_> =
            read.drift.iter().map(|drift| (drift.path.clone(), drift.kind)).collect();
        assert_eq!(found, expected);
        let job = read.value;
        let named = Named { name: String::new(), role: InviteRole::Other(String::new()) };
        assert_eq!((&job.by, &job.boxed.by), (&named, &named));
        assert_eq!(job.choice, Choice::Unknown(RawJson::null()));
        assert_eq!((job.role, job.level), (InviteRole::Other(String::new()), Level::Other(0)));
        strict::<Job>(&text);
    }
}

#[test]
fn items_and_what_is_in_members_of_a_union_too() {
    let read = lenient::<Holder>(r#"{"all":[null,{"name":"a","role":3}]}"#);
    assert_eq!(
        kinds(&read.drift),
        [("$.all[0]", DriftKind::UnexpectedNull), ("$.all[1].role", DriftKind::WrongType)]
    );
    assert_eq!(read.value.all[1].role, InviteRole::Other("3".into()));
    let read = lenient::<Choice>(r#"{"name":"a"}"#);
    assert_eq!(kinds(&read.drift), [("$.role", DriftKind::MissingField)]);
    assert!(matches!(read.value, Choice::Named(_)));
}

#[test]
fn a_member_that_is_tried_is_not_made_of_nothing() {
    for text in [r#"{"a":1}"#, r#"{"name":"a"}"#, r#"{"level":1}"#] {
        let read = lenient::<Tried>(text);
        assert_eq!(read.value, Tried::Unknown(RawJson::parse(text).expect("JSON")));
    }
    let read = lenient::<Vec<Tried>>(r#"[{"name":"a","role":"owner"},{"by":null}]"#);
    assert!(matches!(read.value[..], [Tried::Named(_), Tried::Unknown(_)]));
    // After a trial, there are substitutes again.
    let read = lenient::<(Tried, Job)>(r#"[{"level":1},{}]"#);
    assert_eq!(read.value.1.choice, Choice::Unknown(RawJson::null()));
}

#[test]
fn what_has_no_substitute_is_an_error_of_the_nearest_that_is_optional() {
    let error = fails::<Job>(r#"{"by":7}"#);
    assert_eq!(error.to_string(), "$.by: expected an object, found `7`");
    let read = lenient::<Holder>(r#"{"all":[],"endless":{"next":{}}}"#);
    assert_eq!(read.value.endless, None);
    assert_eq!(kinds(&read.drift), [("$.endless.next.next", DriftKind::MissingField)]);
    fails::<Endless>("{}");
}
