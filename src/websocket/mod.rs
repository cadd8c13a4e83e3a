//! Events over WebSockets: the Realtime API, and the Responses API.
//!
//! `client.realtime().connect("gpt-realtime")` and `client.responses().connect()` describe a connection, as
//! other methods describe calls: awaited, they make one. The handshake is a call of the client, with
//! its credentials, headers, proxies, certificates, limits and retries, and fails as calls do. On the
//! [`Connection`], events are sent and received as values of the description's types; a client event that
//! the description lacks is sent as `Unknown`, and a server event that it lacks is received so.
//!
//! ```no_run
//! # #[cfg(all(feature = "realtime", feature = "reqwest"))]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use openai_rest::Client;
//! use openai_rest::types::{
//!     RealtimeClientEventResponseCreate, RealtimeClientEventSessionUpdate, RealtimeServerEvent,
//!     RealtimeSessionCreateRequestGA,
//! };
//!
//! let client = Client::from_env()?;
//! let mut connection = client.realtime().connect("gpt-realtime").await?;
//!
//! let session = RealtimeSessionCreateRequestGA::new().instructions("Be brief.");
//! connection.send(RealtimeClientEventSessionUpdate::new(session)).await?;
//! connection.send(RealtimeClientEventResponseCreate::new()).await?;
//! while let Some(event) = connection.recv().await? {
//!     match event {
//!         RealtimeServerEvent::ResponseOutputAudioDelta(event) => play(&event.audio()?),
//!         RealtimeServerEvent::ResponseDone(_) => break,
//!         RealtimeServerEvent::Error(event) => eprintln!("{}", event.error.message),
//!         _ => {}
//!     }
//! }
//! connection.close().await?;
//! # fn play(_: &[u8]) {}
//! # Ok(()) }
//! ```
//!
//! # While a connection is open
//!
//! A task of the tokio runtime looks after the connection. It answers pings and sends its own, so that a
//! connection that is dead without a word is noticed ([`Connect::stall_timeout`]). It reads events ahead, as
//! many as [`Connect::buffer_size`] allows; then it reads no more, and the server has to wait. Sending
//! waits until the event is written. So neither side makes the other's memory grow.
//!
//! The connection is closed when both its halves are dropped, or by [`Sender::close`].
//!
//! Code without async waits by `http::block_on` (with the feature `blocking`), whose thread then looks after the
//! connection: `block_on(connect.into_future())?`, `block_on(async { Ok(connection.recv().await) })??`.

#[cfg(any(convenience = "realtime_websocket", convenience = "realtime_translation_websocket"))]
mod audio;
mod close;
mod connect;
mod connection;
mod connection_error;
mod exchange;
mod handshake;
#[cfg(any(convenience = "realtime_websocket", convenience = "realtime_translation_websocket"))]
mod realtime;
mod receiver;
#[cfg(convenience = "responses_websocket")]
mod responses;
mod sender;
mod watched;

#[cfg(any(
    convenience = "realtime_websocket",
    convenience = "realtime_translation_websocket"
))]
pub use audio::InvalidAudio;
pub use close::{Close, CloseCode};
pub use connect::Connect;
pub use connection::Connection;
pub use connection_error::ConnectionError;
#[cfg(convenience = "realtime_websocket")]
pub use realtime::RealtimeConnection;
#[cfg(convenience = "realtime_translation_websocket")]
pub use realtime::RealtimeTranslationConnection;
pub use receiver::Receiver;
#[cfg(convenience = "responses_websocket")]
pub use responses::{ResponsesConnection, ResponsesServerEvent};
pub use sender::Sender;
