//! `fill` beside `serde_json`: they take the same texts and read the same from them.
//!
//! The tests run a few thousand texts. More of them, with another seed:
//!
//! ```sh
//! SPECMILL_JSON_RUNS=100000000 SPECMILL_JSON_SEED=2 \
//!     cargo test --release -p specmill-runtime --lib differential
//! ```

#[path = "../../../tests/json/nearly_json.rs"]
mod texts;

use std::env;
use std::ops::ControlFlow;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::build::{Builder, ValueSeed};
use super::fill::{MAX_NESTING, fill};
use super::node::Node;
use super::read::Unread;
use super::slots::{Slot, Tape};
use texts::Texts;

/// Whether a text was read, having seen that all ways come to the same.
fn compare(body: &[u8]) -> bool {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let filled = std::str::from_utf8(text).ok().and_then(|text| fill(text, MAX_NESTING));
    match serde_json::from_slice::<Value>(text) {
        Ok(value) => {
            let filled = filled.unwrap_or_else(|| panic!("{} is JSON", shown(body)));
            assert!(is_same(filled.root(), &value), "{}: {value}", shown(body));
            let visited = visited(text).unwrap_or_else(|error| panic!("{}: {error}", shown(body)));
            assert_eq!(slots(&filled), slots(&visited), "{}", shown(body));
            true
        }
        Err(theirs) => {
            assert!(filled.is_none(), "{}: {theirs}", shown(body));
            match Tape::read(body) {
                Err(Unread::Syntax(ours)) => {
                    let place = (theirs.line(), theirs.column());
                    assert_eq!((ours.line(), ours.column()), place, "{}", shown(body));
                    assert_eq!(ours.to_string(), theirs.to_string(), "{}", shown(body));
                }
                _ => panic!("{} is read, though: {theirs}", shown(body)),
            }
            false
        }
    }
}

fn shown(body: &[u8]) -> String {
    body.escape_ascii().to_string()
}

/// The tape as it comes by serde's visitor.
fn visited(text: &[u8]) -> Result<Tape<'static>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let mut builder = Builder::new();
    ValueSeed(&mut builder).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(builder.finish())
}

/// A slot with what it stands for.
#[derive(Debug, PartialEq)]
enum Part<'t> {
    Text(&'t str),
    Float(u64),
    Signed(i64),
    Unsigned(u64),
    Bool(bool),
    Null,
    Array { span: u32, len: u32 },
    Object { span: u32, len: u32 },
}

fn slots<'t>(tape: &'t Tape<'_>) -> Vec<Part<'t>> {
    let part = |slot: &Slot| match *slot {
        Slot::Null => Part::Null,
        Slot::Bool(value) => Part::Bool(value),
        Slot::Signed(value) => Part::Signed(value),
        Slot::Unsigned(value) => Part::Unsigned(value),
        Slot::Float(value) | Slot::Long { value, .. } => Part::Float(value.to_bits()),
        Slot::Input { .. } | Slot::Arena { .. } => Part::Text(tape.text(*slot).expect("a text")),
        Slot::Array { span, len } => Part::Array { span, len },
        Slot::Object { span, len } => Part::Object { span, len },
    };
    tape.slots.iter().map(part).collect()
}

/// Whether both are the same to the last bit; members in any order.
fn is_same(node: Node<'_>, value: &Value) -> bool {
    match value {
        Value::Null => node.is_null(),
        Value::Bool(value) => node.as_bool() == Some(*value),
        Value::String(text) => node.as_str() == Some(text),
        Value::Number(number) => {
            let is_float = number.as_i64().is_none() && number.as_u64().is_none();
            is_float == node.as_float().is_some()
                && node.as_f64().map(f64::to_bits) == number.as_f64().map(f64::to_bits)
                && (is_float || node.as_i64() == number.as_i64())
                && (is_float || node.as_u64() == number.as_u64())
                && has_its_digits(node)
        }
        Value::Array(items) => node.items().is_some_and(|nodes| {
            nodes.len() == items.len() && nodes.zip(items).all(|(node, item)| is_same(node, item))
        }),
        Value::Object(members) => node.members().is_some_and(|mut nodes| {
            nodes.len() == members.len()
                && nodes.all(|(name, node)| members.get(name).is_some_and(|it| is_same(node, it)))
        }),
    }
}

