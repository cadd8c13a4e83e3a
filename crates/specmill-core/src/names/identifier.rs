//! Turning any text into a Rust identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::fnv::fnv1a;

/// A type or variant name: `invite-list` → `InviteList`; a name that is one already stays.
#[must_use]
pub(crate) fn upper_camel(text: &str) -> String {
    if is_upper_camel(text) {
        return bounded(text.to_owned());
    }
    let name = spelled(text).to_upper_camel_case();
    let starts_with_digit = name.starts_with(|first: char| first.is_ascii_digit());
    bounded(if starts_with_digit { format!("N{name}") } else { name })
}

/// A function, field or module name: `firstId` → `first_id`; keywords become raw identifiers.
#[must_use]
pub(crate) fn snake(text: &str) -> String {
    let name = bounded(spelled(text).to_snake_case());
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("n{name}");
    }
    match name.as_str() {
        // No raw identifier may be one of these (Rust reference, "Raw identifiers").
        "self" | "super" | "crate" => format!("{name}_"),
        _ if is_keyword(&name) => format!("r#{name}"),
        _ => name,
    }
}

/// The longest name of a member, method or module, in bytes; names of types are shorter (`words.rs`).
const LONGEST: usize = 200;

/// `name`, or its beginning and a number made of all of it where it is too long: what is written in
/// place repeats the names of all that it stands in.
pub(super) fn bounded(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let kept = name.char_indices().take_while(|(at, _)| *at < LONGEST - 20).map(|(_, char)| char);
    format!("{}{:016x}", kept.collect::<String>(), fnv1a(&name))
}

fn is_upper_camel(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(|char| char.is_ascii_alphanumeric())
}

/// The text in ASCII letters and digits: other scripts are transliterated, because a name one
/// cannot type is no name, and signs are spelled out where they are all there is or carry a sign.
fn spelled(text: &str) -> String {
    let ascii = deunicode::deunicode(text);
    // `-1` is a number, and `-name` is how lists are sorted the other way round.
    let signed =
        ascii.len() > 1 && ascii[1..].starts_with(|second: char| second.is_ascii_alphanumeric());
    let ascii = match ascii.chars().next() {
        Some('-') if signed => format!("minus {}", &ascii[1..]),
        Some('+') if signed => format!("plus {}", &ascii[1..]),
        _ => ascii,
    };
    if ascii.contains(|char: char| char.is_ascii_alphanumeric()) {
        // heck splits at what is no letter or digit, but for the apostrophe of a possessive.
        return ascii.replace('\'', "");
    }
    let words: Vec<&str> = ascii.chars().filter_map(sign_word).collect();
    if words.is_empty() { "empty".to_owned() } else { words.join(" ") }
}

/// The text with its signs as words, for one that has the same letters as another: `C++` beside `C`. Signs
/// that only part words are none.
#[must_use]
pub(crate) fn with_signs(text: &str) -> String {
    let ascii = deunicode::deunicode(text);
    let is_word = |at: Option<char>| at.is_some_and(|char| char.is_ascii_alphanumeric());
    let mut spelled = String::new();
    let mut before = None;
    let mut chars = ascii.chars().peekable();
    while let Some(char) = chars.next() {
        let parts =
            matches!(char, '-' | '_' | '/') && is_word(before) && is_word(chars.peek().copied());
        match sign_word(char).filter(|_| !parts) {
            Some(word) => spelled.push_str(&format!(" {word} ")),
            None => spelled.push(char),
        }
        before = Some(char);
    }
    spelled
}

fn sign_word(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '|' => "pipe",
        '#' => "hash",
        '@' => "at",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '~' => "tilde",
        '^' => "caret",
        '_' => "underscore",
        '(' => "open",
        ')' => "close",
        '[' | '{' => "left",
        ']' | '}' => "right",
        '"' | '\'' | '`' => "quote",
        _ => return None,
    })
}

/// Whether a name is a keyword of an edition up to 2024, or reserved for one.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 49] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in",
        "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
        "return", "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe",
        "unsized", "use", "virtual", "where", "while", "yield", "union",
    ];
    // `union` is a keyword in one place only; it needs no `r#`.
    name != "union" && KEYWORDS.contains(&name)
}

/// The singular of an English plural at the end of a name (`InviteProjects` → `InviteProject`),
/// or `None` where it does not look like one.
#[must_use]
pub(crate) fn singular(name: &str) -> Option<String> {
    const SAME: [&str; 11] = [
        "status", "series", "news", "address", "access", "process", "progress", "class", "basis",
        "analysis", "canvas",
    ];
    let lower = name.to_ascii_lowercase();
    if SAME.iter().any(|word| lower.ends_with(word)) {
        return None;
    }
    let cut = |ending: &str, with: &str| {
        lower.ends_with(ending).then(|| format!("{}{with}", &name[..name.len() - ending.len()]))
    };
    // Of these the beginning stays as it is written.
    let irregular = |word: &str, ending: &str, with: &str| {
        lower.ends_with(word).then(|| cut(ending, with)).flatten()
    };
    irregular("people", "ople", "rson")
        .or_else(|| irregular("children", "ren", ""))
        .or_else(|| irregular("indices", "ices", "ex"))
        .or_else(|| cut("ies", "y"))
        .or_else(|| {
            ["sses", "xes", "ches", "shes"].iter().find_map(|end| cut(end, &end[..end.len() - 2]))
        })
        .or_else(|| cut("s", "").filter(|_| !lower.ends_with("ss")))
        .filter(|rest| rest.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_upper_camel_and_keep_a_good_name() {
        for (text, name) in [
            ("InviteListResponse", "InviteListResponse"),
            ("HTTPError", "HTTPError"),
            ("organization.invite", "OrganizationInvite"),
            ("gpt-3.5-turbo", "Gpt35Turbo"),
            ("256x256", "N256x256"),
            ("Größe", "Grosse"),
            ("名前", "MingQian"),
            ("+1", "Plus1"),
            ("-1", "Minus1"),
            ("-name", "MinusName"),
            ("--name", "Name"),
            ("a-b", "AB"),
            ("$$$", "DollarDollarDollar"),
            ("", "Empty"),
            ("project's", "Projects"),
        ] {
            assert_eq!(upper_camel(text), name, "{text:?}");
        }
    }

    #[test]
    fn members_are_snake_and_keywords_raw() {
        for (text, name) in [
            ("firstId", "first_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("X-Request-Id", "x_request_id"),
            ("2d", "n2d"),
            ("union", "union"),
            ("@", "at"),
        ] {
            assert_eq!(snake(text), name, "{text:?}");
        }
    }

    #[test]
    fn plurals_become_singular() {
        for (plural, one) in [
            ("InviteProjects", Some("InviteProject")),
            ("Categories", Some("Category")),
            ("Boxes", Some("Box")),
            ("Addresses", Some("Address")),
            ("Status", None),
            ("Data", None),
            ("Children", Some("Child")),
            ("treeChildren", Some("treeChild")),
            ("People", Some("Person")),
            ("RowIndices", Some("RowIndex")),
            ("indices", Some("index")),
        ] {
            assert_eq!(singular(plural).as_deref(), one);
        }
    }
}
