//! The ways in which a value finds its member.

use specmill_runtime::__private as runtime;
use specmill_runtime::json::{self, DriftKind, RawJson, Value};

use super::fixture::{fails, lenient, messages, strict};

/// Tagged `message`.
#[derive(Debug, PartialEq)]
pub struct Message {
    /// What it says.
    pub content: Content,
}
json::object!(Message { "type": constant "message", content: required "content" });

/// Tagged `call`.
#[derive(Debug, PartialEq)]
pub struct Call {
    /// What is called.
    pub name: String,
    /// What it is part of.
    pub parent: Option<Box<Item>>,
}
json::object!(Call { "type": constant "call", name: required "name", parent: optional "parent" });

/// Found by its property.
#[derive(Debug, PartialEq)]
pub struct Image {
    /// The property.
    pub image_url: String,
}
json::object!(Image { image_url: required "image_url" });

/// By tag.
#[derive(Debug, PartialEq)]
pub enum Item {
    /// One.
    Message(Message),
    /// Two.
    Call(Box<Call>),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Item { tag "type": { "message" => Message, "call" => Call, "custom_call" => Call } });

/// By kind.
#[derive(Debug, PartialEq)]
pub enum Content {
    /// A string.
    Text(String),
    /// An array.
    Parts(Vec<Part>),
    /// A whole number.
    Count(i64),
    /// Any other number.
    Share(f64),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Content {
    kind: { string => Text, array => Parts, integer => Count, number => Share },
});

/// By everything.
#[derive(Debug, PartialEq)]
pub enum Part {
    /// By tag.
    Call(Box<Call>),
    /// By kind.
    Off(bool),
    /// By property.
    Image(Image),
    /// By faults.
    Narrow(Narrow),
    /// By faults.
    Wide(Wide),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Part {
    tag "type": { "call" => Call },
    kind: { boolean => Off },
    property: { "image_url" => Image },
    fewest: [Narrow, Wide],
});

/// A member of two.
#[derive(Debug, PartialEq)]
pub struct Narrow {
    /// Both have it.
    pub a: i64,
    /// Only this.
    pub b: Option<i64>,
}
json::object!(Narrow { a: required "a", b: optional "b" });

/// A member of two.
#[derive(Debug, PartialEq)]
pub struct Wide {
    /// Both have it.
    pub a: i64,
    /// Only this.
    pub c: Option<i64>,
}
json::object!(Wide { a: required "a", c: optional "c" });

