//! Request bodies.

use serde_json::json;
use specmill_cases::bodies::types::{ChangeNoteRequest, ChangeNoteRequestPlace, NewNote};
use specmill_cases::bodies::Client;
use specmill_runtime::json::Map;

use crate::{body, client, last, server};

#[tokio::test]
async fn json_bodies_are_what_was_given() {
    let server = server(204, "");
    let notes = client(Client::builder(), &server);
    let notes = notes.notes();
    let note = NewNote::new("hi \"there\"").pinned(true).due(5);

    notes.create(&note).await.unwrap();
    assert_eq!(body(&server), json!({"text": "hi \"there\"", "pinned": true, "due": 5}));
    let request = last(&server);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.method, "POST");

    notes.create_notes(&[note.clone(), NewNote::new("b")]).await.unwrap();
    assert_eq!(
        body(&server),
        json!([{"text": "hi \"there\"", "pinned": true, "due": 5}, {"text": "b"}])
    );
    notes.name(&["a", "b"]).await.unwrap();
    assert_eq!(body(&server), json!(["a", "b"]));
    notes.map(&Map::from([("z", 1), ("a", 2), ("m", 3)])).await.unwrap();
    assert_eq!(last(&server).text(), r#"{"z":1,"a":2,"m":3}"#, "in the order given");
    notes.say_word("word").await.unwrap();
    assert_eq!(body(&server), json!("word"));
    notes.count_words(&3).await.unwrap();
    assert_eq!(body(&server), json!(3));
    notes.maybe(&None).await.unwrap();
    assert_eq!(body(&server), json!(null));
    notes.any(&json!({"z": [1], "a": {"y": 1, "b": 2}})).await.unwrap();
    assert_eq!(last(&server).text(), r#"{"z":[1],"a":{"y":1,"b":2}}"#, "in the order given");
}

#[tokio::test]
async fn an_optional_body_is_sent_only_when_given() {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    client.notes().replace().await.unwrap();
    let request = last(&server);
    assert!(request.body.is_empty());
    assert_eq!(request.header("content-type"), None);
    client.notes().replace().body(&NewNote::new("a")).await.unwrap();
    assert_eq!(body(&server), json!({"text": "a"}));
}

#[tokio::test]
async fn absent_null_and_value_differ() {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    let change = ChangeNoteRequest::new;
    client.notes().change(&change()).await.unwrap();
    assert_eq!(body(&server), json!({}));
    client.notes().change(&change().text(None::<String>)).await.unwrap();
    assert_eq!(body(&server), json!({}));
    client.notes().change(&change().null_text()).await.unwrap();
    assert_eq!(body(&server), json!({"text": null}));
    client.notes().change(&change().text("a")).await.unwrap();
    assert_eq!(body(&server), json!({"text": "a"}));
    let place = ChangeNoteRequestPlace::new("4b");
    client.notes().change(&change().place(place)).await.unwrap();
    assert_eq!(body(&server), json!({"place": {"room": "4b"}}));
}

#[tokio::test]
async fn the_content_type_is_the_documents() {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    client.notes().change(&ChangeNoteRequest::new()).await.unwrap();
    assert_eq!(last(&server).header("content-type"), Some("application/merge-patch+json"));
}
