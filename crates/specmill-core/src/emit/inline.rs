//! Events of a paragraph, in which markup of Markdown and of HTML is open at the same time.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// The events so far, and what is open in the paragraph at hand.
#[derive(Default)]
pub(super) struct Inline<'a> {
    events: Vec<Event<'a>>,
    open: Vec<Open>,
    /// Whether a line cannot end: in a cell of a table and in a heading.
    on_one_line: bool,
}

/// Markup that is open.
struct Open {
    what: What,
    /// Its place among the events.
    start: usize,
}

enum What {
    /// Markdown's own.
    Markdown,
    /// A link of Markdown, and whether it was kept.
    Link(bool),
    /// HTML: its name, how it was written, and what it is in Markdown; nothing for code, whose text is only
    /// known where it ends.
    Html { name: String, written: String, end: Option<TagEnd> },
}

impl<'a> Inline<'a> {
    pub(super) fn push(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::TableCell | Tag::Heading { .. }) => self.on_one_line = true,
            Event::End(TagEnd::TableCell | TagEnd::Heading(_)) => self.on_one_line = false,
            _ => {}
        }
        self.events.push(event);
    }

    pub(super) fn last(&self) -> Option<&Event<'a>> {
        self.events.last()
    }

    pub(super) fn into_events(self) -> Vec<Event<'a>> {
        self.events
    }

    /// Adds text; addresses in it become links where they stand in none.
    pub(super) fn text(&mut self, text: &str) {
        let begins = begins_line(self.last());
        let text = if begins { text.trim_start() } else { text };
        if self.in_link() {
            push_text(text, &mut self.events);
        } else {
            link_urls(text, &mut self.events);
        }
    }

    fn in_link(&self) -> bool {
        let is_link = |open: &Open| match &open.what {
            What::Link(_) => true,
            What::Html { end, .. } => *end == Some(TagEnd::Link),
            What::Markdown => false,
        };
        self.open.iter().any(is_link)
    }

    /// A new line, unless one has just begun.
    pub(super) fn line_break(&mut self) {
        if !matches!(self.last(), Some(Event::Text(_) | Event::Code(_) | Event::End(_))) {
            return;
        }
        match self.on_one_line {
            true => self.text(" "),
            false => {
                self.trim_end();
                self.push(Event::HardBreak);
            }
        }
    }

    /// Takes away what shows nothing at the end of a paragraph.
    fn trim_end_of_block(&mut self) {
        self.trim_end();
        while matches!(self.last(), Some(Event::HardBreak)) {
            self.events.pop();
            self.trim_end();
        }
    }

    /// Takes away blanks at the end of a line.
    fn trim_end(&mut self) {
        if let Some(Event::Text(text)) = self.events.last_mut()
            && text.ends_with(char::is_whitespace)
        {
            let kept = CowStr::from(text.trim_end().to_owned());
            match kept.is_empty() {
                true => drop(self.events.pop()),
                false => *text = kept,
            }
        }
    }

    pub(super) fn open(&mut self, tag: Tag<'a>) {
        self.open.push(Open { what: What::Markdown, start: self.events.len() });
        self.events.push(Event::Start(tag));
    }

    /// Closes markup of Markdown; what holds nothing any more is left out.
    pub(super) fn close(&mut self, end: TagEnd) {
        self.close_html();
        let is_own = matches!(self.open.last(), Some(Open { what: What::Markdown, .. }));
        let start = is_own.then(|| self.open.pop()).flatten().map(|open| open.start);
        match start {
            Some(start) if self.events.len() == start + 1 => self.events.truncate(start),
            // What HTML has become may begin or end with a blank, where the marks would be text.
            Some(start) if self.has_blank_edge(start) => drop(self.events.remove(start)),
            _ => self.events.push(Event::End(end)),
        }
    }

    /// Whether what has begun at `start` begins or ends with a blank.
    fn has_blank_edge(&self, start: usize) -> bool {
        let is_blank = |event: Option<&Event<'_>>, at_end: bool| match event {
            Some(Event::Text(text)) if at_end => text.ends_with(char::is_whitespace),
            Some(Event::Text(text)) => text.starts_with(char::is_whitespace),
            Some(Event::HardBreak) => true,
            _ => false,
        };
        is_blank(self.events.get(start + 1), false) || is_blank(self.events.last(), true)
    }

    /// Opens a link of Markdown; `None` for one that shows its text only.
    pub(super) fn open_link(&mut self, kept: Option<Tag<'a>>) {
        let kept = kept.filter(|_| !self.in_link());
        let start = self.events.len();
        self.open.push(Open { what: What::Link(kept.is_some()), start });
        self.events.extend(kept.map(Event::Start));
    }

    pub(super) fn close_link(&mut self) {
        self.close_html();
        if let Some(Open { what: What::Link(true), start }) = self.open.pop() {
            self.end_link(start);
        }
    }

    /// Opens markup of HTML, which was `written` so; without a tag it is code.
    pub(super) fn open_html(&mut self, name: &str, written: &str, tag: Option<Tag<'a>>) {
        let is_link = tag.as_ref().is_some_and(|tag| matches!(tag, Tag::Link { .. }));
        if is_link && self.in_link() {
            return;
        }
        let end = tag.as_ref().map(Tag::to_end);
        let (name, written) = (name.to_owned(), written.to_owned());
        let start = self.events.len();
        self.open.push(Open { what: What::Html { name, written, end }, start });
        self.events.extend(tag.map(Event::Start));
    }

    /// Closes the innermost markup of HTML of this name, if it was opened within Markdown's own.
    pub(super) fn close_html_named(&mut self, wanted: &str) {
        let html = self.open.iter().rev().map_while(|open| match &open.what {
            What::Html { name, .. } => Some(name == wanted),
            _ => None,
        });
        let Some(above) = html.into_iter().position(|is_it| is_it) else { return };
        for _ in 0..above {
            self.forget();
        }
        if let Some(Open { what: What::Html { end, .. }, start }) = self.open.pop() {
            match end {
                Some(TagEnd::Link) => self.end_link(start),
                Some(end) => self.end_emphasis(end, start),
                None => self.end_code(start),
            }
        }
    }

    /// Ends a link; one without a text shows nothing.
    fn end_link(&mut self, start: usize) {
        if self.events.len() == start + 1 {
            self.events.truncate(start);
        } else {
            self.events.push(Event::End(TagEnd::Link));
        }
    }

    /// Ends emphasis. Signs and blanks at its edges would make its marks mere text in Markdown: then it is
    /// none.
    fn end_emphasis(&mut self, end: TagEnd, start: usize) {
        let is_word = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
        let text = |event: Option<&Event<'a>>| match event {
            Some(Event::Text(text)) => text.to_string(),
            _ => String::new(),
        };
        let (first, last) = (text(self.events.get(start + 1)), text(self.events.last()));
        if is_word(first.chars().next()) && is_word(last.chars().next_back()) {
            self.events.push(Event::End(end));
        } else {
            self.events.remove(start);
            let begins = begins_line(start.checked_sub(1).and_then(|at| self.events.get(at)));
            if let (true, Some(Event::Text(text))) = (begins, self.events.get_mut(start)) {
                *text = CowStr::from(text.trim_start().to_owned());
            }
        }
    }

    fn end_code(&mut self, start: usize) {
        let mut code = String::new();
        for event in self.events.drain(start..) {
            match event {
                Event::Text(text) | Event::Code(text) => code.push_str(&text),
                Event::HardBreak => code.push(' '),
                _ => {}
            }
        }
        if !code.trim().is_empty() {
            self.events.push(Event::Code(CowStr::from(code.trim().to_owned())));
        }
    }

    /// Gives up the innermost markup of HTML, which never ends: it is shown as it was written.
    fn forget(&mut self) {
        if let Some(Open { what: What::Html { written, end, .. }, start }) = self.open.pop() {
            let text = Event::Text(CowStr::from(written));
            match end {
                Some(_) => self.events[start] = text,
                None => self.events.insert(start, text),
            }
        }
    }

    /// Gives up what HTML has opened within Markdown's own markup.
    fn close_html(&mut self) {
        while matches!(self.open.last(), Some(Open { what: What::Html { .. }, .. })) {
            self.forget();
        }
    }

    /// Gives up all that is open, where a paragraph ends.
    pub(super) fn end_block(&mut self) {
        self.close_html();
        self.open.clear();
        self.trim_end_of_block();
    }
}

