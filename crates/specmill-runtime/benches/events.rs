//! Reading an event stream, against eventsource-stream and `serde_json` with derive on the same
//! bytes in the same run.
//!
//! ```sh
//! cargo bench -p specmill-runtime --bench events
//! ```
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot be set up has failed"
)]

use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use eventsource_stream::Eventsource;
use futures_core::Stream;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, Body, Transport, TransportFuture};

fn main() {
    divan::main();
}

const EVENTS: usize = 10_000;
/// About what one read of a socket gives.
const CHUNK: usize = 8 * 1024;

macro_rules! types {
    ($($derive:ident)?) => {
        #[derive(Debug, PartialEq $(, serde::$derive)?)]
        pub(crate) struct Delta {
            content: Option<String>,
        }

        #[derive(Debug, PartialEq $(, serde::$derive)?)]
        pub(crate) struct Choice {
            index: i64,
            delta: Delta,
            finish_reason: Option<String>,
        }

        #[derive(Debug, PartialEq $(, serde::$derive)?)]
        pub(crate) struct Piece {
            id: String,
            created: i64,
            model: String,
            choices: Vec<Choice>,
        }
    };
}

mod ours {
    use specmill_runtime::json;

    types!();
    json::object!(Delta { content: optional "content" });
    json::object!(Choice {
        index: required "index",
        delta: required "delta",
        finish_reason: optional "finish_reason",
    });
    json::object!(Piece {
        id: required "id",
        created: required "created",
        model: required "model",
        choices: required "choices",
    });
}

mod derived {
    types!(Deserialize);
}

/// The stream of a chat, in chunks.
fn chunks() -> Vec<Bytes> {
    let mut text = String::new();
    for n in 0..EVENTS {
        text.push_str(&format!(
            "data: {{\"id\":\"chatcmpl-123\",\"created\":1694268190,\"model\":\"gpt-4o-mini\",\
             \"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" word {n}\"}}}}]}}\n\n"
        ));
    }
    text.push_str("data: [DONE]\n\n");
    let all = Bytes::from(text);
    (0..all.len()).step_by(CHUNK).map(|at| all.slice(at..all.len().min(at + CHUNK))).collect()
}

/// Chunks that are all there.
struct Chunks(std::vec::IntoIter<Bytes>);

impl Stream for Chunks {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

/// Answers with the chunks.
struct Ready(Vec<Bytes>);

impl Transport for Ready {
    fn send(&self, _: http::types::Request<Body>) -> TransportFuture<'_> {
        let body =
            Body::stream(http_body_util::StreamBody::new(Frames(self.0.clone().into_iter())));
        Box::pin(async { Ok(http::types::Response::new(body)) })
    }
}

struct Frames(std::vec::IntoIter<Bytes>);

impl Stream for Frames {
    type Item = Result<http_body::Frame<Bytes>, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|bytes| Ok(http_body::Frame::data(bytes))))
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[divan::bench]
fn specmill(bencher: divan::Bencher<'_, '_>) {
    static API: runtime::Api = runtime::Api::new("Example", "1", "https://example.invalid");
    static OPERATION: runtime::Operation = runtime::Operation::post("chat", "/chat");
    let builder = runtime::client_builder::<http::Client>(&API).transport(Ready(chunks()));
    let (client, runtime) = (builder.build().unwrap(), runtime());
    bencher.counter(divan::counter::ItemsCount::new(EVENTS)).bench_local(|| {
        runtime.block_on(async {
            let call = runtime::call_for_events::<ours::Piece>(&client, &OPERATION);
            let (mut events, mut count) = (call.await.unwrap(), 0);
            while let Some(piece) = events.try_next().await.unwrap() {
                divan::black_box(piece);
                count += 1;
            }
            assert_eq!(count, EVENTS);
        });
    });
}

#[divan::bench]
fn eventsource_stream_and_serde(bencher: divan::Bencher<'_, '_>) {
    let (chunks, runtime) = (chunks(), runtime());
    bencher.counter(divan::counter::ItemsCount::new(EVENTS)).bench_local(|| {
        runtime.block_on(async {
            let mut events = pin!(Chunks(chunks.clone().into_iter()).eventsource());
            let mut count = 0;
            while let Some(event) =
                std::future::poll_fn(|cx| events.as_mut().poll_next(cx)).await.transpose().unwrap()
            {
                if event.data == "[DONE]" {
                    break;
                }
                divan::black_box(serde_json::from_str::<derived::Piece>(&event.data).unwrap());
                count += 1;
            }
            assert_eq!(count, EVENTS);
        });
    });
}
