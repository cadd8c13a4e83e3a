//! Documentation comments out of CommonMark that strangers wrote.
//!
//! Whatever the text holds, it stays text: code blocks without a language would be doctests, HTML
//! would be markup on the reader's page, brackets would be links to items. The text is parsed as
//! rustdoc parses it, what could do harm is changed, and it is written again in one style.

use proc_macro2::TokenStream;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use quote::quote;

use super::long_text::{parses_in_linear_time, shortened, shortened_value};
use super::plain_text;
use super::wrap::wrap;
use crate::diagnostics::turns_text;

/// The extensions rustdoc reads.
const EXTENSIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// One `#[doc]` a line of `markdown`, which is already safe.
pub(super) fn doc_attributes(markdown: &str) -> TokenStream {
    let lines = markdown
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// The document's text as safe CommonMark, wrapped; the beginning of one that is too long.
pub(super) fn safe(text: &str) -> String {
    let (text, is_cut) = shortened(text);
    let said = match plain_text::paragraphs(text) {
        Some(paragraphs) => wrap(&paragraphs),
        None => parsed(text),
    };
    if is_cut { format!("{said}\n\n(The document has more of this text.)") } else { said }
}

fn parsed(text: &str) -> String {
    let clean: String = text.chars().filter_map(printable).collect();
    let clean = clean.replace('\t', "    ");
    if !parses_in_linear_time(&clean) {
        return block(&clean);
    }
    let mut output = String::with_capacity(clean.len());
    let style = pulldown_cmark_to_cmark::Options {
        list_token: '-',
        code_block_token_count: 3,
        ..pulldown_cmark_to_cmark::Options::default()
    };
    let events = defused(&clean);
    match pulldown_cmark_to_cmark::cmark_with_options(events.iter(), &mut output, EXTENSIONS, style)
    {
        // Markup that shows nothing, such as an empty link, is shown as it is written.
        Ok(_) if output.trim().is_empty() && !clean.trim().is_empty() => code(clean.trim()),
        Ok(_) => wrap(output.trim()),
        // The writer fails on event sequences no parser gives.
        Err(_) => block(&clean),
    }
}

/// `text` as a block of code, which holds anything.
fn block(text: &str) -> String {
    format!("```text\n{}\n```", text.replace("```", "'''"))
}

/// Our own words with values of the document in them, on one line: a blank line in a value would
/// end the code it stands in, and an indented one begin a doctest.
pub(super) fn one_line(note: &str) -> String {
    let note: String = note.chars().filter_map(printable).collect();
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The document's words behind a list item's first ones. A block of code begins a line: behind
/// other text its first fence would be none, and its last one would begin a doctest.
pub(super) fn of_item(text: &str) -> String {
    let said = safe(text).replace('\n', "\n  ");
    match said.as_str() {
        "" => said,
        block if block.contains("```") => format!(":\n\n  {said}"),
        _ => format!(": {said}"),
    }
}

/// `text` as code, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text = one_line(&shortened_value(text));
    if text.is_empty() {
        return "blank text".to_owned();
    }
    if !text.contains('`') {
        return format!("`{text}`");
    }
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// What a comment can hold of `char`: no controls but line breaks and tabs, and no marks that turn the
/// direction of text, of which rustc rejects most.
fn printable(char: char) -> Option<char> {
    match char {
        '\n' | '\t' => Some(char),
        '\u{2028}' | '\u{2029}' => Some(' '),
        _ => (!char.is_control() && !turns_text(char)).then_some(char),
    }
}

/// The same of a text that an entity (`&#x202e;`) may have brought, where a line cannot end.
fn on_its_line(text: CowStr<'_>) -> CowStr<'_> {
    let is_kept = |char: char| printable(char) == Some(char) && !matches!(char, '\n' | '\t');
    if text.chars().all(is_kept) {
        return text;
    }
    let printable = text.chars().filter_map(printable);
    let line = printable.map(|char| if is_kept(char) { char } else { ' ' });
    line.collect::<String>().into()
}

fn defused(text: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    // Whether the link that is open was kept, for each open link.
    let mut links: Vec<bool> = Vec::new();
    let mut in_code = false;
    for event in Parser::new_ext(text, EXTENSIONS) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language(&kind)))));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                // The writer closes a fence only after a full line.
                if !matches!(events.last(), Some(Event::Text(text)) if text.ends_with('\n')) {
                    events.push(Event::Text(CowStr::Borrowed("\n")));
                }
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let kept = on_one_line(tag).filter(has_address);
                links.push(kept.is_some());
                events.extend(kept.map(Event::Start));
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                if links.pop().unwrap_or_default() {
                    events.push(Event::End(end));
                }
            }
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            Event::Html(html) | Event::InlineHtml(html) => defuse_html(&html, &mut events),
            Event::Text(text) if in_code => events.push(Event::Text(text)),
            Event::Text(text) if links.is_empty() => link_urls(&on_its_line(text), &mut events),
            Event::Text(text) => events.push(Event::Text(on_its_line(text))),
            Event::SoftBreak => events.push(Event::Text(CowStr::Borrowed(" "))),
            other => events.push(other),
        }
    }
    events
}