/// Whether what follows begins a line, where blanks mean nothing, and the writer cannot keep them.
fn begins_line(before: Option<&Event<'_>>) -> bool {
    match before {
        Some(Event::HardBreak | Event::End(TagEnd::Paragraph)) | None => true,
        Some(Event::Start(tag)) => {
            matches!(tag, Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::Heading { .. })
        }
        _ => false,
    }
}

/// Bare addresses become links, as rustdoc asks.
pub(super) fn link_urls(text: &str, events: &mut Vec<Event<'_>>) {
    let mut rest = text;
    while let Some(start) = find_url(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|char: char| char.is_whitespace() || "<>\"'`)]}".contains(char));
        let url =
            from[..end.unwrap_or(from.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '*']);
        let after = &from[url.len()..];
        // `<https://…>`, which a block of HTML holds as text, is a link already.
        let (before, after) = match (before.strip_suffix('<'), after.strip_prefix('>')) {
            (Some(before), Some(after)) => (before, after),
            _ => (before, after),
        };
        push_text(before, events);
        let dest = CowStr::from(url.to_owned());
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: dest.clone(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        events.push(Event::Text(dest));
        events.push(Event::End(TagEnd::Link));
        rest = after;
    }
    push_text(rest, events);
}

fn find_url(text: &str) -> Option<usize> {
    let is_url =
        |at: &usize| ["http://", "https://"].iter().any(|url| text[*at..].starts_with(url));
    text.match_indices("http").map(|(at, _)| at).find(is_url)
}

fn push_text(text: &str, events: &mut Vec<Event<'_>>) {
    if let Some(Event::Text(before)) = events.last_mut() {
        *before = CowStr::from(format!("{before}{text}"));
    } else if !text.is_empty() {
        events.push(Event::Text(text.to_owned().into()));
    }
}
