//! A call from its description to its answer, with all its tries.

use std::pin::Pin;
use std::time::Duration;

use ::http::{HeaderValue, StatusCode};

use super::attempt::{self, Failure, Progress};
use super::outcome::{Outcome, Reading, StreamLimits};
use super::unread::event_advice;
use crate::clock::{Instant, after, check_runtime, now, sleep};
use crate::http::client::{Client, RetryPolicy};
use crate::http::describe::Operation;
use crate::http::error::{Error, ErrorKind, RawAnswer};
use crate::http::headers::{content_type, says_event_stream};
use crate::http::request::{Prepared, RequestDraft, prepare};
use crate::http::trace::{self, AttemptSpan, CallSpan};
use crate::http::wire::{AnyConnection, Body};

/// The largest event of a stream that is read unless the caller says otherwise.
const MAX_EVENT_SIZE: usize = 16 << 20;

/// A call on its way.
pub(crate) type Exchange = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>;

/// Makes a future of a call, not of its answer's type: else each crate with a client would compile
/// anew all that a call does.
#[inline(never)]
pub(crate) fn begin(
    client: Client,
    draft: Box<RequestDraft>,
    accept: &'static str,
    reading: Reading,
) -> Exchange {
    Box::pin(run(client, draft, accept, reading))
}

/// Sends the call until there is an answer to give back, within its limits.
///
/// Any method is tried again when the connection fails or times out before an answer begins, unless
/// the policy says otherwise. When a successful answer breaks off
/// in its body, the work is done on the server, and only what may be done twice is tried again
/// (RFC 9110, section 9.2.2).
async fn run(
    client: Client,
    draft: Box<RequestDraft>,
    accept: &'static str,
    reading: Reading,
) -> Result<Outcome, Error> {
    let span = CallSpan::of(&draft.operation);
    let result = span.around(send(client, draft, accept, reading, span.clone())).await;
    match &result {
        Ok(outcome) => span.answered(outcome.attempts, outcome.answer.status),
        Err(error) => span.failed(error),
    }
    result
}

async fn send(
    client: Client,
    draft: Box<RequestDraft>,
    accept: &'static str,
    reading: Reading,
    span: CallSpan,
) -> Result<Outcome, Error> {
    let mut request = prepare(&client, &draft, accept)?;
    check_runtime().map_err(|fault| {
        Error::unsent(ErrorKind::Configuration, fault.to_string())
            .with_operation(draft.operation.id())
            .with_source(fault)
    })?;
    span.goes_to(&request.url);
    let mut tries = Tries::new(&client, &draft);
    let result = loop {
        match tries.next(&client, &draft, &mut request, reading).await {
            Ok(answer) => break Ok(answer),
            Err((error, None)) => break Err(error),
            Err((error, Some(wait))) => {
                trace::retrying(&draft.operation, tries.attempts, wait, &error);
                sleep(wait).await;
            }
        }
    };
    let secrets = request.authorization.secrets;
    match result {
        Ok(Received { answer, stream, connection }) => Ok(Outcome {
            answer,
            stream,
            connection,
            limits: StreamLimits {
                stall_timeout: draft.options.stall_timeout.unwrap_or(client.shared.stall_timeout),
                deadline: tries.deadline,
                answer_size: request.max_answer_size,
                event_size: draft.options.max_event_size.unwrap_or(MAX_EVENT_SIZE),
            },
            strictness: draft.options.strictness.unwrap_or(client.shared.strictness),
            accept,
            operation: draft.operation,
            attempts: tries.attempts,
            secrets,
            span,
        }),
        Err(error) => Err(error
            .with_operation(draft.operation.id())
            .with_tries(tries.attempts, tries.sent)
            .without_secrets(&secrets)),
    }
}

/// What a try that went well ends with.
struct Received {
    answer: RawAnswer,
    /// The body that was not read.
    stream: Option<Body>,
    connection: Option<AnyConnection>,
}

/// The tries of one call so far, and what limits them.
struct Tries {
    attempts: u32,
    policy: RetryPolicy,
    timeout: Duration,
    deadline: Option<Instant>,
    sent: bool,
    /// A refused token was replaced, which is done once.
    has_new_token: bool,
}

impl Tries {
    fn new(client: &Client, draft: &RequestDraft) -> Self {
        let (shared, options) = (&client.shared, &draft.options);
        let deadline = options.deadline.or(shared.deadline);
        let own = draft.overrides.as_ref().and_then(|overrides| overrides.retry.as_ref());
        let policy = own.unwrap_or(&shared.retry).clone();
        Self {
            attempts: 0,
            policy: match options.max_retries {
                Some(retries) => policy.max_retries(retries),
                None => policy,
            },
            timeout: options.timeout.unwrap_or(shared.timeout),
            // A deadline that is too far off to be represented counts as none.
            deadline: deadline.and_then(after),
            sent: false,
            has_new_token: false,
        }
    }

