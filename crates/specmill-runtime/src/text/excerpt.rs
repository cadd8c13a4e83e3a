//! A short, one-line piece of a body that is not what was due, for a message.

use super::one_line::one_line;

/// How many characters of a body a message quotes.
const LENGTH: usize = 200;

/// The start of the body as text on one line; the text of an HTML page without its tags.
pub(crate) fn excerpt(body: &[u8]) -> String {
    // Bytes enough for the text that is shown, also when most of them are markup.
    let head = body.get(..body.len().min(64 * 1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start().chars().take(9).collect::<String>().to_ascii_lowercase();
    let is_html = start.starts_with("<!doctype") || start.starts_with("<html");
    if is_html { one_line(&without_tags(&text), LENGTH) } else { one_line(&text, LENGTH) }
}

/// What a reader of the page would see, roughly: no tags, and no scripts and styles.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        let name = tag.get(..6).unwrap_or_default().to_ascii_lowercase();
        let end = match () {
            () if name.starts_with("style") => tag.find("</style").map(|at| at + 1),
            () if name.starts_with("script") => tag.find("</script").map(|at| at + 1),
            () => Some(0),
        };
        let after = end.and_then(|at| tag.get(at..)).unwrap_or_default();
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_its_text() {
        let page = b"<!DOCTYPE html><html><head><style>p { a: b }</style><title>502 Bad\n Gateway\
            </title><script>var x = '<p>';</script></head><body><h1>Sorry</h1></body></html>";
        assert_eq!(excerpt(page), "502 Bad Gateway Sorry");
        assert_eq!(excerpt(b"<html><script>never closed"), "");
        assert_eq!(excerpt(b"<html><p"), "");
    }

    #[test]
    fn long_and_binary_bodies_are_cut_to_one_line() {
        assert_eq!(excerpt("é".repeat(1000).as_bytes()).chars().count(), LENGTH + 1);
        assert_eq!(excerpt(b"a\0b\x1b[31m\nc"), "a b [31m c");
        assert_eq!(excerpt(b""), "");
    }
}
