//! What a call is made of: an operation, and how its answer is read.
//!
//! The functions are for generated code, and public in [`__private`](crate::__private) alone.

use std::sync::Arc;

use ::http::Method;
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::description::Call;
use crate::http::answer::{Answer, DecodeAnswer, Decoding, Download, EventStream};
use crate::http::client::Client;
use crate::http::describe::{DescribedOperation, Operation, OperationRef};
use crate::http::error::RawAnswer;
use crate::http::headers::{
    content_type, has_no_text, is_json, is_page, is_text, says_event_stream,
};
use crate::http::request::RequestDraft;
use crate::http::send::Outcome;
use crate::json::{self, BodyForm, Decode, DecodeError, Decoded, Serde};

impl Client {
    /// A call to an endpoint that the document does not know.
    ///
    /// `path` is relative to the base URL, with a slash first; it may hold a query, and parameters
    /// in braces, which [`Call::path`] fills. Every credential the client has and that can be sent
    /// along is sent. It takes a body as every call does ([`Call::json`], [`Call::multipart`],
    /// [`Call::bytes`], …), and its answer is any JSON, unless [`Call::typed`], [`Call::raw`],
    /// [`Call::events`] or [`Call::into_download`] says otherwise.
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{self, types::Method};
    /// # async fn example(client: http::Client) -> Result<(), http::Error> {
    /// let model = client.request(Method::GET, "/models/{id}").path("id", "o4/mini").await?;
    /// println!("{}", model["owned_by"]);
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: Method, path: &str) -> Call<serde_json::Value> {
        let operation = Operation::undocumented(method, path);
        let draft = RequestDraft::new(OperationRef::Shared(Arc::new(operation)));
        Call::json_answer(self.clone(), draft)
    }
}

/// The `accept` header of a call whose answer is not described.
const ANY: &str = "*/*";

/// That of one whose answer is read as JSON.
const JSON: &str = "application/json";

/// Reads an answer as JSON, or as text where it is said to be that, which `text` says more of.
fn decode_answer<T: Decode>(
    outcome: &mut Outcome,
    text: BodyForm,
) -> Result<Decoded<T>, DecodeError> {
    outcome.check_encoding("JSON")?;
    let RawAnswer { headers, body, .. } = &outcome.answer;
    if body.is_empty() {
        // The natural empty value, which is drift.
        return json::decode_body(body, outcome.strictness);
    }
    let media_type = content_type(headers);
    let form = match media_type {
        events if says_event_stream(events) => BodyForm::Events,
        media_type if is_text(media_type) => text,
        _ => BodyForm::Json,
    };
    json::decode_json_or_text(body, form, outcome.strictness)
}

/// The same into a type that has serde's trait.
fn decode_serde<T: DeserializeOwned>(
    outcome: &mut Outcome,
    text: BodyForm,
) -> Result<Decoded<T>, DecodeError> {
    decode_answer::<Serde<T>>(outcome, text).map(|decoded| decoded.map(Serde::into_inner))
}

/// A call whose answer is JSON that decodes into `T`.
pub fn call<T: Decode>(client: &Client, operation: &'static DescribedOperation) -> Call<T> {
    Call::json_answer(client.clone(), RequestDraft::new(OperationRef::Static(operation)))
}

/// A call whose answer is JSON under other names than `application/json`, or under any: `accept` are
/// its media types. What a range such as `*/*` brings is read by its own content type.
pub fn call_for_json<T: Decode>(
    client: &Client,
    operation: &'static DescribedOperation,
    accept: &'static str,
) -> Call<T> {
    let decoding = if accept.contains('*') {
        Decoding::whole(accept, decode_by_content_type)
    } else {
        Decoding::whole(accept, |outcome| decode_answer(outcome, BodyForm::Text))
    };
    described(client, operation, decoding)
}

/// A call whose answer has no body, or none that matters; it is not read as anything.
pub fn call_for_nothing(client: &Client, operation: &'static DescribedOperation) -> Call<()> {
    described(client, operation, Decoding::whole(ANY, |_| Ok(Decoded::exact(()))))
}

/// A call whose answer is text of the media types `accept`.
pub fn call_for_text(
    client: &Client,
    operation: &'static DescribedOperation,
    accept: &'static str,
) -> Call<String> {
    let decoding = Decoding::whole(accept, |outcome| {
        check_text(outcome)?;
        let RawAnswer { headers, body, .. } = &outcome.answer;
        json::decode_text(body, is_json(content_type(headers)), outcome.strictness)
    });
    described(client, operation, decoding)
}

