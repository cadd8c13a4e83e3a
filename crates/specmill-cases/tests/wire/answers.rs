//! Answers of several kinds, errors and headers.

use specmill_cases::answers::jobs::{CreateJobAnswer, GetJobAnswer, PutJobAnswer};
use specmill_cases::answers::types::Problem;
use specmill_cases::answers::Client;
use specmill_runtime::http::ErrorKind;
use specmill_test_server::{Answer, TestServer};
use std::time::Duration;

use crate::{client, last};

/// A client whose next answer is `answer`.
fn answering(answer: Answer) -> (TestServer, Client) {
    let server = TestServer::start().unwrap();
    server.answer(answer);
    let client = client(Client::builder(), &server);
    (server, client)
}

fn of_type(status: u16, content_type: &str, body: &[u8]) -> Answer {
    Answer::status(status).header("content-type", content_type).part(Duration::ZERO, body)
}

#[tokio::test]
async fn each_status_has_its_variant() {
    let (server, client) = answering(
        Answer::json(200, r#"{"id": "a"}"#).header("x-cost", "7").header("x-tags", "a,b"),
    );
    let response = client.jobs().create().await.unwrap();
    assert!(matches!(&*response, CreateJobAnswer::Ok(job) if job.id == "a"));
    assert_eq!(response.header::<i64>("X-Cost").unwrap().unwrap(), 7);
    assert_eq!(response.header::<Vec<String>>("X-Tags").unwrap().unwrap(), ["a", "b"]);
    assert_eq!(last(&server).header("accept"), Some("application/json"));
    let (_server, client) = answering(Answer::json(202, r#"{"ticket": "t"}"#));
    let answer = client.jobs().create().await.unwrap().into_inner();
    assert!(matches!(answer, CreateJobAnswer::Accepted(ticket) if ticket.ticket == "t"));
    let (_server, client) = answering(Answer::status(204));
    let answer = client.jobs().create().await.unwrap().into_inner();
    assert_eq!(answer, CreateJobAnswer::NoContent);
    let (_server, client) = answering(Answer::json(299, "{}"));
    let error = client.jobs().create().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn each_media_type_has_its_variant() {
    let (server, client) = answering(Answer::json(200, r#"{"id": "a"}"#));
    let answer = client.jobs().get().await.unwrap().into_inner();
    assert!(matches!(answer, GetJobAnswer::Json(job) if job.id == "a"));
    assert_eq!(last(&server).header("accept"), Some("application/json, text/plain, image/png"));
    let (_server, client) = answering(of_type(200, "text/plain; charset=utf-8", b"word"));
    let answer = client.jobs().get().await.unwrap().into_inner();
    assert_eq!(answer, GetJobAnswer::Text("word".into()));
    let (_server, client) = answering(of_type(200, "image/png", &[0, 255]));
    let answer = client.jobs().get().await.unwrap().into_inner();
    assert!(matches!(answer, GetJobAnswer::Png(bytes) if *bytes == [0, 255]));
}

#[tokio::test]
async fn a_status_goes_before_its_range() {
    let (_server, client) = answering(Answer::json(201, r#"{"id": "a"}"#));
    let answer = client.jobs().put().await.unwrap().into_inner();
    assert!(matches!(answer, PutJobAnswer::Created(job) if job.id == "a"));
    let (_server, client) = answering(Answer::json(206, r#"{"n": 1}"#));
    let answer = client.jobs().put().await.unwrap().into_inner();
    assert!(matches!(answer, PutJobAnswer::Status2xxJson(other) if other.n == 1));
    let (_server, client) = answering(of_type(206, "text/csv", b"a,b"));
    let answer = client.jobs().put().await.unwrap().into_inner();
    assert_eq!(answer, PutJobAnswer::Status2xxCsv("a,b".into()));
}

#[tokio::test]
async fn text_is_text_and_one_type_for_all_is_that_type() {
    let (server, client) = answering(of_type(200, "text/csv", b"a,b"));
    assert_eq!(*client.words().get().await.unwrap(), "a,b");
    assert_eq!(last(&server).header("accept"), Some("text/plain, text/csv"));
    let (server, client) = answering(Answer::json(201, r#"{"id": "b"}"#));
    assert_eq!(client.words().same().await.unwrap().id, "b");
    assert_eq!(last(&server).header("accept"), Some("application/json"));
    let (_server, client) = answering(Answer::json(200, "\"word\""));
    assert_eq!(*client.words().only_errors().await.unwrap(), "word");
    let (_server, client) = answering(Answer::status(200).header("x", "y"));
    client.jobs().head().await.unwrap().into_inner();
}

#[tokio::test]
async fn errors_have_their_types() {
    let (_server, client) = answering(Answer::json(400, r#"{"message": "no"}"#));
    let error = client.jobs().create().await.unwrap_err();
    assert_eq!(error.body_as::<Problem>().unwrap().unwrap().message, "no");
    let (_server, client) = answering(Answer::json(400, r#"[{"message": "no"}]"#));
    let error = client.words().same().await.unwrap_err();
    assert_eq!(error.body_as::<Vec<Problem>>().unwrap().unwrap().len(), 1);
}
