//! `text/event-stream` as a state machine: bytes in, events out (WHATWG HTML, section 9.2.6).
//!
//! Ours: `eventsource-stream` has no bound on its memory, and no crate was found that has one, goes
//! on after an event that is too large, and tells an end inside of an event from one between two.

use bytes::{Buf, Bytes};

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SseEvent {
    /// The field `event`; empty if there was none.
    pub(crate) name: String,
    /// The lines of the field `data`, joined by line feeds.
    pub(crate) data: String,
    /// The field `retry`, in milliseconds, where this event has it.
    pub(crate) retry: Option<u64>,
}

/// What the parser has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Parsed {
    Event(SseEvent),
    /// An event larger than the limit. The rest of it is skipped.
    TooLarge,
}

/// Reads events out of chunks, wherever these are cut. Holds at most one event, of at most `limit`
/// bytes.
pub(crate) struct Parser {
    limit: usize,
    /// The line so far, without what ends it.
    line: Vec<u8>,
    name: Vec<u8>,
    data: Vec<u8>,
    has_data: bool,
    /// The last `id` that came, which holds until the next.
    pub(crate) last_id: Option<String>,
    /// The last `retry` that came, in milliseconds.
    pub(crate) retry: Option<u64>,
    /// Whether the event so far has a `retry`.
    has_retry: bool,
    /// A line feed that comes now belongs to the carriage return before it.
    is_after_cr: bool,
    is_first_line: bool,
    /// Up to the next empty line nothing is kept; whether the line so far has something in it.
    skipping: Option<bool>,
}

impl Parser {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            name: Vec::new(),
            data: Vec::new(),
            has_data: false,
            last_id: None,
            retry: None,
            has_retry: false,
            is_after_cr: false,
            is_first_line: true,
            skipping: None,
        }
    }

    /// Takes bytes from `input` up to the end of the next event. `None`: all were taken.
    pub(crate) fn next(&mut self, input: &mut Bytes) -> Option<Parsed> {
        while !input.is_empty() {
            if std::mem::take(&mut self.is_after_cr) && input.first() == Some(&b'\n') {
                input.advance(1);
                continue;
            }
            let end = memchr::memchr2(b'\n', b'\r', input);
            let piece = input.split_to(end.unwrap_or(input.len()));
            if end.is_some() {
                self.is_after_cr = input.first() == Some(&b'\r');
                input.advance(1);
            }
            if !self.has_room(&piece) {
                let is_news = self.skip(&piece, end.is_some());
                if is_news {
                    return Some(Parsed::TooLarge);
                }
                continue;
            }
            let event = match end {
                // Most lines come in one piece, and need not be copied.
                Some(_) if self.line.is_empty() => self.take_line(&piece),
                Some(_) => {
                    self.line.extend_from_slice(&piece);
                    let line = std::mem::take(&mut self.line);
                    self.take_line(&line)
                }
                None => {
                    self.line.extend_from_slice(&piece);
                    None
                }
            };
            if let Some(event) = event {
                return Some(Parsed::Event(event));
            }
        }
        None
    }

    fn has_room(&self, piece: &[u8]) -> bool {
        let size = self.line.len() + self.data.len() + self.name.len();
        self.skipping.is_none() && size.saturating_add(piece.len()) <= self.limit
    }

    /// Passes over a piece of an event that is too large. True if that had not been known.
    fn skip(&mut self, piece: &[u8], is_end_of_line: bool) -> bool {
        let is_news = self.skipping.is_none();
        if is_news {
            self.line = Vec::new();
            self.data = Vec::new();
            self.name = Vec::new();
            self.has_data = false;
            self.has_retry = false;
        }
        let has_content = is_news || self.skipping == Some(true) || !piece.is_empty();
        self.skipping = match (is_end_of_line, has_content) {
            // The empty line that ends the event.
            (true, false) => None,
            (true, true) => Some(false),
            (false, _) => Some(has_content),
        };
        is_news
    }

    fn take_line(&mut self, line: &[u8]) -> Option<SseEvent> {
        let event = if line.is_empty() { self.dispatch() } else { self.field(line) };
        self.is_first_line = false;
        event
    }

    fn dispatch(&mut self) -> Option<SseEvent> {
        let name = std::mem::take(&mut self.name);
        let retry = self.retry.filter(|_| std::mem::take(&mut self.has_retry));
        if !std::mem::take(&mut self.has_data) {
            return None;
        }
        Some(SseEvent { name: text(name), data: text(std::mem::take(&mut self.data)), retry })
    }

    fn field(&mut self, line: &[u8]) -> Option<SseEvent> {
        let line = match line.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) if self.is_first_line => rest,
            _ => line,
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let colon = memchr::memchr(b':', line).unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.data.push(b'\n');
                }
                self.data.extend_from_slice(value);
            }
            b"event" => self.name = value.to_vec(),
            b"id" if !value.contains(&0) => self.last_id = Some(text(value.to_vec())),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                self.has_retry = true;
                self.retry = std::str::from_utf8(value).ok().and_then(|digits| digits.parse().ok());
            }
            // A comment, or a field that does not exist.
            _ => {}
        }
        None
    }

    /// The end of the stream: what there is of an event that was not ended by an empty line.
    /// `None` if the stream ended between two events.
    pub(crate) fn finish(&mut self) -> Option<SseEvent> {
        if self.skipping.is_some() {
            // It was reported already.
            return None;
        }
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.take_line(&line);
        }
        let name = std::mem::take(&mut self.name);
        let has_data = std::mem::take(&mut self.has_data);
        (has_data || !name.is_empty()).then(|| SseEvent {
            name: text(name),
            data: text(std::mem::take(&mut self.data)),
            retry: self.retry.filter(|_| self.has_retry),
        })
    }
}

