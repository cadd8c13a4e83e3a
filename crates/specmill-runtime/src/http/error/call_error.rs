//! The one error type of all calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use url::Url;

use super::kind::ErrorKind;
use super::rate_limits::RateLimits;
use super::redacted_source::{self, RedactedSource, SharedError};
use super::server_error::ServerError;
use crate::auto_traits::auto_traits;
use crate::box_error::BoxError;
use crate::clock::Clock;
use crate::http::describe::Conventions;
use crate::http::headers::{content_encoding, request_id, retry_after, unread_encoding};
use crate::json::{self, Decode, DecodeError};
use crate::text::{Secrets, excerpt, one_line};

/// How many characters `Display` has of a message, and of each word beside it.
const LONGEST_MESSAGE: usize = 1000;
const LONGEST_WORD: usize = 100;
const LONGEST_TARGET: usize = 300;

/// The error of a call, or of building a client.
///
/// `Display` leads with what the server said, and is one line of at most some thousand characters,
/// without anything that a terminal obeys. No credential is in `Display` or
/// `Debug`, also when the server repeated it; only [`Error::body`] is unchanged.
///
/// ```no_run
/// # async fn example(call: specmill_runtime::http::Call<serde_json::Value>) {
/// match call.await {
///     Ok(answer) => println!("{}", *answer),
///     Err(error) if error.is_not_found() => println!("there is no such thing"),
///     Err(error) => eprintln!("{error} ({:?})", error.kind()),
/// }
/// # }
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
pub struct Error(Box<Details>);

auto_traits!([] Error: Send + Sync + Unpin);

/// What an error knows. Boxed, because a `Result` is passed through many hands.
pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    /// What happened.
    pub(crate) summary: String,
    pub(crate) source: Option<SharedError>,
    /// The operation, where there is one.
    pub(crate) operation: Option<String>,
    pub(crate) answer: Option<RawAnswer>,
    pub(crate) said: ServerError,
    /// Method and URL, without its query, where that is what the error is about.
    pub(crate) target: Option<String>,
    /// What the caller should look at.
    pub(crate) advice: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) sent: bool,
}

/// An answer, complete or cut off.
#[derive(Clone, Debug)]
pub(crate) struct RawAnswer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// There was more of the body, which was not read.
    pub(crate) is_cut: bool,
    /// Those of the API, by which headers are read.
    pub(crate) conventions: &'static Conventions,
    /// The time that dates in its headers are compared with.
    pub(crate) clock: Clock,
}

impl RawAnswer {
    /// The head of an answer, nothing of its body read.
    pub(crate) fn head(
        status: StatusCode,
        headers: HeaderMap,
        conventions: &'static Conventions,
        clock: Clock,
    ) -> Self {
        Self { status, headers, body: Bytes::new(), is_cut: false, conventions, clock }
    }

    /// How long the server asks its clients to wait.
    fn retry_after(&self) -> Option<Duration> {
        let in_ms = self.conventions.retry_after_ms_header;
        retry_after::read(&self.headers, in_ms, self.clock.now())
    }

    /// What the headers say of the rate limits.
    pub(crate) fn rate_limits(&self) -> RateLimits {
        RateLimits::of(&self.headers, self.conventions, self.clock.now())
    }
}

