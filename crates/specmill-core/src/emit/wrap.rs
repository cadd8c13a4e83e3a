//! Wrapping CommonMark at a readable width without changing what it says.

use std::borrow::Cow;

/// Columns a line of documentation may take, its `///` and an indent of four aside.
const WIDTH: usize = 92;

/// Columns that are left in quotes in quotes.
const MOST_NARROW: usize = 40;

/// Wraps the paragraphs, list items and quotes of `markdown`; code blocks, tables and headings stay.
pub(super) fn wrap(markdown: &str) -> String {
    wrap_within(markdown, WIDTH)
}

fn wrap_within(markdown: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    let mut rest = markdown.lines().peekable();
    while let Some(line) = rest.next() {
        let text = line.trim_start();
        if let Some(open) = &fence {
            if text.starts_with(open.as_str()) {
                fence = None;
            }
            lines.push(line.to_owned());
        } else if in_item(text).starts_with("```") {
            fence = Some(in_item(text).chars().take_while(|char| *char == '`').collect());
            lines.push(line.to_owned());
        } else if text.starts_with('>') {
            let mut quote = vec![line];
            while let Some(next) = rest.next_if(|next| next.trim_start().starts_with('>')) {
                quote.push(next);
            }
            wrap_quote(&quote, width, &mut lines);
        } else if text.starts_with(['|', '#']) {
            lines.push(line.trim_end().to_owned());
        } else {
            wrap_line(line, width, &mut lines);
        }
    }
    lines.join("\n")
}

/// Wraps the lines of a quote. The writer begins each with a blank, and the quote with an empty line.
fn wrap_quote(quote: &[&str], width: usize, lines: &mut Vec<String>) {
    let first = quote.first().copied().unwrap_or_default();
    let indent = " ".repeat((first.len() - first.trim_start().len()).saturating_sub(1));
    let inner: Vec<&str> = quote
        .iter()
        .map(|line| {
            let text = line.trim_start().trim_start_matches('>');
            let marks = line.trim_start().len() - text.len();
            // Of quotes in quotes only the outer mark goes.
            let text = &line.trim_start()[marks.min(1)..];
            text.strip_prefix(' ').unwrap_or(text)
        })
        .collect();
    let inner = inner.join("\n");
    let left = width.saturating_sub(indent.len() + 2).max(MOST_NARROW);
    let wrapped = wrap_within(inner.trim_matches('\n'), left);
    lines.extend(wrapped.lines().map(|line| format!("{indent}> {line}").trim_end().to_owned()));
}

fn wrap_line(line: &str, most: usize, lines: &mut Vec<String>) {
    // Two spaces at the end are a line break, and so is a backslash, which shows and stays.
    let end = if line.ends_with("  ") && !line.trim().is_empty() { "\\" } else { "" };
    let text = line.trim_start();
    let indent = line.len() - text.len() + marker(text);
    let mut current = line[..line.len() - text.len()].to_owned();
    let mut width = current.chars().count();
    let mut empty = true;
    let has_escapes = text.contains("\\.");
    let mut in_code = false;
    for word in text.split_whitespace() {
        let is_plain = !has_escapes || in_code;
        let word = if is_plain { Cow::Borrowed(word) } else { unescaped(word) };
        let word = word.as_ref();
        in_code ^= has_escapes && word.matches('`').count() % 2 == 1;
        let long = word.chars().count();
        if !empty && width + 1 + long > most && !opens_block(word) {
            lines.push(std::mem::replace(&mut current, " ".repeat(indent)));
            width = indent;
            empty = true;
        }
        if !empty {
            current.push(' ');
            width += 1;
        }
        current.push_str(word);
        width += long;
        empty = false;
    }
    lines.push(format!("{}{end}", current.trim_end()));
}

/// A word without the backslash that keeps `3.` from being an item of a list, where more follows: `3.0.3`.
fn unescaped(word: &str) -> Cow<'_, str> {
    let is_number = |before: &str| before.ends_with(|char: char| char.is_ascii_digit());
    let goes_on = |after: &str| after.starts_with(|char: char| char.is_ascii_alphanumeric());
    match word.split_once("\\.") {
        Some((before, after)) if is_number(before) && goes_on(after) && !word.contains('`') => {
            Cow::Owned(format!("{before}.{after}"))
        }
        _ => Cow::Borrowed(word),
    }
}

/// What stands behind the markers of list items.
fn in_item(mut text: &str) -> &str {
    while marker(text) > 0 {
        text = text[marker(text)..].trim_start();
    }
    text
}

/// The columns a list marker takes.
fn marker(text: &str) -> usize {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match &text.as_bytes()[digits..] {
        [b'-' | b'*' | b'+', b' ', ..] if digits == 0 => 2,
        [b'.' | b')', b' ', ..] if digits > 0 => digits + 2,
        _ => 0,
    }
}

/// Whether a line that starts with `word` could start a heading, a list, a quote or a table.
fn opens_block(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    word.starts_with(['#', '>', '|', '=', '~'])
        || matches!(word, "-" | "*" | "+")
        || word.starts_with("--")
        || word.starts_with("```")
        || (number.len() < word.len() && number.chars().all(|char| char.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn continuation_lines_stay_inside_their_item() {
        let item = format!("- {}", "word ".repeat(30));
        let wrapped = wrap(item.trim());
        assert!(wrapped.lines().count() == 2);
        assert!(wrapped.lines().nth(1).is_some_and(|line| line.starts_with("  word")));
    }

    #[test]
    fn no_line_starts_a_block_that_was_not_one() {
        let text = format!("{}- 1. # end", "word ".repeat(18));
        assert!(wrap(&text).lines().all(|line| !line.starts_with(['-', '#', '1'])));
    }

    #[test]
    fn code_stays() {
        let code = format!("```text\n{}\n```", "x ".repeat(90));
        assert_eq!(wrap(&code), code);
    }
}
