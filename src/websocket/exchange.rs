//! The task that looks after a connection: it alone reads from the socket and writes to it.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::task::{Poll, ready};
use std::time::Duration;

use futures_util::future::{Either, select};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode as WireCode;
use tokio_tungstenite::tungstenite::{Bytes, Error as WireError, Message};

use super::close::Close;
use super::connection_error::ConnectionError;
use super::watched::{Life, Watched};

/// How long the other side may take to answer a close frame.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// What a message costs of the buffer at least, in bytes: its place in memory beside its text.
const LEAST_COST: u32 = 256;

/// What bounds a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// How long it may be silent, where the caller says so.
    pub(super) stall: Option<Duration>,
    /// The largest message that is read, in bytes.
    pub(super) message: usize,
    /// What is read ahead, in bytes.
    pub(super) buffer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { stall: None, message: 16 << 20, buffer: 4 << 20 }
    }
}

/// What the caller wants of the task, and where it tells that it is done.
pub(super) enum Command {
    Send(String, oneshot::Sender<Result<(), ConnectionError>>),
    Close(Close, oneshot::Sender<()>),
}

/// A message of the server. It takes room in the buffer as long as it exists.
pub(super) struct Received {
    pub(super) message: Box<[u8]>,
    _room: OwnedSemaphorePermit,
}

/// How the connection ended, once it has: by the server's close frame, by ours, or by an error.
pub(super) type Ending = Arc<OnceLock<Result<Close, ConnectionError>>>;

type Socket = WebSocketStream<Watched>;
type Events = mpsc::UnboundedSender<Received>;

/// The task's side of a connection.
pub(super) struct Exchange {
    pub(super) socket: Socket,
    pub(super) commands: mpsc::Receiver<Command>,
    pub(super) events: Events,
    /// Ends with the receiver.
    pub(super) unheard: oneshot::Receiver<()>,
    pub(super) ending: Ending,
    pub(super) limits: Limits,
    pub(super) stall: Duration,
    pub(super) life: Arc<Life>,
}

impl Exchange {
    /// Reads and writes, at the same time, until the connection is at an end.
    pub(super) async fn run(self) {
        let Self { socket, mut commands, events, mut unheard, ending, limits, stall, life } = self;
        let (mut sink, stream) = socket.split();
        let mut reading = pin!(read(stream, events, limits, stall, &life));
        let end = |end| drop(ending.set(end));
        let writing = write(&mut sink, &mut commands, &mut unheard, stall);
        let written = match select(&mut reading, pin!(writing)).await {
            Either::Right((written, _)) => Ok(written),
            Either::Left(((stream, events, how), _)) => {
                let code = how.as_ref().err().and_then(complaint);
                // Before anything is dropped by which callers learn of the end.
                end(how);
                drop(events);
                Err((stream, code))
            }
        };
        let written = match written {
            Ok(written) => written,
            Err((stream, code)) => {
                drop(commands);
                let _ = timeout(CLOSE_TIMEOUT, take_leave(sink, stream, code)).await;
                return;
            }
        };
        let read = timeout(CLOSE_TIMEOUT, &mut reading).await;
        match (written, read) {
            // What the server says is closer to the cause than that nothing can be written.
            (Written::Failed(error, done), read) => {
                let how = match read {
                    Ok((_, _events, how)) => how,
                    Err(_) => Err(ConnectionError::of(error, limits.message)),
                };
                end(how.clone());
                if let Some(done) = done {
                    let _ = done.send(how.and_then(|close| Err(ConnectionError::Closed(close))));
                }
            }
            (Written::Closed(done), read) => {
                end(Ok(match read {
                    Ok((_, _events, Ok(close))) => close,
                    _ => Close::normal(),
                }));
                if let Some(done) = done {
                    let _ = done.send(());
                }
            }
        }
    }
}

/// How writing ended.
enum Written {
    /// With a close frame; whoever asked for it is told when the server has answered.
    Closed(Option<oneshot::Sender<()>>),
    Failed(WireError, Option<oneshot::Sender<Result<(), ConnectionError>>>),
}

/// What is to be written.
enum Next {
    Ping,
    Command(Command),
    /// Nothing any more, as nobody is left on this side.
    Nobody,
}

