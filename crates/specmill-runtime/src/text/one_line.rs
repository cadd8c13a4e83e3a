//! Text from a document or a server as one line, without control characters.

use std::fmt::{self, Write};

/// Whether a character shows as itself and leaves its neighbours as they are: it is no control
/// character, ends no line, turns no text around (Unicode's bidirectional controls) and is not
/// invisible. The joiners U+200C and U+200D are part of words and of emoji.
pub(crate) fn is_shown(char: char) -> bool {
    if char.is_ascii() {
        return !char.is_ascii_control();
    }
    !char.is_control()
        && !matches!(
            char,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The text with single spaces for white space and for what does not show, cut after `most`
/// characters.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut left = most;
    for word in text.split(|c: char| c.is_whitespace() || !is_shown(c)) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            if left == 0 {
                out.push('…');
                break;
            }
            out.push(' ');
            left -= 1;
        }
        match word.char_indices().nth(left) {
            Some((end, _)) => {
                out.push_str(word.get(..end).unwrap_or_default());
                out.push('…');
                break;
            }
            None => {
                out.push_str(word);
                left -= word.chars().count();
            }
        }
    }
    out
}

/// Writes on, with what does not show as Rust escapes it: `\u{1b}`, `\n`.
pub(crate) struct Escaping<W>(pub(crate) W);

impl<W: Write> Write for Escaping<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(|char| !is_shown(char)) {
            let (shown, from) = rest.split_at(at);
            self.0.write_str(shown)?;
            let mut chars = from.chars();
            if let Some(char) = chars.next() {
                match char {
                    '\n' | '\r' | '\t' => write!(self.0, "{}", char.escape_default())?,
                    char => write!(self.0, "{}", char.escape_unicode())?,
                }
            }
            rest = chars.as_str();
        }
        self.0.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_show_becomes_a_space() {
        assert_eq!(one_line(" a\r\n\tb\u{1b}[31m\u{202e}c\u{2028}d\u{85}", 99), "a b [31m c d");
        assert_eq!(one_line("नि\u{200d}é 👩\u{200d}🔬", 99), "नि\u{200d}é 👩\u{200d}🔬");
        assert_eq!(one_line("\u{7f}\u{9b}\0", 99), "");
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(one_line("ab cd", 5), "ab cd");
        assert_eq!(one_line("ab cde", 5), "ab cd…");
        assert_eq!(one_line("ab cd", 2), "ab…");
        assert_eq!(one_line("éé", 1), "é…");
        assert_eq!(one_line("ab\n", 2), "ab");
    }

    #[test]
    fn what_does_not_show_is_escaped() {
        let mut text = String::new();
        Escaping(&mut text).write_str("a\n\t\u{1b}\u{202e}é\u{feff}\"").unwrap();
        assert_eq!(text, "a\\n\\t\\u{1b}\\u{202e}é\\u{feff}\"");
    }
}
