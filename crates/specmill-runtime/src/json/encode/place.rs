//! Where the next value of a JSON text in the making goes.

/// An array or an object that is open.
enum Level {
    /// The number of the item that comes.
    Array(usize),
    /// The name that came last.
    Object(String),
}

/// The place of the value that follows `written`, the beginning of a JSON text:
/// `tools[0].parameters`, and nothing for the whole text. It is asked for only when a value is refused,
/// so that writing keeps no account of where it is.
pub(super) fn place(written: &[u8]) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
    let mut is_name = false;
    while let Some(byte) = written.get(at) {
        match byte {
            b'{' => {
                levels.push(Level::Object(String::new()));
                is_name = true;
            }
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' => drop(levels.pop()),
            b',' => match levels.last_mut() {
                Some(Level::Array(item)) => *item += 1,
                Some(Level::Object(name)) => {
                    name.clear();
                    is_name = true;
                }
                None => {}
            },
            b'"' => {
                let end = end_of_string(written, at);
                if is_name && let Some(Level::Object(name)) = levels.last_mut() {
                    let text = written.get(at..end).unwrap_or_default();
                    *name = serde_json::from_slice(text).unwrap_or_default();
                    is_name = false;
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let mut place = String::new();
    for level in &levels {
        match level {
            Level::Array(item) => place.push_str(&format!("[{item}]")),
            Level::Object(name) if name.is_empty() || place.is_empty() => place.push_str(name),
            Level::Object(name) => {
                place.push('.');
                place.push_str(name);
            }
        }
    }
    place
}

/// Where the string that begins at `start` has ended.
fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_place_follows_from_what_is_written() {
        for (written, expected) in [
            ("", ""),
            ("{\"a\":", "a"),
            ("{\"a\":[1,2],\"b\":{\"c\":[{\"x\":\"}]\"},[[],", "b.c[1][1]"),
            ("{\"a\\\"b\":", "a\"b"),
            ("[\"a\",\"b,c\",", "[2]"),
            ("{\"a\":{\"b\":1,", "a"),
            ("[{\"a\":null,\"b\":1},{\"c\":", "[1].c"),
        ] {
            assert_eq!(place(written.as_bytes()), expected, "{written}");
        }
    }
}