/// Writes what the callers send, and pings, until they close the connection, or nobody is left on this
/// side.
async fn write(
    sink: &mut SplitSink<Socket, Message>,
    commands: &mut mpsc::Receiver<Command>,
    unheard: &mut oneshot::Receiver<()>,
    stall: Duration,
) -> Written {
    let mut pings = interval((stall / 3).clamp(Duration::from_millis(1), Duration::from_secs(20)));
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick is now.
    pings.tick().await;
    loop {
        let next = poll_fn(|cx| {
            if pings.poll_tick(cx).is_ready() {
                return Poll::Ready(Next::Ping);
            }
            match ready!(commands.poll_recv(cx)) {
                Some(command) => Poll::Ready(Next::Command(command)),
                // Without senders, whoever listens keeps the connection.
                None => Pin::new(&mut *unheard).poll(cx).map(|_| Next::Nobody),
            }
        });
        match next.await {
            Next::Ping => {
                if let Err(error) = sink.send(Message::Ping(Bytes::new())).await {
                    return Written::Failed(error, None);
                }
            }
            Next::Command(Command::Send(text, done)) => {
                match sink.send(Message::text(text)).await {
                    // Whoever sent it may have stopped waiting.
                    Ok(()) => drop(done.send(Ok(()))),
                    Err(error) => return Written::Failed(error, Some(done)),
                }
            }
            Next::Command(Command::Close(close, done)) => {
                let code = WireCode::from(close.code.0);
                let frame = CloseFrame { code, reason: close.reason.into() };
                let _ = sink.send(Message::Close(Some(frame))).await;
                return Written::Closed(Some(done));
            }
            Next::Nobody => {
                let frame = CloseFrame { code: WireCode::Normal, reason: "".into() };
                let _ = sink.send(Message::Close(Some(frame))).await;
                return Written::Closed(None);
            }
        }
    }
}

/// Hands on what the server sends until the connection ends, and gives everything back then.
async fn read(
    mut stream: SplitStream<Socket>,
    events: Events,
    limits: Limits,
    stall: Duration,
    life: &Life,
) -> (SplitStream<Socket>, Events, Result<Close, ConnectionError>) {
    let buffer = u32::try_from(limits.buffer).unwrap_or(u32::MAX).max(LEAST_COST);
    let room = Arc::new(Semaphore::new(buffer as usize));
    let how = loop {
        // While the buffer was full, nobody listened.
        life.renew();
        let message = match next(&mut stream, stall, life).await {
            Err(error) => break Err(error),
            Ok(None) => break Err(ConnectionError::Broken { source: None }),
            Ok(Some(Err(error))) => break Err(ConnectionError::of(error, limits.message)),
            Ok(Some(Ok(message))) => message,
        };
        let message: Bytes = match message {
            Message::Text(text) => text.into(),
            // The API sends none; one that holds JSON says the same.
            Message::Binary(bytes) => bytes,
            Message::Close(frame) => break Ok(Close::of(frame)),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => continue,
        };
        let cost = u32::try_from(message.len()).unwrap_or(u32::MAX).clamp(LEAST_COST, buffer);
        let acquired = pin!(Arc::clone(&room).acquire_many_owned(cost));
        let Either::Left((permit, _)) = select(acquired, pin!(events.closed())).await else {
            // Nobody listens any more: the rest is read for the sake of pings and the end.
            continue;
        };
        if let Ok(room) = permit {
            // A copy, since the bytes are a part of what was read from the socket at once.
            let _ = events.send(Received { message: message.as_ref().into(), _room: room });
        }
    };
    let how = match how {
        Ok(close) if !close.code.is_normal() => Err(ConnectionError::Closed(close)),
        how => how,
    };
    (stream, events, how)
}

/// The next message, unless the server shows no sign of life for so long.
async fn next(
    stream: &mut SplitStream<Socket>,
    stall: Duration,
    life: &Life,
) -> Result<Option<Result<Message, WireError>>, ConnectionError> {
    loop {
        let silence = life.silence();
        if silence >= stall {
            return Err(ConnectionError::Stalled { limit: stall });
        }
        // Waiting again loses nothing of a message that came in part.
        if let Ok(message) = timeout(stall - silence, stream.next()).await {
            return Ok(message);
        }
    }
}

/// What the server is told of an error that it made.
fn complaint(error: &ConnectionError) -> Option<WireCode> {
    match error {
        ConnectionError::TooLarge { .. } => Some(WireCode::Size),
        ConnectionError::Protocol(_) => Some(WireCode::Protocol),
        ConnectionError::Stalled { .. } => Some(WireCode::Away),
        _ => None,
    }
}

/// Ends the closing handshake: tells the server what it did wrong, or answers its close frame, which
/// reading on does.
async fn take_leave(
    mut sink: SplitSink<Socket, Message>,
    mut stream: SplitStream<Socket>,
    code: Option<WireCode>,
) {
    match code {
        Some(code) => {
            let frame = CloseFrame { code, reason: "".into() };
            let _ = sink.send(Message::Close(Some(frame))).await;
        }
        None => while let Some(Ok(_)) = stream.next().await {},
    }
}
