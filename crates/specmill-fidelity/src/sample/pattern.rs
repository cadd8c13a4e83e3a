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

/// A text that matches, of `least` characters where the pattern has an end that is open. `None` where the pattern has what only other dialects know (look-around).
pub(super) fn text(rng: &mut Rng, pattern: &str, least: usize) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut text = String::new();
    write(rng, &hir, &mut text, least)?;
    Some(text)
}

fn write(rng: &mut Rng, hir: &Hir, text: &mut String, least: usize) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(character(rng, class)?),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min.saturating_add(3));
            let (wanted, mut count) = (rng.u32(repetition.min..=most), 0);
            // Of characters that may be repeated on and on, as many as are missing.
            let goes_on =
                repetition.max.is_none() && matches!(repetition.sub.kind(), HirKind::Class(_));
            while count < wanted || (goes_on && text.len() < least) {
                if text.len() > 20_000 {
                    return None;
                }
                write(rng, &repetition.sub, text, least)?;
                count += 1;
            }
        }
        HirKind::Capture(capture) => write(rng, &capture.sub, text, least)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(rng, part, text, least)?;
            }
        }
        HirKind::Alternation(branches) => {
            let branch = rng.choice(branches)?;
            write(rng, branch, text, least)?;
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
