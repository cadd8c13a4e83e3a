//! Answers that a mock gives.

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;

use super::reply::{ContentType, Ending, Fate, Piece, Reply};
use crate::auto_traits::auto_traits;
use crate::json::{self, Encode};

/// An answer that a mock gives: of an operation that answers with an `A`, or with events that are `E`s.
///
/// A value is one by itself (`.returns(value)`); this type is for all else: any JSON, a status, headers,
/// a delay, streams event by event, and what goes wrong.
///
/// ```
/// use std::time::Duration;
/// use specmill_runtime::http::testing::Answer;
/// use specmill_runtime::json::json;
///
/// # type Completion = specmill_runtime::json::Value;
/// # type Chunk = specmill_runtime::json::Value;
/// # let (first, second) = (json!({"delta": "At "}), json!({"delta": "nine."}));
/// let slow: Answer<Completion> = Answer::json(json!({"id": "a"})).delay(Duration::from_secs(3));
/// let refused: Answer<Completion> =
///     Answer::json(json!({"error": {"message": "slow down"}})).status(429).header("retry-after", "0");
/// let broken: Answer<Completion, Chunk> = Answer::events([first, second]).cut();
/// ```
#[must_use = "an answer is given by an expectation: `.returns(answer)`"]
pub struct Answer<A, E = Infallible> {
    pub(super) reply: Reply,
    types: PhantomData<fn() -> (A, E)>,
}

auto_traits!([A, E] Answer<A, E>: Send + Sync + Unpin);

impl<A, E> Answer<A, E> {
    fn of(reply: Reply) -> Self {
        Self { reply, types: PhantomData }
    }

    /// This JSON, whatever the operation answers with.
    pub fn json(body: impl Encode) -> Self {
        let json = ContentType::Own("application/json".to_owned());
        Self::of(Reply::new(json, vec![Piece::Bytes(json::encode(&body).into())]))
    }

    /// These bytes, of this media type: a body that is malformed, or a page for people.
    pub fn bytes(media_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        let pieces = vec![Piece::Bytes(body.into())];
        Self::of(Reply::new(ContentType::Own(media_type.into()), pieces))
    }

    /// No body.
    pub fn empty() -> Self {
        Self::of(Reply::new(ContentType::Nothing, Vec::new()))
    }

    /// A stream of these events, and the one that the API ends streams by, if it has one.
    pub fn events(events: impl IntoIterator<Item = E>) -> Self
    where
        E: Encode,
    {
        let start = Self::of(Reply::new(ContentType::Events, Vec::new()));
        events.into_iter().fold(start, Self::event)
    }

    /// No answer: the connection breaks, and the server may have seen the request.
    pub fn reset() -> Self {
        Self::of(Reply::fate(Fate::Reset))
    }

    /// No answer: there is no connection.
    ///
    /// From a mock that is served over HTTP the connection breaks, as from [`reset`](Self::reset).
    pub fn unreachable() -> Self {
        Self::of(Reply::fate(Fate::Unreachable))
    }

    /// No answer, ever: for time limits.
    pub fn silence() -> Self {
        Self::of(Reply::fate(Fate::Silence))
    }

    /// Another status than 200.
    pub fn status(mut self, status: u16) -> Self {
        self.reply.status = status;
        self
    }

    /// Sets a header. The same name again replaces.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.reply.headers.push((name.into(), value.into()));
        self
    }

    /// Waits before the answer begins. Time is tokio's, which a test can stop
    /// (`#[tokio::test(start_paused = true)]`).
    pub fn delay(mut self, delay: Duration) -> Self {
        self.reply.delay = delay;
        self
    }

    /// One more event.
    pub fn event(self, event: E) -> Self
    where
        E: Encode,
    {
        self.event_json(event)
    }

    /// One more event, of this JSON.
    pub fn event_json(mut self, event: impl Encode) -> Self {
        self.reply.content_type = ContentType::Events;
        self.reply.pieces.push(Piece::Event(json::encode(&event).into()));
        self
    }

    /// More bytes as they are: an event that is malformed, or a comment (`: keep-alive\n\n`).
    pub fn raw(mut self, bytes: impl Into<Bytes>) -> Self {
        self.reply.pieces.push(Piece::Bytes(bytes.into()));
        self
    }

    /// Waits before what comes next.
    pub fn pause(mut self, pause: Duration) -> Self {
        self.reply.pieces.push(Piece::Pause(pause));
        self
    }

    /// The connection breaks after what there is so far.
    pub fn cut(mut self) -> Self {
        self.reply.ending = Ending::Cut(None);
        self
    }

    /// The connection breaks after this many bytes of the body.
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.reply.ending = Ending::Cut(Some(bytes));
        self
    }

    /// The stream ends without the event that the API ends streams by.
    pub fn ends_early(mut self) -> Self {
        self.reply.ending = Ending::Early;
        self
    }
}

/// A value, with status 200 and the media type that the operation answers with.
impl<A: AnswerBody, E> From<A> for Answer<A, E> {
    fn from(value: A) -> Self {
        let WrittenAnswer { status, content_type, piece } = value.write();
        Self::of(Reply { status, ..Reply::new(content_type, vec![piece]) })
    }
}

impl<A, E> Clone for Answer<A, E> {
    fn clone(&self) -> Self {
        Self::of(self.reply.clone())
    }
}

impl<A, E> fmt::Debug for Answer<A, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Answer").field(&self.reply).finish()
    }
}

/// A type of values that an operation answers with: all that are written as JSON, [`Bytes`], and the
/// enums of several answers.
#[diagnostic::on_unimplemented(
    message = "an operation does not answer with `{Self}`",
    note = "`Answer::json(…)` answers with any JSON, `.streams([…])` with events"
)]
pub trait AnswerBody {
    /// Writes it.
    #[doc(hidden)]
    fn write(&self) -> WrittenAnswer;
}

/// A value as it is sent.
#[doc(hidden)]
#[derive(Debug)]
pub struct WrittenAnswer {
    status: u16,
    content_type: ContentType,
    piece: Piece,
}

impl WrittenAnswer {
    fn described(piece: Piece) -> Self {
        Self { status: 200, content_type: ContentType::Described, piece }
    }

    /// One of several answers of an operation: JSON, or the text that a JSON string is where the media
    /// type is of text.
    #[must_use]
    pub fn json(status: u16, media_type: &str, value: &impl Encode) -> Self {
        let content_type = ContentType::Own(media_type.to_owned());
        Self { status, content_type, ..Self::described(Piece::Json(json::encode(value).into())) }
    }

    /// One of several answers of an operation: bytes.
    #[must_use]
    pub fn bytes(status: u16, media_type: &str, bytes: &Bytes) -> Self {
        let content_type = ContentType::Own(media_type.to_owned());
        Self { status, content_type, ..Self::described(Piece::Bytes(bytes.clone())) }
    }

    /// One of several answers of an operation: no body.
    #[must_use]
    pub fn nothing(status: u16) -> Self {
        let piece = Piece::Bytes(Bytes::new());
        Self { status, content_type: ContentType::Nothing, piece }
    }
}

impl<T: Encode> AnswerBody for T {
    fn write(&self) -> WrittenAnswer {
        WrittenAnswer::described(Piece::Json(json::encode(self).into()))
    }
}

impl AnswerBody for Bytes {
    fn write(&self) -> WrittenAnswer {
        WrittenAnswer::described(Piece::Bytes(self.clone()))
    }
}
