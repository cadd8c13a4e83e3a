//! Members in any order, twice, and by the hundred.

use std::collections::BTreeMap;

use specmill_runtime::json::{self, Field};

use super::fixture::{Empty, Invite, InviteRole, Tree, kinds, lenient, messages};

#[test]
fn order_does_not_matter() {
    let text = r#"{"owner":"o","z":0,"note":null,"role":"reader","id":"a",
        "parent":{"id":"b","owner":null,"role":"owner","object":"organization.invite"},
        "object":"organization.invite","accepted_at":5}"#;
    let read = lenient::<Invite>(text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    let invite = read.value;
    assert_eq!((invite.id.as_str(), invite.owner.as_deref()), ("a", Some("o")));
    assert_eq!((invite.note.is_null(), invite.accepted_at), (true, Some(5)));
    assert_eq!(invite.role.as_str(), "reader");
    assert_eq!(invite.parent.map(|parent| parent.id).as_deref(), Some("b"));
    assert_eq!(invite.extra.keys().collect::<Vec<_>>(), ["z"]);
}

#[test]
fn of_members_named_twice_the_last_counts() {
    let text = r#"{"id":{"deep":[1,2]},"object":"organization.invite","id":"first","role":"owner",
        "extra":[1],"owner":null,"id":"last","extra":[2,3]}"#;
    let read = lenient::<Invite>(text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(read.value.id, "last");
    assert_eq!(read.value.extra["extra"], serde_json::json!([2, 3]));
    let map = lenient::<BTreeMap<String, i64>>(r#"{"a":1,"b":2,"\u0061":3}"#).value;
    assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a".into(), 3), ("b".into(), 2)]);
}

#[test]
fn of_many_members_named_twice_the_last_counts() {
    let members: Vec<String> =
        (0..3_000).map(|n| format!(r#""k{}":[{n},[{n}]]"#, n % 1_000)).collect();
    let text = format!("{{{}}}", members.join(","));
    let tape = json::Tape::parse(text.as_bytes()).expect("JSON");
    let root = tape.root();
    assert_eq!(root.members().expect("an object").len(), 1_000);
    let value: json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(root.to_value(), value);
    assert_eq!(root.get("k7").map(json::Node::path).as_deref(), Some("$.k7"));
}

#[test]
fn many_objects_that_name_members_twice() {
    let text = format!("[{}]", vec![r#"{"a":1,"a":{"b":2,"b":3},"a":4}"#; 100_000].join(","));
    let list = lenient::<Vec<BTreeMap<String, i64>>>(&text);
    assert!(list.drift.is_empty());
    assert_eq!(list.value.len(), 100_000);
    assert!(list.value.iter().all(|map| map.len() == 1 && map["a"] == 4));
}

#[test]
fn undeclared_members_are_found_among_hundreds() {
    let many: Vec<String> = (0..300).map(|n| format!(r#""m{n}":{n}"#)).collect();
    let text = format!(
        r#"{{"object":"organization.invite",{},"id":"a","role":"owner","owner":"o","last":true,
        "parent":{{{},"role":"owner","id":"b","owner":null,"object":"organization.invite"}}}}"#,
        many.join(","),
        many[..100].join(","),
    );
    let read = lenient::<Invite>(&text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!((read.value.id.as_str(), read.value.extra.len()), ("a", 301));
    let parent = read.value.parent.expect("there is one");
    assert_eq!((parent.id.as_str(), parent.extra.len()), ("b", 100));
    let read = lenient::<Empty>(&format!("{{{}}}", many.join(",")));
    assert_eq!(read.drift.len(), 300);
    assert_eq!(read.drift[299].path, "$.m299");
}

#[test]
fn an_empty_object_has_no_members() {
    assert_eq!(lenient::<Empty>(" { } ").value, Empty {});
    assert_eq!(json::encode(&Empty {}), b"{}");
}

#[test]
fn a_newtype_reads_as_its_inner_type() {
    let tree = Tree(vec![Tree(vec![]), Tree(vec![Tree(vec![])])]);
    assert_eq!(lenient::<Tree>("[[],[[]]]").value, tree);
    assert_eq!(json::encode(&tree), b"[[],[[]]]");
    assert_eq!(Vec::from(tree).len(), 2);
    assert!(kinds(&lenient::<Vec<Tree>>("[[],7]").drift).len() == 1);
}

#[test]
fn field_tells_absent_from_null() {
    assert_eq!(Field::<i32>::from(None), Field::Absent);
    assert_eq!(Field::<String>::from("a"), Field::Value("a".to_owned()));
    assert_eq!(Field::<i32>::from(Some(1)), Field::Value(1));
    assert_eq!(Field::<i32>::from(1).map(|n| n + 1).into_option(), Some(2));
    assert_eq!(Field::<i32>::default(), Field::Absent);
    assert_eq!(Field::<i32>::Null.as_ref(), None);
    assert_eq!(Field::<i32>::Absent.unwrap_or_default(), 0);
}

#[test]
fn open_enums_convert() {
    assert_eq!("owner".parse::<InviteRole>(), Ok(InviteRole::Owner));
    assert_eq!(InviteRole::from("owner".to_owned()), InviteRole::Owner);
    assert_eq!(format!("{:>6}|", InviteRole::from("x")), "     x|");
    let text: &str = InviteRole::Owner.as_ref();
    assert_eq!(text, "owner");
    assert_eq!(<InviteRole as json::OpenEnum>::VALUES, ["owner", "reader"]);
}

/// Has members that always have one value.
#[derive(Debug, PartialEq)]
pub struct Ended {
    /// Maybe there.
    pub left: json::Field<()>,
    /// Maybe there.
    pub half: Option<f64>,
    /// Maybe there.
    pub on: json::Field<bool>,
}
json::object!(Ended {
    "gone": constant (),
    left: field "left",
    "version": constant -2,
    "share": constant -1.5,
    half: optional "half" = 0.5,
    "done": constant true,
    on: field "on" = false,
    "type": tag "ended",
});

/// The members of an `Ended` that are always there.
fn ended(more: &str) -> String {
    format!(r#"{{"gone":null,"version":-2,"share":-1.5,"done":true{more}}}"#)
}

#[test]
fn constants_of_each_kind_are_written_in_their_places_and_checked() {
    let text = r#"{"gone":null,"left":null,"version":-2,"share":-1.5,"half":0.5,"done":true,"on":false,"type":"ended"}"#;
    let read = lenient::<Ended>(text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(json::encode(&read.value), text.as_bytes());
    // Numbers compare by value.
    let read = lenient::<Ended>(&ended("").replace("-2", "-2.0"));
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    let read =
        lenient::<Ended>(r#"{"gone":5,"left":5,"version":3,"share":1,"done":false,"type":"x"}"#);
    assert_eq!(
        messages(&read.drift),
        [
            "$.gone: expected `null`, found `5`",
            "$.left: expected `null`, found `5`",
            "$.version: expected `-2`, found `3`",
            "$.share: expected `-1.5`, found `1`",
            "$.done: expected `true`, found `false`",
            "$.type: expected `ended`, found `\"x\"`",
        ]
    );
    let missing = ["gone", "version", "share", "done"];
    let missing = missing.map(|name| format!("$.{name}: required, but missing"));
    assert_eq!(messages(&lenient::<Ended>("{}").drift), missing);
}

#[test]
fn a_field_that_is_always_one_value_keeps_another_and_notes_it() {
    let read = lenient::<Ended>(&ended(r#","half":0.25,"on":true"#));
    assert_eq!(
        messages(&read.drift),
        ["$.half: expected `0.5`, found `0.25`", "$.on: expected `false`, found `true`"]
    );
    assert_eq!((read.value.half, read.value.on), (Some(0.25), json::Field::Value(true)));
    // What is of another kind is said once.
    let read = lenient::<Ended>(&ended(r#","half":"x","on":null"#));
    assert_eq!(messages(&read.drift), ["$.half: expected a number, found `\"x\"`"]);
    assert_eq!((read.value.half, read.value.on), (None, json::Field::Null));
}

#[test]
fn nothing_but_null_is_the_empty_tuple() {
    assert!(lenient::<Vec<()>>("[null]").drift.is_empty());
    assert_eq!(messages(&lenient::<Vec<()>>("[5]").drift), ["$[0]: expected `null`, found `5`"]);
}

/// Has a member whose absence and null are one.
#[derive(Debug, PartialEq)]
pub struct Seen {
    /// Maybe there.
    pub note: Option<String>,
    /// Maybe there.
    pub role: Option<InviteRole>,
}
json::object!(response Seen { note: optional_or_null "note", role: optional_or_null "role" });

#[test]
fn what_is_only_received_makes_one_of_null_and_absent() {
    for text in ["{}", r#"{"note":null}"#, r#"{"role":null,"note":null}"#] {
        let read = lenient::<Seen>(text);
        assert!(read.drift.is_empty(), "{:?}", read.drift);
        assert_eq!(read.value, Seen { note: None, role: None });
        assert_eq!(json::encode(&read.value), b"{}");
    }
    let text = r#"{"note":"n","role":"owner"}"#;
    let read = lenient::<Seen>(text);
    assert_eq!((read.drift.len(), json::encode(&read.value)), (0, text.into()));
    let read = lenient::<Seen>(r#"{"note":5,"role":"other"}"#);
    assert_eq!(
        (read.value.note.as_deref(), read.value.role),
        (Some("5"), Some(InviteRole::from("other")))
    );
    assert_eq!(read.drift.len(), 2);
}

/// Has one of two members at least.
#[derive(Debug, PartialEq)]
pub struct Reached {
    /// One.
    pub mail: Option<String>,
    /// The other.
    pub phone: Option<String>,
    /// With the other.
    pub code: Option<i64>,
}
json::object!(Reached {
    [["mail"] | ["phone", "code"]]
    mail: optional "mail",
    phone: optional "phone",
    code: optional "code",
});

#[test]
fn one_of_several_lists_of_members_may_have_to_be_there() {
    for text in [r#"{"mail":"a"}"#, r#"{"phone":"1","code":2}"#, r#"{"mail":"a","code":2}"#] {
        let read = lenient::<Reached>(text);
        assert!(read.drift.is_empty(), "{:?}", read.drift);
    }
    let read = lenient::<Reached>(r#"{"phone":"1"}"#);
    assert_eq!(
        messages(&read.drift),
        ["$: expected a member `mail`, or `phone` and `code`, found an object of 1 member"]
    );
    assert_eq!(json::encode(&read.value), br#"{"phone":"1"}"#);
}

/// An object that keeps what it has no field for.
#[derive(Debug, PartialEq)]
pub struct Kept {
    /// A field.
    pub id: String,
    /// All others.
    pub extra: json::Map,
}
json::object!(Kept { id: required "id", extra: undeclared });

#[test]
fn undeclared_members_are_kept_and_noted() {
    let many = (0..100).map(|number| format!(r#""m{number}":{number}"#));
    let many = many.collect::<Vec<_>>().join(",");
    let text = format!(r#"{{{many},"id":"a","null":null,"deep":{{"b":[1.5]}}}}"#);
    let read = lenient::<Kept>(&text);
    assert_eq!(read.drift.len(), 102);
    assert!(read.drift.iter().all(|drift| drift.kind == json::DriftKind::UndeclaredField));
    let written = String::from_utf8(json::encode(&read.value)).unwrap();
    assert_eq!(written, format!(r#"{{"id":"a",{many},"null":null,"deep":{{"b":[1.5]}}}}"#));
    let read = lenient::<Vec<Kept>>(r#"[{"id":"a"},{"id":"b","c":1}]"#);
    assert!(read.value[0].extra.is_empty() && read.value[1].extra["c"] == 1);
    assert_eq!(read.drift.len(), 1);
}
