//! JSON of which only the beginning has come.

use serde_json::Value;

/// What is due next.
#[derive(Clone, Copy, PartialEq)]
enum Due {
    Value,
    Name,
    Colon,
    /// A comma, or the end of what is open.
    End,
}

/// The value that a text is the beginning of, as far as it has come: lists and objects with what is complete in them, and
/// a text as far as it goes. A number and a name count once they are complete. `None` where there is nothing yet, or no
/// JSON.
pub(super) fn partial(text: &str) -> Option<Value> {
    let bytes = text.as_bytes();
    let mut open: Vec<char> = Vec::new();
    let mut due = Due::Value;
    // How much of the text is a value with these ends.
    let mut whole: Option<(usize, String)> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (next, then) = match (due, byte) {
            (_, b' ' | b'\t' | b'\r' | b'\n') => (at + 1, due),
            (Due::Value, b'{') => {
                open.push('}');
                (at + 1, Due::Name)
            }
            (Due::Value, b'[') => {
                open.push(']');
                (at + 1, Due::Value)
            }
            (Due::Name | Due::Value | Due::End, b'}' | b']') => {
                open.pop();
                (at + 1, Due::End)
            }
            (Due::Value | Due::Name, b'"') => {
                let (end, is_complete) = string_end(bytes, at + 1);
                if !is_complete {
                    if due == Due::Value {
                        whole = Some((end, format!("\"{}", ends(&open))));
                    }
                    break;
                }
                (end, if due == Due::Value { Due::End } else { Due::Colon })
            }
            (Due::Colon, b':') => (at + 1, Due::Value),
            (Due::End, b',') => {
                at += 1;
                due = if open.last() == Some(&'}') { Due::Name } else { Due::Value };
                continue;
            }
            (Due::Value, _) => {
                let rest = bytes.get(at..).unwrap_or_default();
                let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\r' | b'\n');
                let Some(length) = rest.iter().position(is_end) else { break };
                (at + length, Due::End)
            }
            _ => break,
        };
        // Of an object, a name alone is nothing.
        if then == Due::End || matches!(byte, b'{' | b'[') {
            whole = Some((next, ends(&open)));
        }
        (at, due) = (next, then);
    }
    let (end, ends) = whole?;
    serde_json::from_str(&format!("{}{ends}", text.get(..end)?)).ok()
}

fn ends(open: &[char]) -> String {
    open.iter().rev().collect()
}

/// Where a string ends that begins at `at`, its quote included, and that it does; or where its last complete character
/// does.
fn string_end(bytes: &[u8], mut at: usize) -> (usize, bool) {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = match rest {
            [] => return (at, false),
            [b'"', ..] => return (at + 1, true),
            [b'\\', b'u', ..] => match (hex(rest), hex(rest.get(6..).unwrap_or_default())) {
                // One half of a character is none.
                (Some(0xd800..=0xdbff), None) => return (at, false),
                (Some(0xd800..=0xdbff), Some(_)) => 12,
                (Some(_), _) => 6,
                (None, _) => return (at, false),
            },
            [b'\\', _, ..] => 2,
            [b'\\'] => return (at, false),
            _ => 1,
        };
        at += length;
    }
}

/// The number of an escape `\u0000`.
fn hex(escape: &[u8]) -> Option<u32> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
