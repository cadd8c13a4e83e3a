//! What a client sends of itself: of an API without conventions, and of one that names some.

use std::time::Duration;

use specmill_cases::conventions::types::{CreateNoteRequest, CreateNoteRequestPlace};
use specmill_cases::{bodies, conventions, media_types, streams};
use specmill_runtime::http::Upload;
use specmill_test_server::{Answer, Request, TestServer};

use crate::{client, last, server};

const AGENT: &str = concat!(
    "user-agent: specmill-cases/",
    env!("CARGO_PKG_VERSION"),
    " specmill/",
    env!("CARGO_PKG_VERSION")
);

/// Every header, the port and the boundary written as words.
fn headers(server: &TestServer, request: &Request) -> Vec<String> {
    let host = server.url().replace("http://", "");
    let boundary = request.header("content-type").and_then(|ty| ty.split_once("boundary="));
    let boundary = boundary.map_or("none", |(_, boundary)| boundary);
    let lines = request.headers.iter().map(|(name, value)| format!("{name}: {value}"));
    lines.map(|line| line.replace(&host, "HOST").replace(boundary, "BOUNDARY")).collect()
}

fn assert_sent(server: &TestServer, accept: &str, content_type: Option<&str>) {
    let request = last(server);
    let mut expected = vec![AGENT.to_owned(), format!("accept: {accept}")];
    expected.extend(content_type.map(|media_type| format!("content-type: {media_type}")));
    expected.push("host: HOST".to_owned());
    expected.extend(content_type.map(|_| format!("content-length: {}", request.body.len())));
    assert_eq!(headers(server, &request), expected, "{} {}", request.method, request.target);
}

#[tokio::test]
async fn without_conventions_a_client_sends_what_its_document_says() {
    let server = server(204, "");
    let notes: bodies::Client = client(bodies::Client::builder(), &server);
    notes.notes().create(&bodies::types::NewNote::new("a")).await.unwrap();
    assert_sent(&server, "*/*", Some("application/json"));

    let files: media_types::Client = client(media_types::Client::builder(), &server);
    files.files().send_form(&media_types::types::Order::new("a")).await.unwrap();
    assert_sent(&server, "*/*", Some("application/x-www-form-urlencoded"));
    let new = media_types::types::NewFile::new(Upload::bytes("x"), "test");
    files.files().upload(&new).await.unwrap();
    assert_sent(&server, "*/*", Some("multipart/form-data; boundary=BOUNDARY"));
    files.files().send_text("a,b\n").await.unwrap();
    assert_sent(&server, "*/*", Some("text/csv"));
}

#[tokio::test]
async fn without_conventions_a_try_is_as_the_one_before() {
    let server = TestServer::start().unwrap();
    let busy = || Answer::json(503, "{}").header("retry-after", "0");
    let events = Answer::status(200).header("content-type", "text/event-stream");
    server.answer(busy()).answer(busy());
    server.answer(events.part(Duration::ZERO, "data: {\"delta\": \"a\"}\n\n"));
    let builder = streams::Client::builder().base_url(server.url());
    let mut events = builder.build().unwrap().chat().watch("a").await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().delta, "a");
    assert!(events.try_next().await.unwrap().is_none() && !events.ended_early());
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        let expected = [AGENT, "accept: text/event-stream", "host: HOST"];
        assert_eq!(headers(&server, request), expected);
    }
}

#[tokio::test]
async fn a_client_keeps_the_conventions_that_its_document_names() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(418, "{}").header("x-try-again", "true").header("x-wait-ms", "1"));
    server.answer(
        Answer::status(204)
            .header("x-most", "9")
            .header("x-left", "8")
            .header("x-again", "7")
            .header("x-left-tokens", "6")
            .header("x-took-ms", "5"),
    );
    let builder = conventions::Client::builder().base_url(server.url());
    let notes = builder.build().unwrap();
    let note = CreateNoteRequest::new(vec!["a", "b"])
        .place(CreateNoteRequestPlace::new().room("4b"))
        .plain(vec!["c"]);
    let answer = notes.notes().create(&note).await.unwrap();
    let limits = answer.rate_limits();
    assert_eq!((limits.requests.limit, limits.requests.remaining), (Some(9), Some(8)));
    assert_eq!(limits.requests.reset, Some(Duration::from_secs(7)));
    assert_eq!(limits.tokens.remaining, Some(6));
    assert_eq!(answer.processing_time(), Some(Duration::from_millis(5)));

    let requests = server.requests();
    let counts: Vec<_> = requests.iter().map(|request| request.header("x-tries-before")).collect();
    assert_eq!(counts, [Some("0"), Some("1")]);
    let keys: Vec<_> = requests.iter().map(|request| request.header("x-key").unwrap()).collect();
    assert_eq!((keys[0].len(), keys[0]), (36, keys[1]));
    let text = requests[1].text();
    let names = text.split("name=\"").skip(1).map(|part| part.split('"').next().unwrap());
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["words[]", "words[]", "place[room]", "plain"]);
    let head = "form-data; name=\"plain\"\r\nx-kind: plain\r\nx-size: 3\r\n\r\nc\r\n";
    assert!(text.contains(head), "{text}");
}

#[tokio::test]
async fn a_stream_ends_where_its_document_says() {
    let server = TestServer::start().unwrap();
    let events = |text: &'static str| {
        let answer = Answer::status(200).header("content-type", "text/event-stream");
        answer.part(Duration::ZERO, text)
    };
    server.answer(events("data: {\"n\": 1}\n\ndata: [END]\n\ndata: nonsense\n\n"));
    server.answer(events("data: {\"n\": 1}\n\n"));
    let notes: conventions::Client = client(conventions::Client::builder(), &server);
    for ended_early in [false, true] {
        let mut stream = notes.notes().watch().await.unwrap();
        assert_eq!(stream.try_next().await.unwrap().unwrap().n, 1);
        assert!(stream.try_next().await.unwrap().is_none());
        assert_eq!(stream.ended_early(), ended_early);
    }
}

#[tokio::test]
async fn a_query_has_the_brackets_that_its_document_names() {
    use specmill_cases::conventions::types::CreateNoteRange;

    let server = server(204, "");
    let notes: conventions::Client = client(conventions::Client::builder(), &server);
    let note = CreateNoteRequest::new(["a"]);
    let range = CreateNoteRange::new().gte(1).ids(["x", "y"]);
    let call = notes.notes().create(&note).kinds(&["a", "b"]).marks(&[1, 2]);
    call.one(["c"]).joined(&["d", "e"]).range(&range).await.unwrap();
    let pairs = [
        "kinds[]=a",
        "kinds[]=b",
        "marks[]=1",
        "marks[]=2",
        "one[]=c",
        "joined=d,e",
        "range[gte]=1",
        "range[ids][]=x",
        "range[ids][]=y",
    ];
    let encoded = pairs.join("&").replace('[', "%5B").replace(']', "%5D");
    assert_eq!(last(&server).target, format!("/notes?{encoded}"));
    notes.notes().create(&note).one("f").await.unwrap();
    assert_eq!(last(&server).target, "/notes?one=f");
}
