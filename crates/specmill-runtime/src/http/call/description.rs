//! A call: described by chained setters, sent when awaited.

use std::fmt;
use std::time::Duration;

use crate::auto_traits::auto_traits;
use crate::http::answer::Decoding;
use crate::http::client::Client;
use crate::http::describe::Parameter;
use crate::http::request::RequestDraft;
use crate::json::{Encode, Encoder, Strictness};

/// A call that has not been sent. Awaiting it sends it.
///
/// An argument that cannot be sent (an empty path parameter, a header with a line break) makes the
/// call fail with [`ErrorKind::Request`](crate::http::ErrorKind::Request) when it is awaited,
/// before anything goes out.
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
///
/// It is `Send`, `Sync` and `Unpin`.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    pub(crate) client: Client,
    /// Boxed, as a call is moved by each of its setters and by what sends it.
    pub(crate) draft: Box<RequestDraft>,
    pub(crate) decoding: Decoding<T>,
}

auto_traits!([T] Call<T>: Send + Sync + Unpin);

impl<T> Call<T> {
    /// Sets a path parameter in the style `simple`. An empty text, `.` and `..` are errors when
    /// the call is awaited: they would lead to another endpoint.
    pub fn path(self, name: &str, value: &(impl Encode + ?Sized)) -> Self {
        self.parameter(Parameter::path(name), value)
    }

    /// Sets a query parameter in the style `form`, exploded, or with brackets where the
    /// API's [`Conventions`](crate::http::Conventions::query_names) say so. The same name again replaces it;
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
        self.draft.set_written(&self.client, &parameter, Encoder::of(value));
        self
    }
}

/// # Options of a call
impl<T> Call<T> {
    /// Sets options: what `options` makes of this call. On a call it is the same as calling them; it is
    /// there since every builder of a generated client has it, where it keeps what comes after,
    /// whatever the parameters of the operation are called:
    /// `.list().with(|call| call.timeout(limit)).limit(10).items()`.
    ///
    /// A function can name a set of options for all calls:
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # use specmill_runtime::http::{Call, Client, Error, types::Method};
    /// fn impatient<T>(call: Call<T>) -> Call<T> {
    ///     call.timeout(Duration::from_secs(5)).max_retries(0)
    /// }
    ///
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// client.request(Method::GET, "/models").with(impatient).await?;
    /// # Ok(()) }
    /// ```
    pub fn with(self, options: impl FnOnce(Self) -> Self) -> Self {
        options(self)
    }

    /// The call itself. It is there since every builder of a generated client has it, where it leads to
    /// what can be made of a plain call, such as [`Call::raw`] and [`Call::poll_until`].
    pub fn call(self) -> Self {
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
    /// [`ClientBuilder::max_answer_size`](crate::http::ClientBuilder::max_answer_size).
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