/// A call whose answer is the text of a number, a boolean, a date or an enum, of the media types
/// `accept`.
pub fn call_for_scalar<T: Decode>(
    client: &Client,
    operation: &'static DescribedOperation,
    accept: &'static str,
) -> Call<T> {
    let decoding = Decoding::whole(accept, |outcome| {
        check_text(outcome)?;
        json::decode_scalar(&outcome.answer.body, outcome.strictness)
    });
    described(client, operation, decoding)
}

/// A call whose answer is one of several, by its status and media type; see
/// [`answers!`](crate::__private::answers).
pub fn call_by_status<A: Answer>(
    client: &Client,
    operation: &'static DescribedOperation,
) -> Call<A> {
    let decoding = Decoding::whole(A::ACCEPT, |outcome| {
        let RawAnswer { status, headers, body, .. } = &outcome.answer;
        let media_type = content_type(headers);
        // Bytes are given out as they are, with the headers that say what they are.
        if media_type.is_empty() || media_type.starts_with("text/") || is_json(media_type) {
            outcome.check_encoding("JSON or text")?;
        }
        A::answer(*status, media_type, body, outcome.strictness)
    });
    described(client, operation, decoding)
}

/// A call whose answer is a stream of events, of which the data is JSON.
pub fn call_for_events<E: Decode + Send + 'static>(
    client: &Client,
    operation: &'static DescribedOperation,
) -> Call<EventStream<E>> {
    described(client, operation, EventStream::of_data())
}

/// A call whose answer is a stream of events, each decoded as an object of `event` (its name, if
/// it has one), `data` (JSON, or a string where it is none), `id` (the last one there was) and `retry`
/// (in milliseconds, where the event has it).
pub fn call_for_whole_events<E: Decode + Send + 'static>(
    client: &Client,
    operation: &'static DescribedOperation,
) -> Call<EventStream<E>> {
    described(client, operation, EventStream::of_whole_events())
}

/// As [`call_for_whole_events`], where `data` is text, also if it looks like JSON.
pub fn call_for_text_events<E: Decode + Send + 'static>(
    client: &Client,
    operation: &'static DescribedOperation,
) -> Call<EventStream<E>> {
    described(client, operation, EventStream::of_text_events())
}

/// A call whose answer is given out as it comes; `accept` are its media types. Events, and a page for
/// people, are an error where none of them can be meant.
pub fn call_for_download(
    client: &Client,
    operation: &'static DescribedOperation,
    accept: &'static str,
) -> Call<Download> {
    described(client, operation, Download::described(accept))
}

/// The error of an answer that is not the text that was asked for: events, bytes that are no text, and
/// a page for people, such as a proxy's, where no HTML is described.
fn check_text(outcome: &Outcome) -> Result<(), DecodeError> {
    outcome.check_encoding("text")?;
    let RawAnswer { headers, body, .. } = &outcome.answer;
    let media_type = content_type(headers);
    let is_bytes = has_no_text(media_type) && std::str::from_utf8(body).is_err();
    let asks_for_pages = ["html", "text/*", "*/*"].iter().any(|kind| outcome.accept.contains(kind));
    if says_event_stream(media_type) || is_bytes || (is_page(media_type, body) && !asks_for_pages) {
        return Err(DecodeError::body(outcome.accept.to_owned(), media_type.to_owned()));
    }
    Ok(())
}

/// An answer of any type: text as the value that it is (a string, an enum), unless it is JSON.
fn decode_by_content_type<T: Decode>(outcome: &mut Outcome) -> Result<Decoded<T>, DecodeError> {
    let media_type = content_type(&outcome.answer.headers);
    let is_one_value = !media_type.is_empty() && !says_event_stream(media_type);
    if !is_one_value || is_json(media_type) || outcome.answer.body.is_empty() {
        return decode_answer(outcome, BodyForm::Json);
    }
    outcome.check_encoding("JSON or text")?;
    let text = json::decode_text(&outcome.answer.body, false, outcome.strictness)?;
    let as_text = json::decode::<T>(&json::encode(&text.value), outcome.strictness);
    match as_text {
        Ok(value) if value.drift.is_empty() => Ok(Decoded { drift: text.drift, ..value }),
        _ => json::decode(&outcome.answer.body, outcome.strictness),
    }
}

fn described<T>(
    client: &Client,
    operation: &'static DescribedOperation,
    decoding: Decoding<T>,
) -> Call<T> {
    let draft = RequestDraft::new(OperationRef::Static(operation));
    Call { client: client.clone(), draft, decoding }
}

