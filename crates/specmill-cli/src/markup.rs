//! Text of a document in Markdown and in HTML, where it is neither markup nor ends what it stands in.

/// In a line or a cell of Markdown.
pub(crate) fn escaped(text: &str) -> String {
    const PLAIN: &str = "-.,/():;=? ";
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '`' => escaped.push('`'),
            _ if character.is_control() => escaped.push(' '),
            _ if character.is_ascii_punctuation() && !PLAIN.contains(character) => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    // An odd one would begin code that ends nowhere.
    if escaped.matches('`').count() % 2 == 1 {
        escaped.replace('`', "'")
    } else {
        unescaped_in_code(&escaped)
    }
}

/// Code knows no escapes but that of a cell's end.
fn unescaped_in_code(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => {
            let mut plain = String::new();
            let mut characters = part.chars().peekable();
            while let Some(character) = characters.next() {
                let escapes =
                    character == '\\' && characters.peek().is_some_and(|next| *next != '|');
                if !escapes {
                    plain.push(character);
                } else if let Some(next) = characters.next() {
                    plain.push(next);
                }
            }
            plain
        }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// As code in a line or a cell of Markdown: a backtick in it is left out.
pub(crate) fn code(text: &str) -> String {
    let kept: String = text.chars().filter(|it| *it != '`' && !it.is_control()).collect();
    format!("`{}`", kept.replace('|', "\\|"))
}

/// In the text and the attributes of HTML.
pub(crate) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The same, with what stands in backticks as code.
pub(crate) fn html_with_code(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html(text);
    }
    let parts = parts.into_iter().enumerate().map(|(at, part)| match at % 2 {
        0 => html(part),
        _ => format!("<code>{}</code>", html(part)),
    });
    parts.collect()
}
