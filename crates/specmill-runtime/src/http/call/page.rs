//! Lists that come in pages.

use std::collections::HashSet;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, vec};

use futures_core::Stream;

use super::description::Call;
use super::future::ResponseFuture;
use crate::auto_traits::auto_traits;
use crate::http::answer::Response;
use crate::http::describe::{Parameter, serialize};
use crate::http::error::{Error, ErrorKind};
use crate::http::request::RequestDraft;
use crate::json::{self, Drift, DriftKind};

/// One page of a list, implemented by generated types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no page of a list: `Page` is not implemented for it",
    label = "not the answer of an operation that comes in pages",
    note = "the description of an API says which answers come in pages; for another one, implement \
            `http::Page` by hand"
)]
pub trait Page {
    /// The type of the items.
    type Item;

    /// The items of this page.
    fn items(&self) -> &[Self::Item];

    /// Converts the page into its items.
    fn into_items(self) -> Vec<Self::Item>;

    /// The cursor of the next page; `None` on the last.
    fn next(&self) -> Option<String>;

    /// Whether the page itself says that there is another one.
    fn has_more(&self) -> bool {
        false
    }
}

/// The pages of a list, fetched one at a time as they are asked for.
///
/// It ends after a page that names no next one, or an empty cursor, and after an empty page. Where the
/// page says that there are more all the same, that is drift of its response. An error ends it too;
/// [`Pages::cursor`] then tells where to go on with a new call. A cursor that comes twice is an
/// error of [`ErrorKind::Pagination`], as following it would never end.
///
/// It is a `futures_core::Stream`, and needs no such crate: [`Pages::try_next`] is its own.
///
/// It is `Send` and `Unpin`.
#[must_use = "pages are fetched when they are asked for"]
pub struct Pages<T> {
    call: Call<T>,
    parameter: &'static str,
    cursor: Option<String>,
    /// Every cursor that was sent, as it was sent.
    sent: HashSet<String>,
    state: State<T>,
}

auto_traits!([T] Pages<T>: Send + Unpin);

enum State<T> {
    Idle,
    Fetching(ResponseFuture<T>),
    /// An item to return before the end.
    Failed(Box<Error>),
    Ended,
}

impl<T: Page> Pages<T> {
    fn new(call: Call<T>, parameter: &'static str) -> Self {
        let sent = sent_at_first(&call.draft, parameter);
        Self { call, parameter, cursor: None, sent, state: State::Idle }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// Those of the call, and [`ErrorKind::Pagination`].
    pub async fn try_next(&mut self) -> Result<Option<Response<T>>, Error> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    /// All pages that are left.
    ///
    /// # Errors
    /// The first one there is; the pages before it are lost.
    pub async fn collect(mut self) -> Result<Vec<Response<T>>, Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.try_next().await? {
            pages.push(page);
        }
        Ok(pages)
    }

    /// The cursor of the page that comes next, to go on from with another call; `None` before the
    /// first page and after the last.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Response<T>, Error>>> {
        if matches!(self.state, State::Idle) {
            self.state = State::Fetching(self.call.clone().into_future());
        }
        let result = match &mut self.state {
            State::Fetching(future) => ready!(Pin::new(future).poll(cx)),
            _ => {
                return Poll::Ready(match std::mem::replace(&mut self.state, State::Ended) {
                    State::Failed(error) => Some(Err(*error)),
                    _ => None,
                });
            }
        };
        self.state = State::Ended;
        Poll::Ready(Some(match result {
            Ok(mut page) => {
                self.state = self.after(&mut page);
                Ok(page)
            }
            Err(error) => Err(error),
        }))
    }

    /// What comes after this page.
    fn after(&mut self, page: &mut Response<T>) -> State<T> {
        let next = page.next().filter(|cursor| !cursor.is_empty());
        self.cursor = if page.items().is_empty() { None } else { next };
        let Some(cursor) = &self.cursor else {
            if !page.items().is_empty() && page.has_more() {
                page.note_drift(no_cursor());
            }
            return State::Ended;
        };
        match go_on(&mut self.call.draft, self.parameter, cursor, &mut self.sent) {
            Ok(()) => State::Idle,
            Err(error) => State::Failed(Box::new(error.with_tries(page.attempts(), true))),
        }
    }
}

// The bound is on the methods, since the compiler then says what `Page` says of itself.
impl<T> Call<T> {
    /// All pages, one after the other; `parameter` is the query parameter that takes the cursor.
    pub fn pages(self, parameter: &'static str) -> Pages<T>
    where
        T: Page,
    {
        Pages::new(self, parameter)
    }

    /// All items of all pages; `parameter` is the query parameter that takes the cursor.
    pub fn items(self, parameter: &'static str) -> Items<T>
    where
        T: Page,
    {
        Items::new(self.pages(parameter))
    }
}

// What follows is compiled once, and not for the items of each list.

/// The caller may have said where to start.
#[inline(never)]
fn sent_at_first(draft: &RequestDraft, parameter: &str) -> HashSet<String> {
    let start = draft.query.iter().find(|(name, _)| name == parameter);
    start.map(|(_, text)| text.clone()).into_iter().collect()
}

/// What is wrong with a page that others follow and that does not say which.
#[cold]
fn no_cursor() -> Drift {
    let (expected, found) =
        ("the cursor of the next page", "none, on a page that says there are more");
    Drift::of_body(DriftKind::MissingField, expected.into(), found.into())
}

/// Describes the call for the page at `cursor`, which must be none of those that were `sent`.
#[inline(never)]
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

impl<T: Page> Stream for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("call", &self.call).field("cursor", &self.cursor).finish()
    }
}

/// The items of a list, over all its pages, which are fetched as they are needed.
///
/// ```no_run
/// # use specmill_runtime::http::{Call, Error, Page};
/// # async fn example<P: Page>(call: Call<P>) -> Result<(), Error> where P::Item: std::fmt::Debug {
/// let mut all = call.items("after");
/// while let Some(item) = all.try_next().await? {
///     println!("{item:?}");
/// }
/// # Ok(()) }
/// ```
///
/// It is `Send` and `Unpin` where its items are.
#[must_use = "items are fetched when they are asked for"]
pub struct Items<T: Page> {
    pages: Pages<T>,
    page: vec::IntoIter<T::Item>,
}

auto_traits!([T: Page<Item: Send>] Items<T>: Send + Unpin);

impl<T: Page> Items<T> {
    fn new(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// The next item; `None` after the last of the last page.
    ///
    /// # Errors
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<T::Item>, Error> {
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    /// The first one there is; the items before it are lost.
    pub async fn collect(mut self) -> Result<Vec<T::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// The cursor of the page after the one whose items are being given; see [`Pages::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.page = page.into_inner().into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// No item is ever pinned.
impl<T: Page> Unpin for Items<T> {}

impl<T: Page> Stream for Items<T> {
    type Item = Result<T::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<T: Page> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buffered = self.page.len();
        f.debug_struct("Items").field("pages", &self.pages).field("buffered", &buffered).finish()
    }
}
