//! A response that is streamed, in words, and goes on where it was cut.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::response_event::ResponseEvent;
use super::response_words::Words;
use super::stream_error::{StreamError, event_json, incomplete};
use crate::ResponseStream;
use crate::http::{self, Call, Error, ErrorKind, EventStream, ResponseFuture};
use crate::json::Value;
use crate::responses::ResponsesClient;
use crate::types::{CreateResponse, Response, ResponseStreamEvent};

/// How often in a row a stream is resumed that brings nothing new.
const MAX_RESUMES: u32 = 5;

type Fault = StreamError<Response>;

/// A response as events in words: [`ResponseEvent`]s. Created by [`ResponsesClient::stream`] and
/// [`ResponsesClient::resume_stream`], and from a [`ResponseStream`] by `From`.
///
/// A stream of a response that is made in the background goes on after a cut (the connection breaks, stalls
/// or ends too early): the events that are left are asked for by `starting_after`, and
/// [`ResponseEvent::Resumed`] says so. What is left of the call's deadline holds for that as well. Any
/// other stream that ends too early is an error, which has what had come.
///
/// It is a `futures_core::Stream` as well.
#[must_use = "events are read when they are asked for"]
pub struct ResponseEvents {
    stream: ResponseStream,
    ready: VecDeque<ResponseEvent>,
    words: Words,
    cut: Cut,
    /// The call that asks for the events that are left.
    resuming: Option<ResponseFuture<EventStream<ResponseStreamEvent>>>,
    has_ended: bool,
}

/// What is known for when the stream is cut.
struct Cut {
    /// Of a stream that is not of a client's own, there is none.
    client: Option<http::Client>,
    response_id: Option<String>,
    is_background: bool,
    /// The `sequence_number` of the last event.
    last: Option<i64>,
    most: u32,
    /// How often it was resumed since something new came.
    resumes: u32,
}

impl ResponsesClient<'_> {
    /// Creates a response, and streams it as events in words.
    ///
    /// ```no_run
    /// use openai_rest::ResponseEvent;
    /// # use openai_rest::{Client, Error, types::CreateResponse};
    /// # async fn run(client: Client) -> Result<(), Error> {
    /// let request = CreateResponse::new().model("gpt-5").input("Prove it.").background(true);
    /// let mut events = client.responses().stream(&request).await?;
    /// while let Some(event) = events.try_next().await? {
    ///     match event {
    ///         ResponseEvent::OutputTextDelta { delta, .. } => print!("{delta}"),
    ///         ResponseEvent::Resumed { .. } => eprintln!("the connection was lost and is back"),
    ///         _ => {}
    ///     }
    /// }
    /// let response = events.finish().await?;
    /// println!("{:?}", response.usage);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// Those of the call.
    pub async fn stream(&self, body: &CreateResponse) -> Result<ResponseEvents, Error> {
        self.events_of(self.create(body).stream()).await
    }

    /// Streams a response that is made in the background, as events in words: those after the one with
    /// the number `starting_after`, all without. [`ResponseEvents::response_id`] and
    /// [`ResponseEvents::sequence_number`] say what another program has to ask for here.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn resume_stream(
        &self,
        response_id: impl AsRef<str>,
        starting_after: impl Into<Option<i64>>,
    ) -> Result<ResponseEvents, Error> {
        let response_id = response_id.as_ref();
        let starting_after = starting_after.into();
        let call = rest(self.client, response_id, starting_after);
        let mut events = self.events_of(call).await?;
        events.cut.response_id = Some(response_id.to_owned());
        events.cut.is_background = true;
        events.cut.last = starting_after;
        Ok(events)
    }

    /// Streams the events of a call with options of its own in words, as [`ResponsesClient::stream`] does
    /// without: `client.responses().events_of(client.responses().create(&request).stream().timeout(…))`.
    ///
    /// # Errors
    /// Those of the call.
    pub async fn events_of(
        &self,
        call: Call<EventStream<ResponseStreamEvent>>,
    ) -> Result<ResponseEvents, Error> {
        let mut events = ResponseEvents::from(call.await?.accumulate());
        events.cut.client = Some(self.client.clone());
        Ok(events)
    }
}

/// The call for the events of a response after one.
fn rest(
    client: &http::Client,
    response_id: &str,
    starting_after: Option<i64>,
) -> Call<EventStream<ResponseStreamEvent>> {
    let call = ResponsesClient { client }.get(response_id).call().query("stream", &true);
    call.query("starting_after", &starting_after).events()
}

/// Events that end with the stream: it has no client to ask for more.
impl From<ResponseStream> for ResponseEvents {
    fn from(stream: ResponseStream) -> Self {
        Self {
            stream,
            ready: VecDeque::new(),
            words: Words::default(),
            cut: Cut {
                client: None,
                response_id: None,
                is_background: false,
                last: None,
                most: MAX_RESUMES,
                resumes: 0,
            },
            resuming: None,
            has_ended: false,
        }
    }
}

