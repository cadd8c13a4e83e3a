//! The lines that faults are in, as far as they are shown.

use std::ops::Range;

use crate::diagnostics::{Position, one_line};
use crate::source::Format;

/// Characters that are shown of a line. Documents of megabytes on one line are common.
const MOST_SHOWN: usize = 140;

/// Characters that are shown before what is meant, where the line is cut.
const BEFORE: usize = 50;

/// What a tab is shown as.
const TAB: &str = "    ";

/// A line of a file with a part that is meant, fit for a terminal: controls are escaped, tabs are
/// spaces, and what is far from that part is `…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or what is shown of it.
    pub text: String,
    /// What is meant, in bytes of the text.
    pub marked: Range<usize>,
}

/// The excerpt at each of `positions` in `text`; none for a line that is not there. The text is gone
/// through once.
pub(super) fn excerpts(text: &str, format: Format, positions: &[Position]) -> Vec<Option<Excerpt>> {
    let mut order: Vec<usize> = (0..positions.len()).collect();
    order.sort_by_key(|at| positions.get(*at).map(|found| (found.line, found.column)));
    let mut found = vec![None; positions.len()];
    let mut lines = lines(text, format);
    let (mut number, mut line) = (0, None);
    let (mut column, mut offset) = (1, 0);
    for at in order {
        let (Some(position), Some(found)) = (positions.get(at), found.get_mut(at)) else {
            continue;
        };
        while number < position.line {
            line = lines.next();
            number += 1;
            (column, offset) = (1, 0);
        }
        let Some(line) = line else { break };
        let rest = line.get(offset..).unwrap_or_default();
        let ahead = position.column.saturating_sub(column);
        offset += rest.char_indices().nth(ahead).map_or(rest.len(), |(bytes, _)| bytes);
        column = position.column;
        *found = Some(cut(line, offset, format));
    }
    found
}

/// The lines as positions count them.
fn lines(text: &str, format: Format) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(|char| char == '\n' || (char == '\r' && format == Format::Yaml));
        let Some((line, after)) = end.and_then(|end| text.split_at_checked(end)) else {
            rest = None;
            return Some(text);
        };
        let after = after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        rest = Some(after);
        Some(line.strip_suffix('\r').unwrap_or(line))
    })
}

/// What is shown of `line`, of which what begins at `offset` is meant.
fn cut(line: &str, offset: usize, format: Format) -> Excerpt {
    let (before, after) = line.split_at_checked(offset).unwrap_or((line, ""));
    let is_short = line.chars().nth(MOST_SHOWN).is_none();
    let (first, before) = match before.char_indices().nth_back(BEFORE) {
        Some((start, _)) if !is_short => ("… ", before.get(start..).unwrap_or_default()),
        _ => ("", before),
    };
    let room = MOST_SHOWN.saturating_sub(before.chars().count()).max(MOST_SHOWN - BEFORE);
    let (after, last) = match after.char_indices().nth(room) {
        Some((end, _)) if !is_short => (after.get(..end).unwrap_or_default(), " …"),
        _ => (after, ""),
    };
    let in_brackets = format == Format::Json || is_open(before);
    let (meant, rest) = after.split_at_checked(meant(after, in_brackets)).unwrap_or((after, ""));
    let mut text = first.to_owned();
    text.push_str(&shown(before));
    let start = text.len();
    text.push_str(&shown(meant));
    let marked = start..text.len();
    text.push_str(&shown(rest));
    text.truncate(text.trim_end().len().max(marked.end));
    text.push_str(last);
    Excerpt { text, marked }
}

fn shown(text: &str) -> String {
    one_line(&text.replace('\t', TAB)).into_owned()
}

/// Whether a bracket of `text` is not closed in it.
fn is_open(text: &str) -> bool {
    let count = |brackets: [char; 2]| text.matches(brackets).count();
    count(['{', '[']) > count(['}', ']'])
}

/// How many bytes at the beginning of `text` are a key with its scalar, or an item.
fn meant(text: &str, in_brackets: bool) -> usize {
    let key = scalar(text, in_brackets);
    let rest = text.get(key..).unwrap_or_default();
    let Some(value) = rest.strip_prefix(':') else { return key };
    let value = value.trim_start();
    // A scalar is part of it; what is deeper would be long.
    if value.is_empty() || value.starts_with(['{', '[', '|', '>', '&', '*', '!', '#']) {
        return key;
    }
    text.len() - value.len() + scalar(value, in_brackets)
}