impl Error {
    /// An error of settings, for code that gathers them from elsewhere before it builds a client.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::unsent(ErrorKind::Configuration, message)
    }

    /// An error of what is to be uploaded, with its message and as its source, for code that reads files by
    /// itself. Nothing was sent.
    pub fn upload(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::unsent(ErrorKind::Upload, source.to_string()).with_source(source)
    }

    /// An error of what is to be written to a file, with its message and as its source, for code that writes
    /// files by itself.
    pub fn save(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::unsent(ErrorKind::Save, source.to_string()).with_source(source)
    }

    /// An error before anything was sent.
    pub(crate) fn unsent(kind: ErrorKind, summary: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            summary: summary.into(),
            source: None,
            operation: None,
            answer: None,
            said: ServerError::default(),
            target: None,
            advice: None,
            attempts: 0,
            sent: false,
        }))
    }

    /// An error about an answer that arrived, in whole or in part.
    pub(crate) fn answered(kind: ErrorKind, summary: impl Into<String>, answer: RawAnswer) -> Self {
        let mut error = Self::unsent(kind, summary);
        error.0.answer = Some(answer);
        error.0.sent = true;
        error
    }

    /// An answer whose status is no success.
    pub(crate) fn status_answered(answer: RawAnswer) -> Self {
        let status = answer.status;
        let mut summary = format!("the server answered {status}");
        let said = ServerError::parse(&answer.body);
        let text = match content_encoding(&answer.headers).filter(|_| !answer.body.is_empty()) {
            Some(coding) => unread_encoding(coding),
            None => excerpt(&answer.body),
        };
        if said.message.is_none() && !text.is_empty() {
            summary.push_str(": ");
            summary.push_str(&text);
        }
        let mut error = Self::answered(ErrorKind::of_status(status), summary, answer);
        error.0.said = said;
        error
    }

    /// An error that the server reports in a stream; `data` is the event's data.
    pub(crate) fn streamed(summary: String, answer: RawAnswer) -> Self {
        let said = ServerError::parse(&answer.body);
        let mut error = Self::answered(ErrorKind::Stream, summary, answer);
        error.0.said = said;
        error
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// As `with_source`, with a source that other errors have as well.
    pub(crate) fn with_shared_source(mut self, source: SharedError) -> Self {
        self.0.source = Some(source);
        self
    }

    /// Takes over the answer of another error, which this one is a consequence of.
    pub(crate) fn with_answer_of(mut self, answered: Self) -> Self {
        self.0.answer = answered.0.answer;
        self.0.sent |= answered.0.sent;
        self
    }

    /// There is more of the answer's body than the error has.
    pub(crate) fn with_body_cut(mut self) -> Self {
        if let Some(answer) = &mut self.0.answer {
            answer.is_cut = true;
        }
        self
    }

    pub(crate) fn with_operation(mut self, operation: &str) -> Self {
        self.0.operation = Some(operation.to_owned());
        self
    }

    /// Says what was not found, and what may be the reason.
    pub(crate) fn not_found_at(
        mut self,
        method: &Method,
        url: &Url,
        advice: Option<String>,
    ) -> Self {
        let (origin, path) = (url.origin().ascii_serialization(), url.path());
        self.0.target = Some(format!("{method} {origin}{path}"));
        self.0.advice = advice;
        self
    }

    /// Says what the caller can do.
    pub(crate) fn with_advice(mut self, advice: Option<String>) -> Self {
        self.0.advice = advice;
        self
    }

    /// `sent` can only become true: an earlier try may have been sent.
    pub(crate) fn with_tries(mut self, attempts: u32, sent: bool) -> Self {
        self.0.attempts = attempts;
        self.0.sent |= sent;
        self
    }

    /// Takes `secrets` out of every text that is shown.
    pub(crate) fn without_secrets(mut self, secrets: &Secrets) -> Self {
        let details = &mut *self.0;
        let said = &mut details.said;
        let texts = [&mut said.message, &mut said.code, &mut said.kind, &mut said.param];
        let ours = [&mut details.target, &mut details.advice];
        let texts = texts.into_iter().chain(ours).flatten();
        for text in texts.chain([&mut details.summary]) {
            secrets.take_out(text);
        }
        if let Some(mut source) = details.source.take() {
            // A `DecodeError` can be redacted in place, so that it keeps its type.
            if let Some(ours) =
                Arc::get_mut(&mut source).and_then(|s| s.downcast_mut::<DecodeError>())
            {
                ours.take_out(secrets);
            }
            details.source = Some(RedactedSource::unless_harmless(source, secrets));
        }
        self
    }

    /// What kind of error it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if one came. A success status is possible: then the body was cut
    /// off or could not be decoded.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The header `x-request-id`, which the API's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().and_then(request_id)
    }

    /// The server's message, if the body has one in a common form.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// The server's code for the error, such as `invalid_api_key`.
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The server's type of the error, such as `invalid_request_error`.
    pub fn error_type(&self) -> Option<&str> {
        self.0.said.kind.as_deref()
    }

    /// The parameter that the server rejects.
    pub fn param(&self) -> Option<&str> {
        self.0.said.param.as_deref()
    }

    /// The raw body of the answer, as far as it was received and at most 1 MiB of it; none for an
    /// answer that was read as a success. It may repeat what was sent.
    pub fn body(&self) -> &[u8] {
        self.0.answer.as_ref().map_or(&[], |answer| &answer.body)
    }

    /// Whether the body of the answer was longer than what is read of one, so that
    /// [`Error::body`] is the beginning of it.
    pub fn is_body_cut(&self) -> bool {
        self.0.answer.as_ref().is_some_and(|answer| answer.is_cut)
    }

    /// The body of the answer as a `T`, read leniently: the typed error of the document. `None` when
    /// no answer came, or one without a body.
    ///
    /// # Errors
    /// When it cannot be decoded as a `T`.
    pub fn body_as<T: Decode>(&self) -> Option<Result<T, DecodeError>> {
        if self.body().is_empty() {
            return None;
        }
        let decoded = json::decode(self.body(), json::Strictness::Lenient);
        Some(decoded.map(|decoded| decoded.value))
    }

    /// The rate limits, as the headers of the answer give them; empty if no answer came.
    pub fn rate_limits(&self) -> RateLimits {
        self.0.answer.as_ref().map(RawAnswer::rate_limits).unwrap_or_default()
    }

    /// The first error of the type `E` in the chain of sources, such as `reqwest::Error`; also where
    /// [`source`](std::error::Error::source) returns its text without a secret that it contains. The
    /// error that this returns is not redacted: it may contain one.
    pub fn find_source<E: std::error::Error + 'static>(&self) -> Option<&E> {
        self.0.source.as_deref().and_then(redacted_source::find)
    }

    /// How long the server asks its clients to wait before the next try, from when the answer came:
    /// in `retry-after` (RFC 9110, section 10.2.3), or a header of the API's
    /// [`Conventions`](crate::http::Conventions::retry_after_ms_header). A wait longer than
    /// [`RetryPolicy::longest_asked_wait`](crate::http::RetryPolicy::longest_asked_wait) is the
    /// caller's to keep: such a call is not sent again.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.answer.as_ref().and_then(RawAnswer::retry_after)
    }

    /// How many times the request was tried; 0 when it never was.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the server may have seen the request. `false` is certain: the request had no effect.
    pub fn was_sent(&self) -> bool {
        self.0.sent
    }

    /// What was not found: method and URL, without its query. `None` for an error of another kind than
    /// [`ErrorKind::NotFound`].
    pub fn target(&self) -> Option<&str> {
        self.0.target.as_deref()
    }

    /// The `operationId` of the call; for an undocumented operation, method and path.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }
}

