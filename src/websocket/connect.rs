//! A connection that is described, and not made yet.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::connection::Connection;
use super::exchange::Limits;
use super::handshake::shake_hands;
use crate::Error;
use crate::http::types::Method;
use crate::http::{self, Call, Secret};
use crate::json::{Decode, Encode, Value};

/// A connection that has not been made. Awaiting it makes it.
///
/// `Out` is what is sent, `In` what is received: one message each. A clone makes another connection of the same
/// kind, such as after the first broke off; the server remembers nothing of a session that is over.
#[must_use = "a connection is made when it is awaited"]
pub struct Connect<Out, In> {
    call: Call<Value>,
    limits: Limits,
    events: PhantomData<fn(Out) -> In>,
}

/// How long a connection may be silent unless the caller says otherwise.
pub(super) const STALL_TIMEOUT: Duration = Duration::from_secs(60);

impl<Out, In> Connect<Out, In> {
    /// Describes a connection to a path below the base URL, which may hold a query: for an endpoint that has
    /// no method of its own.
    ///
    /// ```no_run
    /// use openai_rest::{Client, json::Value, websocket::Connect};
    ///
    /// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let call = client.request("GET".parse()?, "/live?model=gpt-live");
    /// let mut connection = Connect::<Value, Value>::over(call).await?;
    /// connection.send(openai_rest::json::json!({"type": "hello"})).await?;
    /// println!("{:?}", connection.recv().await?);
    /// # Ok(()) }
    /// ```
    pub fn over(call: Call<Value>) -> Self {
        Self { call, limits: Limits::default(), events: PhantomData }
    }

    #[allow(dead_code, reason = "a document may have nothing to connect to")]
    pub(super) fn to(client: &http::Client, path: &str) -> Self {
        Self::over(client.request(Method::GET, path))
    }

    /// Sets what any call can be told of the handshake: headers, query parameters, credentials, a base URL,
    /// retries.
    ///
    /// ```no_run
    /// # #[cfg(feature = "realtime")]
    /// # async fn example(client: openai_rest::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let connect = client.realtime().connect("gpt-realtime");
    /// let connection = connect.with(|call| call.max_retries(5).without_credentials()).await?;
    /// # Ok(()) }
    /// ```
    pub fn with(mut self, options: impl FnOnce(Call<Value>) -> Call<Value>) -> Self {
        self.call = options(self.call);
        self
    }

    /// Sets a query parameter of the handshake; see [`Call::query`].
    pub fn query(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.with(|call| call.query(name, value))
    }

    /// Sets a header of the handshake, in place of a default header of that name; see [`Call::header`].
    pub fn header(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.with(|call| call.header(name, value))
    }

    /// Sets the bearer token, in place of the client's credentials: an ephemeral client secret (`ek_…`), say,
    /// which `client.realtime().create_client_secret(…)` makes for whoever may not know the API key.
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        self.with(|call| call.bearer(token))
    }

    /// Sets the URL that the path is relative to, in place of the client's. `ws` and `wss` are read as `http`
    /// and `https`, which the handshake is sent over.
    pub fn base_url(self, url: impl AsRef<str>) -> Self {
        let url = url.as_ref();
        let url = match url.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("ws") => format!("http://{rest}"),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("wss") => format!("https://{rest}"),
            _ => url.to_owned(),
        };
        self.with(|call| call.base_url(url))
    }

    /// How long one try of the handshake may take, from connecting to the server's answer, in place of the
    /// client's limit; see [`Call::timeout`].
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|call| call.timeout(timeout))
    }

    /// How long nothing may come from the server before the connection ends with
    /// [`ConnectionError::Stalled`](super::ConnectionError::Stalled): 60 s by default, or the client's
    /// [`stall_timeout`](crate::http::ClientBuilder::stall_timeout) if that is shorter.
    ///
    /// The server is sent a ping at least three times in that time, so that one that has nothing to say is
    /// heard of all the same. A part of a message counts as well, and so does a part of a large one that the
    /// server takes. While the caller leaves events in a full buffer, no time counts.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.limits.stall = Some(timeout);
        self
    }

    /// The largest message that is read, in bytes: 16 MiB by default. A larger one ends the connection
    /// with [`ConnectionError::TooLarge`](super::ConnectionError::TooLarge).
    pub fn max_message_size(mut self, bytes: usize) -> Self {
        self.limits.message = bytes;
        self
    }

    /// How many bytes of events are read ahead of the caller: 4 MiB by default. When the buffer is full,
    /// nothing more is read from the connection, and pings of the server are not answered, until an event is
    /// received. A single event that is larger has the buffer to itself.
    pub fn buffer_size(mut self, bytes: usize) -> Self {
        self.limits.buffer = bytes;
        self
    }
}

impl<Out: Encode, In: Decode> IntoFuture for Connect<Out, In> {
    type Output = Result<Connection<Out, In>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { call, limits, .. } = self;
        Box::pin(async move { Ok(Connection::start(shake_hands(call).await?, limits).await) })
    }
}

impl<Out, In> Clone for Connect<Out, In> {
    fn clone(&self) -> Self {
        Self { call: self.call.clone(), limits: self.limits, events: PhantomData }
    }
}

impl<Out, In> fmt::Debug for Connect<Out, In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Connect");
        shown.field("call", &self.call).field("limits", &self.limits).finish()
    }
}
