//! HTML in descriptions → the Markdown that says the same. Names that HTML does not have, such as the
//! `<id>` of a path, are text, and so is markup that never ends.

use std::collections::BTreeSet;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::inline::Inline;

/// Elements that need no end.
const OPEN_ENDED: [&str; 12] =
    ["br", "dd", "dt", "hr", "img", "li", "p", "td", "th", "tr", "wbr", "option"];

/// Elements that are read here; others are shown as they are written.
const KNOWN: [&str; 53] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "nobr",
    "ol",
    "p",
    "pre",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "wbr",
    "option",
];

/// The elements of a text that end; none where all markup is to be shown as it is written.
#[derive(Default)]
pub(super) struct Closed(Option<BTreeSet<String>>);

/// A piece of a text with HTML in it.
pub(super) enum Piece<'t> {
    Text(&'t str),
    Tag(Element<'t>),
}

/// A tag of an element that is read here.
pub(super) struct Element<'t> {
    name: String,
    is_end: bool,
    written: &'t str,
}

impl Element<'_> {
    /// The value of an attribute, its entities decoded.
    fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.written.to_ascii_lowercase();
        let mut from = 0;
        loop {
            let at = from + lower.get(from..)?.find(name)?;
            from = at + name.len();
            let is_begin = lower[..at].ends_with(|char: char| char.is_ascii_whitespace());
            let rest = self.written[from..].trim_start();
            let Some(rest) = rest.strip_prefix('=').filter(|_| is_begin) else { continue };
            let rest = rest.trim_start();
            let value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
                _ => rest.split(|char: char| char.is_whitespace() || char == '>').next()?,
            };
            return Some(decoded(value));
        }
    }
}

/// The names of the elements that end somewhere in `text`, or need not.
pub(super) fn closed(text: &str) -> Closed {
    if !text.contains('<') {
        return Closed::default();
    }
    let ends = text.split("</").skip(1).map(|rest| {
        let name = rest.split(|char: char| !char.is_ascii_alphanumeric()).next();
        name.unwrap_or_default().to_ascii_lowercase()
    });
    let mut names: BTreeSet<String> = ends.collect();
    // Lists and tables that never end are told by what they hold.
    let lower = text.to_ascii_lowercase();
    if lower.contains("<li") {
        names.extend(["ul", "ol"].map(str::to_owned));
    }
    if lower.contains("<tr") {
        names.insert("table".to_owned());
    }
    Closed(Some(names))
}

/// `text` taken apart; comments are left out.
pub(super) fn pieces<'t>(text: &'t str, closed: &Closed) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut rest, mut plain) = (text, 0);
    while let Some(at) = rest[plain..].find('<').map(|at| plain + at) {
        let from = &rest[at..];
        let comment = from.strip_prefix("<!--").map(|inner| match inner.find("-->") {
            Some(end) => end + 7,
            None => from.len(),
        });
        let Some(length) = comment.or_else(|| tag_length(from)) else {
            plain = at + 1;
            continue;
        };
        let element = element(&from[..length], closed);
        if element.is_none() && (comment.is_none() || closed.0.is_none()) {
            plain = at + length;
            continue;
        }
        if at > 0 {
            pieces.push(Piece::Text(&rest[..at]));
        }
        pieces.extend(element.map(Piece::Tag));
        (rest, plain) = (&from[length..], 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The length of the tag that `text` begins with: to the `>` that is in no quotes.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, char) in text.char_indices().skip(1) {
        match (quote, char) {
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            _ => {}
        }
    }
    None
}

fn element<'t>(written: &'t str, closed: &Closed) -> Option<Element<'t>> {
    let closed = closed.0.as_ref()?;
    let inner = written.strip_prefix('<')?.strip_suffix('>')?;
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect();
    let after = inner[name.len()..].chars().next();
    let name = name.to_ascii_lowercase();
    let is_whole = after.is_none_or(|char| char.is_whitespace() || char == '/');
    let is_read = KNOWN.contains(&&*name) && is_whole;
    let ends = is_end || closed.contains(&name) || OPEN_ENDED.contains(&&*name);
    // `Map<A>` is a type.
    let is_bare = name == "a" && !is_end && after.is_none();
    (is_read && ends && !is_bare).then_some(Element { name, is_end, written })
}

/// What an element is within a paragraph.
pub(super) fn write_inline(element: &Element<'_>, out: &mut Inline<'_>) {
    let name = element.name.as_str();
    let mut open = |tag| out.open_html(name, element.written, tag);
    match (name, element.is_end) {
        ("b" | "strong", false) => open(Some(Tag::Strong)),
        ("i" | "em", false) => open(Some(Tag::Emphasis)),
        ("code" | "kbd" | "samp" | "tt" | "pre", false) => open(None),
        ("a", false) => {
            let address = element.attribute("href").map(|href| href.trim().to_owned());
            let is_one = |href: &String| {
                ["http://", "https://"].iter().any(|scheme| href.starts_with(scheme))
                    && !href.contains(|char: char| char.is_whitespace() || char.is_control())
            };
            if let Some(href) = address.filter(is_one) {
                open(Some(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: href.into(),
                    title: CowStr::Borrowed(""),
                    id: CowStr::Borrowed(""),
                }));
            }
        }
        ("img", _) => {
            if let Some(alt) = element.attribute("alt") {
                out.text(&one_line(&alt));
            }
        }
        // 10<sup>6</sup> is not 106.
        ("sup", false) => out.text("^"),
        ("td" | "th", false) => {
            if matches!(out.last(), Some(Event::Text(text)) if !text.trim().is_empty()) {
                out.text(" | ");
            }
        }
        ("li", false) => {
            out.line_break();
            out.text("• ");
        }
        ("br" | "p" | "div" | "tr" | "dt" | "dd" | "hr" | "ul" | "ol" | "table", false) => {
            out.line_break();
        }
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote", _) => out.line_break(),
        (_, true) => out.close_html_named(name),
        _ => {}
    }
}

