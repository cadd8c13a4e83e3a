//! The events of CommonMark without what could do harm: code that would be a doctest, markup, and links to
//! items.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::docs::{EXTENSIONS, printable};
use super::html::{self, Closed, Piece};
use super::inline::Inline;

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

/// The events of `text`, made harmless. HTML becomes the Markdown that says the same, as far as there is
/// some and its elements are among those that are `closed`.
pub(super) fn defused<'t>(text: &'t str, closed: &Closed) -> Vec<Event<'t>> {
    let mut out = Inline::default();
    let mut in_code = false;
    let mut block: Option<String> = None;
    for event in Parser::new_ext(text, EXTENSIONS) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language(&kind)))));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                // The writer closes a fence only after a full line.
                if !matches!(out.last(), Some(Event::Text(text)) if text.ends_with('\n')) {
                    out.push(Event::Text(CowStr::Borrowed("\n")));
                }
                out.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                out.open_link(on_one_line(tag).filter(has_address));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => out.close_link(),
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                html::write_block(&block.take().unwrap_or_default(), closed, &mut out);
            }
            Event::Html(html) if block.is_some() => {
                block.get_or_insert_default().push_str(&html);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for piece in html::pieces(&html, closed) {
                    match piece {
                        Piece::Text(text) => out.text(&on_its_line(text.into())),
                        Piece::Tag(tag) => html::write_inline(&tag, &mut out),
                    }
                }
            }
            Event::Text(text) if in_code => out.push(Event::Text(text)),
            Event::Text(text) => out.text(&on_its_line(text)),
            Event::SoftBreak => out.text(" "),
            Event::Start(tag @ (Tag::Emphasis | Tag::Strong | Tag::Strikethrough)) => out.open(tag),
            Event::End(end @ (TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)) => {
                out.close(end);
            }
            // A break of Markdown is one of ours.
            Event::HardBreak => out.line_break(),
            Event::Start(_) | Event::End(_) | Event::Rule => {
                out.end_block();
                out.push(event);
            }
            other => out.push(other),
        }
    }
    out.end_block();
    out.into_events()
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
