//! `x-specmill-conventions`: what the API does that neither OpenAPI nor another standard says.

use super::located::Located;
use super::model::{Conventions, LimitHeaders};
use super::parameter::is_connection_header;
use super::reader::Reader;
use crate::tree::Node;

/// The member of the document, written into it or by an overlay.
const MEMBER: &str = "x-specmill-conventions";

const CODE: &str = "invalid-conventions";

/// The member with the data of the event that ends streams.
const STREAM_END: &str = "streamEnd";
/// The members that say how parts of multipart bodies and parameters of a query are named, and their
/// values.
const PART_NAMES: &str = "partNames";
const QUERY_NAMES: &str = "queryNames";
const PLAIN: &str = "plain";
const BRACKETS: &str = "brackets";

type Header = fn(&mut Conventions) -> &mut Option<String>;
type Limit = fn(&mut Conventions) -> &mut LimitHeaders;
type Part = fn(&mut LimitHeaders) -> &mut Option<String>;

/// The members that name a header.
const HEADERS: [(&str, Header); 6] = [
    ("retryCountHeader", |found| &mut found.retry_count_header),
    ("shouldRetryHeader", |found| &mut found.should_retry_header),
    ("retryAfterMsHeader", |found| &mut found.retry_after_ms_header),
    ("pollAfterMsHeader", |found| &mut found.poll_after_ms_header),
    ("processingMsHeader", |found| &mut found.processing_ms_header),
    ("idempotencyKeyHeader", |found| &mut found.idempotency_key_header),
];

/// The members that name the headers of a limit.
const LIMITS: [(&str, Limit); 2] = [
    ("requestLimitHeaders", |found| &mut found.request_limit_headers),
    ("tokenLimitHeaders", |found| &mut found.token_limit_headers),
];

/// The members of those.
const PARTS: [(&str, Part); 3] = [
    ("limit", |found| &mut found.limit),
    ("remaining", |found| &mut found.remaining),
    ("reset", |found| &mut found.reset),
];

impl<'d> Reader<'d> {
    /// What the document names under `x-specmill-conventions`; a member that is wrong is left out
    /// with a warning.
    pub(super) fn conventions(&mut self, document: &Located<'d>) -> Conventions {
        let mut found = Conventions::default();
        let Some(at) = document.member(MEMBER) else { return found };
        if !self.is_object(&at, MEMBER) {
            return found;
        }
        for (key, at) in at.members().filter(|(_, at)| *at.node != Node::Null) {
            if let Some((_, header)) = HEADERS.iter().find(|(name, _)| *name == key) {
                *header(&mut found) = self.header_name(&at, key);
            } else if let Some((_, limit)) = LIMITS.iter().find(|(name, _)| *name == key) {
                *limit(&mut found) = self.limit_headers(&at, key);
            } else if key == STREAM_END {
                found.stream_end = self.stream_end(&at);
            } else if key == PART_NAMES {
                found.bracketed_parts = self.is_bracketed(&at, key);
            } else if key == QUERY_NAMES {
                found.bracketed_query = self.is_bracketed(&at, key);
            } else {
                let headers = HEADERS.iter().map(|(name, _)| *name);
                let limits = LIMITS.iter().map(|(name, _)| *name);
                let others = [STREAM_END, PART_NAMES, QUERY_NAMES];
                self.unknown(&at, key, headers.chain(limits).chain(others));
            }
        }
        found
    }

    fn limit_headers(&mut self, at: &Located<'d>, name: &str) -> LimitHeaders {
        let mut found = LimitHeaders::default();
        if !self.is_object(at, name) {
            return found;
        }
        for (key, at) in at.members().filter(|(_, at)| *at.node != Node::Null) {
            match PARTS.iter().find(|(name, _)| *name == key) {
                Some((_, part)) => *part(&mut found) = self.header_name(&at, key),
                None => self.unknown(&at, key, PARTS.iter().map(|(name, _)| *name)),
            }
        }
        found
    }

    /// The name of a header, in lower case.
    fn header_name(&mut self, at: &Located<'d>, key: &str) -> Option<String> {
        match at.node.as_str() {
            Some(name) if is_connection_header(name) => {
                let message =
                    format!("`{key}` cannot be `{name}`, which is the transport's to set");
                self.wrong(at, message);
                None
            }
            Some(name) if is_header_name(name) => Some(name.to_ascii_lowercase()),
            Some(name) => {
                let message = format!("`{key}` must be the name of a header, but is `{name}`");
                self.wrong(at, message);
                None
            }
            None => {
                let kind = at.node.kind();
                self.wrong(at, format!("`{key}` must be the name of a header, but is {kind}"));
                None
            }
        }
    }

    fn stream_end(&mut self, at: &Located<'d>) -> Option<String> {
        match at.node.as_str().map(str::trim) {
            Some("") => {
                self.wrong(at, format!("`{STREAM_END}` is empty, which no event would be"));
                None
            }
            Some(text) => Some(text.to_owned()),
            None => {
                let kind = at.node.kind();
                self.wrong(at, format!("`{STREAM_END}` must be a string in quotes, but is {kind}"));
                None
            }
        }
    }

    fn is_bracketed(&mut self, at: &Located<'d>, key: &str) -> bool {
        match at.node.as_str() {
            Some(PLAIN) => false,
            Some(BRACKETS) => true,
            other => {
                let found = other.map_or(at.node.kind().to_owned(), |text| format!("`{text}`"));
                let message = format!("`{key}` must be `{PLAIN}` or `{BRACKETS}`, but is {found}");
                self.wrong(at, message);
                false
            }
        }
    }

    fn is_object(&mut self, at: &Located<'d>, name: &str) -> bool {
        let is_object = at.node.as_object().is_some();
        if !is_object {
            self.wrong(at, format!("`{name}` must be an object, but is {}", at.node.kind()));
        }
        is_object
    }

    fn wrong(&mut self, at: &Located<'d>, message: String) {
        let help = "it is left out; mend the document or its overlay";
        self.diagnostics.warning(CODE, &at.pointer, message, help);
    }

    fn unknown<'n>(
        &mut self,
        at: &Located<'d>,
        key: &str,
        known: impl Iterator<Item = &'n str> + Clone,
    ) {
        let help = match self.diagnostics.nearest(key, known.clone()) {
            Some(nearest) => format!("it is left out; the nearest name is `{nearest}`"),
            None => {
                let known: Vec<_> = known.collect();
                format!("it is left out; the names are `{}`", known.join("`, `"))
            }
        };
        let message = format!("there is no convention `{key}`");
        self.diagnostics.warning(CODE, &at.pointer, message, help);
    }
}

/// Whether it can be the name of a header (RFC 9110, section 5.6.2).
pub fn is_header_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_part)
}
