//! Any bytes as an event stream: how they are cut into chunks changes nothing that a caller sees.
//!
//! The first byte chooses the largest event and what is decoded of one, the next four how long the
//! chunks are; the rest is the body.
#![no_main]

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Body, Transport, TransportFuture, types};
use tokio::runtime::{Builder, Runtime};

static API: runtime::Api = runtime::Api::new("Fuzz", "1", "https://example.invalid");
static OPERATION: runtime::Operation = runtime::Operation::get("events", "/events");
static FIXTURE: LazyLock<Fixture> = LazyLock::new(Fixture::new);

fuzz_target!(|input: &[u8]| {
    let Some((&[settings, ref lengths @ ..], body)) = input.split_first_chunk::<5>() else {
        return;
    };
    let body = Bytes::copy_from_slice(body);
    let whole = FIXTURE.read(settings, vec![body.clone()]);
    assert_eq!(FIXTURE.read(settings, cut(&body, lengths)), whole, "cut by {lengths:?}");
    let single = (0..body.len()).map(|at| body.slice(at..=at)).collect();
    assert_eq!(FIXTURE.read(settings, single), whole, "cut into bytes");
});

/// The body in chunks of these lengths, over and over; a length of 0 is a chunk without a byte.
fn cut(body: &Bytes, lengths: &[u8]) -> Vec<Bytes> {
    let (mut chunks, mut rest) = (Vec::new(), body.clone());
    for &length in lengths.iter().cycle() {
        if rest.is_empty() || lengths.iter().all(|length| *length == 0) {
            break;
        }
        chunks.push(rest.split_to(rest.len().min(length.into())));
    }
    chunks.push(rest);
    chunks
}

/// A client whose server answers with the chunks.
struct Fixture {
    chunks: Arc<Mutex<Vec<Bytes>>>,
    client: http::Client,
    runtime: Runtime,
}

impl Fixture {
    fn new() -> Self {
        let chunks = Arc::default();
        let builder = runtime::client_builder::<http::Client>(&API);
        let client = builder.transport(Server(Arc::clone(&chunks))).build().expect("a client");
        let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime");
        Self { chunks, client, runtime }
    }

    /// All that a caller is told of the stream, a line for each thing.
    fn read(&self, settings: u8, chunks: Vec<Bytes>) -> Vec<String> {
        let bytes: usize = chunks.iter().map(Bytes::len).sum();
        *self.chunks.lock().expect("one thread") = chunks;
        self.runtime.block_on(async {
            let new = if settings.is_multiple_of(2) {
                runtime::call_for_events::<Value>
            } else {
                runtime::call_for_whole_events::<Value>
            };
            let call = new(&self.client, &OPERATION).max_event_size(usize::from(settings) / 2);
            let mut events = call.await.expect("the answer is an event stream").into_inner();
            let mut told = Vec::new();
            while let Some(event) = events.try_next().await.transpose() {
                told.push(match event {
                    Ok(value) => format!("{value}"),
                    Err(error) => format!("{:?}: {error}", error.kind()),
                });
                told.push(format!(
                    "{:?} {:?} {:?} {:?} {}",
                    events.last_event_name(),
                    events.last_data(),
                    events.last_event_id(),
                    events.retry(),
                    events.is_open(),
                ));
                assert!(told.len() <= 2 * bytes + 2, "more events than bytes");
            }
            assert!(!events.is_open());
            told.push(format!("{:?} {}", events.last_event_id(), events.ended_early()));
            told
        })
    }
}

struct Server(Arc<Mutex<Vec<Bytes>>>);

impl Transport for Server {
    fn send(&self, _: types::Request<Body>) -> TransportFuture<'_> {
        let chunks = std::mem::take(&mut *self.0.lock().expect("one thread"));
        let body = Body::stream(http_body_util::StreamBody::new(Frames(chunks.into_iter())));
        let mut answer = types::Response::new(body);
        let content_type = types::HeaderValue::from_static("text/event-stream");
        answer.headers_mut().insert(types::header::CONTENT_TYPE, content_type);
        Box::pin(async { Ok(answer) })
    }
}

struct Frames(std::vec::IntoIter<Bytes>);

impl Stream for Frames {
    type Item = Result<http_body::Frame<Bytes>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}