/// What is not UTF-8 is replaced, as the standard has it.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All that comes of these chunks.
    fn parse(chunks: &[&[u8]], limit: usize) -> (Vec<Parsed>, Option<SseEvent>, Option<String>) {
        let mut parser = Parser::new(limit);
        let mut found = Vec::new();
        for chunk in chunks {
            let mut input = Bytes::copy_from_slice(chunk);
            while let Some(parsed) = parser.next(&mut input) {
                found.push(parsed);
            }
            assert!(input.is_empty());
            assert!(parser.line.len() + parser.data.len() <= limit);
        }
        let rest = parser.finish();
        (found, rest, parser.last_id)
    }

    fn event(name: &str, data: &str) -> Parsed {
        Parsed::Event(SseEvent { name: name.into(), data: data.into(), retry: None })
    }

    #[test]
    fn reads_what_the_standard_describes() {
        let events = |text: &str| parse(&[text.as_bytes()], 100).0;
        // The examples of the standard.
        assert_eq!(events("data: YHOO\ndata: +2\ndata: 10\n\n"), [event("", "YHOO\n+2\n10")]);
        assert_eq!(events("data\n\ndata\ndata\n\ndata:"), [event("", ""), event("", "\n")]);
        assert_eq!(events("data:test\n\ndata: test\n\n"), [event("", "test"), event("", "test")]);
        assert_eq!(
            events(": test stream\n\ndata: first event\nid: 1\n\ndata:  second\nid\n\n"),
            [event("", "first event"), event("", " second")]
        );
        for end in ["\n", "\r", "\r\n"] {
            let text = ["event: a", "data: 1", "data: 2", ": hi", "unknown: x", "", ""].join(end);
            assert_eq!(events(&text), [event("a", "1\n2")], "{end:?}");
        }
        assert_eq!(events("\u{feff}data: 1\n\n\u{feff}data: 2\n\n"), [event("", "1")]);
        assert_eq!(events("event: a\n\ndata: b\n\n"), [event("", "b")]);
    }

    #[test]
    fn keeps_id_and_retry() {
        let mut parser = Parser::new(100);
        for (text, id, retry) in [
            ("id: 7\nretry: 250\n\n", Some("7"), Some(250)),
            ("id: a\0b\nretry: soon\n\n", Some("7"), Some(250)),
            ("id\nretry: 99999999999999999999\n\n", Some(""), None),
        ] {
            assert_eq!(parser.next(&mut Bytes::copy_from_slice(text.as_bytes())), None);
            assert_eq!((parser.last_id.as_deref(), parser.retry), (id, retry));
        }
    }

    #[test]
    fn an_event_that_is_too_large_is_told_and_skipped() {
        let long = format!("data: {}\ndata: more\n\ndata: ok\n\n", "x".repeat(200));
        let expected = [Parsed::TooLarge, event("", "ok")];
        assert_eq!(parse(&[long.as_bytes()], 100).0, expected);
        let many = format!("{}\n\ndata: ok\n\n", "data: 0123456789\n".repeat(20));
        assert_eq!(parse(&[many.as_bytes()], 100).0, expected);
        assert_eq!(parse(&[&[b'x'; 500]], 100), (vec![Parsed::TooLarge], None, None));
    }

    #[test]
    fn an_end_inside_of_an_event_is_told() {
        let rest = |text: &str| parse(&[text.as_bytes()], 100).1.map(|event| event.data);
        assert_eq!(rest("data: 1\n\n"), None);
        assert_eq!(rest("data: 1\n\n: keep-alive"), None);
        assert_eq!(rest("data: 1\n\nda"), None);
        assert_eq!(rest("data: 1\n\ndata: {\"a"), Some("{\"a".into()));
        assert_eq!(rest("data: 1\n"), Some("1".into()));
        assert_eq!(rest("event: x\n"), Some(String::new()));
    }

    proptest! {
        #[test]
        fn chunks_do_not_matter(
            text in "(data|event|id|retry|:|\u{feff}|é|\r|\n|\r\n| |x|data: y\n\n|\n\n){0,60}",
            cuts in prop::collection::vec(0_usize..400, 0..12),
            limit in 1_usize..60,
        ) {
            let bytes = text.as_bytes();
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            let chunks: Vec<_> = cuts.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let single: Vec<_> = bytes.chunks(1).collect();
            prop_assert_eq!(parse(&chunks, limit), parse(&[bytes], limit));
            prop_assert_eq!(parse(&single, limit), parse(&[bytes], limit));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            parse(&[&bytes], 50);
        }
    }
}
