//! Where calls go, by which method, in which media types, and what a success without a body is.

use std::time::Duration;

use specmill_cases::wire::media::{
    AnyWritingCall, PatchBody, PatchOrRowRequestItem, RowOrNothingAnswer,
};
use specmill_cases::wire::types::{
    CreateAlbumRequest, Cursor, NamePetCookieName, Order, Row, RowBody, WatchKindsEvent,
};
use specmill_cases::{runtime_names, wire};
use specmill_runtime::http::{self, Upload};
use specmill_test_server::{Answer, TestServer};

use crate::media_types::{content_type, parts};
use crate::{body, client, last, server};

const ROW: &str = r#"{"id": 7, "name": "a"}"#;

/// A server that answers everything with `text` of this type.
fn answering(media_type: &'static str, text: &'static str) -> (TestServer, wire::Client) {
    let server = TestServer::with_handler(move |_| {
        Answer::status(200).header("content-type", media_type).part(Duration::ZERO, text)
    });
    let server = server.unwrap();
    let client = client(wire::Client::builder(), &server);
    (server, client)
}

fn accept(server: &TestServer) -> String {
    last(server).header("accept").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn servers_are_completed_and_operations_keep_theirs() {
    let server = server(204, "");
    let calls: wire::Client = client(wire::Client::builder(), &server);
    calls.servers().plain().await.unwrap();
    assert_eq!(last(&server).target, "/v2/plain/");
    calls.servers().path().await.unwrap();
    assert_eq!(last(&server).target, "/own/base/path-server");
    calls.servers().own_variable().await.unwrap();
    assert_eq!(last(&server).target, "/demo/x/path-server");
    // Nobody listens on port 1.
    let error = calls.servers().own().await.unwrap_err();
    assert_eq!(error.kind(), http::ErrorKind::Connection);

    let set = wire::Client::builder().server_variable("base", "v3").server_variable("tenant", "me");
    let set: wire::Client = client(set, &server);
    set.servers().plain().await.unwrap();
    assert_eq!(last(&server).target, "/v3/plain/");
    set.servers().own_variable().await.unwrap();
    assert_eq!(last(&server).target, "/me/x/path-server");
    let builder = wire::Client::builder().base_url(format!("{}/proxy", server.url()));
    let all: wire::Client = builder.operation_servers(false).build().unwrap();
    all.servers().own().await.unwrap();
    assert_eq!(last(&server).target, "/proxy/path-server");

    let wrong = wire::Client::builder().base_url(server.url()).server_variable("base", "v4");
    let error = wrong.build().unwrap_err();
    assert!(error.to_string().contains("the document allows `v2`, `v3`"), "{error}");
    let error = wire::Client::builder().server(1).build().unwrap().servers().plain().await;
    assert!(error.unwrap_err().to_string().starts_with("no connection to http://127.0.0.1:1"));
}

#[tokio::test]
async fn what_is_asked_for_is_what_the_document_lists() {
    let (server, calls) = answering("application/json", ROW);
    let media = calls.media();
    assert_eq!(media.star().await.unwrap().id, 7);
    assert_eq!(accept(&server), "*/*");
    assert_eq!(media.post_star(&Row::new(1)).await.unwrap().id, 7);
    assert_eq!(accept(&server), "application/*");
    assert_eq!(content_type(&last(&server)), "application/json");
    media.star_image().await.unwrap();
    assert_eq!(accept(&server), "image/*");
    assert_eq!(media.versioned().await.unwrap().id, 7);
    assert_eq!(accept(&server), "application/vnd.acme.v3+json");
    assert_eq!(media.hal_or_plain().typed::<Row>().await.unwrap().id, 7);
    assert_eq!(accept(&server), "application/hal+json, application/json;version=2");
    media.linked().await.unwrap();
    assert_eq!(
        accept(&server),
        "application/geo+json, application/ld+json, application/vnd.job+json"
    );
}

#[tokio::test]
async fn an_answer_is_read_by_its_own_content_type() {
    for (media_type, text, due) in [
        ("application/json", r#""7""#, "7"),
        ("text/plain; charset=utf-8", "7", "7"),
        ("text/plain", r#""7""#, r#""7""#),
        ("text/html", "<b>", "<b>"),
    ] {
        let (_server, calls) = answering(media_type, text);
        let answer = calls.media().star_text().await.unwrap();
        assert_eq!((answer.as_str(), answer.drift()), (due, &[][..]), "{media_type}");
    }
    let (_server, calls) = answering("text/plain", ROW);
    assert_eq!(calls.media().star().await.unwrap().id, 7, "JSON by another name");
}

#[tokio::test]
async fn the_media_type_of_a_body_is_chosen_at_the_call() {
    let server = server(204, "");
    let calls: wire::Client = client(wire::Client::builder(), &server);
    let row = Row::new(1).name("a b");
    for (body, due) in [
        (PatchBody::JsonPatch(&row), "application/json-patch+json"),
        (PatchBody::MergePatch(&row), "application/merge-patch+json"),
    ] {
        calls.media().patch(body).await.unwrap();
        assert_eq!(content_type(&last(&server)), due);
    }
    calls.media().patch_or_row(&row).await.unwrap();
    assert_eq!(content_type(&last(&server)), "application/merge-patch+json");
    calls.media().patch_or_row(&vec![PatchOrRowRequestItem::new("add")]).await.unwrap();
    assert_eq!(content_type(&last(&server)), "application/json-patch+json");

    let any = || -> AnyWritingCall { calls.media().any_writing().body(&row) };
    any().await.unwrap();
    assert_eq!(content_type(&last(&server)), "application/json");
    any().call().content_type("application/merge-patch+json").await.unwrap();
    let request = last(&server);
    assert_eq!(content_type(&request), "application/merge-patch+json");
    assert_eq!(request.text(), r#"{"id":1,"name":"a b"}"#);
    any().call().content_type("application/x-www-form-urlencoded").await.unwrap();
    assert_eq!(last(&server).text(), "id=1&name=a%20b");
    any().call().content_type("multipart/form-data").await.unwrap();
    assert_eq!(parts(&last(&server)).len(), 2);
    let error = any().call().content_type("application/xml").await.unwrap_err();
    assert!(error.to_string().contains("cannot be written as `application/xml`"), "{error}");
}

#[tokio::test]
async fn a_success_without_a_body_is_a_success() {
    let nothing = server(204, "");
    let calls: wire::Client = client(wire::Client::builder(), &nothing);
    let answer = calls.media().row_or_nothing().await.unwrap();
    assert_eq!((&*answer, answer.drift()), (&RowOrNothingAnswer::NoContent, &[][..]));
    let answer = calls.media().nothing_or_error().await.unwrap();
    assert_eq!(answer.drift(), &[]);
    let answer = calls.media().any_status().await.unwrap();
    assert_eq!((answer.id, answer.drift().len()), (0, 1));
    let answer = calls.media().rows().await.unwrap();
    assert_eq!((answer.len(), answer.drift().len()), (0, 1));
    // The status of a body, and none.
    let empty = TestServer::with_handler(|_| Answer::status(200)).unwrap();
    let calls: wire::Client = client(wire::Client::builder(), &empty);
    let answer = calls.media().row_or_nothing().await.unwrap();
    assert_eq!((&*answer, answer.drift().len()), (&RowOrNothingAnswer::NoContent, 1));
    let error = calls.media().rows().strictness(specmill_runtime::json::Strictness::Strict).await;
    assert!(error.unwrap_err().is_decode());

    let row = server(200, ROW);
    let calls: wire::Client = client(wire::Client::builder(), &row);
    let answer = calls.media().row_or_nothing().await.unwrap();
    assert_eq!(*answer, RowOrNothingAnswer::Ok(Row::new(7).name("a")));
}

#[tokio::test]
async fn methods_of_openapi_3_2_are_sent() {
    let server = server(200, ROW);
    let calls: wire::Client = client(wire::Client::builder(), &server);
    assert_eq!(calls.methods().search(&Row::new(1)).await.unwrap().id, 7);
    assert_eq!((last(&server).method.as_str(), body(&server)["id"].as_i64()), ("QUERY", Some(1)));
    calls.methods().link_pair().await.unwrap();
    assert_eq!(last(&server).method, "LINK");
    calls.methods().unlink_pair().await.unwrap();
    assert_eq!(last(&server).method, "UNLINK");
}

#[tokio::test]
async fn parameters_of_one_name_go_to_their_places() {
    let server = server(200, r#"{"names": ["a"]}"#);
    let calls: wire::Client = client(wire::Client::builder(), &server);
    let call = calls.names().name_pet("p").query_name("q").header_name("h");
    let call = call.cookie_name(&NamePetCookieName::A).header_sort_by("hs").query_sort_by("qs");
    let call = call.foo_bar(1).foo_bar_2(2).order(&Order::Up).body(&Cursor::new().from("x"));
    assert_eq!(call.await.unwrap().names, Some(vec!["a".to_owned()]));
    let request = last(&server);
    assert_eq!(request.target, "/v2/pets/p?name=q&sort_by=qs&foo_bar=1&fooBar=2&order=up");
    assert_eq!((request.header("name"), request.header("sort-by")), (Some("h"), Some("hs")));
    assert_eq!(request.header("cookie"), Some("name=a"));
    calls.names().find_pets().body(&RowBody::new().like("x")).await.unwrap();
    assert_eq!(body(&server)["like"], "x");
}

#[tokio::test]
async fn parts_are_named_as_rfc_7578_has_it_unless_the_document_says_else() {
    let server = server(204, "");
    let calls: wire::Client = client(wire::Client::builder(), &server);
    let files = vec![Upload::bytes("1").file_name("1.png"), Upload::bytes("2")];
    let album = CreateAlbumRequest::new(vec!["a", "b"], files)
        .counts(vec![1, 2])
        .places(vec![Row::new(1), Row::new(2)])
        .meta(Row::new(3))
        .joined(vec!["x", "y"])
        .shown("# s");
    calls.parts().create_album(&album).await.unwrap();
    let sent: Vec<(String, String)> = parts(&last(&server));
    let found = |name: &str| -> Vec<(&str, &str)> {
        let name = format!("form-data; name=\"{name}\"");
        let named = sent.iter().filter(|(head, _)| head.contains(&name));
        named.map(|(head, content)| (head.as_str(), content.as_str())).collect()
    };
    let contents =
        |name: &str| -> Vec<&str> { found(name).into_iter().map(|(_, content)| content).collect() };
    assert_eq!(contents("labels"), ["a", "b"]);
    assert_eq!(contents("counts"), ["1", "2"]);
    assert_eq!(contents("places"), [r#"{"id":1}"#, r#"{"id":2}"#]);
    assert_eq!(contents("meta"), [r#"{"id":3}"#]);
    for name in ["places", "meta"] {
        assert!(found(name)
            .iter()
            .all(|(head, _)| head.contains("content-type: application/json")));
    }
    assert_eq!(contents("photos"), ["1", "2"]);
    assert!(found("photos").iter().all(|(head, _)| head.contains("filename=\"")), "{sent:?}");
    assert_eq!(contents("joined"), ["x,y"]);
    assert!(found("shown")[0].0.contains("content-type: text/markdown"));
    assert_eq!(sent.len(), 2 + 2 + 2 + 2 + 1 + 1 + 1);
}

#[tokio::test]
async fn the_data_of_events_is_what_its_content_schema_says() {
    const TICKS: &str =
        "id: 1\nevent: tick\nretry: 250\ndata: {\"id\": 1}\n\ndata: {\"id\": 2}\n\n";
    let (_server, calls) = answering("text/event-stream", TICKS);
    let mut events = calls.events().watch().await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    assert_eq!((first.data.id, first.event.as_deref()), (1, Some("tick")));
    assert_eq!((first.id.as_deref(), first.retry), (Some("1"), Some(250)));
    assert_eq!(events.last_drift(), []);
    let second = events.try_next().await.unwrap().unwrap();
    assert_eq!((second.data.id, second.event, second.retry), (2, None, None));

    const TEXTS: &str = "data: {\"id\": 1}\n\ndata: 12\n\ndata: null\n\ndata: a\ndata: b\n\n";
    let (_server, calls) = answering("text/event-stream", TEXTS);
    let mut events = calls.events().watch_text().await.unwrap();
    for due in ["{\"id\": 1}", "12", "null", "a\nb"] {
        assert_eq!(events.try_next().await.unwrap().unwrap().data, due);
        assert_eq!(events.last_drift(), []);
    }

    const KINDS: &str =
        "event: row\ndata: {\"id\": 1}\n\nevent: note\ndata: 12\n\nevent: note\ndata: x\n\n";
    let (_server, calls) = answering("text/event-stream", KINDS);
    let mut events = calls.events().watch_kinds().await.unwrap();
    let first = events.try_next().await.unwrap().unwrap();
    assert!(matches!(&first, WatchKindsEvent::Row(row) if row.data.id == 1), "{first:?}");
    for due in ["12", "x"] {
        let note = events.try_next().await.unwrap().unwrap();
        assert!(matches!(&note, WatchKindsEvent::Note(note) if note.data == due), "{note:?}");
        assert_eq!(events.last_drift(), []);
    }
}

#[tokio::test]
async fn types_may_have_the_names_of_the_runtimes() {
    let server = server(200, r#"{"id": "1"}"#);
    let calls: runtime_names::Client = client(runtime_names::Client::builder(), &server);
    let answer = calls.files().hhh(Upload::bytes("x")).await.unwrap();
    let id = match &*answer {
        runtime_names::files::HhhAnswer::Json(call) => call.id.as_deref(),
        _ => None,
    };
    assert_eq!(id, Some("1"));
}
