//! Requests for page after page, whatever the pages are read as: compiled once, not for each list.

use std::collections::HashSet;
use std::fmt;
use std::task::{Context, Poll, ready};

use super::description::Call;
use crate::http::answer::Decoding;
use crate::http::client::Client;
use crate::http::describe::{Parameter, serialize};
use crate::http::error::{Error, ErrorKind};
use crate::http::request::RequestDraft;
use crate::http::send::{self, Exchange, Outcome, Reading};
use crate::json::{self, Drift, DriftKind};

/// The requests for the pages of one list, and the cursors between them.
pub(super) struct PageRequests {
    client: Client,
    draft: Box<RequestDraft>,
    accept: &'static str,
    reading: Reading,
    /// The query parameter that takes the cursor.
    parameter: &'static str,
    cursor: Option<String>,
    /// Every cursor that was sent, as it was sent.
    sent: HashSet<String>,
    state: State,
}

enum State {
    Idle,
    Waiting(Exchange),
    /// An item to return before the end.
    Failed(Box<Error>),
    Ended,
}

/// What a page says of the pages after it.
pub(super) struct Continuation {
    pub(super) next: Option<String>,
    pub(super) is_empty: bool,
    pub(super) has_more: bool,
}

impl PageRequests {
    /// Of a call whose cursor goes into `parameter`, or into the one that its operation describes.
    pub(super) fn new<T>(call: Call<T>, parameter: Option<&'static str>) -> Self {
        let Decoding { accept, reading, .. } = call.decoding;
        Self::of(call.client, call.draft, (accept, reading), parameter)
    }

    #[inline(never)]
    fn of(
        client: Client,
        draft: Box<RequestDraft>,
        (accept, reading): (&'static str, Reading),
        parameter: Option<&'static str>,
    ) -> Self {
        let (parameter, state) = match parameter.or(draft.operation.page_parameter()) {
            Some(parameter) => (parameter, State::Idle),
            None => ("", State::Failed(Box::new(without_parameter(&draft)))),
        };
        // The caller may have said where to start.
        let start = draft.query.iter().find(|(name, _)| name == parameter);
        let sent = start.map(|(_, text)| text.clone()).into_iter().collect();
        Self { client, draft, accept, reading, parameter, cursor: None, sent, state }
    }

    /// The cursor of the page that comes next.
    pub(super) fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The answer with the next page. [`PageRequests::proceed`] is to be told what it says.
    #[inline(never)]
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Outcome, Error>>> {
        if matches!(self.state, State::Idle) {
            let (client, draft) = (self.client.clone(), self.draft.clone());
            self.state = State::Waiting(send::begin(client, draft, self.accept, self.reading));
        }
        let result = match &mut self.state {
            State::Waiting(exchange) => ready!(exchange.as_mut().poll(cx)),
            _ => {
                return Poll::Ready(match std::mem::replace(&mut self.state, State::Ended) {
                    State::Failed(error) => Some(Err(*error)),
                    _ => None,
                });
            }
        };
        self.state = State::Ended;
        Poll::Ready(Some(result))
    }

    /// Goes on after a page, which took `attempts` tries; gives what is wrong with that page.
    #[inline(never)]
    pub(super) fn proceed(&mut self, page: Continuation, attempts: u32) -> Option<Drift> {
        let next = page.next.filter(|cursor| !cursor.is_empty());
        self.cursor = if page.is_empty { None } else { next };
        let Some(cursor) = &self.cursor else {
            return (!page.is_empty && page.has_more).then(no_cursor);
        };
        self.state = match go_on(&mut self.draft, self.parameter, cursor, &mut self.sent) {
            Ok(()) => State::Idle,
            Err(error) => State::Failed(Box::new(error.with_tries(attempts, true))),
        };
        None
    }
}

impl fmt::Debug for PageRequests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageRequests")
            .field("call", &self.draft)
            .field("parameter", &self.parameter)
            .field("cursor", &self.cursor)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a page that others follow and that does not say which.
#[cold]
fn no_cursor() -> Drift {
    let (expected, found) =
        ("the cursor of the next page", "none, on a page that says there are more");
    Drift::of_body(DriftKind::MissingField, expected.into(), found.into())
}

/// The error of a call for pages of which nobody says how they are asked for.
#[cold]
fn without_parameter(draft: &RequestDraft) -> Error {
    let summary = "the description does not say which query parameter takes the cursor of a page; \
                   `pages_by` and `items_by` are told its name";
    Error::unsent(ErrorKind::Pagination, summary.to_owned()).with_operation(draft.operation.id())
}

/// Describes the call for the page at `cursor`, which must be none of those that were `sent`.
fn go_on(
    draft: &mut RequestDraft,
    parameter: &'static str,
    cursor: &str,
    sent: &mut HashSet<String>,
) -> Result<(), Error> {
    let value = json::encode(cursor);
    let parameter = Parameter::query(parameter);
    draft.set(&parameter, &value);
    // A key stands for one request, and the next page is another.
    if let Some(overrides) = &mut draft.overrides {
        overrides.idempotency_key = None;
    }
    let text = serialize(&parameter, &value).ok().flatten().unwrap_or_default();
    if sent.insert(text) {
        return Ok(());
    }
    let summary = format!(
        "the server gave the cursor `{}` of `{}` a second time; the pages would never end",
        cursor.escape_debug(),
        parameter.name
    );
    Err(Error::unsent(ErrorKind::Pagination, summary).with_operation(draft.operation.id()))
}
