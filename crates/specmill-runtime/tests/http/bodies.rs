//! Bodies other than JSON, and what is set in a body.

use serde_json::json;
use specmill_runtime::__private as runtime;
use specmill_runtime::http::{Call, Conventions, PartNames, PropertyEncoding, Style, Upload};
use specmill_runtime::json::{self, RawJson};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::Client;

static OPERATION: runtime::Operation = runtime::Operation::post("send", "/send");

/// Sends what `describe` says and gives back the request that came.
async fn sent(describe: impl FnOnce(Call<()>) -> Call<()>) -> Request {
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    describe(runtime::call_for_nothing(&Client::of(&server).client, &OPERATION)).await.unwrap();
    server.requests().remove(0)
}

/// The reason why nothing is sent.
async fn refused(describe: impl FnOnce(Call<()>) -> Call<()>) -> String {
    let server = TestServer::start().unwrap();
    let error = describe(runtime::call_for_nothing(&Client::of(&server).client, &OPERATION))
        .await
        .unwrap_err();
    assert!(error.is_request() && !error.was_sent(), "{error}");
    assert!(server.requests().is_empty());
    error.to_string()
}

/// A value whose members keep their order.
fn ordered(json: &str) -> RawJson {
    RawJson::parse(json).unwrap()
}

/// The parts of a multipart body: heads, and content.
fn parts(request: &Request) -> Vec<(String, String)> {
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let text = request.text();
    let body = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    body.split(&format!("--{boundary}\r\n"))
        .skip(1)
        .map(|part| {
            let (head, content) =
                part.strip_suffix("\r\n").unwrap().split_once("\r\n\r\n").unwrap();
            (head.to_owned(), content.to_owned())
        })
        .collect()
}

fn field(name: &str) -> String {
    format!("content-disposition: form-data; name=\"{name}\"")
}

#[derive(Clone, Debug, PartialEq)]
struct Image {
    image: Vec<Upload>,
    mask: Option<Upload>,
    prompt: String,
}
json::object!(Image { image: required "image", mask: optional "mask", prompt: required "prompt" });

#[tokio::test]
async fn a_form_has_a_pair_for_each_scalar_and_item() {
    let body = ordered(
        r#"{
        "a": "x y&z=ü", "n": 1.5, "yes": true, "none": null, "list": [1, "b"], "empty": [],
        "o": {"k": [1]}, "objects": [{"a": 1}]
    }"#,
    );
    let request = sent(|call| call.form(&body, &[])).await;
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(
        request.text(),
        "a=x%20y%26z%3D%C3%BC&n=1.5&yes=true&list=1&list=b&o=%7B%22k%22%3A%5B1%5D%7D\
         &objects=%7B%22a%22%3A1%7D"
    );
}

#[tokio::test]
async fn a_form_follows_its_encodings() {
    const ENCODINGS: &[PropertyEncoding] = &[
        PropertyEncoding::new("list").explode(false),
        PropertyEncoding::new("pipes").style(Style::PipeDelimited),
        PropertyEncoding::new("deep").style(Style::DeepObject).explode(true),
        PropertyEncoding::new("json").content_type("application/json"),
        PropertyEncoding::new("open").allow_reserved(true),
        PropertyEncoding::new("plain").content_type("text/plain"),
    ];
    let body = ordered(
        r#"{
        "list": [1, 2], "pipes": ["a", "b"], "deep": {"x": {"y": [{"z": 1}]}}, "json": [1],
        "open": "a/b&c", "plain": 3
    }"#,
    );
    let request = sent(|call| call.form(&body, ENCODINGS)).await;
    assert_eq!(
        request.text(),
        "list=1,2&pipes=a%7Cb&deep%5Bx%5D%5By%5D%5B%5D%5Bz%5D=1&json=%5B1%5D&open=a/b%26c&plain=3"
    );
    assert!(refused(|call| call.form(&json!([1]), &[])).await.contains("has to be an object"));
}

