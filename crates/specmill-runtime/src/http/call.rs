//! A call: described by chained setters, sent when awaited.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use super::answer::Answer;
use super::client::Client;
use super::decoding::{DecodeAnswer, Decoding};
use super::draft::Draft;
use super::error::{Error, RawAnswer, content_type};
use super::exchange::{self, Exchange};
use super::operation::{Operation, OperationRef};
use super::page::{Items, Page, Pages};
use super::parameter::Parameter;
use super::response::Response;
use crate::json::{self, Decode, Decoded, Encode, Strictness};

/// A call that has not been sent. Awaiting it sends it.
///
/// An argument that cannot be sent (an empty path parameter, a header with a line break) makes the
/// call fail with [`ErrorKind::Request`](super::ErrorKind::Request) when it is awaited, before
/// anything goes out.
///
/// ```no_run
/// # use std::time::Duration;
/// # use specmill_runtime::http::{Client, Error, types::Method};
/// # async fn example(client: Client) -> Result<(), Error> {
/// let answer = client
///     .request(Method::GET, "/organization/invites")
///     .query("limit", &50)
///     .timeout(Duration::from_secs(20))
///     .max_retries(4)
///     .await?;
/// println!("{:?}: {}", answer.request_id(), answer["has_more"]);
/// # Ok(()) }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    pub(crate) client: Client,
    /// Boxed, as a call is moved by each of its setters and by what sends it.
    pub(crate) draft: Box<Draft>,
    pub(crate) decoding: Decoding<T>,
}

impl<T: Decode> Call<T> {
    /// A call whose answer is JSON that decodes into `T`.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self::json_answer(client.clone(), Draft::new(OperationRef::Static(operation)))
    }

    pub(crate) fn json_answer(client: Client, draft: Box<Draft>) -> Self {
        let decoding = Decoding::whole("application/json", |outcome| {
            json::decode(&outcome.answer.body, outcome.strictness)
        });
        Self { client, draft, decoding }
    }
}

impl<T> Call<T> {
    /// The same call, with its answer read as JSON that decodes into a `U`: for an endpoint that the
    /// document does not know ([`Client::request`]), or another view of one that it does.
    ///
    /// ```no_run
    /// # use std::collections::BTreeMap;
    /// # use specmill_runtime::http::{Client, Error, types::Method};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let limits = client.request(Method::GET, "/limits").typed::<BTreeMap<String, i64>>().await?;
    /// println!("{:?}", limits.get("requests"));
    /// # Ok(()) }
    /// ```
    pub fn typed<U: Decode>(self) -> Call<U> {
        Call::json_answer(self.client, self.draft)
    }

    /// The same call, with the body of its answer as it came, whatever it is; an answer that is no
    /// success is an error all the same, with its body in [`Error::body`].
    pub fn raw(self) -> Call<Bytes> {
        // It asks for what it would have asked for, so that it is answered the same.
        let decoding = Decoding::whole(self.decoding.accept, |outcome| {
            Ok(Decoded::exact(outcome.answer.body.clone()))
        });
        Call { client: self.client, draft: self.draft, decoding }
    }
}

impl Call<()> {
    /// A call whose answer has no body, or none that matters; it is not read as anything.
    pub fn empty(client: &Client, operation: &'static Operation) -> Self {
        Self::described(client, operation, Decoding::whole("*/*", |_| Ok(Decoded::exact(()))))
    }
}

impl Call<String> {
    /// A call whose answer is text of the media types `accept`.
    pub fn new_text(client: &Client, operation: &'static Operation, accept: &'static str) -> Self {
        let decoding = Decoding::whole(accept, |outcome| {
            json::decode_text(&outcome.answer.body, outcome.strictness)
        });
        Self::described(client, operation, decoding)
    }
}

impl<A: Answer> Call<A> {
    /// A call whose answer is one of several, by its status and media type; see
    /// [`answers!`](super::answers).
    pub fn by_status(client: &Client, operation: &'static Operation) -> Self {
        let decoding = Decoding::whole(A::ACCEPT, |outcome| {
            let RawAnswer { status, headers, body, .. } = &outcome.answer;
            A::answer(*status, content_type(headers), body, outcome.strictness)
        });
        Self::described(client, operation, decoding)
    }
}

