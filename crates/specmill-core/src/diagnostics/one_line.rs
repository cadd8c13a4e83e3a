//! Text of a document, of a request or of a file system, as one line for cargo, a terminal or a log.

use std::borrow::Cow;

/// `text` on one line that reads as it stands: what would end the line, command a terminal or turn the
/// direction of text is escaped as Rust does it.
///
/// ```
/// use specmill_core::diagnostics::one_line;
///
/// assert_eq!(one_line("a\nb\u{1b}[2J\u{202e}"), r"a\nb\u{1b}[2J\u{202e}");
/// assert_eq!(one_line("naïve, 例"), "naïve, 例");
/// ```
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len() + 8);
    for char in text.chars() {
        if is_harmless(char) {
            line.push(char);
        } else {
            line.extend(char.escape_default());
        }
    }
    Cow::Owned(line)
}

/// Whether `text` can stand at the end of a line as it is and be read back: it holds nothing that
/// [`one_line`] escapes and does not end in white space, which is cut off where lines are read.
#[must_use]
pub fn is_one_line(text: &str) -> bool {
    text.chars().all(is_harmless) && !text.ends_with(char::is_whitespace)
}

/// Whether it is no control, no separator of lines and no mark of direction (Unicode's Bidi_Control).
fn is_harmless(char: char) -> bool {
    !char.is_control() && !matches!(char, '\u{2028}' | '\u{2029}') && !turns_text(char)
}

/// Whether it is a mark that turns the direction of text: Unicode's `Bidi_Control`. rustc rejects
/// most of them in comments and in literals.
pub(crate) fn turns_text(char: char) -> bool {
    matches!(
        char,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