/// The language of a code block: one that rustdoc does not take for Rust, `text` where it might.
fn language(kind: &CodeBlockKind<'_>) -> CowStr<'static> {
    const KNOWN: [&str; 24] = [
        "json",
        "yaml",
        "yml",
        "bash",
        "sh",
        "shell",
        "console",
        "curl",
        "http",
        "python",
        "javascript",
        "js",
        "typescript",
        "ts",
        "go",
        "java",
        "ruby",
        "php",
        "xml",
        "html",
        "css",
        "sql",
        "toml",
        "graphql",
    ];
    let info = match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let info = info.to_ascii_lowercase();
    KNOWN.iter().find(|known| **known == info).copied().unwrap_or("text").into()
}

/// A link, whatever entities brought into it; `None` for any other tag.
fn on_one_line(tag: Tag<'_>) -> Option<Tag<'_>> {
    match tag {
        Tag::Link { link_type, dest_url, title, id } => Some(Tag::Link {
            link_type,
            dest_url: on_its_line(dest_url),
            title: on_its_line(title),
            id: on_its_line(id),
        }),
        _ => None,
    }
}

/// Whether a link leaves the page for an address; any other target rustdoc would look up as an
/// item.
fn has_address(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Link { dest_url, link_type, .. } => {
            *link_type != LinkType::Email
                && ["http://", "https://"].iter().any(|scheme| dest_url.starts_with(scheme))
        }
        _ => false,
    }
}

fn defuse_html<'a>(html: &CowStr<'a>, events: &mut Vec<Event<'a>>) {
    if html.trim().to_ascii_lowercase().starts_with("<br") {
        events.push(Event::HardBreak);
    } else {
        for line in html.trim_end().split('\n') {
            events.push(Event::Text(CowStr::from(format!("{line} "))));
        }
    }
}

/// Bare addresses become links, as rustdoc asks.
fn link_urls<'a>(text: &CowStr<'a>, events: &mut Vec<Event<'a>>) {
    let mut rest = text.as_ref();
    while let Some(start) = find_url(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|char: char| char.is_whitespace() || "<>\"'`)]}".contains(char));
        let url =
            from[..end.unwrap_or(from.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '*']);
        push_text(before, events);
        let dest: CowStr<'a> = url.to_owned().into();
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: dest.clone(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        events.push(Event::Text(dest));
        events.push(Event::End(TagEnd::Link));
        rest = &from[url.len()..];
    }
    push_text(rest, events);
}

fn find_url(text: &str) -> Option<usize> {
    let is_url =
        |at: &usize| ["http://", "https://"].iter().any(|url| text[*at..].starts_with(url));
    text.match_indices("http").map(|(at, _)| at).find(is_url)
}

fn push_text<'a>(text: &str, events: &mut Vec<Event<'a>>) {
    if !text.is_empty() {
        events.push(Event::Text(text.to_owned().into()));
    }
}

#[cfg(test)]
mod tests {
    use super::{of_item, parsed, safe};

    /// Every text of up to four of these pieces, which is how one rule meets another.
    #[test]
    fn what_is_not_parsed_reads_as_if_it_were() {
        const PIECES: [&str; 15] = [
            "word", " ", "\n", "`a|b`", "`", ".", "- ", "2", ")", "\"", "%:", "x.y", "  ", "---",
            "(*)",
        ];
        let mut texts = vec![String::new()];
        let mut seen = 0;
        for _ in 0..4 {
            texts = texts
                .iter()
                .flat_map(|text| PIECES.iter().map(move |piece| format!("{text}{piece}")))
                .collect();
            for text in &texts {
                if super::plain_text::paragraphs(text).is_some() {
                    assert_eq!(safe(text), parsed(text), "{text:?}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 1_000, "{seen} were plain");
    }

    #[test]
    fn code_blocks_are_never_doctests() {
        assert_eq!(safe("```\nlet x: = 1;\n```"), "```text\nlet x: = 1;\n```");
        assert_eq!(safe("```rust\npanic!()\n```"), "```text\npanic!()\n```");
        assert_eq!(safe("```should_panic\nx\n```"), "```text\nx\n```");
        assert_eq!(safe("Say:\n\n    let x: = 1;"), "Say:\n\n```text\nlet x: = 1;\n```");
        assert_eq!(safe("```json\n{}\n```"), "```json\n{}\n```");
        assert_eq!(safe("```\nnever closed"), "```text\nnever closed\n```");
    }

    #[test]
    fn markup_links_and_brackets_are_defused() {
        assert_eq!(safe("a <script>alert(1)</script> b"), "a \\<script> alert(1)\\</script> b");
        assert_eq!(safe("see [Invite] and [x](Invite)"), "see \\[Invite\\] and x");
        assert_eq!(safe("[x](https://a.b/c)"), "[x](https://a.b/c)");
        assert_eq!(safe("at https://a.b/c_d."), "at <https://a.b/c_d>.");
        assert_eq!(safe("one<br>two"), "one\\\ntwo");
    }

    #[test]
    fn a_block_of_code_begins_a_line_in_a_list_too() {
        assert_eq!(of_item(""), "");
        assert_eq!(of_item("one\n\ntwo"), ": one\n  \n  two");
        assert_eq!(of_item("```\nx\n```\ny"), ":\n\n  ```text\n  x\n  ```\n  \n  y");
    }

    #[test]
    fn nothing_ends_the_comment_or_turns_the_text() {
        assert_eq!(safe("a */ b"), "a \\*/ b");
        assert_eq!(safe("#![deny(x)]"), "\\#!\\[deny(x)\\]");
        assert_eq!(safe("a\u{202e}b\rc\0\u{61c}d"), "abcd");
        assert_eq!(safe("a&#x202e;b &#x2028; c &#x1b;[2J"), "ab c \\[2J");
        assert_eq!(safe("a&#10;&#10;&#32;&#32;&#32;&#32;let b;"), "a let b;");
        let link = "[a&#x2066;](https://b.c/&#x2069;d&#10;x \"&#x202a;e\")";
        assert_eq!(safe(link), "[a](<https://b.c/d x> \"e\")");
    }

    #[test]
    fn lines_of_a_paragraph_flow_together() {
        assert_eq!(safe("one\ntwo\n\n- a\nlazy\n- b"), "one two\n\n- a lazy\n- b");
    }
}