#[tokio::test]
async fn a_multipart_body_has_text_and_file_parts() {
    let body = Image {
        image: vec![
            Upload::from(&b"one"[..]).file_name("a\"\r\n.png"),
            Upload::from("two".to_owned()).content_type("image/x"),
        ],
        mask: None,
        prompt: "a cat\r\n--x".into(),
    };
    let request = sent(|call| call.multipart(&body, &[])).await;
    let file = |name: &str, media_type| {
        format!("{}; filename=\"{name}\"\r\ncontent-type: {media_type}", field("image"))
    };
    assert_eq!(
        parts(&request),
        [
            (file("a%22%0D%0A.png", "image/png"), "one".to_owned()),
            (file("upload", "image/x"), "two".to_owned()),
            (field("prompt"), "a cat\r\n--x".to_owned()),
        ]
    );
    let length = request.header("content-length").unwrap().parse::<usize>().unwrap();
    assert_eq!(length, request.body.len());
}

const NESTED: &str = r#"{
    "n": 1, "none": null, "tags": ["a", null, "b"], "meta": {"k": "v", "in": {"x": [true]}},
    "objects": [{"a": 1}], "lists": [[1], []], "empty": []
}"#;

#[tokio::test]
async fn a_multipart_body_repeats_the_name_of_a_list_and_has_objects_as_json() {
    let request = sent(|call| call.multipart(&ordered(NESTED), &[])).await;
    let json = |name, value: &str| {
        (format!("{}\r\ncontent-type: application/json", field(name)), value.to_owned())
    };
    let text = |name, value: &str| (field(name), value.to_owned());
    assert_eq!(
        parts(&request),
        [
            text("n", "1"),
            text("tags", "a"),
            text("tags", "b"),
            json("meta", r#"{"k":"v","in":{"x":[true]}}"#),
            json("objects", r#"{"a":1}"#),
            json("lists", "[1]"),
            json("lists", "[]"),
        ]
    );
    const XML: &[PropertyEncoding] = &[PropertyEncoding::new("meta").content_type("text/xml+a")];
    let request = sent(|call| call.multipart(&ordered(r#"{"meta": {"a": 1}}"#), XML)).await;
    let expected = (format!("{}\r\ncontent-type: text/xml+a", field("meta")), r#"{"a":1}"#.into());
    assert_eq!(parts(&request), [expected]);
    const IMAGE: &[PropertyEncoding] = &[PropertyEncoding::new("meta").content_type("image/x")];
    let reason = refused(|call| call.multipart(&json!({"meta": {"a": 1}}), IMAGE)).await;
    assert!(
        reason.contains("`meta`: a list or an object cannot be written as `image/x`"),
        "{reason}"
    );
}

#[tokio::test]
async fn a_multipart_body_has_brackets_where_conventions_or_its_encoding_want_them() {
    static BRACKETS: runtime::Api = runtime::Api::new("Brackets", "1", "https://example.invalid")
        .conventions(Conventions::NEUTRAL.part_names(PartNames::Brackets));
    const DEEP: &[PropertyEncoding] = &[
        PropertyEncoding::new("tags").style(Style::DeepObject),
        PropertyEncoding::new("meta").style(Style::DeepObject),
        PropertyEncoding::new("objects").style(Style::DeepObject),
        PropertyEncoding::new("lists").style(Style::DeepObject),
    ];
    let server = TestServer::with_handler(|_| Answer::status(204)).unwrap();
    let builder = runtime::client_builder(&BRACKETS).base_url(server.url());
    let client = builder.build().unwrap();
    let call = runtime::call_for_nothing(&client, &OPERATION);
    call.multipart(&ordered(NESTED), &[]).await.unwrap();
    let conventional = server.requests().remove(0);
    let encoded = sent(|call| call.multipart(&ordered(NESTED), DEEP)).await;
    let expected = [
        ("n", "1"),
        ("tags[]", "a"),
        ("tags[]", "b"),
        ("meta[k]", "v"),
        ("meta[in][x][]", "true"),
        ("objects[][a]", "1"),
        ("lists[][]", "1"),
    ]
    .map(|(name, value)| (field(name), value.to_owned()));
    assert_eq!(parts(&conventional), expected);
    assert_eq!(parts(&encoded), expected);

    // A name that has the brackets of its list gets no second pair.
    let named = ordered(r#"{"tags[]": ["a", "b"], "lists[]": [[1]], "n[]": 1}"#);
    const NAMED: &[PropertyEncoding] = &[
        PropertyEncoding::new("tags[]").style(Style::DeepObject),
        PropertyEncoding::new("lists[]").style(Style::DeepObject),
    ];
    let call = runtime::call_for_nothing(&client, &OPERATION);
    call.multipart(&named, &[]).await.unwrap();
    let conventional = server.requests().remove(1);
    let encoded = sent(|call| call.multipart(&named, NAMED)).await;
    let expected = [("tags[]", "a"), ("tags[]", "b"), ("lists[][]", "1"), ("n[]", "1")]
        .map(|(name, value)| (field(name), value.to_owned()));
    assert_eq!(parts(&conventional), expected);
    assert_eq!(parts(&encoded), expected);
}

#[tokio::test]
async fn a_multipart_body_follows_its_encodings() {
    const ENCODINGS: &[PropertyEncoding] = &[
        PropertyEncoding::new("meta").content_type("application/json"),
        PropertyEncoding::new("list").content_type("application/json"),
        PropertyEncoding::new("same").style(Style::Form),
        PropertyEncoding::new("joined").style(Style::Form).explode(false),
        PropertyEncoding::new("note").content_type("text/markdown"),
        PropertyEncoding::new("image").content_type("image/png, image/jpeg"),
    ];
    let body = ordered(
        r#"{
        "meta": {"a": [1]}, "list": [{"b": 2}, 3], "same": ["x", "y"], "joined": [1, 2], "note": "n"
    }"#,
    );
    let image = Upload::from(&b"i"[..]).file_name("i.jpg");
    let request = sent(|call| call.multipart(&body, ENCODINGS).body_field("image", &image)).await;
    let typed = |name, media_type| format!("{}\r\ncontent-type: {media_type}", field(name));
    let image = format!("{}; filename=\"i.jpg\"\r\ncontent-type: image/jpeg", field("image"));
    assert_eq!(
        parts(&request),
        [
            (typed("meta", "application/json"), r#"{"a":[1]}"#.to_owned()),
            (typed("list", "application/json"), r#"{"b":2}"#.to_owned()),
            (typed("list", "application/json"), "3".to_owned()),
            (field("same"), "x".to_owned()),
            (field("same"), "y".to_owned()),
            (field("joined"), "1,2".to_owned()),
            (typed("note", "text/markdown"), "n".to_owned()),
            (image, "i".to_owned()),
        ]
    );
    let wrong = Upload::from(&b"i"[..]).content_type("a\r\nx-evil: 1");
    let reason = refused(|call| call.multipart(&json!({}), &[]).body_field("f", &wrong)).await;
    assert!(reason.contains("not a media type"), "{reason}");
}

#[tokio::test]
async fn any_other_body_goes_as_it_is() {
    let request = sent(|call| call.bytes("application/sdp", &b"v=0\0\xff"[..])).await;
    assert_eq!(request.header("content-type"), Some("application/sdp"));
    assert_eq!(request.body, b"v=0\0\xff");
    assert_eq!(request.header("content-length"), Some("5"));

    let request = sent(|call| call.text("text/plain", "é")).await;
    assert_eq!(
        (request.text().as_str(), request.header("content-type")),
        ("é", Some("text/plain"))
    );

    for (declared, upload, expected) in [
        ("image/*", Upload::from("").file_name("a.png"), "image/png"),
        ("image/*", Upload::from(""), "application/octet-stream"),
        ("image/png", Upload::from("").content_type("image/gif"), "image/gif"),
        (
            "application/octet-stream",
            Upload::from("").file_name("a.png"),
            "application/octet-stream",
        ),
    ] {
        let request = sent(|call| call.bytes(declared, upload)).await;
        assert_eq!(request.header("content-type"), Some(expected));
    }
}

#[tokio::test]
async fn body_fields_are_set_before_or_after_the_body() {
    let body = json!({"a": 1, "b": {"c": [2.5]}});
    let expected = r#"{"a":"new","b":{"c":[2.5]},"stream":true,"x\"":null}"#;
    let patch = |call: Call<()>| {
        call.body_field("a", "old").body_field("stream", &true).null_body_field("x\"")
    };
    let after = sent(|call| patch(call.json(&body)).body_field("a", "new")).await;
    let before = sent(|call| patch(call).body_field("a", "new").json(&body)).await;
    assert_eq!((after.text().as_str(), before.text().as_str()), (expected, expected));

    let alone = sent(|call| call.body_field("a", &1)).await;
    assert_eq!(alone.text(), r#"{"a":1}"#);
    assert_eq!(alone.header("content-type"), Some("application/json"));
    let form = sent(|call| call.form(&body, &[]).body_field("b", &2)).await;
    assert_eq!(form.text(), "a=1&b=2");

    let reason = refused(|call| call.json(&[1].to_vec()).body_field("a", &1)).await;
    assert!(reason.contains("`a` cannot be set, as the body is not an object"), "{reason}");
    let reason = refused(|call| call.text("text/plain", "x").body_field("a", &1)).await;
    assert!(reason.contains("`a` cannot be set in a body of text/plain"), "{reason}");
}

#[tokio::test]
async fn null_takes_a_member_out_of_any_body() {
    let body = ordered(r#"{"a": 1, "b": "x", "c": null}"#);
    let patch = |call: Call<()>| call.body_field("a", &json!(null)).body_field("new", &());
    let json = sent(|call| patch(call.json(&body)).null_body_field("d")).await;
    assert_eq!(json.text(), r#"{"b":"x","c":null,"d":null}"#);
    assert_eq!(sent(|call| patch(call.form(&body, &[]))).await.text(), "b=x");
    let request = sent(|call| patch(call.multipart(&body, &[])).body_field("d", &2)).await;
    assert_eq!(parts(&request), [(field("b"), "x".to_owned()), (field("d"), "2".to_owned())]);
    // The last that is said counts.
    let again = sent(|call| patch(call.json(&body)).body_field("a", &2)).await;
    assert_eq!(again.text(), r#"{"a":2,"b":"x","c":null}"#);
    let nothing = sent(patch).await;
    assert_eq!((nothing.text().as_str(), nothing.header("content-type")), ("", None));
}

#[tokio::test]
async fn in_json_an_upload_is_its_text_or_base64() {
    let body = Image {
        image: vec![Upload::from("say \"hi\"".to_owned()), Upload::from(&b"\xff\x00"[..])],
        mask: None,
        prompt: "p".into(),
    };
    let expected = r#"{"image":["say \"hi\"","/wA="],"prompt":"p"}"#;
    assert_eq!(sent(|call| call.json(&body)).await.text(), expected);
    assert_eq!(json::encode(&body), expected.as_bytes());
    let read = json::decode::<Image>(expected.as_bytes(), json::Strictness::Strict).unwrap().value;
    assert_eq!(read.image[0], Upload::from("say \"hi\""));

    let body = Image { mask: Some(Upload::path("/no/such/file")), ..body };
    let reason = refused(|call| call.json(&body)).await;
    assert!(reason.contains("a file or a stream"), "{reason}");
}