/// How many bytes a scalar, or a list or object on one line, takes.
fn scalar(text: &str, in_brackets: bool) -> usize {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let mut escaped = false;
            let end = text.char_indices().skip(1).find(|(_, char)| {
                let ends = *char == quote && !escaped;
                escaped = *char == '\\' && quote == '"' && !escaped;
                ends
            });
            end.map_or(text.len(), |(at, _)| at + 1)
        }
        Some('{' | '[') => {
            let mut depth = 0_usize;
            let end = text.char_indices().find(|(_, char)| {
                match char {
                    '{' | '[' => depth += 1,
                    '}' | ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                depth == 0
            });
            end.map_or(1, |(at, _)| at + 1)
        }
        _ => {
            let ends = |at: usize, char: char| {
                let next = text.get(at + char.len_utf8()..).unwrap_or_default();
                match char {
                    ':' => next.is_empty() || next.starts_with([' ', '\t', '"']),
                    ',' | '}' | ']' => in_brackets,
                    ' ' | '\t' => next.trim_start().starts_with('#') || next.trim().is_empty(),
                    _ => false,
                }
            };
            text.char_indices().find(|(at, char)| ends(*at, *char)).map_or(text.len(), |(at, _)| at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, format: Format, line: usize, column: usize) -> Option<(String, String)> {
        let found = excerpts(text, format, &[Position { line, column }]).remove(0)?;
        let marked = found.text[found.marked.clone()].to_owned();
        Some((found.text, marked))
    }

    fn marked(text: &str, column: usize) -> String {
        one(text, Format::Yaml, 1, column).unwrap().1
    }

    #[test]
    fn a_key_is_marked_with_its_scalar() {
        assert_eq!(marked("  type: int # a number", 3), "type: int");
        assert_eq!(marked("  description: Cats, dogs", 3), "description: Cats, dogs");
        assert_eq!(marked("a: {type: int, b: 1}", 5), "type: int");
        assert_eq!(marked("'/pets': {get: {}}", 1), "'/pets'");
        assert_eq!(marked("- {a: [1, {b: 2}]}, x", 3), "{a: [1, {b: 2}]}");
        assert_eq!(marked("a: {b: {", 8), "{");
        assert_eq!(marked("type: \"a \\\" b\" # c", 1), "type: \"a \\\" b\"");
        assert_eq!(marked("text: |", 1), "text");
        assert_eq!(marked("ends", 9), "");
        let json = one("{\"a\":\"b\",\"c\":1}", Format::Json, 1, 10).unwrap();
        assert_eq!(json.1, "\"c\":1");
    }

    #[test]
    fn lines_are_found_by_every_end_of_line() {
        let text = "a: 1\r\nb: 2\rc: 3\n\nd: 4";
        let all: Vec<_> =
            (1..=6).map(|line| one(text, Format::Yaml, line, 1).map(|(text, _)| text)).collect();
        let lines = ["a: 1", "b: 2", "c: 3", "", "d: 4"];
        assert_eq!(all[..5], lines.map(|line| Some(line.to_owned())));
        assert_eq!(all[5], None);
        assert_eq!(one("{}\r\n1", Format::Json, 2, 1).unwrap().0, "1");
    }

    #[test]
    fn several_on_one_line_in_any_order() {
        let text = "{a: 1, ä: 2, c: 3}";
        let at = [14, 8, 2].map(|column| Position { line: 1, column });
        let found = excerpts(text, Format::Yaml, &at);
        let marked = found.iter().flatten().map(|found| &found.text[found.marked.clone()]);
        assert_eq!(marked.collect::<Vec<_>>(), ["c: 3", "ä: 2", "a: 1"]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!(
            "{{\"a\": \"{}\", \"type\": \"int\", \"b\": \"{}\"}}",
            "ä".repeat(9_999),
            "x".repeat(9_999)
        );
        let column = text.chars().position(|char| char == 't').unwrap();
        let (line, marked) = one(&text, Format::Json, 1, column).unwrap();
        assert_eq!(marked, "\"type\": \"int\"");
        assert!(line.starts_with("… ä") && line.ends_with("x …"), "{line}");
        assert!(line.chars().count() < 160, "{line}");
        let (line, marked) = one(&text, Format::Json, 1, 2).unwrap();
        assert!(line.starts_with("{\"a\": \"ää") && line.chars().count() < 160, "{line}");
        assert!(marked.starts_with("\"a\": \"ää"), "{marked}");
    }

    #[test]
    fn nothing_of_it_commands_a_terminal() {
        let (line, marked) = one("\t\"a\u{1b}[2J\u{202e}\": 1 \u{9b}", Format::Yaml, 1, 2).unwrap();
        assert_eq!(line, r#"    "a\u{1b}[2J\u{202e}": 1 \u{9b}"#);
        assert_eq!(marked, r#""a\u{1b}[2J\u{202e}": 1 \u{9b}"#);
    }
}
