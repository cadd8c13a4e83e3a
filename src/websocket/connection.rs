//! A connection, whole.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use futures_util::Stream;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};

use super::close::Close;
use super::connect::STALL_TIMEOUT;
use super::connection_error::ConnectionError;
use super::exchange::{Exchange, Limits};
use super::receiver::Receiver;
use super::sender::Sender;
use super::watched::{Life, Watched};
use crate::http::Upgraded;
use crate::json::{Decode, Encode};

/// What is read from the socket at once, in bytes.
const READ_SIZE: usize = 16 << 10;

/// An open connection, on which events of the type `Out` are sent and events of the type `In` are
/// received. [`Connection::split`] makes of it two halves, for different tasks.
///
/// Dropping it closes the connection, as [`Connection::close`] does, in the background.
///
/// It is a `futures_core::Stream` of what is received, and needs no such crate: [`Connection::recv`] is its own.
///
/// It is `Send`, `Sync` and `Unpin`.
#[must_use = "a connection that is dropped is closed"]
pub struct Connection<Out, In> {
    sender: Sender<Out>,
    receiver: Receiver<In>,
}

impl<Out, In> Connection<Out, In> {
    /// Begins to read and to write.
    pub(super) async fn start(socket: Upgraded, limits: Limits) -> Self {
        let stall = limits.stall.unwrap_or_else(|| socket.stall_timeout().min(STALL_TIMEOUT));
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_SIZE)
            .max_message_size(Some(limits.message))
            .max_frame_size(Some(limits.message));
        let life = Life::new();
        let socket = Watched::new(socket, Arc::clone(&life));
        let socket = WebSocketStream::from_raw_socket(socket, Role::Client, Some(config)).await;
        // Each command waits for its end, so that more places would be of no use.
        let (commands, commanded) = mpsc::channel(1);
        let (events, received) = mpsc::unbounded_channel();
        let (heard, unheard) = oneshot::channel();
        let ending = Arc::new(OnceLock::new());
        let exchange = Exchange {
            socket,
            commands: commanded,
            events,
            unheard,
            ending: Arc::clone(&ending),
            limits,
            stall,
            life,
        };
        tokio::spawn(exchange.run());
        Self {
            sender: Sender::new(commands, Arc::clone(&ending)),
            receiver: Receiver::new(received, heard, ending),
        }
    }

    /// Splits the connection in two, for a task that sends and another that receives. It is closed when both
    /// are dropped, or by [`Sender::close`].
    pub fn split(self) -> (Sender<Out>, Receiver<In>) {
        (self.sender, self.receiver)
    }

    /// The half that sends, which can be cloned.
    pub fn sender(&self) -> &Sender<Out> {
        &self.sender
    }

    /// Closes the connection; see [`Sender::close`]. Events that were not received are lost.
    ///
    /// # Errors
    ///
    /// As [`Sender::close`].
    pub async fn close(self) -> Result<(), ConnectionError> {
        let Self { sender, receiver } = self;
        // Else a full buffer would hold up the server's close frame.
        drop(receiver);
        sender.close().await
    }

    /// Why the server closed the connection, if it did; see [`Receiver::close_frame`].
    #[must_use]
    pub fn close_frame(&self) -> Option<&Close> {
        self.receiver.close_frame()
    }
}

impl<Out: Encode, In> Connection<Out, In> {
    /// Sends an event; see [`Sender::send`].
    ///
    /// # Errors
    ///
    /// As [`Sender::send`].
    pub async fn send(&self, event: impl Into<Out>) -> Result<(), ConnectionError> {
        self.sender.send(event).await
    }
}

impl<Out, In: Decode> Connection<Out, In> {
    /// Receives the next event; see [`Receiver::recv`].
    ///
    /// # Errors
    ///
    /// As [`Receiver::recv`].
    pub async fn recv(&mut self) -> Result<Option<In>, ConnectionError> {
        self.receiver.recv().await
    }
}

impl<Out, In: Decode> Stream for Connection<Out, In> {
    type Item = Result<In, ConnectionError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.receiver).poll_next(cx)
    }
}

impl<Out, In> fmt::Debug for Connection<Out, In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("ended", &self.receiver.ended()).finish_non_exhaustive()
    }
}
