//! The half of a connection that sends.

use std::fmt;
use std::marker::PhantomData;

use tokio::sync::{mpsc, oneshot};

use super::close::Close;
use super::connection_error::ConnectionError;
use super::exchange::{Command, Ending};
use crate::json::{self, Encode};

/// The half of a [`Connection`](super::Connection) that sends events of the type `Out`. Clones send over the
/// same connection.
///
/// When all are dropped, the connection stays open as long as there is a [`Receiver`](super::Receiver).
///
/// It is `Send`, `Sync` and `Unpin`.
pub struct Sender<Out> {
    commands: mpsc::Sender<Command>,
    ending: Ending,
    event: PhantomData<fn(Out)>,
}

impl<Out> Sender<Out> {
    pub(super) fn new(commands: mpsc::Sender<Command>, ending: Ending) -> Self {
        Self { commands, ending, event: PhantomData }
    }

    /// Closes the connection with the code 1000, and waits until the server has agreed, at most 5 s.
    /// Events that were sent before are written first.
    ///
    /// # Errors
    ///
    /// When the connection had ended before, for another reason than that it was closed.
    pub async fn close(&self) -> Result<(), ConnectionError> {
        let (done, told) = oneshot::channel();
        if self.commands.send(Command::Close(Close::normal(), done)).await.is_ok() {
            let _ = told.await;
        }
        match self.ending.get() {
            Some(Err(error)) => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// Why nothing can be sent.
    fn ended(&self) -> ConnectionError {
        match self.ending.get() {
            Some(Ok(close)) => ConnectionError::Closed(close.clone()),
            Some(Err(error)) => error.clone(),
            // The runtime, and with it the task, came to an end.
            None => ConnectionError::Broken { source: None },
        }
    }
}

impl<Out: Encode> Sender<Out> {
    /// Sends an event: all of the type `Out`, and whatever converts into it, such as each of the events that
    /// it is made of. Returns when the event is written to the socket, so that a server that reads slowly
    /// holds up whoever sends.
    ///
    /// Whoever stops waiting does not know whether the event was sent; it was not sent in part.
    ///
    /// # Errors
    ///
    /// When the connection is at an end. The server may not have seen the event then.
    pub async fn send(&self, event: impl Into<Out>) -> Result<(), ConnectionError> {
        // JSON is UTF-8, so that nothing is lost.
        let text = match String::from_utf8(json::encode(&event.into())) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        };
        let (done, told) = oneshot::channel();
        if self.commands.send(Command::Send(text, done)).await.is_err() {
            return Err(self.ended());
        }
        told.await.unwrap_or_else(|_| Err(self.ended()))
    }
}

impl<Out> Clone for Sender<Out> {
    fn clone(&self) -> Self {
        Self::new(self.commands.clone(), self.ending.clone())
    }
}

impl<Out> fmt::Debug for Sender<Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("ended", &self.ending.get()).finish_non_exhaustive()
    }
}
