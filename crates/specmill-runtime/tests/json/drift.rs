//! Each fault a body can have: what lenient decoding makes of it, and what strict decoding says.

use specmill_runtime::json::{self, DriftKind, Field, Strictness};

use super::fixture::{
    Empty, Invite, InviteRole, Level, List, Project, Tree, fails, kinds, lenient, messages, strict,
};

const INVITE: &str = r#"{"object":"organization.invite","id":"a","role":"owner","owner":null}"#;
const PROJECT: &str = r#"{"type":"t","tags":[],"on":true,"count":1,"share":0.5,"limits":{}}"#;

/// `PROJECT` with one part replaced.
fn project(from: &str, to: &str) -> String {
    assert!(PROJECT.contains(from));
    PROJECT.replace(from, to)
}

/// Lenient decoding notes exactly this, and strict decoding fails with it.
#[track_caller]
fn drifts<T: json::Decode + std::fmt::Debug>(text: &str, message: &str) -> T {
    let read = lenient::<T>(text);
    assert_eq!(messages(&read.drift), [message]);
    let error = strict::<T>(text);
    assert_eq!(error.drift(), read.drift);
    assert!(error.to_string().contains(message), "{error}");
    read.value
}

#[test]
fn a_right_body_has_no_drift() {
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        let read = json::decode::<Invite>(INVITE.as_bytes(), strictness).expect("right");
        assert!(read.drift.is_empty());
        assert_eq!(read.unlisted, 0);
        assert_eq!(read.value.id, "a");
        assert_eq!(read.value.role, InviteRole::Owner);
        assert_eq!((read.value.note, read.value.owner), (Field::Absent, None));
        json::decode::<Project>(PROJECT.as_bytes(), strictness).expect("right");
    }
}

