//! Answers of several types, headers and error bodies as types.

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{self, types::StatusCode};
use specmill_runtime::json::{self, Strictness};
use specmill_test_server::{Answer, TestServer};

use crate::example::{Client, INVITE, Invite, InviteList};

static OPERATION: runtime::Operation = runtime::Operation::post("create", "/jobs");

#[derive(Debug, PartialEq)]
enum Job {
    Ok(Invite),
    Accepted(Box<InviteList>),
    NoContent,
    Text(String),
    Png(http::Bytes),
    Other(serde_json::Value),
}

runtime::answers!(Job {
    200 "application/json" => Ok(json),
    202 "application/json" => Accepted(json),
    204 => NoContent,
    200 "text/plain" => Text(text),
    200 "image/*" => Png(bytes),
    2XX "application/problem+json" => Other(json),
});

fn typed(status: u16, media_type: &str, body: &str) -> Answer {
    Answer::status(status).header("content-type", media_type).part(Default::default(), body)
}

#[tokio::test]
async fn status_and_media_type_say_what_an_answer_is() {
    let invite = || Invite { id: "invite-1".into(), email: Some("a@example.com".into()) };
    let list = InviteList { data: vec![], has_more: None };
    for (answer, expected) in [
        (Answer::json(200, INVITE), Job::Ok(invite())),
        (typed(200, "Application/JSON; charset=utf-8", INVITE), Job::Ok(invite())),
        (typed(200, "application/hal+json", INVITE), Job::Ok(invite())),
        (Answer::status(200).part(Default::default(), INVITE), Job::Ok(invite())),
        (Answer::json(202, r#"{"data": []}"#), Job::Accepted(Box::new(list))),
        (Answer::status(204), Job::NoContent),
        (typed(200, "text/plain", "é"), Job::Text("é".into())),
        (typed(200, "image/png", "\0PNG"), Job::Png("\0PNG".into())),
        (typed(206, "text/plain", "[1]"), Job::Other(serde_json::json!([1]))),
        (typed(201, "application/json", "[1]"), Job::Other(serde_json::json!([1]))),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(answer);
        let call = runtime::call_by_status::<Job>(&Client::of(&server).client, &OPERATION);
        assert_eq!(call.await.unwrap().into_inner(), expected);
        assert_eq!(
            server.requests()[0].header("accept"),
            Some("application/json, text/plain, image/*, application/problem+json")
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_none_of_them_is_an_error_with_its_body() {
    for (answer, found) in [
        (typed(200, "video/mp4", "film"), "found 200 video/mp4"),
        (typed(206, "text/plain", "part"), "found 206 text/plain"),
        (typed(202, "text/html", "<html>"), "found 202 text/html"),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(answer);
        let call = runtime::call_by_status::<Job>(&Client::of(&server).client, &OPERATION);
        let error = call.await.unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(found), "{error}");
        assert!(!error.body().is_empty() && error.status().unwrap().is_success());
    }
}

#[test]
fn an_enum_without_content_accepts_anything() {
    #[derive(Debug, PartialEq)]
    enum Nothing {
        Done,
        Else,
    }
    runtime::answers!(Nothing { 204 => Done, default => Else });
    let read = |status: u16| {
        let status = StatusCode::from_u16(status).unwrap();
        <Nothing as runtime::Answer>::answer(status, "", &http::Bytes::new(), Strictness::Strict)
            .unwrap()
            .value
    };
    assert_eq!(<Nothing as runtime::Answer>::ACCEPT, "*/*");
    assert_eq!((read(204), read(200)), (Nothing::Done, Nothing::Else));
}

#[tokio::test]
async fn text_is_given_as_it_came() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    server.answer(typed(200, "text/plain", "1\r\né"));
    let call = || runtime::call_for_text(&client, &OPERATION, "text/plain");
    assert_eq!(*call().await.unwrap(), "1\r\né");
    assert_eq!(server.requests()[0].header("accept"), Some("text/plain"));

    let bytes = || Answer::status(200).part(Default::default(), b"a\xffb".to_vec());
    server.answer(bytes()).answer(bytes());
    let answer = call().await.unwrap();
    assert_eq!((answer.as_str(), answer.bytes()), ("a\u{fffd}b", &b"a\xffb"[..]));
    assert_eq!(answer.drift().len(), 1);
    let error = call().strictness(Strictness::Strict).await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("UTF-8"), "{error}");
}

#[tokio::test]
async fn json_where_text_is_due() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    let call = || runtime::call_for_text(&client, &OPERATION, "text/plain");
    for (media_type, body, expected, drift) in [
        ("application/json", r#""a \"b\"""#, "a \"b\"", 1),
        ("application/json; charset=utf-8", "{}", "{}", 0),
        ("application/json", "a", "a", 0),
        ("text/plain", r#""a""#, r#""a""#, 0),
    ] {
        server.answer(typed(200, media_type, body)).answer(typed(200, media_type, body));
        let answer = call().await.unwrap();
        assert_eq!(
            (answer.as_str(), answer.drift().len()),
            (expected, drift),
            "{media_type}: {body}"
        );
        let strict = call().strictness(Strictness::Strict).await;
        assert_eq!(strict.is_err(), drift > 0, "{media_type}: {body}");
    }
    #[derive(Debug, PartialEq)]
    enum Word {
        Ok(String),
        Created(i64),
    }
    runtime::answers!(Word { 200 "text/plain" => Ok(text), 201 "application/json" => Created(json) });
    for (answer, expected) in [
        (Answer::json(200, r#""a""#), Word::Ok("a".into())),
        (typed(200, "text/plain", r#""a""#), Word::Ok(r#""a""#.into())),
        (Answer::json(201, "1"), Word::Created(1)),
    ] {
        server.answer(answer);
        assert_eq!(
            runtime::call_by_status::<Word>(&client, &OPERATION).await.unwrap().into_inner(),
            expected
        );
    }
}

#[tokio::test]
async fn text_of_a_scalar_is_that_scalar() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    let answer = |body: &str| {
        server.answer(typed(200, "text/plain", body));
    };
    for (body, expected) in [("42", 42), (" -7\r\n", -7), ("1.0", 1)] {
        answer(body);
        let read =
            runtime::call_for_scalar::<i64>(&client, &OPERATION, "text/plain").await.unwrap();
        assert_eq!((*read, read.drift().len()), (expected, 0), "{body}");
    }
    assert_eq!(server.requests()[0].header("accept"), Some("text/plain"));
    answer("true\n");
    assert!(*runtime::call_for_scalar::<bool>(&client, &OPERATION, "text/plain").await.unwrap());
    answer("yes");
    let call = || runtime::call_for_scalar::<bool>(&client, &OPERATION, "text/plain");
    assert!(call().await.unwrap_err().is_decode());
    #[cfg(feature = "jiff")]
    for body in ["2024-05-01T12:00:00Z", "\"2024-05-01T12:00:00Z\"", "soon"] {
        answer(body);
        let call = runtime::call_for_scalar::<json::DateTime>(&client, &OPERATION, "text/plain");
        match call.await {
            Ok(read) => assert!(read.timestamp().is_some() && read.drift().is_empty(), "{body}"),
            Err(error) => assert!(error.is_decode() && body == "soon", "{body}: {error}"),
        }
    }
}

#[tokio::test]
async fn text_where_json_is_due() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    let call = || runtime::call::<String>(&client, &OPERATION);
    // What is said of it, its body, what it is, and how many drifts there are.
    for (media_type, body, expected, drift) in [
        ("application/json", "\"a\"", "a", 0),
        ("text/plain", "\"a\"", "a", 0),
        ("application/json", "\u{feff}\"a\"", "a", 0),
        ("text/plain", "a", "a", 1),
        ("application/json", "a", "a", 1),
        ("application/json", "two words\n", "two words\n", 1),
        ("text/plain; charset=utf-8", "42", "42", 1),
        ("text/html; charset=utf-8", "42", "42", 1),
        ("text/plain", "null", "null", 1),
    ] {
        server.answer(typed(200, media_type, body)).answer(typed(200, media_type, body));
        let answer = call().await.unwrap();
        assert_eq!(
            (answer.as_str(), answer.drift().len()),
            (expected, drift),
            "{media_type}: {body}"
        );
        let strict = call().strictness(Strictness::Strict).await;
        assert_eq!(strict.is_err(), drift > 0, "{media_type}: {body}");
    }
    for body in ["<html>", "{\"a\"", "\"a", "[1"] {
        server.answer(typed(200, "text/html", body));
        assert!(call().await.unwrap_err().is_decode(), "{body}");
    }
    // What is said to be JSON, and is, is no text.
    server.answer(typed(200, "application/json", "42"));
    assert!(call().await.unwrap_err().is_decode());
    // What no text is.
    server.answer(typed(200, "text/plain", "a")).answer(typed(200, "text/plain", "[1, 2]"));
    let lists = || runtime::call::<Vec<i64>>(&client, &OPERATION);
    assert!(lists().await.unwrap_err().to_string().contains("is not JSON"));
    assert_eq!(*lists().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn what_is_not_described_may_be_text_or_json() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    let call = || runtime::call_for_nothing(&client, &OPERATION);
    for (media_type, body, expected) in [
        ("text/plain", "done", "done"),
        ("text/plain", "42", "42"),
        ("text/x-python", "\"\"\"doc\"\"\"", "\"\"\"doc\"\"\""),
        ("text/html", "<p>a</p>", "<p>a</p>"),
        ("application/json", "\"a\"", "a"),
    ] {
        server.answer(typed(200, media_type, body));
        let answer = call().typed::<String>().strictness(Strictness::Strict).await.unwrap();
        assert_eq!(*answer, expected);
    }
    assert_eq!(server.requests()[0].header("accept"), Some("*/*"));
    server.answer(typed(200, "text/plain", "42"));
    assert_eq!(*call().typed::<i64>().await.unwrap(), 42);
    server.answer(Answer::json(200, INVITE));
    assert_eq!(call().typed::<Invite>().await.unwrap().id, "invite-1");
}

#[tokio::test]
async fn headers_are_read_as_types() {
    #[derive(Clone, Debug, PartialEq)]
    enum Tier {
        Free,
        Paid,
        Other(String),
    }
    json::open_enum!(Tier { Free = "free", Paid = "paid" });
    let server = TestServer::start().unwrap();
    server.answer(
        Answer::json(200, INVITE)
            .header("x-left", "59")
            .header("x-id", "59")
            .header("x-ratio", "0.5")
            .header("x-on", "true")
            .header("x-tier", "free")
            .header("x-next-tier", "gold")
            .header("x-list", "a, 2")
            .header("x-list", "3"),
    );
    let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
    assert_eq!(answer.header::<i64>("x-left").unwrap().unwrap(), 59);
    assert_eq!(answer.header::<String>("x-id").unwrap().unwrap(), "59");
    assert_eq!(answer.header::<f64>("x-ratio").unwrap().unwrap(), 0.5);
    assert!(answer.header::<bool>("x-on").unwrap().unwrap());
    assert_eq!(answer.header::<Tier>("x-tier").unwrap().unwrap(), Tier::Free);
    assert_eq!(answer.header::<Tier>("x-next-tier").unwrap().unwrap().as_str(), "gold");
    assert_eq!(answer.header::<Vec<String>>("x-list").unwrap().unwrap(), ["a", "2", "3"]);
    assert_eq!(answer.header::<Vec<i64>>("x-left").unwrap().unwrap(), [59]);
    assert!(answer.header::<i64>("x-tier").unwrap().is_err());
    assert!(answer.header::<i64>("x-none").is_none());
}

#[tokio::test]
async fn the_body_of_an_error_is_read_as_a_type() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, INVITE)).answer(Answer::status(404));
    let client = Client::of(&server);
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!(error.body_as::<Invite>().unwrap().unwrap().id, "invite-1");
    assert!(error.body_as::<i64>().unwrap().is_err());
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert!(error.body_as::<Invite>().is_none());
}
