//! Events that are parts of one value. Those of OpenAI's API are tested with its client.

use std::time::Duration;

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Accumulate, Accumulating, Call, ErrorKind, EventStream};
use specmill_runtime::json;
use specmill_test_server::{Answer, TestServer};

use crate::example::Client;

static OPERATION: runtime::Operation =
    runtime::Operation::post("sum", "/sum").security(&[&["Token"]]);

#[derive(Clone, Debug, PartialEq)]
struct Term {
    n: i64,
}
json::object!(Term { n: required "n" });

#[derive(Clone, Debug, PartialEq)]
struct Sum {
    sum: i64,
    terms: Vec<i64>,
}
json::object!(Sum { sum: required "sum", terms: required "terms" });

impl Accumulate for Term {
    type Whole = Sum;
    type State = Vec<i64>;

    fn add(terms: &mut Vec<i64>, event: Value) {
        terms.extend(event["n"].as_i64());
    }

    fn whole(terms: &Vec<i64>) -> Value {
        json!({"sum": terms.iter().sum::<i64>(), "terms": terms, "count": terms.len()})
    }

    fn missing(terms: &Vec<i64>, is_done: bool) -> Option<String> {
        (!is_done && terms.last() != Some(&0)).then(|| "the zero".to_owned())
    }
}

fn call(text: &str) -> (TestServer, Call<EventStream<Term>>) {
    let server = TestServer::start().unwrap();
    server.answer(
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .header("x-request-id", "req-1")
            .part(Duration::ZERO, text),
    );
    let call = runtime::call_for_events(&Client::of(&server).client, &OPERATION).max_event_size(40);
    (server, call)
}

async fn stream(text: &str) -> (TestServer, Accumulating<Term>) {
    let (server, call) = call(text);
    let stream = call.await.unwrap().accumulate();
    (server, stream)
}

#[tokio::test]
async fn the_whole_is_a_response_like_any_other() {
    let (_server, mut stream) =
        stream("data: {\"n\": 2}\n\ndata: {\"n\": 3}\n\ndata: [DONE]\n\n").await;
    assert_eq!(stream.request_id(), Some("req-1"));
    assert_eq!(stream.try_next().await.unwrap(), Some(Term { n: 2 }));
    assert_eq!(stream.snapshot().unwrap(), Sum { sum: 2, terms: vec![2] });
    assert_eq!(stream.events().last_data(), "{\"n\": 2}");
    for _ in 0..2 {
        let sum = stream.finish().await.unwrap();
        assert_eq!((sum.sum, sum.status().as_u16(), sum.request_id()), (5, 200, Some("req-1")));
        assert_eq!(sum.drift()[0].path, "$.count");
        assert_eq!(sum.bytes(), br#"{"sum":5,"terms":[2,3],"count":2}"#);
    }
    assert!(stream.try_next().await.unwrap().is_none());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn what_is_whole_may_end_without_done() {
    let (_server, mut ended) = stream("data: {\"n\": 2}\n\ndata: {\"n\": 0}\n\n").await;
    assert_eq!(ended.finish().await.unwrap().terms, [2, 0]);

    let (_server, mut ended) = stream("data: {\"n\": 2}\n\n").await;
    let error = ended.finish().await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Incomplete, Some("sum")));
    assert!(error.to_string().contains("the zero"), "{error}");
    assert_eq!((error.body(), ended.accumulator().is_whole()), (&b"{\"n\": 2}"[..], false));
}

#[tokio::test]
async fn an_event_that_was_skipped_does_not_count_the_one_before_it_twice() {
    let large = format!("data: {{\"n\": 1, \"more\": \"{}\"}}\n\n", "x".repeat(60));
    let text = format!("data: {{\"n\": 2}}\n\n{large}data: {{\"n\": 3}}\n\ndata: [DONE]\n\n");
    let (_server, mut stream) = stream(&text).await;
    assert_eq!(stream.next().await.unwrap().unwrap().n, 2);
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(stream.finish().await.unwrap().terms, [2, 3]);
}

#[cfg(feature = "blocking")]
#[test]
fn without_async() {
    use specmill_runtime::http::{SendBlocking, block_on};

    let (_server, call) = call("data: {\"n\": 2}\n\ndata: {\"n\": 3}\n\ndata: [DONE]\n\n");
    let mut stream = call.send().unwrap().accumulate();
    let terms: Result<Vec<Term>, _> = stream.blocking().collect();
    assert_eq!(terms.unwrap(), [Term { n: 2 }, Term { n: 3 }]);
    assert_eq!(block_on(stream.finish()).unwrap().sum, 5);
}

#[tokio::test]
async fn a_stream_that_was_cut_goes_on_with_another_answer() {
    let (_cut, mut stream) = stream("data: {\"n\": 2}\n\n").await;
    assert_eq!(stream.finish().await.unwrap_err().kind(), ErrorKind::Incomplete);
    assert_eq!(stream.events().time_left(), None);
    let (_rest, call) = call("data: {\"n\": 3}\n\ndata: [DONE]\n\n");
    stream.continue_with(call.deadline(Duration::from_secs(3600)).await.unwrap());
    assert!(stream.events().time_left().unwrap() > Duration::from_secs(60));
    assert_eq!(stream.try_next().await.unwrap(), Some(Term { n: 3 }));
    assert_eq!(stream.finish().await.unwrap().into_inner(), Sum { sum: 5, terms: vec![2, 3] });
}