    /// One more try. An error comes with the time to wait before another, if there may be one.
    async fn next(
        &mut self,
        client: &Client,
        draft: &RequestDraft,
        request: &mut Prepared,
        reading: Reading,
    ) -> Result<Received, (Error, Option<Duration>)> {
        request.authorization.renew(self.limit()).await.map_err(|error| (error, None))?;
        let retries = self.attempts;
        self.attempts = self.attempts.saturating_add(1);
        let span = AttemptSpan::of(&draft.operation, &request.method, &request.url, self.attempts);
        span.within(|| tell_request_body(client, request));
        let limit = self.limit();
        let mut progress = Progress::default();
        let result = attempt::run(client, request, reading, retries, limit, &mut progress);
        let result = span.around(result).await;
        self.sent |= progress.was_sent();
        request.authorization.secrets.append(&mut progress.secrets);
        let (error, is_worth_it) = match result {
            Ok(answer) => {
                let status = answer.status;
                span.answered(status, (!progress.is_streamed()).then_some(answer.body.len()));
                span.within(|| {
                    let media_type = content_type(&answer.headers);
                    let secrets = &request.authorization.secrets;
                    let is_wanted = client.shared.log_bodies;
                    trace::answer_body(is_wanted, media_type, &answer.body, secrets);
                });
                if status.is_success() || reading.is_upgrade(status) {
                    let (stream, connection) = (progress.take_stream(), progress.take_connection());
                    return Ok(Received { answer, stream, connection });
                }
                let is_repeatable = request.is_repeatable;
                let is_worth_it = allows_another(&self.policy, &answer, is_repeatable);
                (Error::status_answered(answer), is_worth_it)
            }
            Err(failure) => failed(failure, &mut progress, request, &draft.operation, &self.policy),
        };
        let error = match error.is_not_found() {
            true => {
                let (method, url) = (&request.method, &request.url);
                error.not_found_at(method, url, client.shared.lacked_path(&draft.operation, url))
            }
            false => error,
        };
        span.failed(&error);
        // Another host, which a redirect led to, never saw the token that it refuses.
        let is_refused =
            error.status() == Some(StatusCode::UNAUTHORIZED) && !progress.is_elsewhere();
        if is_refused && !self.has_new_token {
            match self.replace_token(request).await {
                Ok(true) => return Err((error, Some(Duration::ZERO))),
                Ok(false) => {}
                Err(failure) => return Err((failure.with_answer_of(error), None)),
            }
        }
        // A stream that was sent cannot be sent again.
        let is_possible = is_worth_it && request.body.can_be_sent();
        let wait = is_possible.then(|| self.wait(client, &error, retries)).flatten();
        Err((error, wait))
    }

    /// Whether the request can be sent once more with another token, after the one it had was
    /// refused.
    async fn replace_token(&mut self, request: &mut Prepared) -> Result<bool, Error> {
        if !request.body.can_be_sent() || self.left() == Some(Duration::ZERO) {
            request.authorization.refuse_token();
            return Ok(false);
        }
        self.has_new_token = true;
        request.authorization.replace_token(self.limit()).await
    }

    /// How long to wait before the next try; none if there may not be one, or not in time.
    fn wait(&self, client: &Client, error: &Error, retries: u32) -> Option<Duration> {
        if !self.policy.has_left(retries) {
            return None;
        }
        let (conventions, now) = (client.shared.api.known_conventions(), client.shared.clock.now());
        let wait = self.policy.wait(error.headers(), conventions, retries, now)?;
        match self.left() {
            Some(left) if left <= wait => None,
            _ => Some(wait),
        }
    }

    /// How long the next step may take.
    fn limit(&self) -> Duration {
        self.left().map_or(self.timeout, |left| left.min(self.timeout))
    }

    fn left(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(now()))
    }
}

fn tell_request_body(client: &Client, request: &Prepared) {
    let body = &request.body;
    if body.is_empty() {
        return;
    }
    let media_type = body.content_type.as_ref().map(HeaderValue::to_str);
    let media_type = media_type.and_then(Result::ok).unwrap_or_default();
    let bytes = body.bytes().map(|bytes| &**bytes);
    let secrets = &request.authorization.secrets;
    trace::request_body(client.shared.log_bodies, media_type, bytes, secrets);
}

/// Whether another try may follow an answer.
fn allows_another(policy: &RetryPolicy, answer: &RawAnswer, is_repeatable: bool) -> bool {
    policy.after_answer(answer.status, &answer.headers, answer.conventions, is_repeatable)
}

/// The error of a try without a complete answer, and whether another is worth it.
fn failed(
    failure: Failure,
    progress: &mut Progress,
    request: &Prepared,
    operation: &Operation,
    policy: &RetryPolicy,
) -> (Error, bool) {
    let is_repeatable = request.is_repeatable;
    let is_worth_it = policy.after_failure(failure.kind, progress.was_sent(), is_repeatable);
    let is_transient = matches!(failure.kind, ErrorKind::Connection | ErrorKind::Timeout);
    let (error, is_worth_it) = match progress.take_answer() {
        None => (Error::unsent(failure.kind, failure.summary), is_worth_it),
        // The status of an error counts more than that its body broke off.
        Some(answer) if is_transient && !answer.status.is_success() => {
            let is_worth_it = allows_another(policy, &answer, is_repeatable);
            (Error::status_answered(answer), is_worth_it)
        }
        Some(answer) => {
            let is_worth_it = is_worth_it && is_repeatable;
            // Events that nobody asked for can go on for longer than an answer may take.
            let advice =
                says_event_stream(content_type(&answer.headers)).then(|| event_advice(operation));
            let error = Error::answered(failure.kind, failure.summary, answer);
            (error.with_advice(advice), is_worth_it)
        }
    };
    match failure.source {
        Some(source) => (error.with_source(source), is_worth_it),
        None => (error, is_worth_it),
    }
}