impl ResponseEvents {
    /// How often the stream is resumed in a row, where nothing new comes between: 5 by default, 0 for
    /// never.
    pub fn max_resumes(mut self, times: u32) -> Self {
        self.cut.most = times;
        self
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// [`StreamError`], with what had come.
    pub async fn try_next(&mut self) -> Result<Option<ResponseEvent>, Fault> {
        self.next().await.transpose()
    }

    /// The next event or the error in its place; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<ResponseEvent, Fault>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    /// Reads the events that are left, and gives what all of them make up: the answer that the same call
    /// gives without a stream.
    ///
    /// # Errors
    /// [`StreamError`], with what had come.
    pub async fn finish(&mut self) -> Result<http::Response<Response>, Fault> {
        while self.try_next().await?.is_some() {}
        match self.stream.finish().await {
            Ok(answer) => Ok(answer),
            Err(error) => Err(StreamError::of(&self.stream, error)),
        }
    }

    /// The stream of the server's events, for the answer so far ([`ResponseStream::snapshot`]) and for
    /// details.
    ///
    /// [`ResponseStream::snapshot`]: crate::http::Accumulating::snapshot
    pub fn events(&self) -> &ResponseStream {
        &self.stream
    }

    /// The `id` of the response, once the first event has come.
    #[must_use]
    pub fn response_id(&self) -> Option<&str> {
        self.cut.response_id.as_deref()
    }

    /// The `sequence_number` of the last event of the server.
    #[must_use]
    pub fn sequence_number(&self) -> Option<i64> {
        self.cut.last
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<ResponseEvent, Fault>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            if self.has_ended {
                return Poll::Ready(None);
            }
            let error = if let Some(resuming) = &mut self.resuming {
                let answer = ready!(Pin::new(resuming).poll(cx));
                self.resuming = None;
                match answer {
                    Ok(answer) => {
                        self.stream.continue_with(answer);
                        let starting_after = self.cut.last.unwrap_or_default();
                        self.ready.push_back(ResponseEvent::Resumed { starting_after });
                        continue;
                    }
                    Err(error) => error,
                }
            } else {
                match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                    Some(Ok(event)) => {
                        let json = event_json(self.stream.events().last_data());
                        self.take(&json, Some(event));
                        continue;
                    }
                    Some(Err(error)) if self.stream.events().is_open() => {
                        self.take(&event_json(&String::from_utf8_lossy(error.body())), None);
                        return Poll::Ready(Some(Err(StreamError::of(&self.stream, error))));
                    }
                    Some(Err(error)) => error,
                    None => match incomplete(&mut self.stream, cx) {
                        Some(error) => error,
                        None => {
                            self.has_ended = true;
                            continue;
                        }
                    },
                }
            };
            if !self.resume_after(&error) {
                self.has_ended = true;
                return Poll::Ready(Some(Err(StreamError::of(&self.stream, error))));
            }
        }
    }

    /// Takes in an event, with what it says; not one that has come before the stream was cut.
    fn take(&mut self, json: &Value, event: Option<ResponseStreamEvent>) {
        if let Some(number) = json.get("sequence_number").and_then(Value::as_i64) {
            if self.cut.last.is_some_and(|last| number <= last) {
                return;
            }
            self.cut.last = Some(number);
        }
        self.cut.resumes = 0;
        if let Some(response) = json.get("response") {
            let id = response.get("id").and_then(Value::as_str);
            self.cut.response_id = id.map(str::to_owned).or(self.cut.response_id.take());
            self.cut.is_background |= response["background"] == true;
        }
        self.ready.extend(event.map(|event| ResponseEvent::Event(Box::new(event))));
        self.ready.extend(self.words.say(json));
    }

    /// Begins to resume the stream, if it can be; whether it does.
    fn resume_after(&mut self, error: &Error) -> bool {
        let is_cut = matches!(
            error.kind(),
            ErrorKind::Connection | ErrorKind::Incomplete | ErrorKind::Timeout
        );
        let cut = &mut self.cut;
        let (Some(client), Some(id), Some(last)) = (&cut.client, &cut.response_id, cut.last) else {
            return false;
        };
        let time_left = self.stream.events().time_left();
        let is_late = time_left == Some(Duration::ZERO);
        if !is_cut || !cut.is_background || is_late || cut.resumes >= cut.most {
            return false;
        }
        cut.resumes += 1;
        let call = rest(client, id, Some(last));
        let call = match time_left {
            Some(left) => call.deadline(left),
            None => call,
        };
        self.resuming = Some(call.into_future());
        true
    }
}

impl Stream for ResponseEvents {
    type Item = Result<ResponseEvent, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl fmt::Debug for ResponseEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseEvents")
            .field("stream", &self.stream)
            .field("response_id", &self.cut.response_id)
            .field("sequence_number", &self.cut.last)
            .finish_non_exhaustive()
    }
}
