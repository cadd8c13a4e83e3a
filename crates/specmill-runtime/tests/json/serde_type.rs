//! Types of others, which have serde's traits alone.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::net::Ipv4Addr;

use proptest::prelude::*;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize, Serializer};
use specmill_runtime::json::{self, DriftKind, Map, RawJson, Serde, Strictness, Value};

use super::fixture::{Invite, InviteRole};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Mine {
    id: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Closed {
    mine: Vec<Mine>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outside {
    Unit,
    Newtype(u8),
    Tuple(u8, String),
    Struct { id: u8 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Inside {
    Mine(Mine),
    Nothing,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Id(u8),
    Mine(Mine),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Flat {
    #[serde(flatten)]
    mine: Mine,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Numbers(i8, u64, f32, i128, Option<f64>);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Mixed {
    invite: Option<Box<Invite>>,
    role: InviteRole,
    raw: RawJson,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Newtype(String);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

/// It reads, and writes again, as `serde_json` has it.
fn as_serde_json<T: DeserializeOwned + Serialize + PartialEq + Debug>(texts: &[&str]) {
    for text in texts {
        let theirs: T = serde_json::from_str(text).expect(text);
        let ours = json::decode::<Serde<T>>(text.as_bytes(), Strictness::Strict).expect(text);
        assert_eq!(ours.value.0, theirs, "{text}");
        assert_eq!(json::encode(&ours.value), serde_json::to_vec(&theirs).expect(text), "{text}");
        assert_eq!(json::encode(&Serde(&theirs)), json::encode(&ours.value), "{text}");
    }
}

#[test]
fn they_are_read_and_written_as_serde_json_does() {
    as_serde_json::<Mine>(&[
        r#"{"id":1,"other":[{}]}"#,
        r#"{"note":"\n","id":255}"#,
        r#"[7,null]"#,
    ]);
    as_serde_json::<Closed>(&[r#"{"mine":[]}"#, r#"{"mine":[{"id":3}]}"#]);
    as_serde_json::<Outside>(&[
        r#""unit""#,
        r#"{"unit":null}"#,
        r#"{"newtype":1}"#,
        r#"{"tuple":[1,"a"]}"#,
        r#"{"struct":{"id":1}}"#,
    ]);
    as_serde_json::<Inside>(&[r#"{"id":1,"type":"mine"}"#, r#"{"type":"nothing"}"#]);
    as_serde_json::<Untagged>(&["1", r#"{"id":1}"#]);
    as_serde_json::<Flat>(&[r#"{"a":-1.5,"id":3,"b":{"c":[true,null]}}"#]);
    as_serde_json::<Numbers>(&[
        "[-128,18446744073709551615,1,170141183460469231731687303715884105727,null]",
        "[1,2,1.5e3,-3,12345678901234567890123]",
    ]);
    as_serde_json::<Mixed>(&[r#"{"invite":null,"role":"owner","raw":{"b":[1],"a":2} }"#]);
    as_serde_json::<BTreeMap<i32, Newtype>>(&[r#"{"-1":"a","20":"b"}"#]);
    as_serde_json::<HashMap<bool, Unit>>(&[r#"{"true":null}"#]);
    as_serde_json::<BTreeMap<Word, char>>(&[r#"{"admin":"a"}"#]);
    as_serde_json::<Ipv4Addr>(&[r#""127.0.0.1""#]);
    as_serde_json::<(Option<()>, Vec<Option<bool>>)>(&["[null,[true,null]]"]);
    as_serde_json::<Value>(&[r#"{"z":[1,-1,1.5,"a",null,true],"a":{}}"#]);
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Admin,
    Mine,
    Id,
}

/// Values of few words, so that many of them are nearly a value of one of the types here.
fn nearly() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] =
        &["unit", "newtype", "tuple", "struct", "mine", "nothing", "id", "type", "note", "1"];
    let word = prop::sample::select(WORDS);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec![-129_i64, -1, 0, 1, 255, 256]).prop_map(Value::from),
        prop::sample::select(vec![1.0, 1.5, 1e300]).prop_map(Value::from),
        Just(Value::from(u64::MAX)),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(word.clone(), inner, 0..4).prop_map(|map| map
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect()),
        ]
    })
}

fn agrees<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_str::<T>(text);
    let ours = json::decode::<Serde<T>>(text.as_bytes(), Strictness::Strict);
    match (&theirs, &ours) {
        (Ok(theirs), Ok(ours)) => prop_assert_eq!(&ours.value.0, theirs, "{}", text),
        (Err(_), Err(_)) => {}
        _ => prop_assert!(false, "{}: {:?}, {:?}", text, ours, theirs),
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_fits_is_what_fits_serde_json(value in nearly()) {
        let text = value.to_string();
        agrees::<Mine>(&text)?;
        agrees::<Closed>(&text)?;
        agrees::<Outside>(&text)?;
        agrees::<Inside>(&text)?;
        agrees::<Untagged>(&text)?;
        agrees::<Flat>(&text)?;
        agrees::<Numbers>(&text)?;
        agrees::<(u8, Option<i128>)>(&text)?;
        agrees::<BTreeMap<i32, Newtype>>(&text)?;
        agrees::<BTreeMap<Newtype, Vec<u8>>>(&text)?;
        agrees::<HashMap<Option<bool>, Unit>>(&text)?;
        agrees::<BTreeMap<Word, Option<Outside>>>(&text)?;
        agrees::<Vec<Outside>>(&text)?;
        agrees::<Value>(&text)?;
        agrees::<IgnoredAny>(&text)?;
    }
}

fn error<T: DeserializeOwned + Debug>(text: &str) -> json::DecodeError {
    json::decode::<Serde<T>>(text.as_bytes(), Strictness::Lenient).expect_err(text)
}

#[test]
fn errors_name_the_place() {
    for (error, message) in [
        (error::<Mine>("[]"), "$: expected struct Mine with 2 elements, found an array of 0 items"),
        (error::<Mine>("{}"), "$.id: required, but missing"),
        (error::<Mine>("3"), "$: expected struct Mine, found `3`"),
        (error::<Vec<Mine>>(r#"[{"id":1},{"id":256}]"#), "$[1].id: expected u8, found `256`"),
        (error::<Vec<Mine>>(r#"[{"id":null}]"#), "$[0].id: expected u8, found `null`"),
        (
            error::<Closed>(r#"{"mine":[{"id":1,"note":[2]}]}"#),
            "$.mine[0].note: expected a string, found an array of 1 item",
        ),
        (
            error::<Closed>(r#"{"mine":[],"my own":"sk-1"}"#),
            "$['my own']: not in the description, found a string",
        ),
        (
            error::<Vec<Outside>>(r#"["unit","other"]"#),
            r#"$[1]: expected one of `unit`, `newtype`, `tuple`, `struct`, found `"other"`"#,
        ),
        (
            error::<Outside>(r#"{"other":1}"#),
            "$: expected an object tagged as one of `unit`, `newtype`, `tuple`, `struct`, found an \
             object of 1 member",
        ),
        (error::<Outside>(r#"{"tuple":[1,2]}"#), "$.tuple[1]: expected a string, found `2`"),
        (
            error::<Outside>(r#"{"a":1,"b":2}"#),
            "$: expected a string or an object with a single member, found an object of 2 members",
        ),
        (
            error::<Vec<Inside>>(r#"[{"type":"mine","id":"x"}]"#),
            "$[0]: expected u8 in place of a string in it, found an object of 2 members",
        ),
        (error::<Inside>(r#"{"type":1}"#), "$.type: expected variant identifier, found `1`"),
        (error::<Map<Inside>>(r#"{"a":{}}"#), "$.a.type: required, but missing"),
        (
            error::<Vec<Untagged>>(r#"[1,"a"]"#),
            "$[1]: expected a value that its type accepts (data did not match any variant of \
             untagged enum Untagged), found `\"a\"`",
        ),
        (
            error::<BTreeMap<i32, bool>>(r#"{"1":true,"a":true}"#),
            "$.a: expected a member whose name is i32, found `true`",
        ),
        (error::<(u8, u8)>("[1]"), "$: expected a tuple of size 2, found an array of 1 item"),
        (
            error::<(u8, u8)>("[1,2,3]"),
            "$: expected an array of fewer items, found an array of 3 items",
        ),
        (
            error::<BTreeMap<String, Ipv4Addr>>(r#"{"ip":"127"}"#),
            "$.ip: expected a value that its type accepts (invalid IPv4 address syntax), found \
             `\"127\"`",
        ),
        (
            error::<Mixed>(r#"{"invite":7,"role":"owner","raw":1}"#),
            "$.invite: expected a value that its type accepts ($: expected an object, found \
             `7`), found `7`",
        ),
    ] {
        let text = error.to_string();
        assert_eq!(text, message);
    }
}

#[test]
fn secrets_are_not_shown() {
    fn picky<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        let text = String::deserialize(from)?;
        Err(serde::de::Error::custom(format!("`{text}` is too short")))
    }
    #[derive(Debug, Deserialize)]
    struct Login {
        #[serde(deserialize_with = "picky", default)]
        #[allow(dead_code, reason = "it is never read")]
        password: String,
        #[serde(deserialize_with = "picky", default)]
        #[allow(dead_code, reason = "it is never read")]
        city: String,
    }
    let text = error::<Login>(r#"{"password":"hunter2"}"#).to_string();
    assert!(
        text.starts_with("$.password: expected a value") && !text.contains("hunter2"),
        "{text}"
    );
    let text = error::<Login>(r#"{"password":5}"#).to_string();
    assert_eq!(text, "$.password: expected a string, found a number (not shown)");
    let text = error::<Login>(r#"{"city":"Ulm"}"#).to_string();
    assert!(text.contains("(`Ulm` is too short)"), "{text}");
}

/// A type of a client that has a member of another's type.
#[derive(Debug)]
struct Holder {
    first: Serde<Mine>,
    second: Option<Serde<Mine>>,
    all: Map<Serde<Mine>>,
}
json::object!(Holder { first: required "first", second: optional "second", all: required "all" });

#[test]
fn they_are_members_and_items_of_other_types() {
    let text = br#"{"first":{"id":1},"second":{"id":"x"},"all":{"a":{"id":2}}}"#;
    let read = json::decode::<Holder>(text, Strictness::Lenient).expect("the second is optional");
    assert_eq!((read.value.first.id, read.value.all["a"].id), (1, 2));
    assert!(read.value.second.is_none());
    assert_eq!(read.drift.len(), 1);
    assert_eq!(read.drift[0].to_string(), r#"$.second.id: expected u8, found `"x"`"#);
    let error = json::decode::<Holder>(br#"{"all":{}}"#, Strictness::Lenient).expect_err("first");
    assert_eq!((error.path(), error.kind()), ("$.first", Some(DriftKind::MissingField)));
    assert_eq!(json::encode(&read.value), br#"{"first":{"id":1},"all":{"a":{"id":2}}}"#);
}

#[test]
fn the_wrapper_is_as_good_as_what_is_in_it() {
    let mut mine = Serde::from(Mine { id: 1, note: None });
    mine.id += 1;
    assert_eq!(serde_json::to_string(&mine).expect("JSON"), r#"{"id":2}"#);
    assert_eq!(serde_json::from_str::<Serde<Mine>>(r#"{"id":2}"#).expect("JSON"), mine);
    assert_eq!(mine.into_inner(), Mine { id: 2, note: None });
}

#[test]
fn what_cannot_be_written_is_null_where_nothing_can_fail() {
    struct Never;
    impl Serialize for Never {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("never"))
        }
    }
    assert_eq!(json::encode(&vec![Serde(Some(Never)), Serde(None)]), b"[null,null]");
}
