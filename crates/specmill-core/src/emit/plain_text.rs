//! Text in which Markdown has nothing to change, told without parsing it: most of what documents say.

/// The paragraphs of `text`, each on one line, if it is words, common punctuation and code spans
/// only. What is given is what parsing it and writing it again would give.
pub(super) fn paragraphs(text: &str) -> Option<String> {
    let mut output = String::with_capacity(text.len());
    let mut is_new = true;
    for line in text.trim_matches('\n').split('\n') {
        if line.is_empty() {
            is_new = true;
            continue;
        }
        if !is_plain(line) {
            return None;
        }
        output.push_str(match (output.is_empty(), is_new) {
            (true, _) => "",
            (false, true) => "\n\n",
            (false, false) => " ",
        });
        output.push_str(line);
        is_new = false;
    }
    Some(output)
}

/// Whether `line` says as Markdown what it says as text, whatever lines stand beside it.
fn is_plain(line: &str) -> bool {
    let bytes = line.as_bytes();
    let begins = matches!(bytes.first(), Some(b'a'..=b'z' | b'A'..=b'Z' | b'(' | b'"' | b'`'));
    // Two backticks in a row would make another kind of code span, and an address is a link.
    if !begins || line.ends_with(' ') || line.contains("``") || line.contains("://") {
        return false;
    }
    let mut parts = line.split('`');
    // Behind code, the writer takes a number or a dash for the start of a list.
    let is_text = |part: &str| {
        !part.starts_with(|char: char| char == '-' || char.is_ascii_digit())
            && part.bytes().all(|byte| {
                matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'.' | b',' | b';'
                | b':' | b'\'' | b'"' | b'(' | b')' | b'/' | b'%' | b'?' | b'-')
            })
    };
    let is_code = |part: &str| {
        let edge = |char: Option<char>| char.is_some_and(|char| char.is_ascii_graphic());
        part.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
            && edge(part.chars().next())
            && edge(part.chars().next_back())
    };
    let mut is_open = true;
    parts.all(|part| {
        is_open = !is_open;
        if is_open { is_code(part) } else { is_text(part) }
    }) && !is_open
}
