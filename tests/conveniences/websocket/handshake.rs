//! What is asked for, and what becomes of answers that are no WebSocket.

use std::time::Duration;

use openai_rest::http::{ErrorKind, Token};
use openai_rest::{Client, Error};
use specmill_test_server::{Answer, TestServer};

use super::server::{client, serve, serve_at_url, serve_bytes};

#[tokio::test]
async fn it_is_a_call_of_the_client() {
    let (client, server) = serve(|_socket, request| async { request }).await;
    let connect = client.realtime().connect("gpt-realtime & more");
    let connect = connect.query("extra", &true).header("OpenAI-Safety-Identifier", "user-17");
    drop(connect.await.unwrap());
    let request = server.await.unwrap();
    assert_eq!(request.uri(), "/v1/realtime?model=gpt-realtime%20%26%20more&extra=true");
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header("authorization"), Some("Bearer sk-test-1234"));
    assert_eq!(header("openai-organization"), Some("org-7"));
    assert_eq!(header("openai-safety-identifier"), Some("user-17"));
    assert!(header("user-agent").unwrap().starts_with("openai-rest/"));
    assert_eq!(header("sec-websocket-version"), Some("13"));
    assert_eq!(header("sec-websocket-extensions"), None);
}

#[tokio::test]
async fn a_call_a_transcription_a_translation_and_whatever_else() {
    for (number, target) in [
        "/v1/realtime?call_id=rtc_u1",
        "/v1/realtime?intent=transcription",
        "/v1/realtime/translations?model=gpt-realtime-translate",
        "/v1/live?model=gpt-live",
    ]
    .into_iter()
    .enumerate()
    {
        let (client, server) = serve(|_socket, request| async { request }).await;
        let realtime = client.realtime();
        match number {
            0 => drop(realtime.connect_to_call("rtc_u1").await.unwrap()),
            1 => drop(realtime.connect_for_transcription().await.unwrap()),
            2 => drop(realtime.connect_for_translation("gpt-realtime-translate").await.unwrap()),
            _ => {
                use openai_rest::{json::Value, websocket::Connect};
                let call = client.request("GET".parse().unwrap(), "/live?model=gpt-live");
                drop(Connect::<Value, Value>::over(call).await.unwrap());
            }
        }
        assert_eq!(server.await.unwrap().uri(), target);
    }
}

#[tokio::test]
async fn an_ephemeral_secret_and_another_place_go_before_those_of_the_client() {
    let (url, server) = serve_at_url(|_socket, request| async { request }).await;
    let elsewhere = client("http://127.0.0.1:9/v1");
    let connect = elsewhere.realtime().connect("m").bearer("ek_1");
    let url = url.replace("http://", "ws://").replace("/v1", "/beta");
    drop(connect.base_url(url).await.unwrap());
    let request = server.await.unwrap();
    assert_eq!(request.uri(), "/beta/realtime?model=m");
    assert_eq!(request.headers()["authorization"], "Bearer ek_1");
}

#[tokio::test]
async fn a_token_provider_is_asked_and_asked_again_when_its_token_is_refused() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(401, r#"{"error": {"message": "Expired."}}"#));
    server.answer(Answer::json(404, "{}"));
    let tokens = std::sync::atomic::AtomicUsize::new(0);
    let provider = move || {
        let number = tokens.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        async move { Ok::<_, Error>(Token::new(format!("token-{number}"))) }
    };
    let builder = Client::builder().base_url(server.url()).token_provider(provider);
    let client = builder.max_retries(0).build().unwrap();
    let error = client.realtime().connect("m").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|request| request.header("authorization")).collect();
    assert_eq!(sent, [Some("Bearer token-0"), Some("Bearer token-1")]);
}

#[tokio::test]
async fn a_refusal_is_the_error_of_a_call_with_its_body() {
    let server = TestServer::start().unwrap();
    let body = r#"{"error": {"message": "Incorrect API key.", "type": "invalid_request_error",
        "code": "invalid_api_key"}}"#;
    server.answer(Answer::json(401, body).header("x-request-id", "req_1"));
    let error = client(&server.url()).realtime().connect("m").await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Authentication, Some("invalid_api_key")));
    assert_eq!((error.message(), error.request_id()), (Some("Incorrect API key."), Some("req_1")));
    assert_eq!(error.body(), body.as_bytes());
}

#[tokio::test]
async fn a_server_that_never_answers_runs_into_the_limit() {
    let client = serve_bytes(Vec::new()).await;
    let connect = client.realtime().connect("m").timeout(Duration::from_millis(50));
    let error = connect.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_handshake_that_is_wrong_is_an_error_that_says_what() {
    const SWITCHED: &str = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\n";
    for (answer, said) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_owned(),
            "a change of the protocol (status 101)",
        ),
        (format!("{SWITCHED}upgrade: h2c\r\n\r\n"), "`upgrade` is not `websocket`"),
        (
            format!("{SWITCHED}upgrade: WebSocket\r\nsec-websocket-accept: bm8=\r\n\r\n"),
            "`sec-websocket-accept` does not fit",
        ),
        (format!("{SWITCHED}upgrade: websocket\r\n\r\n"), "`sec-websocket-accept` does not fit"),
    ] {
        let client = serve_bytes(answer.into_bytes()).await;
        let error = client.realtime().connect("m").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert!(error.to_string().contains(said), "{said} not in {error}");
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_not() {
    let client = client("http://127.0.0.1:9/v1");
    let connect = client.realtime().connect("m").header("x-note", "a\r\nb");
    let error = connect.await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Request, false));
    let error = client.realtime().connect("m").base_url("ftp://example.com").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Request, false));
}
