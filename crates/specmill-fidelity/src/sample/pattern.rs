//! Texts that match a `pattern`.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::json;

/// Whether `text` matches, by the validator's reading.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    jsonschema::draft202012::options()
        .build(&json!({"pattern": pattern}))
        .is_ok_and(|validator| validator.is_valid(&json!(text)))
}

/// A text that matches. `None` where the pattern has what only other dialects know (look-around).
pub(super) fn text(rng: &mut Rng, pattern: &str) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut text = String::new();
    write(rng, &hir, &mut text)?;
    Some(text)
}

fn write(rng: &mut Rng, hir: &Hir, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(character(rng, class)?),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min.saturating_add(3));
            for _ in 0..rng.u32(repetition.min..=most) {
                if text.len() > 20_000 {
                    return None;
                }
                write(rng, &repetition.sub, text)?;
            }
        }
        HirKind::Capture(capture) => write(rng, &capture.sub, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(rng, part, text)?;
            }
        }
        HirKind::Alternation(branches) => {
            let branch = rng.choice(branches)?;
            write(rng, branch, text)?;
        }
    }
    Some(())
}

/// A character of `class`, printable if it has one.
fn character(rng: &mut Rng, class: &Class) -> Option<char> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(class) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
    };
    let printable: Vec<(u32, u32)> = ranges
        .iter()
        .map(|(start, end)| ((*start).max(0x20), (*end).min(0x7e)))
        .filter(|(start, end)| start <= end)
        .collect();
    let (start, end) = *rng.choice(if printable.is_empty() { &ranges } else { &printable })?;
    char::from_u32(rng.u32(start..=end))
}
