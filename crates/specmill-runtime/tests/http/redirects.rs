//! Redirects, and what they may take along.

use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, Credential, ErrorKind};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::{Client, INVITE, Invite};

fn to(status: u16, location: impl Into<String>) -> Answer {
    Answer::redirect(status, location)
}

#[tokio::test]
async fn the_same_host_gets_the_credentials_again() {
    let server = TestServer::start().unwrap();
    server
        .answer(to(302, "/elsewhere?x=1"))
        .answer(to(307, "relative"))
        .answer(Answer::json(200, INVITE));
    let answer = Client::of(&server).invites().retrieve("1").await.unwrap();
    assert_eq!((answer.id.as_str(), answer.attempts()), ("invite-1", 1));
    let requests = server.requests();
    let targets: Vec<_> = requests.iter().map(|request| request.target.as_str()).collect();
    assert_eq!(targets, ["/organization/invites/1", "/elsewhere?x=1", "/relative"]);
    assert!(
        requests.iter().all(|request| request.header("authorization") == Some("Bearer sk-token"))
    );
}

fn has_no_secret(request: &Request) {
    assert!(!format!("{request:?}").contains("sk-"), "{request:?}");
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("cookie"), None);
}

#[tokio::test]
async fn another_host_gets_none_and_neither_does_the_first_one_after_it() {
    static OPERATION: runtime::Operation = runtime::Operation::get("all", "/all").security(&[&[
        "Token",
        "HeaderKey",
        "QueryKey",
        "CookieKey",
    ]]);
    let (server, other) = (TestServer::start().unwrap(), TestServer::start().unwrap());
    let client = Client::builder()
        .base_url(server.url())
        .bearer("sk-token")
        .credential("HeaderKey", Credential::api_key("sk-header"))
        .credential("QueryKey", Credential::api_key("sk-query"))
        .credential("CookieKey", Credential::api_key("sk-cookie"))
        .header("x-auth-token", "sk-by-hand")
        .header("x-plain", "is for the API alone")
        .build()
        .unwrap();
    server.answer(to(302, format!("{}/there", other.url()))).answer(Answer::json(200, "1"));
    other.answer(to(302, format!("{}/back", server.url())));
    let call: Call<i64> = runtime::call(&client.client, &OPERATION).cookie("own", "sk-own");
    assert_eq!(*call.await.unwrap(), 1);

    let first = server.requests().remove(0);
    assert_eq!(first.target, "/all?key=sk-query");
    assert_eq!(first.header("x-key"), Some("sk-header"));
    assert_eq!(first.header("cookie"), Some("own=sk-own; session=sk-cookie"));
    for request in [other.requests().remove(0), server.requests().remove(1)] {
        has_no_secret(&request);
        assert_eq!(request.header("x-plain"), None);
    }
}

#[tokio::test]
async fn methods_and_bodies_change_as_the_status_says() {
    let invite = Invite { id: "1".into(), email: None };
    for (status, method, body) in [
        (301, "GET", ""),
        (302, "GET", ""),
        (303, "GET", ""),
        (307, "POST", "{\"id\":\"1\"}"),
        (308, "POST", "{\"id\":\"1\"}"),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(to(status, "/next")).answer(Answer::json(200, INVITE));
        Client::of(&server).invites().create(&invite).await.unwrap();
        let request = server.requests().remove(1);
        assert_eq!((request.method.as_str(), request.text().as_str()), (method, body), "{status}");
        assert_eq!(request.header("content-type").is_some(), method == "POST");
    }
    let server = TestServer::start().unwrap();
    server.answer(to(302, "/next")).answer(Answer::status(204));
    Client::of(&server).invites().delete("1").await.unwrap();
    assert_eq!(server.requests()[1].method, "DELETE");
}

#[tokio::test]
async fn circles_and_long_ways_are_errors() {
    let server = TestServer::start().unwrap();
    server.answer(to(302, "/b?signature=sk-1")).answer(to(302, "/organization/invites/1"));
    let client = Client::of(&server);
    let error = client.invites().retrieve("1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirect, 1));
    assert!(error.to_string().contains("form a loop"), "{error}");
    assert_eq!(server.requests().len(), 2);

    let counted = std::sync::atomic::AtomicUsize::new(0);
    let server = TestServer::with_handler(move |_| {
        let n = counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        to(302, format!("/{n}?signature=sk-secret"))
    })
    .unwrap();
    let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
    assert!(error.is_redirect());
    assert_eq!(server.requests().len(), 11, "ten redirects are followed");
    assert!(error.to_string().starts_with("more than 10 redirects"), "{error}");
    assert!(!format!("{error} {error:?}").contains("sk-secret"));
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_an_error() {
    for answer in [
        Answer::status(302),
        to(302, "ftp://127.0.0.1/x"),
        to(302, "http://"),
        to(302, "file:///etc/passwd"),
        Answer::status(304),
    ] {
        let server = TestServer::start().unwrap();
        server.answer(answer);
        let error = Client::of(&server).invites().retrieve("1").await.unwrap_err();
        assert!(error.is_redirect(), "{error}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_password_in_a_redirect_is_not_sent() {
    let server = TestServer::start().unwrap();
    let there = server.url().replace("http://", "http://user:sk-pass@");
    server.answer(to(302, format!("{there}/x"))).answer(Answer::json(200, INVITE));
    Client::of(&server).invites().retrieve("1").await.unwrap();
    assert_eq!(server.requests()[1].header("authorization"), Some("Bearer sk-token"));
}