/// What is kept of a number as it was written is the number.
fn has_its_digits(node: Node<'_>) -> bool {
    node.long_number().is_none_or(|text| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        digits > 17 && text.parse().ok().map(f64::to_bits) == node.as_f64().map(f64::to_bits)
    })
}

fn setting(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

#[test]
fn texts_by_chance() {
    let runs = setting("SPECMILL_JSON_RUNS").unwrap_or(10_000);
    let mut texts = Texts::new(setting("SPECMILL_JSON_SEED").unwrap_or(1));
    let mut read = 0_u64;
    for _ in 0..runs {
        read += u64::from(compare(texts.next()));
    }
    assert!(read > runs / 10 && read < runs / 10 * 9, "{read} of {runs} read: too much the same");
}

#[test]
fn every_byte_in_every_place() {
    for text in texts::SEEDS.iter().filter(|text| text.len() <= 24) {
        let mut body = text.as_bytes().to_vec();
        for at in 0..body.len() {
            let kept = body[at];
            for byte in 0..=0xff {
                body[at] = byte;
                compare(&body);
            }
            body[at] = kept;
            compare(&body[..at]);
        }
    }
}

/// Every text of up to four of these bytes.
#[test]
fn every_short_text() {
    const BYTES: &[u8] = b"{}[]:,\"\\u019-+.eE tn\n\x00\x7f\xc3\xa9";
    let mut places = [0_usize; 4];
    let next = |places: &mut [usize]| {
        places.iter_mut().try_for_each(|place| {
            *place = (*place + 1) % BYTES.len();
            if *place == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
    };
    for length in 0..=places.len() {
        loop {
            let mut text = [0; 4];
            text.iter_mut().zip(places).for_each(|(byte, place)| *byte = BYTES[place]);
            compare(&text[..length]);
            if next(&mut places[..length]).is_continue() {
                break;
            }
        }
    }
}

#[test]
fn every_unit_of_utf_16() {
    for unit in 0..=0xffff_u32 {
        compare(format!("\"\\u{unit:04x}\"").as_bytes());
        compare(format!("\"\\u{unit:04X}\\udc01\"").as_bytes());
        compare(format!("\"\\ud83d\\u{unit:04x}\"").as_bytes());
    }
}

#[test]
fn every_depth_around_the_last() {
    for (open, inner, close) in
        [("[", "", "]"), ("{\"a\":", "1", "}"), ("[{\"a\":", "[]", "}]"), ("[1,", "{}", ",2]")]
    {
        for depth in (0..140).chain([1000, 50_000]) {
            let text = open.repeat(depth) + inner + &close.repeat(depth);
            compare(text.as_bytes());
            compare(open.repeat(depth).as_bytes());
        }
    }
}

/// Numbers at the limits of their types, and those next to them.
#[test]
fn every_number_at_a_limit() {
    let whole =
        [i64::MAX.into(), i64::MIN.into(), u64::MAX.into(), 1_i128 << 53, 10_i128.pow(19), 0];
    for limit in whole {
        for number in limit - 3..=limit + 3 {
            for (before, after) in
                [("", ""), ("-", ""), ("0", ""), ("", ".0"), ("", "e0"), ("", "E+1")]
            {
                compare(format!("{before}{number}{after}").as_bytes());
                compare(format!("[{before}{number}{after}]").as_bytes());
            }
        }
    }
    for limit in [f64::MAX, f64::MIN_POSITIVE, 5e-324, 9007199254740993.0, 1e22, 1e23, 0.1] {
        for step in -2_i64..=2 {
            let number = f64::from_bits(limit.to_bits().wrapping_add_signed(step));
            for text in [format!("{number}"), format!("{number:?}"), format!("{number:.25e}")] {
                compare(text.as_bytes());
                compare(format!("-{text}").as_bytes());
                compare(format!("{text}1").as_bytes());
            }
        }
    }
    for digits in 1..=25 {
        for power in -345..=310 {
            let text = &"1797693134862315708145274"[..digits];
            compare(format!("{text}e{power}").as_bytes());
            compare(format!("0.{text}e{power}").as_bytes());
        }
    }
}
