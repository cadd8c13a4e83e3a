//! Path templates (OpenAPI 3.0, "Path Templating"), and the URLs of servers, which are written alike.

use indexmap::IndexSet;

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    /// Text as it is.
    Text(&'t str),
    /// A name between braces.
    Name(&'t str),
}

/// The names between braces, each once, in order.
pub(super) fn names(template: &str) -> Vec<&str> {
    let names: IndexSet<&str> = pieces(template)
        .filter_map(|piece| match piece {
            Piece::Name(name) => Some(name),
            Piece::Text(_) => None,
        })
        .collect();
    names.into_iter().collect()
}

/// The template with every name taken out: two templates alike in this are one path.
pub(super) fn without_names(template: &str) -> String {
    filled(template, |_| Some("{}"))
}

/// The template with `value` of each name in its place, where it has one. What a value holds is
/// text, whatever it looks like.
pub(super) fn filled<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(template.len());
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Name(name) => match value(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            },
        }
    }
    filled
}

fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    let mut next = None;
    std::iter::from_fn(move || {
        if let Some(name) = next.take() {
            return Some(Piece::Name(name));
        }
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some((open, close)) = braces(rest, from) {
            // The last opening brace counts: `{a{b}` names `b`.
            let name = rest.get(open + 1..close).unwrap_or_default();
            if name.is_empty() {
                from = close + 1;
                continue;
            }
            let before = rest.get(..open).unwrap_or_default();
            rest = rest.get(close + 1..).unwrap_or_default();
            next = Some(name);
            return Some(Piece::Text(before));
        }
        Some(Piece::Text(std::mem::take(&mut rest)))
    })
}

/// The next brace that closes, from `from` on, and the last before it that opens.
fn braces(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut open = None;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match byte {
            b'{' => open = Some(at),
            b'}' if open.is_some() => return open.map(|open| (open, at)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_innermost_braces() {
        assert_eq!(names("/a/{b}/{c{d}/{}/{b}}/{e"), ["b", "d"]);
        assert_eq!(without_names("/{a}/{{b}}"), "/{}/{{}}");
    }

    #[test]
    fn a_value_is_not_looked_into() {
        let value = |name: &str| (name == "a").then_some("{a}{a}");
        assert_eq!(filled("https://{a}.{b}/{a}", value), "https://{a}{a}.{b}/{a}{a}");
    }
}
