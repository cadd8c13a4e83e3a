//! What a mock answers, before it is known to which operation.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::http::{HeaderValue, StatusCode, header};
use bytes::Bytes;
use http_body::Frame;
use serde_json::Value;

use super::operation::Operation;
use crate::clock::{Sleep, sleep};
use crate::http::describe::Conventions;
use crate::http::headers::{header_name, header_value, is_json};
use crate::http::wire::Body;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Answered,
    /// The connection breaks before an answer.
    Reset,
    /// There is no connection.
    Unreachable,
    /// There is a connection, and never an answer.
    Silence,
}

/// Where the media type of an answer is from.
#[derive(Clone, Debug)]
pub(super) enum ContentType {
    /// There is no body, nor a media type.
    Nothing,
    /// The operation's own.
    Described,
    Own(String),
    Events,
}

/// A part of the body of an answer.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// JSON of a value. Where the operation answers with text, a string is that text.
    Json(Bytes),
    Bytes(Bytes),
    /// The JSON of an event.
    Event(Bytes),
    Pause(Duration),
}

/// How a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// Events end without the one that the API ends them by.
    Early,
    /// The connection breaks, after this many bytes where a number is named.
    Cut(Option<usize>),
}

#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) fate: Fate,
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) content_type: ContentType,
    pub(super) pieces: Vec<Piece>,
    pub(super) delay: Duration,
    pub(super) ending: Ending,
}

/// Why an answer cannot be sent.
#[derive(Debug)]
pub(super) enum ReplyFault {
    Status(u16),
    Header(String),
}

impl fmt::Display for ReplyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => {
                write!(f, "the answer's status {status} is none: it is from 200 to 999")
            }
            Self::Header(name) => {
                write!(f, "the answer's header `{}` cannot be sent", name.escape_debug())
            }
        }
    }
}

impl Reply {
    pub(super) fn new(content_type: ContentType, pieces: Vec<Piece>) -> Self {
        Self {
            fate: Fate::Answered,
            status: 200,
            headers: Vec::new(),
            content_type,
            pieces,
            delay: Duration::ZERO,
            ending: Ending::Whole,
        }
    }

    pub(super) fn fate(fate: Fate) -> Self {
        Self { fate, ..Self::new(ContentType::Nothing, Vec::new()) }
    }

    /// The answer to a call of `operation`.
    pub(super) fn response(
        &self,
        operation: &Operation,
        conventions: &Conventions,
    ) -> Result<::http::Response<Body>, ReplyFault> {
        let mut response = ::http::Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(self.status)
            .ok()
            .filter(|status| !status.is_informational())
            .ok_or(ReplyFault::Status(self.status))?;
        let media_type = match &self.content_type {
            ContentType::Nothing => None,
            ContentType::Described => operation.media_type(),
            ContentType::Own(media_type) => Some(media_type.as_str()),
            ContentType::Events => Some("text/event-stream"),
        };
        if let Some(media_type) = media_type {
            let value = HeaderValue::from_str(media_type);
            let value = value.map_err(|_| ReplyFault::Header("content-type".to_owned()))?;
            response.headers_mut().insert(header::CONTENT_TYPE, value);
        }
        for (name, value) in &self.headers {
            let fault = || ReplyFault::Header(name.clone());
            let key = header_name(name).map_err(|_| fault())?;
            let value = header_value(name, value).map_err(|_| fault())?;
            response.headers_mut().insert(key, value);
        }
        if media_type.is_some() {
            *response.body_mut() =
                self.body(operation, conventions, media_type.unwrap_or_default());
        }
        Ok(response)
    }

    fn body(&self, operation: &Operation, conventions: &Conventions, media_type: &str) -> Body {
        let mut steps: VecDeque<Step> = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Json(json) if !is_json(media_type) => Step::Bytes(as_text(json)),
                Piece::Json(bytes) | Piece::Bytes(bytes) => Step::Bytes(bytes.clone()),
                Piece::Event(json) => Step::Bytes(event(json, operation.has_whole_events())),
                Piece::Pause(pause) => Step::Pause(*pause),
            })
            .collect();
        let is_stream = matches!(self.content_type, ContentType::Events);
        match (self.ending, conventions.stream_end) {
            (Ending::Whole, Some(end)) if is_stream => {
                steps.push_back(Step::Bytes(format!("data: {end}\n\n").into()));
            }
            (Ending::Cut(most), _) => {
                cut(&mut steps, most.unwrap_or(usize::MAX));
                // A server that has not written yet what came before would drop it at an error.
                steps.extend([Step::Yield, Step::Break]);
            }
            _ => {}
        }
        match steps.make_contiguous() {
            [] => Body::empty(),
            [Step::Bytes(bytes)] if !is_stream => Body::from(bytes.clone()),
            _ => Body::stream(Steps { steps, sleeping: None }),
        }
    }
}

/// Keeps the first `most` bytes.
fn cut(steps: &mut VecDeque<Step>, mut most: usize) {
    for step in steps.iter_mut() {
        if let Step::Bytes(bytes) = step {
            bytes.truncate(most);
            most -= bytes.len();
        }
    }
}

/// The text that a JSON string is.
fn as_text(json: &Bytes) -> Bytes {
    match serde_json::from_slice(json) {
        Ok(Value::String(text)) => text.into(),
        _ => json.clone(),
    }
}

/// A server-sent event (WHATWG HTML, section 9.2). A whole one has its fields as members; else the JSON
/// is its data, and a member `type` its name, as servers that name them have it.
fn event(json: &Bytes, is_whole: bool) -> Bytes {
    let value: Value = serde_json::from_slice(json).unwrap_or_default();
    let mut text = String::new();
    let mut field = |name: &str, value: &str| {
        for line in value.split('\n') {
            text.push_str(&format!("{name}: {line}\n"));
        }
    };
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if is_whole {
        for name in ["event", "id", "retry", "data"] {
            if let Some(value) = value.get(name).filter(|value| !value.is_null()) {
                field(name, &shown(value));
            }
        }
    } else {
        if let Some(name) = value.get("type").and_then(Value::as_str) {
            field("event", name);
        }
        field("data", &String::from_utf8_lossy(json));
    }
    text.push('\n');
    text.into()
}

/// What a body does next.
#[derive(Debug)]
enum Step {
    Bytes(Bytes),
    Pause(Duration),
    /// Lets whoever reads do something else first.
    Yield,
    Break,
}

/// A body that takes its time.
struct Steps {
    steps: VecDeque<Step>,
    sleeping: Option<Pin<Box<Sleep>>>,
}

impl http_body::Body for Steps {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        loop {
            if let Some(sleeping) = &mut self.sleeping {
                ready!(sleeping.as_mut().poll(cx));
                self.sleeping = None;
            }
            match self.steps.pop_front() {
                None => return Poll::Ready(None),
                Some(Step::Bytes(bytes)) if bytes.is_empty() => {}
                Some(Step::Bytes(bytes)) => return Poll::Ready(Some(Ok(Frame::data(bytes)))),
                Some(Step::Pause(pause)) => self.sleeping = Some(Box::pin(sleep(pause))),
                Some(Step::Yield) => {
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Some(Step::Break) => return Poll::Ready(Some(Err(reset()))),
            }
        }
    }
}

pub(super) fn reset() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "the mock resets the connection")
}
