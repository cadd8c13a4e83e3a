//! Documentation comments out of CommonMark that strangers wrote.
//!
//! Whatever the text holds, it stays text: code blocks without a language would be doctests, HTML
//! would be markup on the reader's page, brackets would be links to items. The text is parsed as
//! rustdoc parses it, what could do harm is changed, and it is written again in one style.

use proc_macro2::TokenStream;
use pulldown_cmark::Options;
use quote::quote;

use super::defuse::defused;
use super::html::{self, Closed};
use super::long_text::{parses_in_linear_time, shortened, shortened_value};
use super::plain_text;
use super::wrap::wrap;
use crate::diagnostics::turns_text;

/// The extensions rustdoc reads.
pub(super) const EXTENSIONS: Options =
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
    // The writer fails where elements of HTML stand in Markdown as no Markdown does; then they are text. It
    // fails on event sequences that no parser gives.
    let written = written(&clean, &html::closed(&clean));
    match written.or_else(|| self::written(&clean, &Closed::default())) {
        // Markup that shows nothing, such as an empty link, is shown as it is written.
        Some(output) if output.trim().is_empty() && !clean.trim().is_empty() => code(clean.trim()),
        Some(output) => wrap(output.trim()),
        None => block(&clean),
    }
}

/// The events of `text`, written in one style.
fn written(text: &str, closed: &Closed) -> Option<String> {
    let mut output = String::with_capacity(text.len());
    let style = pulldown_cmark_to_cmark::Options {
        list_token: '-',
        code_block_token_count: 3,
        increment_ordered_list_bullets: true,
        ..pulldown_cmark_to_cmark::Options::default()
    };
    let events = defused(text, closed);
    pulldown_cmark_to_cmark::cmark_with_options(events.iter(), &mut output, EXTENSIONS, style)
        .ok()?;
    Some(output)
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
pub(super) fn printable(char: char) -> Option<char> {
    match char {
        '\n' | '\t' => Some(char),
        '\u{2028}' | '\u{2029}' => Some(' '),
        _ => (!char.is_control() && !turns_text(char)).then_some(char),
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
        assert_eq!(safe("a <script>alert(1)</script> b"), "a \\<script>alert(1)\\</script> b");
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

    /// Whatever HTML is in a text, none is left, and Markdown says what is said.
    #[test]
    fn html_becomes_markdown() {
        const PIECES: [&str; 20] = [
            "word",
            " ",
            "\n\n",
            "*",
            "`",
            "|",
            "<b>",
            "</b>",
            "<i>",
            "<br>",
            "<ul>",
            "<li>",
            "</ul>",
            "<p>",
            "<a href='https://x.y'>",
            "</a>",
            "<code>",
            "</code>",
            "<T>",
            "[x](https://y.z)",
        ];
        let mut texts = vec![String::new()];
        for _ in 0..3 {
            texts = texts
                .iter()
                .flat_map(|text| PIECES.iter().map(move |piece| format!("{text}{piece}")))
                .collect();
            for text in &texts {
                let said = safe(text);
                let events = pulldown_cmark::Parser::new_ext(&said, super::EXTENSIONS);
                for event in events {
                    let is_html = matches!(
                        event,
                        pulldown_cmark::Event::Html(_) | pulldown_cmark::Event::InlineHtml(_)
                    );
                    assert!(!is_html, "{text:?} became {said:?}");
                }
                let is_block = text.contains("```") || !said.starts_with("```text");
                assert!(is_block, "{text:?} became {said:?}");
            }
        }
    }

    #[test]
    fn elements_say_what_they_mean() {
        for (html, markdown) in [
            ("<b>x</b> <strong>y</strong> <i>z</i>", "**x** **y** *z*"),
            ("<b> x</b>", "x"),
            ("a <b>never", "a \\<b>never"),
            ("Map<A> and List<T>", "Map\\<A> and List\\<T>"),
            ("<code>a<b</code>", "`a<b`"),
            ("10<sup>6</sup>", "10^6"),
            ("<a href='https://x.y?a=1'>the <b>list</b></a>", "[the **list**](https://x.y?a=1)"),
            ("<a href='/x'>here</a> <a href='javascript:x'>no</a>", "here no"),
            ("<a href='https://x.y'></a>none", "none"),
            ("<ul><li>one</li><li>two <i>x</i></ul>", "- one\n- two *x*"),
            ("<p>One &lt;b&gt;</p><p>Two</p>", "One \\<b>\n\nTwo"),
            ("<pre>a  &amp;  b</pre>", "```text\na  &  b\n```"),
            ("x <!-- y --> z", "x z"),
            ("> said", "> said"),
            ("- > said\n- x", "- > said\n- x"),
            ("> - a\n>\n> b", "> - a\n> \n> b"),
            ("1. a\n2. b", "1. a\n2. b"),
            ("3.0.3 of `3\\.0`", "3.0.3 of `3\\.0`"),
        ] {
            let said = safe(html);
            let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
            let expected: Vec<&str> = markdown.lines().map(str::trim_end).collect();
            assert_eq!(lines, expected, "{html}");
        }
    }
}