fn part(text: &str) -> Part {
    let read = lenient::<Part>(text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    read.value
}

#[test]
fn by_tag() {
    let read = lenient::<Vec<Item>>(
        r#"[{"content":"hi","type":"message"},{"type":"call","name":"f","parent":{"type":"message","content":2}}]"#,
    );
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert!(
        matches!(&read.value[0], Item::Message(Message { content: Content::Text(text), .. }) if text == "hi")
    );
    let Item::Call(call) = &read.value[1] else { panic!("{:?}", read.value) };
    assert!(
        matches!(call.parent.as_deref(), Some(Item::Message(message)) if message.content == Content::Count(2))
    );
}

#[test]
fn an_unknown_tag_is_kept() {
    let text = r#"{"type":"video","z":[1,{"y":null}],"a":1.5}"#;
    let read = lenient::<Item>(text);
    assert_eq!(
        messages(&read.drift),
        ["$.type: expected one of `message`, `call`, `custom_call`, found `\"video\"`"]
    );
    assert_eq!(read.drift[0].kind, DriftKind::UnknownValue);
    assert_eq!(json::encode(&read.value), text.as_bytes());
    assert_eq!(strict::<Item>(text).drift(), read.drift);
    let Item::Unknown(raw) = read.value else { panic!("not known") };
    assert_eq!(raw.decode::<Value>().expect("JSON").value["z"][0], 1);
}

#[test]
fn a_missing_or_odd_tag_is_kept() {
    let cases = [
        (r#"{"name":"f"}"#, "$.type: required, but missing"),
        (r#"{"type":3}"#, "$.type: expected one of `message`, `call`, `custom_call`, found `3`"),
        ("[1]", "$: expected a member of the union, found an array of 1 item"),
    ];
    for (text, message) in cases {
        let read = lenient::<Item>(text);
        assert_eq!(messages(&read.drift), [message]);
        assert_eq!(read.value, Item::Unknown(RawJson::parse(text).expect("JSON")));
    }
}

#[test]
fn drift_in_a_member_is_the_unions() {
    let read = lenient::<Item>(r#"{"type":"custom_call","name":1}"#);
    assert_eq!(
        messages(&read.drift),
        [
            "$.type: expected `call`, found `\"custom_call\"`",
            "$.name: expected a string, found `1`"
        ]
    );
}

#[test]
fn by_kind() {
    for (text, value) in [
        ("2", Content::Count(2)),
        // What is written as a float stays one.
        ("2.0", Content::Share(2.0)),
        ("1e300", Content::Share(1e300)),
    ] {
        let read = lenient::<Content>(text);
        assert_eq!((&read.value, read.drift.len()), (&value, 0));
    }
    // What is beyond both keeps its digits.
    for huge in ["123456789012345678901234567890", "0.123456789012345678901234567890"] {
        let read = lenient::<Content>(huge);
        assert_eq!((read.drift.len(), json::encode(&read.value)), (1, huge.as_bytes().to_vec()));
    }
    assert_eq!(lenient::<Content>("2.5").value, Content::Share(2.5));
    assert_eq!(lenient::<Content>("[true]").value, Content::Parts(vec![Part::Off(true)]));
    let read = lenient::<Content>("true");
    assert_eq!(messages(&read.drift), ["$: expected a member of the union, found `true`"]);
    assert_eq!(json::encode(&read.value), b"true");
}

#[test]
fn null_is_not_a_member_unless_one_says_so() {
    assert_eq!(fails::<Content>("null").kind(), Some(DriftKind::UnexpectedNull));
    let read = lenient::<Item>(r#"{"type":"call","name":"f","parent":null}"#);
    assert_eq!(read.drift[0].kind, DriftKind::UnexpectedNull);
    assert!(matches!(read.value, Item::Call(call) if call.parent.is_none()));
}

#[test]
fn by_property_and_by_faults() {
    assert!(matches!(part(r#"{"image_url":"u"}"#), Part::Image(_)));
    assert!(matches!(part("false"), Part::Off(false)));
    assert!(matches!(part(r#"{"type":"call","name":"f"}"#), Part::Call(_)));
    assert!(matches!(part(r#"{"a":1,"b":2}"#), Part::Narrow(_)));
    assert!(matches!(part(r#"{"a":1,"c":2}"#), Part::Wide(_)));
    assert!(matches!(part(r#"{"a":1}"#), Part::Narrow(_)), "the first of two that fit");
    let read = lenient::<Vec<Part>>(r#"[{"c":1,"d":2},{"d":2}]"#);
    assert!(matches!(read.value[..], [Part::Wide(_), Part::Narrow(_)]));
    assert_eq!(
        messages(&read.drift),
        [
            "$[*].a: required, but missing (2 times)",
            "$[*].d: not in the description, found a number (2 times)",
        ]
    );
    let read = lenient::<Part>("\"x\"");
    assert_eq!(json::encode(&read.value), b"\"x\"");
    assert_eq!(read.drift.len(), 1);
}

/// Unions in unions, both members of which go deeper.
#[derive(Debug, PartialEq)]
pub enum Nest {
    /// One.
    Left(Box<Left>),
    /// Two.
    Right(Box<Right>),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Nest { fewest: [Left, Right] });

/// One.
#[derive(Debug, PartialEq)]
pub struct Left {
    /// Deeper.
    pub n: Option<Nest>,
    /// Only here.
    pub l: i64,
}
json::object!(Left { n: optional "n", l: required "l" });

/// Two.
#[derive(Debug, PartialEq)]
pub struct Right {
    /// Deeper.
    pub n: Option<Nest>,
    /// Only here.
    pub r: i64,
}
json::object!(Right { n: optional "n", r: required "r" });

#[test]
fn unions_in_unions_do_not_take_time_without_end() {
    // 2¹⁰⁰ readings if each level were tried anew by each member of the one above.
    let mut text = r#"{"r":0}"#.to_owned();
    for _ in 0..100 {
        text = format!(r#"{{"n":{text},"r":1}}"#);
    }
    let read = lenient::<Nest>(&text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(json::encode(&read.value), text.as_bytes());
    let mut nest = &read.value;
    let mut depth = 0;
    while let Nest::Right(right) = nest {
        let Some(next) = &right.n else { break };
        (nest, depth) = (next, depth + 1);
    }
    assert_eq!(depth, 100);
}

#[test]
fn through_serde() {
    let text = r#"[{"type":"message","content":[{"a":1,"c":2},true]},{"type":"new"}]"#;
    let items: Vec<Item> = serde_json::from_str(text).expect("lenient");
    assert_eq!(serde_json::to_string(&items).expect("JSON"), text);
}

/// What reads without drift.
fn exact<T: json::Decode>(text: &str) -> T {
    let read = lenient::<T>(text);
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    read.value
}

/// Values that are members themselves, beside an object.
#[derive(Debug, PartialEq)]
pub enum Choice {
    /// A value.
    Auto,
    /// A value.
    Zero,
    /// An object.
    Call(Box<Call>),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Choice { constant: { Auto = "auto", Zero = 0 }, tag "type": { "call" => Call } });

#[test]
fn a_member_may_be_one_value() {
    let read = exact::<Vec<Choice>>(r#"["auto", 0]"#);
    assert_eq!(read, [Choice::Auto, Choice::Zero]);
    assert_eq!(json::encode(&read), br#"["auto",0]"#);
    let read = lenient::<Choice>(r#""none""#);
    assert!(matches!(&read.value, Choice::Unknown(raw) if raw.get() == r#""none""#));
    assert_eq!(json::encode(&read.value), br#""none""#);
    assert_eq!(read.drift.len(), 1);
}

/// One of two that are tagged `message`.
#[derive(Debug, PartialEq)]
pub struct Output {
    /// Its identifier.
    pub id: String,
    /// What no item is.
    pub images: Option<Vec<Image>>,
}
json::object!(Output {
    "type": constant "message",
    "role": constant "assistant",
    id: required "id",
    images: optional "images",
});

/// Its tag may be missing.
#[derive(Debug, PartialEq)]
pub struct Easy {
    /// Who says it.
    pub role: String,
    /// None of the images of an output.
    pub images: Option<Vec<Item>>,
}
json::object!(Easy { "type": tag "message", role: required "role", images: optional "images" });

/// Two members share a tag.
#[derive(Debug, PartialEq)]
pub enum Shared {
    /// Without a tag, or with the shared one.
    Easy(Easy),
    /// With the shared one.
    Output(Output),
    /// With its own.
    Call(Box<Call>),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Shared {
    tag "type": { "message" => Easy | Output, "call" => Call },
    fewest: [Easy],
});

#[test]
fn members_that_share_a_tag_are_told_apart_by_their_faults() {
    let output = exact::<Shared>(r#"{"type":"message","role":"assistant","id":"a"}"#);
    assert!(matches!(output, Shared::Output(_)));
    let easy = exact::<Shared>(r#"{"type":"message","role":"user"}"#);
    assert!(matches!(easy, Shared::Easy(_)));
    let easy = exact::<Shared>(r#"{"role":"user"}"#);
    assert!(matches!(easy, Shared::Easy(_)));
}

#[test]
fn undeclared_members_count_where_all_else_is_equal() {
    // As an `Easy` it has two faults, an image that is no item and an `id`; as an `Output` six new members.
    let image = r#"{"image_url":"u","a":1,"b":2,"c":3,"d":4,"e":5,"f":6}"#;
    let text = format!(
        r#"{{"type":"message","role":"assistant","id":"x","images":[{image}],"new":true}}"#
    );
    let read = lenient::<Shared>(&text);
    let Shared::Output(output) = &read.value else { panic!("{read:?}") };
    assert_eq!(output.images.as_deref(), Some(&[Image { image_url: "u".into() }][..]));
    assert_eq!(read.drift.len(), 7, "{:?}", read.drift);
    // The same inside of what is tried, and behind more drifts than are kept.
    let stray: Vec<String> = (0..1100).map(|at| format!(r#""x{at}":0"#)).collect();
    let list = format!(r#"[{{"role":"user",{}}},{text},{text}]"#, stray.join(","));
    let read = lenient::<Vec<Shared>>(&list);
    assert!(
        matches!(read.value[..], [Shared::Easy(_), Shared::Output(_), Shared::Output(_)]),
        "{:?}",
        read.value
    );
    assert_eq!(read.drift.iter().map(|drift| drift.count).sum::<usize>() + read.unlisted, 1114);
    // Of two that fit equally well, the one with more of the members.
    assert!(matches!(part(r#"{"a":1,"b":2}"#), Part::Narrow(_)));
    let read = lenient::<Part>(r#"{"a":1,"c":2,"z":{}}"#);
    assert!(matches!(read.value, Part::Wide(_)), "{:?}", read.value);
}

#[test]
fn a_tag_that_no_member_has_is_never_taken_for_another() {
    let text = r#"{"type":"hologram","role":"user"}"#;
    let read = lenient::<Shared>(text);
    assert!(matches!(&read.value, Shared::Unknown(raw) if raw.get() == text));
    assert_eq!(json::encode(&read.value), text.as_bytes());
}

/// Tagged 1.
#[derive(Debug, PartialEq)]
pub struct First {}
json::object!(First { "v": constant 1 });

/// Tagged `true`.
#[derive(Debug, PartialEq)]
pub struct Agreed {}
json::object!(Agreed { "v": constant true });

/// Anything else.
#[derive(Debug, PartialEq)]
pub struct Rest {
    /// The tag, if it is there.
    pub v: Option<Value>,
}
json::object!(Rest { v: optional "v" });

/// By tags that are no strings.
#[derive(Debug, PartialEq)]
pub enum ByScalar {
    /// One.
    First(First),
    /// Two.
    Agreed(Agreed),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(ByScalar { tag "v": {}, scalar: { 1 => First, true => Agreed } });

/// With a default.
#[derive(Debug, PartialEq)]
pub enum Defaulted {
    /// By tag.
    First(First),
    /// By tag.
    Message(Message),
    /// By default.
    Rest(Rest),
    /// Any other.
    Unknown(RawJson),
}
runtime::union!(Defaulted { tag "v": { "m" => Message }, scalar: { 1 => First }, default: Rest });

#[test]
fn by_a_tag_that_is_no_string() {
    assert!(matches!(exact(r#"{"v":1}"#), ByScalar::First(_)));
    assert!(matches!(exact(r#"{"v":1.0}"#), ByScalar::First(_)), "numbers compare by value");
    assert!(matches!(exact(r#"{"v":true}"#), ByScalar::Agreed(_)));
    for (text, message) in [
        (r#"{"v":2}"#, "$.v: expected one of `1`, `true`, found `2`"),
        (r#"{"v":false}"#, "$.v: expected one of `1`, `true`, found `false`"),
        (r#"{"v":"1"}"#, "$.v: expected one of `1`, `true`, found `\"1\"`"),
        (r#"{"v":null}"#, "$.v: expected one of `1`, `true`, found `null`"),
        ("{}", "$.v: required, but missing"),
    ] {
        let read = lenient::<ByScalar>(text);
        assert_eq!(messages(&read.drift), [message]);
        assert_eq!(json::encode(&read.value), text.as_bytes());
    }
}

#[test]
fn the_default_takes_objects_that_no_tag_leads_anywhere() {
    assert!(matches!(exact(r#"{"v":1}"#), Defaulted::First(_)));
    for text in ["{}", r#"{"v":"x"}"#, r#"{"v":2}"#, r#"{"v":[]}"#] {
        let value = exact::<Defaulted>(text);
        assert!(matches!(value, Defaulted::Rest(_)), "{text}");
        assert_eq!(json::encode(&value), text.as_bytes());
    }
    assert!(matches!(lenient::<Defaulted>("7").value, Defaulted::Unknown(_)));
}
