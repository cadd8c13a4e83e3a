//! Wrapping CommonMark at a readable width without changing what it says.

/// Columns a line of documentation may take, its `///` and an indent of four aside.
const WIDTH: usize = 92;

/// Wraps the paragraphs and list items of `markdown`; code blocks, tables and headings stay.
pub(super) fn wrap(markdown: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let text = line.trim_start();
        if let Some(open) = &fence {
            if text.starts_with(open.as_str()) {
                fence = None;
            }
            lines.push(line.to_owned());
        } else if text.starts_with("```") {
            fence = Some(text.chars().take_while(|char| *char == '`').collect());
            lines.push(line.to_owned());
        } else if text.starts_with(['|', '#', '>']) {
            lines.push(line.trim_end().to_owned());
        } else {
            wrap_line(line, &mut lines);
        }
    }
    lines.join("\n")
}

fn wrap_line(line: &str, lines: &mut Vec<String>) {
    // Two spaces at the end are a line break, and so is a backslash, which shows and stays.
    let end = if line.ends_with("  ") && !line.trim().is_empty() { "\\" } else { "" };
    let text = line.trim_start();
    let indent = line.len() - text.len() + marker(text);
    let mut current = line[..line.len() - text.len()].to_owned();
    let mut width = current.chars().count();
    let mut empty = true;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        if !empty && width + 1 + long > WIDTH && !opens_block(word) {
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
