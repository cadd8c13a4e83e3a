//! Any bytes as JSON: trees as `serde_json` reads them, and types that read what they wrote.
#![no_main]

use std::collections::BTreeMap;
use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::json::{
    self, Base64, Decode, DriftKind, Encode, Field, RawJson, Strictness, Tape,
};

#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Owner,
    Reader,
    Other(String),
}
json::open_enum!(Role { Owner = "owner", Reader = "reader" });

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    One,
    Two,
    Other(i64),
}
json::open_integer_enum!(Level { One = 1, Two = 2 });

#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    pub data: Base64,
    pub width: Option<u32>,
}
json::object!(Image { "type": constant "image", data: required "data", width: optional "width" });

#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub parts: Vec<Part>,
}
json::object!(Text { "type": constant "text", text: required "text", parts: required "parts" });

#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub url: String,
    pub level: Option<Level>,
    pub extra: json::Map,
}
json::object!(Link { url: required "url", level: optional "level", extra: extra });

/// By tag, by kind, by property.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Image(Image),
    Text(Box<Text>),
    Off(bool),
    Count(i64),
    Share(f64),
    Link(Link),
    Unknown(RawJson),
}
runtime::union!(Part {
    tag "type": { "image" => Image, "text" => Text },
    kind: { boolean => Off, integer => Count, number => Share },
    property: { "url" => Link },
});

#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: String,
    pub version: Option<i64>,
    pub role: Role,
    pub level: Level,
    pub content: Part,
    pub note: Field<String>,
    pub owner: Option<Role>,
    pub limits: BTreeMap<String, f64>,
    pub parent: Option<Box<Message>>,
}
json::object!(Message {
    id: required "id",
    version: optional "version" = 2,
    role: required "role",
    level: required "level",
    content: required "content",
    note: field "note",
    owner: nullable "owner",
    limits: required "limits",
    parent: optional "parent",
});

#[derive(Clone, Debug, PartialEq)]
pub struct Narrow {
    pub a: i64,
    pub b: Option<i64>,
}
json::object!(Narrow { a: required "a", b: optional "b" });

#[derive(Clone, Debug, PartialEq)]
pub struct Wide {
    pub a: i64,
    pub c: Option<f64>,
}
json::object!(Wide { a: required "a", c: optional "c" });

/// By faults.
#[derive(Clone, Debug, PartialEq)]
pub enum Fewest {
    Narrow(Narrow),
    Wide(Wide),
    Names(Vec<String>),
    Unknown(RawJson),
}
runtime::union!(Fewest { fewest: [Narrow, Wide, Names] });

fuzz_target!(|body: &[u8]| {
    tree(body);
    round_trip::<Message>(body);
    round_trip::<Vec<Part>>(body);
    round_trip::<Vec<Fewest>>(body);
    round_trip::<BTreeMap<String, Option<Level>>>(body);
    round_trip::<RawJson>(body);
});

/// A tree is what `serde_json` reads, and is written so that it is read again. What it does not read has its
/// error, and so its line and column.
fn tree(body: &[u8]) {
    // `serde_json` does not pass over a byte order mark.
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let theirs = serde_json::from_slice::<Value>(text);
    let ours = match (Tape::parse(body), &theirs) {
        (Ok(tape), _) => Some(tape.root().to_value()),
        (Err(ours), Err(theirs)) => {
            assert!(ours.to_string().ends_with(&theirs.to_string()), "{ours}, where {theirs}");
            None
        }
        (Err(ours), Ok(_)) => panic!("{ours}"),
    };
    assert_eq!(ours, theirs.ok());
    if let Some(value) = ours {
        let text = json::encode(&value);
        assert_eq!(text, value.to_string().into_bytes());
        let again = json::decode::<Value>(&text, Strictness::Strict).expect("our own text");
        assert_eq!(again.value, value);
    }
}

/// What a type reads it writes, and reads again the same; strict is lenient without drift.
fn round_trip<T: Clone + Debug + Decode + Encode + PartialEq>(body: &[u8]) {
    let strict = json::decode::<T>(body, Strictness::Strict);
    let Ok(read) = json::decode::<T>(body, Strictness::Lenient) else {
        assert!(strict.is_err(), "strict made a value, lenient did not");
        return;
    };
    assert_eq!(strict.is_ok(), read.drift.is_empty(), "{:?}", read.drift);
    if let Ok(strict) = strict {
        assert_eq!(strict.value, read.value);
    }
    assert!(read.drift.iter().all(|drift| drift.path.starts_with('$')), "{:?}", read.drift);
    let text = json::encode(&read.value);
    let again = json::decode::<T>(&text, Strictness::Lenient).expect("our own text");
    // A member of a union that was read with faults is written without them, and another one may
    // have as few then.
    let kept = read.drift.iter().all(|drift| drift.kind == DriftKind::UndeclaredField);
    if kept {
        assert_eq!(again.value, read.value);
        assert!(again.drift.is_empty(), "{:?}", again.drift);
    }
    assert_eq!(json::encode(&again.value).is_empty(), text.is_empty());
}