impl<T: Decode> Call<T> {
    fn json_answer(client: Client, draft: Box<RequestDraft>) -> Self {
        let decoding = Decoding::whole(JSON, |outcome| decode_answer(outcome, BodyForm::Text));
        Self { client, draft, decoding }
    }
}

impl<T> Call<T> {
    /// The same call, with its answer read as JSON that decodes into a `U`: for an endpoint that the
    /// document does not know ([`Client::request`]), or another view of one that it does. Where the
    /// document does not describe the content, its text is a `String`, too.
    ///
    /// ```no_run
    /// # use std::collections::BTreeMap;
    /// # use specmill_runtime::http::{Client, Error, types::Method};
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let limits = client.request(Method::GET, "/limits").typed::<BTreeMap<String, i64>>().await?;
    /// println!("{:?}", limits.get("requests"));
    /// # Ok(()) }
    /// ```
    ///
    /// A type of your own is read by [`Call::typed_serde`].
    pub fn typed<U: Decode>(self) -> Call<U> {
        self.read_as(
            |outcome| decode_answer(outcome, BodyForm::TextOrJson),
            |outcome| decode_answer(outcome, BodyForm::Text),
        )
    }

    /// The same call, with its answer read as JSON into any type with `serde::Deserialize`; as
    /// [`Call::typed`], but that an answer that does not fit is an error, which says where.
    ///
    /// In lists and other types, and as an event, such a type is read as
    /// [`json::Serde<U>`](crate::json::Serde).
    ///
    /// ```no_run
    /// # use specmill_runtime::http::{Client, Error, types::Method};
    /// #[derive(serde::Deserialize)]
    /// struct Limits {
    ///     requests: u32,
    /// }
    ///
    /// # async fn example(client: Client) -> Result<(), Error> {
    /// let limits = client.request(Method::GET, "/limits").typed_serde::<Limits>().await?;
    /// println!("{}", limits.requests);
    /// # Ok(()) }
    /// ```
    pub fn typed_serde<U: DeserializeOwned>(self) -> Call<U> {
        self.read_as(
            |outcome| decode_serde(outcome, BodyForm::TextOrJson),
            |outcome| decode_serde(outcome, BodyForm::Text),
        )
    }

    /// The same call with another type: read by `any` where nothing is said of the content, else by
    /// `json`.
    fn read_as<U>(self, any: DecodeAnswer<U>, json: DecodeAnswer<U>) -> Call<U> {
        let decoding = match self.decoding.accept {
            ANY => Decoding::whole(ANY, any),
            accept if accept.contains("json") => Decoding::whole(accept, json),
            _ => Decoding::whole(JSON, json),
        };
        Call { client: self.client, draft: self.draft, decoding }
    }

    /// The same call, with the body of its answer as raw bytes. An answer whose status is no success
    /// is still an error, with its body in
    /// [`Error::body`](crate::http::Error::body).
    pub fn raw(self) -> Call<Bytes> {
        // The `accept` header stays the same, so that the answer does.
        let decoding = Decoding::whole(self.decoding.accept, |outcome| {
            Ok(Decoded::exact(outcome.answer.body.clone()))
        });
        Call { client: self.client, draft: self.draft, decoding }
    }
}

impl<T> Call<T> {
    /// The same call, asking for a stream of events, of which the data is JSON. It does not
    /// set what else the server needs, such as `"stream": true` in the body.
    pub fn events<E: Decode + Send + 'static>(self) -> Call<EventStream<E>> {
        Call { client: self.client, draft: self.draft, decoding: EventStream::of_data() }
    }

    /// The same call, asking for a stream of events, each decoded as an object of `event` (its
    /// name, if it has one), `data` (JSON, or a string where it is none), `id` (the last one there
    /// was) and `retry` (in milliseconds, where the event has it).
    pub fn whole_events<E: Decode + Send + 'static>(self) -> Call<EventStream<E>> {
        Call { client: self.client, draft: self.draft, decoding: EventStream::of_whole_events() }
    }

    /// As [`Call::whole_events`], where `data` is text, also if it looks like JSON.
    pub fn text_events<E: Decode + Send + 'static>(self) -> Call<EventStream<E>> {
        Call { client: self.client, draft: self.draft, decoding: EventStream::of_text_events() }
    }
}

impl<T> Call<T> {
    /// The same call, with its answer streamed, whatever its media type.
    pub fn into_download(self) -> Call<Download> {
        let accept = self.decoding.accept;
        Call { client: self.client, draft: self.draft, decoding: Download::decoding(accept) }
    }
}
