//! Bodies and answers of types that have serde's traits alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{Call, ErrorKind};
use specmill_runtime::json::{Serde, Strictness, Value, json};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Mine {
    n: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

fn mine() -> Mine {
    Mine { n: 1, note: None }
}

fn post(server: &TestServer) -> Call<Value> {
    Client::of(server).client.request(Method::POST, "/mine")
}

#[tokio::test]
async fn they_are_sent_and_read() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"{"n":2,"z":0}"#)).unwrap();
    let answer = post(&server).json_serde(&mine()).typed_serde::<Mine>().await.unwrap();
    assert_eq!((answer.n, answer.status().as_u16()), (2, 200));
    assert_eq!(answer.into_inner(), Mine { n: 2, note: None });
    let call = post(&server).json_serde("text").body_field("a", &1);
    assert!(call.await.unwrap_err().is_request(), "a text has no members");
    let call =
        post(&server).json_serde(&BTreeMap::from([("a", 1)])).body_field("b", &Serde(mine()));
    call.typed::<Serde<Mine>>().strictness(Strictness::Strict).await.unwrap();
    post(&server).form(&Serde(mine()), &[]).query("like", &Serde(&mine())).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].text(), r#"{"n":1}"#);
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
    assert_eq!(requests[0].header("accept"), Some("application/json"));
    assert_eq!(requests[1].text(), r#"{"a":1,"b":{"n":1}}"#);
    assert_eq!((requests[2].text().as_str(), requests[2].target.as_str()), ("n=1", "/mine?n=1"));
}

#[tokio::test]
async fn an_answer_that_does_not_fit_says_where() {
    let server = TestServer::with_handler(|_| Answer::json(200, r#"[{"n":2},{"n":-3}]"#)).unwrap();
    let error = post(&server).typed_serde::<Vec<Mine>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("$[1].n: expected u8, found `-3`"), "{error}");
    assert_eq!(error.body(), br#"[{"n":2},{"n":-3}]"#);
}

#[tokio::test]
async fn text_and_nothing_are_read_as_by_typed() {
    let server = TestServer::start().unwrap();
    server
        .answer(
            Answer::status(200)
                .header("content-type", "text/plain")
                .part(std::time::Duration::ZERO, "plain"),
        )
        .answer(Answer::status(204))
        .answer(Answer::status(204))
        .answer(Answer::json(200, INVITE));
    assert_eq!(*post(&server).typed_serde::<String>().await.unwrap(), "plain");
    let nothing = post(&server).typed_serde::<Option<Mine>>().await.unwrap();
    assert_eq!((&*nothing, nothing.drift().len()), (&None, 1));
    assert!(post(&server).typed_serde::<Mine>().await.unwrap_err().is_decode());
    let documented = Client::of(&server).invites().retrieve("1").typed_serde::<Value>();
    assert_eq!(documented.await.unwrap()["id"], json!("invite-1"));
}

#[tokio::test]
async fn events_are_read_too() {
    let server = TestServer::start().unwrap();
    let events = "data: {\"n\":1}\n\ndata: {\"n\":\"x\"}\n\ndata: {\"n\":3}\n\n";
    server.answer(
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(std::time::Duration::ZERO, events),
    );
    let mut events = post(&server).events::<Serde<Mine>>().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().n, 1);
    let error = events.try_next().await.unwrap_err().to_string();
    assert!(error.contains("$.n: expected u8"), "{error}");
    assert_eq!(events.try_next().await.unwrap().unwrap().into_inner().n, 3);
}

#[tokio::test]
async fn what_refuses_to_be_written_fails_the_call_before_it_is_sent() {
    struct Never;
    impl Serialize for Never {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("not\ntoday"))
        }
    }
    let server = TestServer::start().unwrap();
    let call = || post(&server);
    let nested = BTreeMap::from([("a", Serde(Never))]);
    let names = BTreeMap::from([(vec![1], 2)]);
    let reason = "its `Serialize` failed: not today";
    for (call, place, reason) in [
        (call().json_serde(&Never), "the body cannot be sent", reason),
        (call().json_serde(&nested), "the body cannot be sent", reason),
        (call().json_serde(&names), "the body cannot be sent", "key must be a string"),
        (call().form(&Serde(&nested), &[]), "the body cannot be sent", reason),
        (call().multipart(&Serde(&Never), &[]), "the body cannot be sent", reason),
        (call().json_serde(&Never).body_field("b", &1), "the body cannot be sent", reason),
        (call().body_field("b", &Serde(Never)), "the property `b`", reason),
        (call().json(&json!({})).body_field("b", &vec![Serde(Never)]), "the property `b`", reason),
        (call().query("q", &Serde(Never)), "the query parameter `q` cannot be sent", reason),
        (call().header("x-h", &vec![Serde(Never)]), "the header parameter `x-h`", reason),
    ] {
        let error = call.await.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{error}");
        let text = error.to_string();
        assert!(text.contains(place) && text.contains(reason), "{text}");
    }
    assert!(server.requests().is_empty());
}