#[test]
fn missing_members_get_their_natural_empty_value() {
    let read = lenient::<Project>("{}");
    let expected = ["type", "tags", "on", "count", "share", "limits"]
        .map(|name| (format!("$.{name}"), DriftKind::MissingField));
    let found: Vec<_> = read.drift.iter().map(|drift| (drift.path.clone(), drift.kind)).collect();
    assert_eq!(found, expected);
    assert_eq!(read.drift[0].to_string(), "$.type: required, but missing");
    let value = read.value;
    assert_eq!((value.r#type.as_str(), value.tags.len(), value.on), ("", 0, false));
    assert_eq!((value.count, value.share, value.limits.len()), (0, 0.0, 0));
    assert_eq!(strict::<Project>("{}").drift().len(), 6);
}

#[test]
fn a_missing_constant_is_filled_and_a_missing_nullable_is_none() {
    let read = lenient::<Invite>(r#"{"id":"a","role":"owner"}"#);
    assert_eq!(
        kinds(&read.drift),
        [("$.object", DriftKind::MissingField), ("$.owner", DriftKind::MissingField)]
    );
    assert_eq!(read.value.owner, None);
}

#[test]
fn null_where_none_is_allowed() {
    let value: Project = drifts(
        &project(r#""tags":[]"#, r#""tags":null"#),
        "$.tags: expected an array, found `null`",
    );
    assert!(value.tags.is_empty());
    let text = r#"{"object":"organization.invite","id":"a","role":"owner","owner":null,"accepted_at":null}"#;
    let value: Invite = drifts(text, "$.accepted_at: expected an integer, found `null`");
    assert_eq!(value.accepted_at, None);
    assert_eq!(lenient::<Invite>(text).drift[0].kind, DriftKind::UnexpectedNull);
    // A constant that may be missing is missing if it is null, and filled if it must be there.
    let value: Project =
        drifts(&project("{}", r#"{},"two":null"#), "$.two: expected an integer, found `null`");
    assert_eq!(value.two, None);
    let text = INVITE.replace(r#""organization.invite""#, "null");
    assert_eq!(kinds(&lenient::<Invite>(&text).drift), [("$.object", DriftKind::UnexpectedNull)]);
}

#[test]
fn wrong_types() {
    let cases = [
        (r#""t""#, "3", "$.type: expected a string, found `3`"),
        (r#""tags":[]"#, r#""tags":"x""#, "$.tags: expected an array, found `\"x\"`"),
        ("true", "1", "$.on: expected a boolean, found `1`"),
        (r#""count":1"#, r#""count":1.5"#, "$.count: expected an integer, found `1.5`"),
        (r#""count":1"#, r#""count":"1""#, "$.count: expected an integer, found `\"1\"`"),
        ("0.5", r#"[1,2]"#, "$.share: expected a number, found an array of 2 items"),
        (r#"{}}"#, r#"[1]}"#, "$.limits: expected an object, found an array of 1 item"),
        (r#"{}}"#, r#"{"a":"b"}}"#, "$.limits.a: expected an integer, found `\"b\"`"),
        (r#"[]"#, r#"["a",{"b":1}]"#, "$.tags[1]: expected a string, found an object of 1 member"),
    ];
    for (from, to, message) in cases {
        let _: Project = drifts(&project(from, to), message);
    }
    assert_eq!(lenient::<Project>(&project("[]", r#"["a",1,"b"]"#)).value.tags, ["a", "1", "b"]);
}

/// So that nothing is lost: tools' arguments that come as an object, a code that is a number.
#[test]
fn what_stands_in_the_place_of_a_text_is_kept_as_its_json() {
    for (found, kept) in [
        ("7", "7"),
        ("true", "true"),
        (r#"{"a": ["b", null]}"#, r#"{"a":["b",null]}"#),
        ("[]", "[]"),
        ("null", ""),
    ] {
        let read = lenient::<Vec<String>>(&format!(r#"["x", {found}]"#));
        assert_eq!(read.value, ["x", kept]);
        assert_eq!(read.drift.len(), 1, "{:?}", read.drift);
        let map = lenient::<std::collections::BTreeMap<String, Option<String>>>(&format!(
            r#"{{"a": {found}}}"#
        ));
        let kept = (found != "null").then(|| kept.to_owned());
        assert_eq!((&map.value["a"], map.drift.len()), (&kept, usize::from(kept.is_some())));
    }
}

#[test]
fn an_optional_that_cannot_be_read_is_none_or_a_text_and_says_why() {
    let text = INVITE.replace(r#""owner":null"#, r#""owner":7,"projects":[3],"note":{}"#);
    let read = lenient::<Invite>(&text);
    assert_eq!(
        messages(&read.drift),
        [
            "$.owner: expected a string, found `7`",
            "$.projects[0]: expected an object, found `3`",
            "$.note: expected a string, found an object of 0 members",
        ]
    );
    let invite = read.value;
    assert_eq!(
        (invite.owner, invite.projects, invite.note),
        (Some("7".to_owned()), None, Field::from("{}".to_owned()))
    );
}

#[test]
fn a_list_never_loses_an_item() {
    let error = fails::<List>(&format!(r#"{{"data":[{INVITE},7]}}"#));
    assert_eq!(error.to_string(), "$.data[1]: expected an object, found `7`");
    // Nor is a required list emptied because of something deep in it.
    let error = fails::<Vec<List>>(&format!(r#"[{{"data":[{INVITE},[]]}}]"#));
    assert_eq!(error.to_string(), "$[0].data[1]: expected an object, found an array of 0 items");
}

#[test]
fn the_document_itself_is_never_made_up() {
    assert_eq!(
        fails::<Vec<i64>>("{}").to_string(),
        "$: expected an array, found an object of 0 members"
    );
    assert_eq!(fails::<Invite>("null").kind(), Some(DriftKind::UnexpectedNull));
}

#[test]
fn wrong_constants() {
    let _: Invite = drifts(
        &INVITE.replace("organization.invite", "invite"),
        "$.object: expected `organization.invite`, found `\"invite\"`",
    );
    let _: Project = drifts(&project("{}", r#"{},"two":3"#), "$.two: expected `2`, found `3`");
    assert!(lenient::<Project>(&project("{}", r#"{},"two":2.0"#)).drift.is_empty());
}

#[test]
fn unknown_enum_values_are_kept() {
    let value: Invite = drifts(
        &INVITE.replace(r#""owner","#, r#""admin","#),
        "$.role: expected one of `owner`, `reader`, found `\"admin\"`",
    );
    assert_eq!(value.role, InviteRole::Other("admin".into()));
    let value: Project =
        drifts(&project("{}", r#"{},"level":7"#), "$.level: expected one of `1`, `-2`, found `7`");
    assert_eq!(value.level, Some(Level::Other(7)));
    let value: Project = drifts(
        &project("{}", r#"{},"level":"7""#),
        "$.level: expected one of `1`, `-2`, found `\"7\"`",
    );
    assert_eq!(value.level, None);
    let huge = project("{}", r#"{},"level":18446744073709551615"#);
    assert_eq!(lenient::<Project>(&huge).drift[0].kind, DriftKind::InvalidFormat);
}

#[test]
fn undeclared_members_are_noted_but_not_quoted() {
    let _: Project = drifts(
        &project("{}", r#"{},"api_key":"sk-secret""#),
        "$.api_key: not in the description, found a string",
    );
    let _: Empty = drifts(r#"{"a":[]}"#, "$.a: not in the description, found an array");
}

#[test]
fn extra_members_are_no_drift() {
    let read = lenient::<Invite>(&INVITE.replace("}", r#","z":1,"b":{"c":null}}"#));
    assert!(read.drift.is_empty());
    let extra: Vec<_> = read.value.extra.into_iter().collect();
    assert_eq!(
        extra,
        [("z".into(), serde_json::json!(1)), ("b".into(), serde_json::json!({"c": null}))],
        "in their order"
    );
}

#[test]
fn strict_lists_all_of_it_in_document_order() {
    let text = r#"{"data":[{"role":"x","owner":1,"id":2,"object":"o","accepted_at":"a"}]}"#;
    let error = strict::<List>(text);
    let paths =
        ["role", "owner", "id", "object", "accepted_at"].map(|name| format!("$.data[0].{name}"));
    assert_eq!(error.drift().iter().map(|drift| drift.path.clone()).collect::<Vec<_>>(), paths);
    assert_eq!((error.path(), error.expected()), ("$.data[0].role", "one of `owner`, `reader`"));
    assert_eq!(error.found(), "`\"x\"`");
    let message = error.to_string();
    assert!(message.starts_with("the body departs from its description in 5 places: $.data[0]"));
}

#[test]
fn strict_puts_what_cannot_be_mended_last() {
    let text = INVITE.replace("organization.invite", "o");
    let error = strict::<List>(&format!(r#"{{"data":[{text},true],"z":1}}"#));
    assert_eq!(
        kinds(error.drift()),
        [("$.data[0].object", DriftKind::WrongConstant), ("$.data[1]", DriftKind::WrongType)]
    );
    assert_eq!(error.path(), "$.data[1]");
}

#[test]
fn drift_is_bounded() {
    let text = format!("[{}]", vec!["\"x\""; 5_000].join(","));
    let read = lenient::<Vec<i64>>(&text);
    assert_eq!((read.value.len(), read.drift.len(), read.unlisted), (5_000, 1, 4_000));
    assert_eq!((read.drift[0].path.as_str(), read.drift[0].count), ("$[*]", 1_000));
    let text =
        format!("{{{}}}", (0..5_000).map(|n| format!("\"{n}\":1")).collect::<Vec<_>>().join(","));
    let read = lenient::<Empty>(&text);
    assert_eq!((read.drift.len(), read.unlisted), (1_000, 4_000));
    assert_eq!(read.drift[999].path, "$['999']");
    let error = strict::<Empty>(&text);
    assert_eq!((error.drift().len(), error.unlisted()), (1_000, 4_000));
    assert!(error.to_string().ends_with("and 4995 more"), "{error}");
}

#[test]
fn drift_of_items_is_one_for_each_place() {
    let items = vec![
        INVITE
            .replace(r#""role":"owner""#, r#""role":"admin""#)
            .replace("}", ",\"projects\":[3]}");
        40
    ];
    let text = format!("{{\"data\":[{}]}}", items.join(","));
    let read = lenient::<List>(&text);
    assert_eq!(
        messages(&read.drift),
        [
            "$.data[*].role: expected one of `owner`, `reader`, found `\"admin\"` (40 times)",
            "$.data[*].projects[0]: expected an object, found `3` (40 times)",
        ]
    );
    assert_eq!(read.drift.iter().map(|drift| drift.count).collect::<Vec<_>>(), [40, 40]);
    // What differs in more than the item is apart.
    let read =
        lenient::<Vec<Invite>>(r#"[{"id":1,"owner":""},{"id":"a","owner":"","b":0,"id":2},{}]"#);
    let shown = messages(&read.drift).join("; ");
    assert!(shown.contains("$[*].object: required, but missing (3 times)"), "{shown}");
    assert!(shown.contains("$[*].id: expected a string, found `1` (2 times)"), "{shown}");
    assert!(shown.contains("$[2].id: required, but missing;"), "{shown}");
    // A member that is called like an item is none.
    let read = lenient::<json::Map<i64>>(r#"{"[*]":"a","[0]":"a","\u0000":"a"}"#);
    assert_eq!(read.drift.len(), 3);
}

#[test]
fn excerpts_are_bounded() {
    let text = format!(r#"["{}"]"#, "é\\n".repeat(10_000));
    let found = &lenient::<Vec<i64>>(&text).drift[0].found;
    assert!(found.starts_with("`\"é\\né\\n") && found.ends_with("…"), "{found}");
    assert!(found.chars().count() < 110, "{found}");
}

#[test]
fn many_faults_in_deep_places_keep_their_paths() {
    let read = lenient::<Tree>(r#"[[[[],1],[]],2,{}]"#);
    let paths: Vec<_> = read.drift.iter().map(|drift| drift.path.as_str()).collect();
    assert_eq!(paths, ["$[0][0][1]", "$[*]"]);
    assert_eq!(read.drift[1].count, 2);
    let text = r#"{"data":[{"id":1,"role":"owner","owner":null,"object":"organization.invite","projects":[
        {"type":1,"tags":[1,"a",2],"on":true,"count":1,"share":0,"limits":{"it's":"x"}},
        {"type":"a","tags":[],"on":true,"count":1,"share":0,"limits":{"":"x","é":"x"}}]}]}"#;
    let read = lenient::<List>(text);
    let paths: Vec<_> = read.drift.iter().map(|drift| drift.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "$.data[0].id",
            "$.data[0].projects[0].type",
            "$.data[0].projects[0].tags[*]",
            "$.data[0].projects[0].limits['it\\'s']",
            "$.data[0].projects[1].limits['']",
            "$.data[0].projects[1].limits.é",
        ]
    );
}
