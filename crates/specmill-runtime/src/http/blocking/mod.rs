//! The same calls from code without async: they are sent by [`SendBlocking::send`] in place of
//! `.await`, and what comes in pieces is an iterator, [`Blocking`].
//!
//! A generated client knows nothing of this: its builders are sent through what they implement
//! anyway, so the feature costs no code for each operation.

mod download;
mod runtime;

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use crate::auto_traits::auto_traits;
use crate::http::answer::{Accumulate, Accumulating, Download, EventStream, Response};
use crate::http::call::{Items, Pages, ResponseFuture};
use crate::http::error::Error;

pub use runtime::block_on;

/// Sends a call and waits for its answer: what `.await` is in async code.
///
/// It is for every [`Call`](crate::http::Call) and every builder of a generated client; where a
/// builder has a parameter called `send`, `.call().send()` sends it.
///
/// ```no_run
/// # use specmill_runtime::http::{self, Call, Error, Page, types::Method};
/// use specmill_runtime::http::SendBlocking;
///
/// # fn example(client: http::Client) -> Result<(), Error> {
/// let model = client.request(Method::GET, "/models/{id}").path("id", "o4-mini").send()?;
/// println!("{:?}: {}", model.request_id(), model["owned_by"]);
/// # Ok(()) }
/// ```
pub trait SendBlocking {
    /// What the answer is decoded into.
    type Answer;

    /// Sends the call, with its retries and within its time limits, and waits for its answer.
    ///
    /// # Errors
    /// Those of the call, and those of [`block_on`].
    fn send(self) -> Result<Response<Self::Answer>, Error>;
}

impl<C, A> SendBlocking for C
where
    C: IntoFuture<Output = Result<Response<A>, Error>, IntoFuture = ResponseFuture<A>>,
{
    type Answer = A;

    fn send(self) -> Result<Response<A>, Error> {
        block_on(self.into_future())
    }
}

/// An iterator over a stream, which blocks until each item is there.
///
/// Created by `blocking()`, which borrows the stream, so that its methods can be called afterwards
/// (such as [`Items::cursor`]), and by `into_blocking()`, which takes it. An error does not end the
/// iterator unless it ends the stream; those of [`block_on`] do.
///
/// ```no_run
/// # use specmill_runtime::http::{Call, Error, EventStream, Page, SendBlocking};
/// # fn example<P: Page<Item: std::fmt::Debug> + 'static>(
/// #     list: Call<P>,
/// #     chat: Call<EventStream<serde_json::Value>>,
/// # ) -> Result<(), Error> {
/// for item in list.items().blocking() {
///     println!("{:?}", item?);
/// }
///
/// let mut events = chat.send()?;
/// for event in events.blocking() {
///     println!("{}", event?["delta"]);
/// }
/// println!("complete: {}", !events.ended_early());
/// # Ok(()) }
/// ```
///
/// It is `Send`, `Sync` and `Unpin` where what it reads from is.
#[derive(Debug)]
#[must_use = "nothing is read before it is asked for"]
pub struct Blocking<S> {
    stream: S,
    /// The error of [`block_on`] was returned once. Returned again and again, it would keep a loop
    /// that skips errors from ending.
    is_refused: bool,
}

auto_traits!([S: Send + Sync + Unpin] Blocking<S>: Send + Sync + Unpin);

impl<S> Blocking<S> {
    fn new(stream: S) -> Self {
        Self { stream, is_refused: false }
    }

    /// The stream itself.
    pub fn get_ref(&self) -> &S {
        &self.stream
    }

    /// The stream itself.
    pub fn get_mut(&mut self) -> &mut S {
        &mut self.stream
    }

    /// The stream itself, pinned.
    pub fn into_inner(self) -> S {
        self.stream
    }
}

impl<S, T> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_refused {
            return None;
        }
        let stream = &mut self.stream;
        match block_on(async { Ok(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await) }) {
            Ok(item) => item,
            Err(refused) => {
                self.is_refused = true;
                Some(Err(refused))
            }
        }
    }
}

macro_rules! blocking {
    ($($stream:ident $(<$parameter:ident $(: $bound:ident)?>)? $piece:literal),* $(,)?) => {$(
        impl $(<$parameter $(: $bound)?>)? $stream $(<$parameter>)? {
            #[doc = concat!("The ", $piece, " that are left, for code without async.")]
            pub fn blocking(&mut self) -> Blocking<&mut Self> {
                Blocking::new(self)
            }

            #[doc = concat!("The ", $piece, " that are left, for code without async, taking it along.")]
            pub fn into_blocking(self) -> Blocking<Self> {
                Blocking::new(self)
            }
        }
    )*};
}

blocking! {
    Items<T> "items",
    Pages<T> "pages",
    EventStream<E> "events",
    Accumulating<E: Accumulate> "events",
    Download "bytes",
}
