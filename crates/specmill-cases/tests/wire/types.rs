//! Types as JSON: what comes in goes out again as it came.

use serde_json::{json, Value};
use specmill_cases::{
    all_of, constants, enums, formats, inner_references, names, objects, openapi31, recursive,
};
use specmill_runtime::json::{self, Decode, Encode, Field, Strictness};

/// Decodes without drift, and asserts that encoding gives the same JSON.
#[track_caller]
fn round<T: Decode + Encode>(value: Value) -> T {
    drifting(value, &[])
}

/// Decodes with drift at `paths` and nowhere else, and asserts that encoding gives the same JSON.
#[track_caller]
fn drifting<T: Decode + Encode>(value: Value, paths: &[&str]) -> T {
    let bytes = serde_json::to_vec(&value).unwrap();
    let read = json::decode::<T>(&bytes, Strictness::Lenient).unwrap();
    assert_eq!(read.drift.iter().map(|drift| drift.path.as_str()).collect::<Vec<_>>(), paths);
    let written: Value = serde_json::from_slice(&json::encode(&read.value)).unwrap();
    assert_eq!(written, value);
    read.value
}

#[test]
fn objects_with_every_kind_of_property() {
    let all: objects::types::Everything = round(json!({
        "required": "a", "requiredNullable": null, "nested": {"deeper": {"value": 1}},
        "nullable": null, "list": [{"n": 1}], "nullables": ["a", null], "matrix": [[1.5], []],
        "open": {"a": "b", "more": [1], "other": null}, "typed": {"x": 1}, "closed": {},
        "map": {"k": "v"}, "anyMap": {"k": {"deep": true}}, "mapOfObjects": {"k": {"n": 1}},
        "mapOfNullables": {"a": null, "b": 2}, "any": [null, 1], "extra": "e", "alias": "name"
    }));
    assert_eq!(all.nullable, Field::Null);
    assert_eq!(all.open.unwrap().extra.len(), 2);
    assert_eq!(all.typed.unwrap().extra["x"], 1);
    let least: objects::types::Everything =
        round(json!({"required": "a", "requiredNullable": 1, "nested": {"deeper": {}}}));
    assert!(least.nullable.is_absent() && least.any.is_none());
}

#[test]
fn enums_keep_what_they_do_not_know() {
    use enums::types::{Close, Holder, Level, Negative, Odd, Open, Role};
    let value = json!({
        "role": "admin", "level": 9, "open": "gpt-5", "close": "own_er", "odd": "", "digits": "01",
        "signs": "*/", "negative": -9_223_372_036_854_775_808_i64, "roles": ["owner", "x"],
        "byRole": {"a": "reader"}, "inline": "two", "inlines": ["b"], "maybe": null,
        "mixed": true, "numbers": 0.5, "flags": false, "keyword": "self"
    });
    let drifts = ["$.role", "$.level", "$.roles[1]"];
    let all: Holder = drifting(value, &drifts);
    assert_eq!(all.role, Role::Other("admin".to_owned()));
    assert_eq!(all.level, Level::Other(9));
    assert_eq!(all.open, Some(Open::Other("gpt-5".to_owned())));
    assert_eq!(all.negative, Some(Negative::Minus9223372036854775808));
    assert_eq!(all.maybe, Field::Null);
    // Values that differ only in case or punctuation are variants of their own.
    let values = ["owner", "Owner", "OWNER", "own-er", "own_er", "own er"];
    let mut seen: Vec<Close> = values.iter().map(|value| round(json!(value))).collect();
    assert!(seen.iter().all(|variant| !matches!(variant, Close::Other(_))));
    seen.dedup();
    assert_eq!(seen.len(), values.len());
    for value in ["other", "Other", "OTHER", "", " ", "a\"b", "back\\slash", "tick`s", "é", "日本"]
    {
        assert!(!matches!(round::<Odd>(json!(value)), Odd::Other(_)), "{value:?}");
    }
}

