//! The items of a list, whichever pages they come in.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, vec};

use futures_core::Stream;

use super::description::Call;
use super::page::{Page, Pages};
use super::page_requests::PageRequests;
use crate::auto_traits::auto_traits;
use crate::http::answer::Response;
use crate::http::error::Error;

/// The items of a list, over all its pages, which are fetched as they are needed.
///
/// ```no_run
/// # use specmill_runtime::http::{Error, Items};
/// # async fn example<Invite: std::fmt::Debug>(mut invites: Items<Invite>) -> Result<(), Error> {
/// while let Some(invite) = invites.try_next().await? {
///     println!("{invite:?}");
/// }
/// # Ok(()) }
/// ```
///
/// It is a `futures_core::Stream`, and needs no such crate: [`Items::try_next`], [`Items::next`],
/// [`Items::take`] and [`Items::collect`] are its own. An error ends it; [`Items::cursor`] then tells
/// where to go on with a new call.
///
/// It is `Send` where its items are, and `Unpin`.
#[must_use = "items are fetched when they are asked for: call `.try_next().await` or `.collect().await`"]
pub struct Items<T> {
    pages: Box<dyn ItemPages<T>>,
    page: Option<Response<()>>,
    items: vec::IntoIter<T>,
    /// How many items may still be given.
    left: usize,
}

auto_traits!([T: Send] Items<T>: Send);
auto_traits!([T] Items<T>: Unpin);

/// Pages of which only the items are known.
trait ItemPages<T>: Send {
    fn poll_items(&mut self, cx: &mut Context<'_>)
    -> Poll<Option<Result<Response<Vec<T>>, Error>>>;

    fn requests(&self) -> &PageRequests;
}

impl<P: Page> ItemPages<P::Item> for Pages<P> {
    fn poll_items(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<Vec<P::Item>>, Error>>> {
        self.poll_page(cx).map_ok(|page| page.map(P::into_items))
    }

    fn requests(&self) -> &PageRequests {
        &self.requests
    }
}

impl<T> Items<T> {
    fn new<P: Page<Item = T> + 'static>(pages: Pages<P>) -> Self {
        Self { pages: Box::new(pages), page: None, items: Vec::new().into_iter(), left: usize::MAX }
    }

    /// The next item; `None` after the last of the last page.
    ///
    /// # Errors
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|cx| self.poll_item(cx)).await.transpose()
    }

    /// The next item or the error in its place; `None` after the last. [`Items::try_next`] is the same
    /// for `?`.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The same items, but no more than `count` of those that are left. The page after them is not
    /// requested.
    pub fn take(mut self, count: usize) -> Self {
        self.left = self.left.min(count);
        self
    }

    /// All items that are left.
    ///
    /// # Errors
    /// The first one there is; the items before it are lost.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// The cursor of the page after the one whose items are being given; see [`Pages::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.pages.requests().cursor()
    }

    /// The answer that the last item came with: its request id, rate limits, drift and raw body.
    /// `None` before the first page.
    pub fn page(&self) -> Option<&Response<()>> {
        self.page.as_ref()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(item) = self.items.next() {
                self.left -= 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_items(cx)) {
                Some(Ok(page)) => {
                    let (items, page) = page.detach();
                    (self.items, self.page) = (items.into_iter(), Some(page));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// No item is ever pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", self.pages.requests())
            .field("buffered", &self.items.len())
            .finish_non_exhaustive()
    }
}

/// # Lists that come in pages
// The bound is on the methods, since the compiler then says what `Page` says of itself.
impl<T> Call<T> {
    /// All pages, one after the other. The description of the operation says which query parameter
    /// takes the cursor; where it does not, the first page is an error
    /// ([`ErrorKind::Pagination`](crate::http::ErrorKind::Pagination)), and [`Call::pages_by`] is told it.
    pub fn pages(self) -> Pages<T>
    where
        T: Page,
    {
        Pages::new(self, None)
    }

    /// All items of all pages; see [`Call::pages`].
    pub fn items<I>(self) -> Items<I>
    where
        T: Page<Item = I> + 'static,
    {
        Items::new(self.pages())
    }

    /// All pages, one after the other; `parameter` is the query parameter that takes the cursor.
    pub fn pages_by(self, parameter: &'static str) -> Pages<T>
    where
        T: Page,
    {
        Pages::new(self, Some(parameter))
    }

    /// All items of all pages; `parameter` is the query parameter that takes the cursor.
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{Call, Error, Page};
    /// # async fn example<P: Page<Item: std::fmt::Debug> + 'static>(call: Call<P>) -> Result<(), Error> {
    /// let mut all = call.items_by("after");
    /// while let Some(item) = all.try_next().await? {
    ///     println!("{item:?}");
    /// }
    /// # Ok(()) }
    /// ```
    pub fn items_by<I>(self, parameter: &'static str) -> Items<I>
    where
        T: Page<Item = I> + 'static,
    {
        Items::new(self.pages_by(parameter))
    }
}
