//! Texts and numbers that are valid by a schema.

use regex_syntax::hir::{Class, Hir, HirKind};
use specmill_core::source::{Map, Node, Number};
use specmill_core::spec::UnixUnit;

use crate::json_schema::as_f64;

/// A limit on a length or a count.
pub(crate) fn size(node: &Node) -> Option<usize> {
    match node {
        Node::Number(number) => Some(as_f64(*number) as usize),
        _ => None,
    }
}

/// A text by `format`, `pattern` and the limits of its length.
pub(crate) fn string(members: &Map) -> String {
    let word = |key: &str| members.get(key).and_then(Node::as_str);
    let least = members.get("minLength").and_then(size).unwrap_or(0);
    if let Some(text) = word("pattern").and_then(|pattern| by_pattern(pattern, least)) {
        return text;
    }
    let text = match word("format").unwrap_or_default() {
        "date-time" => "2026-01-01T00:00:00Z",
        "date" => "2026-01-01",
        "time" => "00:00:00Z",
        "duration" => "P1D",
        "uuid" => "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "uri" | "url" | "iri" => "https://example.com/",
        "uri-reference" | "iri-reference" => "/example",
        "email" | "idn-email" => "user@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "json-pointer" => "/example",
        "regex" => "^text$",
        "byte" => "dGV4dA==",
        _ => "text",
    };
    let most = members.get("maxLength").and_then(size).unwrap_or(usize::MAX);
    // All of them are ASCII. A document that wants a text of more than a megabyte gets none.
    let mut text = text.to_owned();
    while text.len() < least.min(1 << 20) {
        text.push('x');
    }
    text.truncate(most);
    text
}

/// A short text that a pattern is found in, of `least` characters where it may be as long.
fn by_pattern(pattern: &str, least: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let made = |more| {
        let mut text = String::new();
        write(&hir, more, &mut text).map(|()| text)
    };
    let is_long = |text: &String| text.chars().count() >= least;
    made(0).filter(is_long).or_else(|| made(least)).or_else(|| made(0))
}

/// Writes the least text, but what may be repeated without end `more` times more; `None` where
/// nothing fits.
fn write(hir: &Hir, more: usize, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(literal) => {
            text.push_str(std::str::from_utf8(&literal.0).ok()?);
            Some(())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let fits = |char: &char| {
                class.iter().any(|range| (range.start()..=range.end()).contains(char))
            };
            let first = class.iter().next().map(|range| range.start());
            text.push(['a', 'A', '0', '-'].into_iter().find(fits).or(first)?);
            Some(())
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repetition) => {
            let more = if repetition.max.is_none() { more } else { 0 };
            let count = (repetition.min as usize + more).min(MOST_REPEATED);
            (0..count).try_for_each(|_| write(&repetition.sub, 0, text))
        }
        HirKind::Capture(capture) => write(&capture.sub, more, text),
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, more, text)),
        HirKind::Alternation(parts) => write(parts.first()?, more, text),
    }
}

/// No text in earnest is longer, whatever its pattern.
const MOST_REPEATED: usize = 1 << 12;

/// 2026-01-01T00:00:00Z, where numbers are points in time.
fn unix_time(members: &Map) -> Option<f64> {
    Some(match UnixUnit::of_schema(members)? {
        UnixUnit::Seconds => 1_767_225_600.0,
        UnixUnit::Milliseconds => 1_767_225_600_000.0,
    })
}

/// A whole number within the limits.
pub(crate) fn integer(members: &Map) -> Node {
    whole(within(members, unix_time(members).unwrap_or(1.0), 1.0) as i64)
}

/// A position in a list, within the limits.
pub(crate) fn position(members: &Map, at: usize) -> Node {
    let first = within(members, 0.0, 1.0);
    whole(within(members, first + at as f64, 1.0) as i64)
}

/// A number within the limits.
pub(crate) fn number(members: &Map) -> Node {
    let value = within(members, unix_time(members).unwrap_or(0.5), 0.5);
    if value.fract() == 0.0 { whole(value as i64) } else { Node::Number(Number::Float(value)) }
}

/// `value`, or what is nearest to it within the limits and a multiple where one is wanted.
fn within(members: &Map, value: f64, step: f64) -> f64 {
    let limit = |key: &str| match members.get(key) {
        Some(Node::Number(number)) => Some(as_f64(*number)),
        _ => None,
    };
    let least = limit("minimum").or_else(|| limit("exclusiveMinimum").map(|limit| limit + step));
    let most = limit("maximum").or_else(|| limit("exclusiveMaximum").map(|limit| limit - step));
    let near = value.max(least.unwrap_or(f64::MIN)).min(most.unwrap_or(f64::MAX));
    match limit("multipleOf") {
        Some(multiple) => (near / multiple).ceil() * multiple,
        None => near,
    }
}

/// Numbers as the tree has them.
pub(crate) fn whole(value: i64) -> Node {
    Node::Number(Number::Signed(value))
}