#[test]
fn constants_are_sent_without_being_asked_for() {
    use constants::types::{Holder, HolderListed};
    let written: Value = serde_json::from_slice(&json::encode(&Holder::new("i"))).unwrap();
    for (name, value) in [
        ("object", json!("holder.thing")),
        ("kind", json!("kind")),
        ("version", json!(2)),
        ("on", json!(true)),
        ("named", json!("named")),
        ("id", json!("i")),
    ] {
        assert_eq!(written[name], value, "{name}");
    }
    for name in ["read", "optional", "ratio", "shown", "nullable"] {
        assert_eq!(written.get(name), None, "{name}");
    }
    let all = json!({
        "object": "holder.thing", "kind": "kind", "version": 2, "on": true, "named": "named",
        "ratio": 1.5, "low": -3, "quoted": "a \"b\" `c` \\ */", "nullable": null, "id": "i",
        "shown": true, "hidden": false, "listed": ["listed"], "all": [true], "halves": {"a": 0.5},
        "read": "read", "written": "written"
    });
    let holder: Holder = round(all.clone());
    assert_eq!((holder.shown, holder.ratio), (Some(true), Some(1.5)));
    assert_eq!(holder.listed, Some(vec![HolderListed::Listed]));
    let set = Holder::new("i").shown().ratio().low().optional();
    let set: Value = serde_json::from_slice(&json::encode(&set)).unwrap();
    assert_eq!((&set["shown"], &set["ratio"]), (&json!(true), &json!(1.5)));
    assert_eq!((&set["low"], &set["optional"]), (&json!(-3), &json!("maybe")));
    // Each is noticed where it is another, and where a required one is missing.
    let differs = |name: &str, value: Option<Value>| {
        let mut changed = all.clone();
        let members = changed.as_object_mut().unwrap();
        match value {
            Some(value) => drop(members.insert(name.to_owned(), value)),
            None => drop(members.remove(name)),
        }
        let text = changed.to_string();
        let read = json::decode::<Holder>(text.as_bytes(), Strictness::Lenient).unwrap();
        assert_eq!(read.drift.len(), 1, "{name}: {:?}", read.drift);
        assert!(json::decode::<Holder>(text.as_bytes(), Strictness::Strict).is_err(), "{name}");
    };
    for name in ["object", "kind", "named", "optional", "quoted", "read", "written"] {
        differs(name, Some(json!("x")));
    }
    for (name, value) in [("version", json!(3)), ("on", json!(false)), ("low", json!(3))] {
        differs(name, Some(value));
    }
    let others = [("ratio", json!(2.5)), ("shown", json!(false)), ("hidden", json!(true))];
    for (name, value) in others {
        differs(name, Some(value));
    }
    differs("listed", Some(json!(["x"])));
    differs("all", Some(json!([false])));
    differs("halves", Some(json!({"a": 1})));
    for name in ["object", "kind", "version", "on", "named"] {
        differs(name, None);
    }
}

#[test]
fn formats_are_real_types_and_passwords_do_not_show() {
    let all: formats::types::Holder = round(json!({
        "when": "2024-01-02T03:04:05Z", "secret": "hunter2", "bytes": "aGk=",
        "key": "67e55044-10b1-426f-9247-bb680e5fe0c8", "day": "2024-02-29", "small": -128,
        "short": -32768, "medium": 2_147_483_647, "long": i64::MAX, "usmall": 255,
        "ushort": 65535, "umedium": u32::MAX, "ulong": u64::MAX, "single": 0.5, "double": 1e300,
        "maybe": null, "days": ["2024-01-01"], "secrets": ["hunter2"], "link": "https://a.example/",
        "byDay": {"a": "2024-01-02T03:04:05Z"}
    }));
    assert_eq!((all.bytes.as_bytes(), all.secret.expose()), (b"hi".as_slice(), "hunter2"));
    assert!(!format!("{all:?}").contains("hunter2"));
    let far = br#"{"when":"2024-01-02T03:04:05Z","secret":"s","bytes":"","key":
        "67e55044-10b1-426f-9247-bb680e5fe0c8","day":"2024-02-30","small":1}"#;
    assert!(json::decode::<formats::types::Holder>(far, Strictness::Strict).is_err());
}

