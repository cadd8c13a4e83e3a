//! What becomes of answers.

use specmill_cases::responses::Client;
use specmill_runtime::http::ErrorKind;
use specmill_test_server::{Answer, TestServer};

use crate::client;

/// A client whose next answer is `body` with status 200.
fn answering(body: &str) -> (TestServer, Client) {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, body));
    let client = client(Client::builder(), &server);
    (server, client)
}

#[tokio::test]
async fn no_content_is_nothing() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::status(204));
    let client: Client = client(Client::builder(), &server);
    let response = client.answers().empty().await.unwrap();
    assert_eq!((response.status().as_u16(), response.bytes().len()), (204, 0));
    response.into_inner();
    // A body nobody described is not looked at.
    server.answer(Answer::json(200, "{"));
    client.answers().no_content().await.unwrap();
}

#[tokio::test]
async fn objects_lists_maps_and_primitives() {
    let (_server, client) = answering(r#"{"at": 1}"#);
    assert_eq!(client.answers().several().await.unwrap().at, 1);
    let (_server, client) = answering(r#"[{"at": 1}, {"at": 2}]"#);
    let list = client.answers().list().await.unwrap();
    assert_eq!(list.iter().map(|now| now.at).collect::<Vec<_>>(), [1, 2]);
    let (_server, client) = answering(r#"{"a": {"at": 1}}"#);
    assert_eq!(client.answers().map().await.unwrap()["a"].at, 1);
    let (_server, client) = answering(r#""text""#);
    assert_eq!(*client.answers().text().await.unwrap(), "text");
    let (_server, client) = answering("-7");
    assert_eq!(*client.answers().count().await.unwrap(), -7);
    let (_server, client) = answering("true");
    assert!(*client.answers().flag().await.unwrap());
    let (_server, client) = answering("null");
    assert!(client.answers().maybe().await.unwrap().is_none());
    let (_server, client) = answering(r#"{"x": [1]}"#);
    assert_eq!(client.answers().any().await.unwrap()["x"][0], 1);
    let (_server, client) = answering(r#"{"id": "a", "parts": [{"n": 1}, {}]}"#);
    let inline = client.answers().inline().await.unwrap();
    assert_eq!((inline.id.as_str(), inline.parts.as_ref().map(Vec::len)), ("a", Some(2)));
}

#[tokio::test]
async fn statuses_by_range_and_by_default_are_read() {
    let (_server, client) = answering(r#"{"at": 3}"#);
    assert_eq!(client.answers().by_range().await.unwrap().at, 3);
    let (_server, client) = answering(r#"{"at": 4}"#);
    assert_eq!(client.answers().only_default().await.unwrap().at, 4);
}

#[tokio::test]
async fn what_is_not_as_described_is_drift_or_an_error() {
    let (_server, client) = answering(r#"{"at": "soon"}"#);
    let response = client.answers().several().await.unwrap();
    assert_eq!(response.drift().len(), 1);
    let (_server, client) = answering("<html>");
    let error = client.answers().several().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, r#"{"message": "no such answer"}"#));
    let client: Client = crate::client(Client::builder(), &server);
    let error = client.answers().several().await.unwrap_err();
    assert!(error.is_not_found());
    assert!(error.to_string().contains("no such answer"), "{error}");
}
