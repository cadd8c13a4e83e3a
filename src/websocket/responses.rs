//! The Responses API over a WebSocket.

use std::fmt;

use super::connect::Connect;
use super::connection::Connection;
use crate::json::{self, Decode, DecodeError, Decoder, Map, Node, RawJson, Strictness, Value};
use crate::responses::ResponsesClient;
use crate::types::{
    CreateResponse, ResponseStreamEvent, ResponseWsError, ResponsesClientEvent,
    ResponsesClientEventResponseCreate,
};

/// A connection to the Responses API.
pub type ResponsesConnection = Connection<ResponsesClientEvent, ResponsesServerEvent>;

/// # Over a WebSocket
impl ResponsesClient<'_> {
    /// Describes a connection over which responses are requested one after the other, or several at once under
    /// names of their own (`stream_id`). It is made when it is awaited. The server keeps what the latest
    /// responses were made of, so that a `previous_response_id` costs less time there than in calls.
    ///
    /// ```no_run
    /// use openai_rest::types::{CreateResponse, ResponseStreamEvent};
    ///
    /// # async fn example(client: openai_rest::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut connection = client.responses().connect().await?;
    /// let request = CreateResponse::new().model("gpt-5").input("Name three rivers.");
    /// connection.send(&request).await?;
    /// while let Some(event) = connection.recv().await? {
    ///     match event.event? {
    ///         ResponseStreamEvent::ResponseOutputTextDelta(event) => print!("{}", event.delta),
    ///         ResponseStreamEvent::ResponseCompleted(_) => break,
    ///         _ => {}
    ///     }
    /// }
    /// connection.close().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// When awaited, as any call: of [`ErrorKind::Authentication`](crate::http::ErrorKind::Authentication) for a
    /// key that is refused, with the server's answer; of
    /// [`ErrorKind::Decode`](crate::http::ErrorKind::Decode) for a server that has no WebSocket there; of
    /// [`ErrorKind::Timeout`](crate::http::ErrorKind::Timeout) for one that does not answer in time.
    pub fn connect(&self) -> Connect<ResponsesClientEvent, ResponsesServerEvent> {
        Connect::to(self.client, "/responses")
    }
}

/// What the server sends over a WebSocket to `/responses`: an event of a response, or an error in its place.
///
/// The events of one response go into an accumulator, as those of a stream do:
///
/// ```no_run
/// use openai_rest::ResponseAccumulator;
/// # use openai_rest::websocket::ResponsesConnection;
///
/// # async fn example(mut connection: ResponsesConnection) -> Result<(), Box<dyn std::error::Error>> {
/// let mut answer = ResponseAccumulator::new();
/// while !answer.is_whole() {
///     let Some(event) = connection.recv().await? else { break };
///     answer.push(&event.event?);
/// }
/// println!("{}", answer.snapshot()?.output_text());
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResponsesServerEvent {
    /// The name that the request gave to its line of requests; `None` if it gave none.
    pub stream_id: Option<String>,
    /// The event, as a stream of the Responses API has it; or why the request was refused, or its response
    /// broke off. The connection stays open in either case.
    pub event: Result<ResponseStreamEvent, ResponseWsError>,
}

impl Decode for ResponsesServerEvent {
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        let text = |name| node.get(name).and_then(Node::as_str);
        // The event `error` of a stream has its members in itself, and no such object.
        let is_error = text("type") == Some("error")
            && node.get("error").is_some_and(|error| error.members().is_some());
        Ok(Self {
            stream_id: text("stream_id").map(str::to_owned),
            event: match is_error {
                true => Err(ResponseWsError::decode(node, cx)?),
                false => Ok(ResponseStreamEvent::decode(node, cx)?),
            },
        })
    }
}

impl fmt::Display for ResponseWsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The whole of it is the server's text.
        write!(f, "{}", RawJson::of(&self.error).get())?;
        match self.status {
            Some(status) => write!(f, " (status {status})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ResponseWsError {}

/// A request as it is sent over a WebSocket, where `stream` and `background` mean nothing and are left
/// out.
impl From<&CreateResponse> for ResponsesClientEvent {
    fn from(request: &CreateResponse) -> Self {
        let mut members = Map::<Value>::new();
        members.insert("type".to_owned(), "response.create".into());
        if let Value::Object(request) = json::to_value(request) {
            let sent = request.into_iter();
            let sent = sent.filter(|(name, _)| !matches!(name.as_str(), "stream" | "background"));
            members.extend(sent);
        }
        let text = json::encode(&members);
        match json::decode::<ResponsesClientEventResponseCreate>(&text, Strictness::Lenient) {
            Ok(event) => Self::ResponseCreate(Box::new(event.value)),
            Err(_) => Self::Unknown(RawJson::of(&members)),
        }
    }
}

impl From<CreateResponse> for ResponsesClientEvent {
    fn from(request: CreateResponse) -> Self {
        Self::from(&request)
    }
}