impl<T> Call<T> {
    pub(crate) fn described(
        client: &Client,
        operation: &'static Operation,
        decoding: Decoding<T>,
    ) -> Self {
        let draft = Draft::new(OperationRef::Static(operation));
        Self { client: client.clone(), draft, decoding }
    }

    /// Sets a path parameter in the style `simple`. An empty text, `.` and `..` are errors when
    /// the call is awaited: they would lead to another endpoint.
    pub fn path(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.parameter(Parameter::path(name), value)
    }

    /// Sets a query parameter in the style `form`, exploded. The same name again replaces it;
    /// null takes it away.
    pub fn query(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.parameter(Parameter::query(name), value)
    }

    /// Sets a header in the style `simple`, in place of a default header of that name. A line
    /// break in its value is an error when the call is awaited.
    pub fn header(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.parameter(Parameter::header(name), value)
    }

    /// Sets a cookie in the style `form`, exploded.
    pub fn cookie(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.parameter(Parameter::cookie(name), value)
    }

    /// Sets a parameter of any style. The same name in the same place again replaces it.
    pub fn parameter(mut self, parameter: Parameter<'_>, value: &(impl Encode + ?Sized)) -> Self {
        self.draft.set(&parameter, &json::encode(value));
        self
    }

    /// How long one try may take, from connecting to the last byte of the body; to the head of the
    /// answer where the body is a stream.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.options.timeout = Some(timeout);
        self
    }

    /// How long a stream may stay silent while its answer is read, before it ends with an error.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options.stall_timeout = Some(timeout);
        self
    }

    /// The largest event of an event stream that is read, in bytes: 16 MiB by default. A larger one
    /// is an error in its place, and the stream goes on.
    pub fn max_event_size(mut self, bytes: usize) -> Self {
        self.draft.options.max_event_size = Some(bytes);
        self
    }

    /// The largest answer that is read into memory, in bytes, in place of the client's; see
    /// [`ClientBuilder::max_answer_size`](super::ClientBuilder::max_answer_size).
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.draft.options.max_answer_size = Some(bytes);
        self
    }

    /// How long the call may take with all its tries and the waits between them, from when it is
    /// awaited; reading a stream to its end is part of it. Of a paged call, each page is a call.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.draft.options.deadline = Some(deadline);
        self
    }

    /// How many times the call is tried again when it fails; 0 for never. The short form of
    /// [`Call::retry`], of which it changes only the number.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.draft.options.max_retries = Some(retries);
        self
    }

    /// Whether an answer that is not quite what the document says is an error.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.draft.options.strictness = Some(strictness);
        self
    }

    /// All pages, one after the other; `parameter` is the query parameter that takes the cursor.
    pub fn pages(self, parameter: &'static str) -> Pages<T>
    where
        T: Page,
    {
        Pages::new(self, parameter)
    }

    /// All items of all pages; `parameter` is the query parameter that takes the cursor.
    pub fn items(self, parameter: &'static str) -> Items<T>
    where
        T: Page,
    {
        Items::new(self.pages(parameter))
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), draft: self.draft.clone(), decoding: self.decoding }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.draft).finish()
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<Response<T>, Error>;
    type IntoFuture = ResponseFuture<T>;

    fn into_future(self) -> ResponseFuture<T> {
        let Decoding { accept, reading, .. } = self.decoding;
        let exchange = exchange::begin(self.client, self.draft, accept, reading);
        ResponseFuture { exchange, decode: self.decoding.decode }
    }
}

/// The future of a [`Call`]. Dropping it ends the call and its connection.
#[must_use = "futures do nothing unless they are awaited"]
pub struct ResponseFuture<T> {
    exchange: Exchange,
    decode: DecodeAnswer<T>,
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = match self.exchange.as_mut().poll(cx) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            Poll::Ready(Ok(outcome)) => outcome,
        };
        Poll::Ready(match (self.decode)(&mut outcome) {
            Ok(Decoded { value, drift, unlisted }) => {
                Ok(Response::new(value, outcome.with_drift(drift, unlisted)))
            }
            Err(error) => Err(outcome.not_decoded(error)),
        })
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}
