//! What a request gets that is as it should be.

use std::collections::BTreeSet;
use std::path::Path;

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};
use specmill_mock::Mock;

use crate::{ask, ask_with_key, header, json, shop, text};

#[test]
fn the_example_of_the_document_is_the_last_page() {
    let reply = ask_with_key(&shop(), "GET /v2/items");
    assert_eq!(reply.operation.as_deref(), Some("listItems"));
    assert_eq!(
        text(&reply),
        r#"{"data":[{"id":"i-1","name":"Cup"},{"id":"i-2","name":"Jug"}],"has_more":false}"#
    );
    assert_eq!(header(&reply, "content-type"), "application/json");
    assert_eq!(header(&reply, "x-total"), "2");
    let next = ask_with_key(&shop(), "GET /items?after=i-2");
    assert_eq!(json(&next), json!({"data": [], "has_more": false}));
}

#[test]
fn members_have_the_order_of_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("api.yaml");
    let text = r"
openapi: 3.1.0
info: {title: Zoo, version: '1'}
paths:
  /example:
    get:
      responses:
        '200':
          description: an example
          content: {application/json: {schema: {type: object}, example: {zebra: {z: 1, a: 2}, ape: 3}}}
  /sample:
    get:
      responses:
        '200':
          description: made of its schema
          content:
            application/json:
              schema:
                type: object
                required: [zebra, ape, gnu]
                properties: {zebra: {const: 1}, ape: {const: 2}, gnu: {default: {z: 1, a: 2}}}
";
    std::fs::write(&document, text).unwrap();
    let mock = Mock::load(&document).unwrap();
    assert_eq!(crate::text(&ask(&mock, "GET /example")), r#"{"zebra":{"z":1,"a":2},"ape":3}"#);
    let sample = ask(&mock, "GET /sample");
    assert_eq!(crate::text(&sample), r#"{"zebra":1,"ape":2,"gnu":{"z":1,"a":2}}"#);
}

#[test]
fn a_cursor_for_the_next_page_leads_nowhere() {
    let reply = ask_with_key(&shop(), "GET /changes");
    assert_eq!(json(&reply), json!({"data": [{"id": "text"}], "next_page": null}));
}

#[test]
fn what_the_schema_makes_is_valid_and_the_same_every_time() {
    let create = "POST /items\ncontent-type: application/json\n\n{\"name\": \"Cup\"}";
    let reply = ask_with_key(&shop(), create);
    assert_eq!(reply.response.status(), 201);
    // It holds itself, and is followed once.
    let item =
        |parts: &str| format!(r#"{{"id":"i-0","name":"text","price":0.5,"parts":[{parts}]}}"#);
    assert_eq!(text(&reply), item(&item("")));
    let again = ask_with_key(&shop(), create);
    assert_eq!(again.response.body(), reply.response.body());
    assert_eq!(again.response.headers(), reply.response.headers());
    let ids: BTreeSet<String> = [create, "GET /items", "GET /items?limit=1"]
        .iter()
        .map(|request| header(&ask_with_key(&shop(), request), "x-request-id").to_owned())
        .collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| id.starts_with("req_")));
}

#[test]
fn bytes_come_as_what_is_accepted() {
    for (accept, media_type) in
        [("image/webp", "image/webp"), ("*/*", "image/png"), ("text/css", "image/png")]
    {
        let reply = ask_with_key(&shop(), &format!("GET /items/i-1/photo\naccept: {accept}"));
        assert_eq!(header(&reply, "content-type"), media_type);
        assert!(!reply.response.body().is_empty());
    }
    let reply = ask(&shop(), "DELETE /items/i-1");
    assert_eq!((reply.response.status().as_u16(), text(&reply)), (204, ""));
}

#[test]
fn a_stream_comes_where_it_is_asked_for() {
    let chat = |rest: &str| {
        let body = format!(r#"{{"messages": [{{"role": "user", "text": "Hi"}}]{rest}}}"#);
        ask_with_key(&shop(), &format!("POST /chat\ncontent-type: application/json\n\n{body}"))
    };
    assert_eq!(json(&chat("")), json!({"text": "text"}));
    assert_eq!(json(&chat(r#", "stream": false"#)), json!({"text": "text"}));
    let stream = chat(r#", "stream": true"#);
    assert_eq!(header(&stream, "content-type"), "text/event-stream");
    // The member that tells of an error would end the stream, and is not among them.
    let events = ["{\"type\":\"delta\",\"delta\":\"text\"}", "{\"type\":\"end\"}", "[DONE]"];
    assert_eq!(text(&stream), events.map(|event| format!("data: {event}\n\n")).concat());
}

#[test]
fn another_status_can_be_asked_for() {
    let create = |code: u16| {
        let head = format!("POST /items\nprefer: code={code}\ncontent-type: application/json");
        ask_with_key(&shop(), &format!("{head}\n\n{{\"name\": \"Cup\"}}"))
    };
    let documented = create(409);
    assert_eq!(documented.response.status(), 409);
    assert_eq!(json(&documented), json!({"error": {"message": "taken"}}));
    let other = create(503);
    assert_eq!(other.response.status(), 503);
    assert_eq!(json(&other)["error"]["code"], "server_error");
    assert_eq!(header(&other, "preference-applied"), "code=503");
    assert_eq!(create(999).response.status(), 201);
}

#[test]
fn an_operation_can_be_answered_by_hand() {
    let only_i_7 = |request: &http::Request<Bytes>| {
        let is_it = request.uri().path().ends_with("/i-7");
        is_it.then(|| Response::new(Bytes::from("seven")))
    };
    let shop = shop().on("showItem", only_i_7).unwrap();
    assert_eq!(text(&ask_with_key(&shop, "GET /items/i-7")), "seven");
    assert_eq!(json(&ask_with_key(&shop, "GET /items/i-8"))["id"], "i-0");
    // What is wrong with a request is told all the same.
    assert_eq!(ask(&shop, "GET /items/i-7").response.status(), 401);
    let Err(error) = shop.on("showItems", only_i_7) else { panic!("there is no such operation") };
    assert_eq!(error.to_string(), "the document has no operation `showItems`");
}

#[test]
fn methods_and_events_of_openapi_3_2_are_answered() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specmill/tests/cases/wire/spec.yaml");
    let mock = Mock::load(case).unwrap();
    let row = "content-type: application/json\n\n{\"id\": 1}";
    let answer = ask(&mock, &format!("QUERY /v2/pair\n{row}"));
    assert_eq!(answer.response.status(), 200);
    assert!(json(&answer)["id"].is_i64());
    assert_eq!(ask(&mock, "LINK /v2/pair").response.status(), 204);
    assert_eq!(
        ask(&mock, "LINK /v3/pair").response.status(),
        204,
        "a value of a server's variable"
    );
    assert_eq!(ask(&mock, "UNLINK /own/base/pair").response.status(), 204);
    let other = ask(&mock, "GET /v2/pair");
    assert_eq!(
        (other.response.status().as_u16(), header(&other, "allow")),
        (405, "LINK, QUERY, UNLINK")
    );

    // What is JSON in the data of an event is JSON there, and text is text.
    let answer = ask(&mock, "GET /v2/ticks");
    let data = text(&answer).lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let row: Value = serde_json::from_str(data).unwrap();
    assert!(row["id"].is_i64(), "{data}");
    let answer = ask(&mock, "POST /v2/ticks");
    let data = text(&answer).lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    assert!(!data.starts_with(['{', '"']), "{data}");
}