#[test]
fn what_refers_into_itself_holds_itself() {
    let tree: inner_references::types::Tree = round(json!({
        "root": {"kids": {"a": {"kids": {}}, "b": {}}},
        "lists": [[], [[]]],
        "maps": {"a": {"b": {}}},
        "either": ["a", ["b", []]],
        "pair": [[null, 1], 2],
        "branch": [["a", {}], {"both": [{}, "b"]}],
        "one": [{"a": [{}]}],
        "other": {"a": [{"b": []}]},
        "merged": {"name": "a", "next": {"name": "b"}},
    }));
    let kids = tree.root.and_then(|root| root.kids).unwrap_or_default();
    assert_eq!(kids.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(tree.lists.map(|lists| lists.0.len()), Some(2));
}

#[test]
fn recursive_types_of_every_kind() {
    let all: recursive::types::All = round(json!({
        "direct": {"name": "a", "next": {"name": "b", "next": {"name": "c"}}},
        "must": {"inner": {"outer": {"inner": {}}}},
        "egg": {"laid_by": {"eggs": [{}], "from": {"laid_by": {"eggs": []}}}},
        "list": {"children": [{"children": []}]},
        "map": {"children": {"a": {"children": {}}}},
        "nest": [[], [[]]], "tree": {"a": {"b": {}}},
        "aliased": {"again": {"again": {}}}, "one": {"two": {"three": {"one": {}}}},
        "maybe": {"again": null}, "extra": {"n": 1, "x": {"y": {}}},
        "inline": {"middle": {"back": {"middle": {}}}}
    }));
    assert_eq!(all.nest.unwrap().0.len(), 2);
    assert_eq!(all.direct.unwrap().next.unwrap().next.unwrap().name, "c");
}

#[test]
fn merged_objects_have_the_members_of_all() {
    let merged: all_of::types::Merged = round(json!({
        "id": "1", "tag": "t", "name": "n", "own": {"n": 1}, "only": {"id": "2"}, "kind": "b",
        "same": {"name": "m"}, "level": "low", "again": {"id": "3", "tag": "", "name": "", "own": {}}
    }));
    // `required` in a member that does not describe the property makes it required, and no more.
    let (tag, name): (String, String) = (merged.tag, merged.name);
    assert_eq!((tag.as_str(), name.as_str()), ("t", "n"));
}

#[test]
fn what_openapi_31_says_otherwise() {
    let all: openapi31::types::Modern = round(json!({
        "kind": "modern", "maybe": null, "union": null, "one": "2024-01-02T03:04:05Z",
        "sibling": {"n": 1}, "listed": [1, null], "enumerated": null, "encoded": "aGk=",
        "anything": {"x": 1}, "open": {"a": "b", "c": null}, "$defsUser": {"deep": true}
    }));
    assert_eq!(all.union, Field::Null);
    assert_eq!(all.open.unwrap().extra["c"], None);
}

#[test]
fn names_of_any_kind_reach_the_wire_as_they_are() {
    round::<names::types::All>(json!({
        "i": {"self": "a", "Self": "b", "super": "c", "crate": "d"},
        "l": {"match": "a", "type": "b", "async": "c"},
        "m": {"größe": "a", "名前": "b"}, "n": "い",
        "o": {"foo_bar": "1", "foo-bar": "2", "fooBar": "3"},
        "r": {"---": "1", "+": "2", "": "3", "@id": "4"},
        "s": {"new": "n", "from": "f", "with \"quotes\"": "q", "with\nbreak": "b",
              "back\\slash": "s", "1st": "1", "_": "u", "extra": "e"}
    }));
}
