//! The half of a connection that receives.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::Stream;
use tokio::sync::{mpsc, oneshot};

use super::close::Close;
use super::connection_error::ConnectionError;
use super::exchange::{Ending, Received};
use crate::json::{self, Decode, Strictness};

/// The half of a [`Connection`](super::Connection) that receives events of the type `In`.
///
/// When it is dropped, events are thrown away, and the connection stays open as long as there is a
/// [`Sender`](super::Sender).
///
/// It is a `futures_core::Stream`, and needs no such crate: [`Receiver::recv`] is its own.
///
/// It is `Send`, `Sync` and `Unpin`.
#[must_use = "events are received when they are asked for"]
pub struct Receiver<In> {
    events: mpsc::UnboundedReceiver<Received>,
    /// Tells by its end that nobody receives any more.
    _heard: oneshot::Sender<()>,
    ending: Ending,
    /// How the connection ended was told.
    is_told: bool,
    event: PhantomData<fn() -> In>,
}

impl<In> Receiver<In> {
    pub(super) fn new(
        events: mpsc::UnboundedReceiver<Received>,
        heard: oneshot::Sender<()>,
        ending: Ending,
    ) -> Self {
        Self { events, _heard: heard, ending, is_told: false, event: PhantomData }
    }

    /// Why the server closed the connection: the code and the reason of its close frame, whatever they are.
    /// `None` as long as it is open, and if it ended otherwise.
    #[must_use]
    pub fn close_frame(&self) -> Option<&Close> {
        match self.ending.get() {
            Some(Ok(close) | Err(ConnectionError::Closed(close))) => Some(close),
            _ => None,
        }
    }

    pub(super) fn ended(&self) -> Option<&Result<Close, ConnectionError>> {
        self.ending.get()
    }
}

impl<In: Decode> Receiver<In> {
    /// Receives the next event: `None` when the server has closed the connection with the code 1000 or 1001,
    /// or it was closed on this side. Once there was a `None` or an error that
    /// [is fatal](ConnectionError::is_fatal), there is nothing but `None`.
    ///
    /// Whoever stops waiting loses no event.
    ///
    /// # Errors
    ///
    /// - [`ConnectionError::Closed`] when the server closed the connection with any other code;
    /// - [`ConnectionError::Broken`] when it ended without being closed;
    /// - [`ConnectionError::Stalled`], [`ConnectionError::TooLarge`], [`ConnectionError::Protocol`] when a
    ///   limit was reached or the server did what it may not;
    /// - [`ConnectionError::Undecoded`] for a message that is no JSON. It alone is not fatal.
    pub async fn recv(&mut self) -> Result<Option<In>, ConnectionError> {
        poll_fn(|cx| self.poll_recv(cx)).await
    }

    fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<In>, ConnectionError>> {
        let Some(received) = std::task::ready!(self.events.poll_recv(cx)) else {
            let is_told = std::mem::replace(&mut self.is_told, true);
            return Poll::Ready(match self.ending.get() {
                _ if is_told => Ok(None),
                Some(Ok(_)) => Ok(None),
                Some(Err(error)) => Err(error.clone()),
                // The runtime, and with it the task, came to an end.
                None => Err(ConnectionError::Broken { source: None }),
            });
        };
        Poll::Ready(match json::decode::<In>(&received.message, Strictness::Lenient) {
            Ok(decoded) => Ok(Some(decoded.value)),
            Err(error) => Err(ConnectionError::Undecoded {
                message: received.message.into(),
                error: Arc::new(error),
            }),
        })
    }
}

impl<In: Decode> Stream for Receiver<In> {
    type Item = Result<In, ConnectionError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_recv(cx).map(Result::transpose)
    }
}

impl<In> fmt::Debug for Receiver<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("ended", &self.ended()).finish_non_exhaustive()
    }
}
