//! Which texts are parsed as Markdown, and how much of them is shown.
//!
//! What a parser and a writer of Markdown make of a text can be far more than the text: a table has as
//! many cells as its longest row in every row, and each line of a quote in a quote begins with all
//! their marks. Both libraries take more than linear time for some texts. What they are given has
//! bounds, far above what descriptions in earnest have; the figures here are of the 2 900 files of
//! `../shared/specs`.

use std::borrow::Cow;

use crate::ir::{LONGEST_TEXT, beginning};

/// Signs that may begin or end markup: the most are 205.
const MOST_SIGNS: usize = 2_000;

/// Quotes and lists in each other: the most are 5.
const MOST_LEVELS: usize = 16;

/// Bars of the line that has most, times the lines, which bounds the cells of a table: the most are
/// 592.
const MOST_CELLS: usize = 10_000;

/// The beginning of `text`, if it is too long to be shown whole: up to the end of a paragraph, a line
/// or a word, whichever is near the limit.
pub(super) fn shortened(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST_TEXT {
        return (text, false);
    }
    let head = beginning(text, LONGEST_TEXT);
    let end = ["\n\n", "\n", " "]
        .iter()
        .find_map(|edge| head.rfind(edge).filter(|at| *at >= LONGEST_TEXT / 2));
    (head[..end.unwrap_or(head.len())].trim_end(), true)
}

/// A value in our own words: what is longer than a line can be is cut off.
pub(super) fn shortened_value(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 1 << 10;
    match text.len() {
        ..=LONGEST => Cow::Borrowed(text),
        _ => Cow::Owned(format!("{}…", beginning(text, LONGEST))),
    }
}

/// Whether parsing `text` and writing it again takes time and memory in proportion to its length.
pub(super) fn parses_in_linear_time(text: &str) -> bool {
    let is_sign = |byte: &u8| b"[]*_`<~&!|\\".contains(byte);
    let bars = |line: &str| line.bytes().filter(|byte| *byte == b'|').count();
    let most_bars = text.lines().map(bars).max().unwrap_or_default();
    text.bytes().filter(|byte| is_sign(byte)).count() <= MOST_SIGNS
        && most_bars * text.lines().count() <= MOST_CELLS
        && text.lines().all(|line| levels(line) <= MOST_LEVELS)
}

/// How many quotes and lists the marks at the start of `line` may open or go on with.
fn levels(line: &str) -> usize {
    let mut rest = line.trim_start_matches([' ', '\t']);
    let mut marks = 0;
    // An item needs two columns of indentation at least.
    let columns =
        line[..line.len() - rest.len()].chars().map(|char| if char == '\t' { 4 } else { 1 });
    let indented = columns.sum::<usize>() / 2;
    while let Some(after) = after_mark(rest) {
        rest = after.trim_start_matches([' ', '\t']);
        marks += 1;
    }
    if marks == 0 { 0 } else { marks + indented }
}

/// What follows the mark of a quote or of a list's item.
fn after_mark(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix(['>', '-', '*', '+']) {
        return Some(after);
    }
    let after = text.trim_start_matches(|char: char| char.is_ascii_digit());
    after.strip_prefix(['.', ')']).filter(|_| after.len() < text.len())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_TEXT, levels, parses_in_linear_time, shortened};

    #[test]
    fn a_text_is_cut_where_something_ends() {
        let half = LONGEST_TEXT / 2;
        assert_eq!(shortened("short"), ("short", false));
        let whole = "ä".repeat(half);
        assert_eq!(shortened(&whole), (&*whole, false));
        for edge in ["\n\n", "\n", " "] {
            let text = format!("{}{edge}{}", "a".repeat(half + 9), "b".repeat(half));
            assert_eq!(shortened(&text), ("a".repeat(half + 9).as_str(), true), "{edge:?}");
        }
        let endless = "例".repeat(half);
        let (text, is_cut) = shortened(&endless);
        assert_eq!((text.chars().count(), is_cut), (LONGEST_TEXT / 3, true));
    }

    #[test]
    fn levels_are_counted_where_a_line_begins() {
        for (line, count) in [
            ("words > and - more", 0),
            ("        code", 0),
            ("> > quoted", 2),
            (">>> quoted", 3),
            ("- 1. a", 2),
            ("    - a", 3),
            ("12) a", 1),
            ("2026 was", 0),
            ("---", 3),
        ] {
            assert_eq!(levels(line), count, "{line}");
        }
    }

    #[test]
    fn texts_in_earnest_are_tame() {
        assert!(parses_in_linear_time(
            "| a | b |\n|---|---|\n| c | d |\n\n- one\n  - two\n    - three\n\n> said\n"
        ));
        assert!(parses_in_linear_time(&"-".repeat(12)));
        assert!(!parses_in_linear_time(&"> ".repeat(17)));
        assert!(!parses_in_linear_time(&"`x` ".repeat(1_001)));
        assert!(!parses_in_linear_time(
            &"|".repeat(101).lines().chain(["a"; 100]).collect::<Vec<_>>().join("\n")
        ));
    }
}
