//! Lists that come in pages.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::description::Call;
use super::future::read;
use super::page_requests::{Continuation, PageRequests};
use crate::auto_traits::auto_traits;
use crate::http::answer::{DecodeAnswer, Response};
use crate::http::error::Error;

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
/// Each is a [`Response`], with its request id, rate limits and drift.
///
/// It ends after a page that names no next one, or an empty cursor, and after an empty page. Where the
/// page says that there are more all the same, that is drift of its response. An error ends it too;
/// [`Pages::cursor`] then tells where to go on with a new call. A cursor that comes twice is an
/// error of [`ErrorKind::Pagination`](crate::http::ErrorKind::Pagination), as following it would never end.
///
/// It is a `futures_core::Stream`, and needs no such crate: [`Pages::try_next`], [`Pages::next`] and
/// [`Pages::collect`] are its own.
///
/// It is `Send` and `Unpin`.
#[must_use = "pages are fetched when they are asked for: call `.try_next().await` or `.collect().await`"]
pub struct Pages<T> {
    pub(super) requests: PageRequests,
    decode: DecodeAnswer<T>,
}

auto_traits!([T] Pages<T>: Send + Unpin);

impl<T: Page> Pages<T> {
    /// `parameter` is the query parameter that takes the cursor, where the operation does not say.
    pub(super) fn new(call: Call<T>, parameter: Option<&'static str>) -> Self {
        let decode = call.decoding.decode;
        Self { requests: PageRequests::new(call, parameter), decode }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// Those of the call, and [`ErrorKind::Pagination`](crate::http::ErrorKind::Pagination).
    pub async fn try_next(&mut self) -> Result<Option<Response<T>>, Error> {
        poll_fn(|cx| self.poll_page(cx)).await.transpose()
    }

    /// The next page or the error in its place; `None` after the last. [`Pages::try_next`] is the same
    /// for `?`.
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
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
        self.requests.cursor()
    }

    pub(super) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<T>, Error>>> {
        let result = match ready!(self.requests.poll(cx)) {
            None => return Poll::Ready(None),
            Some(result) => result.and_then(|outcome| read(outcome, self.decode)),
        };
        Poll::Ready(Some(result.map(|mut page| {
            let is_empty = page.items().is_empty();
            let after = Continuation { next: page.next(), is_empty, has_more: page.has_more() };
            if let Some(drift) = self.requests.proceed(after, page.attempts()) {
                page.note_drift(drift);
            }
            page
        })))
    }
}

impl<T: Page> Stream for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.requests).finish()
    }
}
