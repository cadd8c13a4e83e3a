//! The walk over JSON text for [`positions`](super::positions).
//!
//! YAML 1.2 means to take in all of JSON, but its parsers refuse what JSON writes every day: escaped
//! surrogate pairs, lines indented with tabs, more than 255 levels. JSON's tokens are few.

use super::wanted::{Wanted, begin};
use crate::diagnostics::Position;
use crate::tree::Way;

/// Goes through `text`, which has been read as JSON before; stops at what is not JSON.
pub(super) fn walk(text: &str, wanted: &mut Wanted<'_>) {
    let mut way = Way::default();
    let mut cursor = Cursor { rest: text, line: 1, column: 1 };
    while let Some(next) = cursor.rest.chars().next() {
        let position = Position { line: cursor.line, column: cursor.column };
        match next {
            '{' => {
                begin(&mut way, wanted, position);
                way.open_object();
                cursor.step(next);
            }
            '[' => {
                begin(&mut way, wanted, position);
                way.open_list();
                cursor.step(next);
            }
            '}' | ']' => {
                way.close();
                cursor.step(next);
            }
            '"' => {
                let literal = cursor.string();
                if way.expects_key() {
                    let Ok(key) = serde_json::from_str::<String>(literal) else { return };
                    wanted.record(way.key(&key), position);
                } else {
                    begin(&mut way, wanted, position);
                    way.value_done();
                }
            }
            ',' | ':' | ' ' | '\t' | '\n' | '\r' => cursor.step(next),
            _ => {
                begin(&mut way, wanted, position);
                cursor.word();
                way.value_done();
            }
        }
    }
}

/// What is left of the text, and where that begins.
struct Cursor<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl<'a> Cursor<'a> {
    fn step(&mut self, character: char) {
        self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
        if character == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
    }

    /// Takes a string with its quotes.
    fn string(&mut self) -> &'a str {
        let from = self.rest;
        let mut escaped = false;
        self.step('"');
        while let Some(next) = self.rest.chars().next() {
            self.step(next);
            if next == '"' && !escaped {
                break;
            }
            escaped = next == '\\' && !escaped;
        }
        from.get(..from.len() - self.rest.len()).unwrap_or_default()
    }

    /// Takes a number, `true`, `false` or `null`.
    fn word(&mut self) {
        while let Some(next) = self.rest.chars().next() {
            if matches!(next, ',' | '}' | ']' | ' ' | '\t' | '\n' | '\r') {
                break;
            }
            self.step(next);
        }
    }
}