macro_rules! is_kind {
    ($($name:ident $kind:ident $when:literal),* $(,)?) => {
        impl Error {$(
            #[doc = concat!("Whether it is [`ErrorKind::", stringify!($kind), "`]: ", $when, ".")]
            pub fn $name(&self) -> bool {
                self.0.kind == ErrorKind::$kind
            }
        )*}
    };
}

is_kind! {
    is_bad_request BadRequest "status 400",
    is_authentication Authentication "status 401",
    is_permission_denied PermissionDenied "status 403",
    is_not_found NotFound "status 404",
    is_conflict Conflict "status 409",
    is_unprocessable_entity UnprocessableEntity "status 422",
    is_rate_limit RateLimit "status 429",
    is_server Server "status 500 or more",
    is_connection Connection "the connection failed",
    is_timeout Timeout "a time limit was reached",
    is_stream Stream "the server reported an error in a stream",
    is_incomplete Incomplete "a stream ended before its value was complete",
    is_decode Decode "the answer is not what the document says",
    is_too_large TooLarge "the answer is larger than what may be read into memory",
    is_save Save "a download could not be written to its file",
    is_redirect Redirect "a redirect could not be followed",
    is_missing_credential MissingCredential "a credential is missing, nothing was sent",
    is_credential Credential "a token provider failed",
    is_upload Upload "an upload could not be read",
    is_request Request "an argument cannot be sent",
    is_configuration Configuration "the client cannot be used as configured",
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        // A server's text may hold line breaks and control characters.
        let word = |text: &str| one_line(text, LONGEST_WORD);
        let mut notes = Vec::new();
        match &details.said.message {
            Some(message) => {
                f.write_str(&one_line(message, LONGEST_MESSAGE))?;
                notes.extend(self.status().map(|status| format!("status {status}")));
            }
            None => f.write_str(&one_line(&details.summary, LONGEST_MESSAGE))?,
        }
        notes.extend(details.target.as_deref().map(|target| one_line(target, LONGEST_TARGET)));
        notes.extend(self.code().map(|code| format!("code {}", word(code))));
        notes
            .extend(self.retry_after().map(|wait| format!("retry after {} s", wait.as_secs_f64())));
        notes.extend(self.request_id().map(|id| format!("request {}", word(id))));
        notes.extend(self.operation().map(word));
        if details.attempts > 1 {
            notes.push(format!("{} tries", details.attempts));
        }
        if !notes.is_empty() {
            write!(f, " ({})", notes.join(", "))?;
        }
        match &details.advice {
            Some(advice) => write!(f, "; {}", one_line(advice, LONGEST_MESSAGE)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &details.kind).field("summary", &details.summary);
        // Missing parts are left out, since a `main` that returns an error prints this.
        if let Some(operation) = &details.operation {
            shown.field("operation", operation);
        }
        if let Some(target) = &details.target {
            shown.field("target", target);
        }
        if let Some(advice) = &details.advice {
            shown.field("advice", advice);
        }
        if let Some(status) = self.status() {
            shown.field("status", &status).field("request_id", &self.request_id());
            shown.field("said", &details.said).field("body_bytes", &self.body().len());
            if self.is_body_cut() {
                shown.field("body_cut", &true);
            }
        }
        shown.field("attempts", &details.attempts).field("sent", &details.sent);
        if let Some(source) = &details.source {
            shown.field("source", source);
        }
        shown.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
