//! Answers that are late, cut off or not what they say they are.

use std::time::Duration;

use specmill_test_server::{Answer, End, TestServer};

use super::table::{answered, documented};
use super::{LIMIT, client, invite};
use crate::example::INVITE;

#[tokio::test]
async fn a_body_cut_off_is_read_again_where_that_is_safe() {
    for end in [End::Close, End::Reset] {
        let server = TestServer::start().unwrap();
        server.answer(Answer::json(200, INVITE).cut(7).end(end)).answer(Answer::json(200, INVITE));
        let answer = client(&server).invites().retrieve("1").await.unwrap();
        answered("a_body_cut_off_is_read_again_where_that_is_safe", &answer);
    }
}

#[tokio::test]
async fn a_body_cut_off_after_a_post_is_an_error_with_what_there_is() {
    for end in [End::Close, End::Reset] {
        let server = TestServer::start().unwrap();
        let answer = Answer::json(201, "{\"id\"").header("x-request-id", "req-3");
        server.answer(answer.cut(7).end(end));
        let error = client(&server).invites().create(&invite()).await.unwrap_err();
        documented("a_body_cut_off_after_a_post_is_an_error_with_what_there_is", &error);
        assert_eq!(error.status().unwrap(), 201);
        assert_eq!(error.request_id(), Some("req-3"));
        assert_eq!(error.body(), b"{\"id\"");
        assert!(error.to_string().contains("broke off after 5 bytes"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn chunks_that_end_too_early_are_no_answer() {
    let raw = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n";
    let server = TestServer::with_handler(move |_| Answer::raw(raw)).unwrap();
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("chunks_that_end_too_early_are_no_answer", &error);
    assert_eq!(error.body(), b"{\"id\"");
}

#[tokio::test]
async fn an_error_whose_body_is_cut_off_is_still_that_error() {
    let server = TestServer::with_handler(|_| Answer::json(404, "{\"mess").cut(5)).unwrap();
    let error = client(&server).invites().retrieve("1").await.unwrap_err();
    documented("an_error_whose_body_is_cut_off_is_still_that_error", &error);
    assert_eq!(error.body(), b"{\"mess");
}

#[tokio::test]
async fn a_server_that_says_nothing() {
    let server = TestServer::with_handler(|_| Answer::raw("").end(End::Stall)).unwrap();
    let error = client(&server).invites().retrieve("1").timeout(LIMIT).await.unwrap_err();
    documented("a_server_that_says_nothing", &error);
    assert!(error.to_string().starts_with("there was no answer after 150ms"), "{error}");
}

#[tokio::test]
async fn headers_that_come_too_slowly() {
    let server = TestServer::with_handler(|_| {
        let slow =
            Answer::raw("HTTP/1.1 200 OK\r\n").part(Duration::from_millis(20), "x-one: 1\r\n");
        slow.part(Duration::from_millis(20), "x-two: 2\r\nx-th").end(End::Stall)
    })
    .unwrap();
    let error = client(&server).invites().create(&invite()).timeout(LIMIT).await.unwrap_err();
    documented("headers_that_come_too_slowly", &error);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_body_slower_than_the_timeout_keeps_what_came() {
    let server = TestServer::with_handler(|_| {
        Answer::status(200).part(Duration::ZERO, "{\"id\"").cut(4).end(End::Stall)
    })
    .unwrap();
    let error = client(&server).invites().create(&invite()).timeout(LIMIT).await.unwrap_err();
    documented("a_body_slower_than_the_timeout_keeps_what_came", &error);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.body(), b"{\"id\"");
}

#[tokio::test]
async fn a_content_length_that_is_too_long_is_a_body_that_never_ends() {
    let server =
        TestServer::with_handler(|_| Answer::json(200, INVITE).cut(1).end(End::Stall)).unwrap();
    let error = client(&server).invites().retrieve("1").timeout(LIMIT).await.unwrap_err();
    documented("a_content_length_that_is_too_long_is_a_body_that_never_ends", &error);
    assert_eq!(error.body(), INVITE.as_bytes());
}

#[tokio::test]
async fn a_content_length_that_is_too_short_cuts_the_body_and_spoils_no_other_answer() {
    let server = TestServer::start().unwrap();
    let raw = format!("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{INVITE}");
    server.answer(Answer::raw(raw).end(End::Keep)).answer(Answer::json(200, INVITE));
    let client = client(&server);
    let error = client.invites().retrieve("1").await.unwrap_err();
    documented(
        "a_content_length_that_is_too_short_cuts_the_body_and_spoils_no_other_answer",
        &error,
    );
    assert_eq!(error.body(), &INVITE.as_bytes()[..10]);
    // What is left on that connection is not taken for the next answer.
    let answer = client.invites().retrieve("1").await.unwrap();
    assert_eq!((answer.id.as_str(), server.connections()), ("invite-1", 2));
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn garbage_that_is_said_to_be_gzip() {
    let garbage = || Answer::json(200, INVITE).header("content-encoding", "gzip");
    let server = TestServer::start().unwrap();
    server.answer(garbage());
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("garbage_that_is_said_to_be_gzip", &error);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip"));

    server.answer(garbage()).answer(Answer::json(200, INVITE));
    assert_eq!(client(&server).invites().retrieve("1").await.unwrap().attempts(), 2);
}

#[tokio::test]
async fn answers_of_1xx_are_passed_over() {
    let json = format!("content-length: {}\r\n\r\n{INVITE}", INVITE.len());
    for early in ["100 Continue\r\n", "102 Processing\r\n", "103 Early Hints\r\nlink: </a>\r\n"] {
        let raw = format!("HTTP/1.1 {early}\r\nHTTP/1.1 {early}\r\nHTTP/1.1 200 OK\r\n{json}");
        let server = TestServer::start().unwrap();
        server.answer(Answer::raw(raw));
        let answer = client(&server).invites().create(&invite()).await.unwrap();
        answered("answers_of_1xx_are_passed_over", &answer);
        assert_eq!((answer.status().as_u16(), answer.headers().get("link")), (200, None));
    }
}

#[tokio::test]
async fn a_101_that_nobody_asked_for() {
    let raw = "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n";
    let server = TestServer::with_handler(move |_| Answer::raw(raw)).unwrap();
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_101_that_nobody_asked_for", &error);
}

#[tokio::test]
async fn a_204_where_a_body_was_due() {
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    let answer = client(&server).invites().retrieve("1").await.unwrap();
    answered("a_204_where_a_body_was_due", &answer);
    assert_eq!(answer.drift()[0].to_string(), "$: expected a body, found nothing");
    assert_eq!((answer.id.as_str(), answer.drift().len()), ("", 1));
}

#[tokio::test]
async fn a_content_encoding_that_is_not_read() {
    let server = TestServer::with_handler(|_| {
        Answer::json(200, "\u{1b}\u{8}").header("content-encoding", "br")
    })
    .unwrap();
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_content_encoding_that_is_not_read", &error);
    assert!(
        error.to_string().contains("in the content encoding `br`, which is not read"),
        "{error}"
    );
}

#[tokio::test]
async fn a_502_of_a_proxy_in_html() {
    let server = TestServer::with_handler(|_| {
        let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
        Answer::html(502, page).header("retry-after-ms", "1")
    })
    .unwrap();
    let error = client(&server).invites().create(&invite()).await.unwrap_err();
    documented("a_502_of_a_proxy_in_html", &error);
    assert!(error.to_string().contains("502 Bad Gateway nginx"), "{error}");
}
