//! Documentation comments out of CommonMark that strangers wrote.
//!
//! Whatever the text holds, it stays text: code blocks without a language would be doctests, HTML
//! would be markup on the reader's page, brackets would be links to items. The text is parsed as
//! rustdoc parses it, what could do harm is changed, and it is written again in one style.

use proc_macro2::TokenStream;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use quote::quote;

use super::plain_text;
use super::wrap::wrap;

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

/// The document's text as safe CommonMark, wrapped.
pub(super) fn safe(text: &str) -> String {
    match plain_text::paragraphs(text) {
        Some(paragraphs) => wrap(&paragraphs),
        None => parsed(text),
    }
}

fn parsed(text: &str) -> String {
    let clean: String = text.chars().filter(|char| !is_unprintable(*char)).collect();
    let clean = clean.replace('\t', "    ");
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
        // The writer fails on event sequences no parser gives; a code block holds anything.
        Err(_) => format!("```text\n{}\n```", clean.replace("```", "'''")),
    }
}

/// Our own words with values of the document in them, on one line: a blank line in a value would
/// end the code it stands in, and an indented one begin a doctest.
pub(super) fn one_line(note: &str) -> String {
    let note: String = note.chars().filter(|char| !is_unprintable(*char)).collect();
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
    let text = one_line(text);
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

/// Controls, and the marks that turn the direction of text, which rustc rejects in comments.
fn is_unprintable(char: char) -> bool {
    (char.is_control() && char != '\n' && char != '\t')
        || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
                let kept = leads_somewhere(&tag);
                links.push(kept);
                if kept {
                    events.push(Event::Start(tag));
                }
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                if links.pop().unwrap_or_default() {
                    events.push(Event::End(end));
                }
            }
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            Event::Html(html) | Event::InlineHtml(html) => defuse_html(&html, &mut events),
            Event::Text(text) if !in_code && links.is_empty() => link_urls(&text, &mut events),
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

/// Whether a link leaves the page for an address; any other target rustdoc would look up as an
/// item.
fn leads_somewhere(tag: &Tag<'_>) -> bool {
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
    while let Some(start) = rest.find("https://").or_else(|| rest.find("http://")) {
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
        assert_eq!(safe("a\u{202e}b\rc\0"), "abc");
    }

    #[test]
    fn lines_of_a_paragraph_flow_together() {
        assert_eq!(safe("one\ntwo\n\n- a\nlazy\n- b"), "one two\n\n- a lazy\n- b");
    }
}