/// A block of HTML: paragraphs and lists.
pub(super) fn write_block(html: &str, closed: &Closed, out: &mut Inline<'_>) {
    let mut block = Block { out, open: None, in_list: false };
    let mut code: Option<String> = None;
    for piece in pieces(html, closed) {
        match (piece, &mut code) {
            (Piece::Tag(Element { name, is_end: true, .. }), Some(text)) if name == "pre" => {
                let text = decoded(text);
                block.code(&text);
                code = None;
            }
            (Piece::Tag(_), Some(_)) => {}
            (Piece::Text(text), Some(code)) => code.push_str(text),
            (Piece::Text(text), None) => block.text(text),
            (Piece::Tag(tag), None) if tag.name == "pre" && !tag.is_end => {
                code = Some(String::new())
            }
            (Piece::Tag(tag), None) => block.tag(&tag),
        }
    }
    block.text(&code.unwrap_or_default());
    block.end_list();
}

struct Block<'o, 'a> {
    out: &'o mut Inline<'a>,
    /// The end of the paragraph or item that is open.
    open: Option<TagEnd>,
    in_list: bool,
}

impl Block<'_, '_> {
    fn text(&mut self, text: &str) {
        let text = decoded(text);
        let line = one_line(&text);
        if line.trim().is_empty() {
            if self.open.is_some() && !matches!(self.out.last(), Some(Event::Start(_))) {
                self.out.text(&line);
            }
            return;
        }
        match self.begin() {
            true => self.out.text(line.trim_start()),
            false => self.out.text(&line),
        }
    }

    /// Begins a paragraph where nothing is open; whether it did, or nothing was said since.
    fn begin(&mut self) -> bool {
        if self.open.is_none() {
            self.end_list();
            self.start(Tag::Paragraph);
            return true;
        }
        matches!(self.out.last(), Some(Event::Start(_)))
    }

    fn start(&mut self, tag: Tag<'static>) {
        self.open = Some(tag.to_end());
        self.out.push(Event::Start(tag));
    }

    fn end(&mut self) {
        if let Some(end) = self.open.take() {
            self.out.end_block();
            // What has no text is no paragraph, but an item may be empty.
            self.out.push(Event::End(end));
        }
    }

    fn end_list(&mut self) {
        self.end();
        if std::mem::take(&mut self.in_list) {
            self.out.push(Event::End(TagEnd::List(false)));
        }
    }

    fn tag(&mut self, tag: &Element<'_>) {
        match (tag.name.as_str(), tag.is_end) {
            ("li", false) => {
                self.end();
                if !std::mem::replace(&mut self.in_list, true) {
                    self.out.push(Event::Start(Tag::List(None)));
                }
                self.start(Tag::Item);
            }
            ("li", true) => self.end(),
            ("ul" | "ol" | "dl", true) => self.end_list(),
            // Within an item, a paragraph or list goes on with it.
            ("p" | "div" | "br" | "ul" | "ol", _) if self.open == Some(TagEnd::Item) => {
                self.out.line_break();
            }
            (
                "p" | "div" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "tr" | "hr" | "center"
                | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6",
                _,
            ) => self.end_list(),
            ("br" | "wbr" | "td" | "th", _) if self.open.is_none() => {}
            ("a" | "b" | "strong" | "i" | "em" | "code" | "kbd" | "samp" | "tt" | "img", false) => {
                self.begin();
                write_inline(tag, self.out);
            }
            _ if self.open.is_some() => write_inline(tag, self.out),
            _ => {}
        }
    }

    fn code(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.end_list();
        let kind = CodeBlockKind::Fenced(CowStr::Borrowed("text"));
        self.out.push(Event::Start(Tag::CodeBlock(kind)));
        let text = format!("{}\n", text.trim_matches('\n'));
        self.out.push(Event::Text(CowStr::from(text)));
        self.out.push(Event::End(TagEnd::CodeBlock));
    }
}

/// White space of any length as one blank, as HTML has it.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for char in text.chars() {
        match char.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(char),
        }
    }
    line
}

/// The longest entity is `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// `text` with the characters that its entities stand for; a block of HTML is not read by the parser.
fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(';').filter(|end| *end < LONGEST_ENTITY && *end > 0);
        let is_name =
            |name: &&str| name.chars().all(|char| char.is_ascii_alphanumeric() || char == '#');
        let entity = end.map(|end| &part[..end]).filter(is_name);
        let value = entity.and_then(|name| {
            let written = format!("&{name};");
            let read = Parser::new(&written).find_map(|event| match event {
                Event::Text(text) => Some(text.to_string()),
                _ => None,
            });
            read.filter(|read| *read != "&")
        });
        match (value, entity) {
            (Some(value), Some(name)) => {
                out.extend(value.chars().filter_map(super::docs::printable));
                out.push_str(&part[name.len() + 1..]);
            }
            _ if part.starts_with("amp;") => {
                out.push('&');
                out.push_str(&part[4..]);
            }
            _ => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}
