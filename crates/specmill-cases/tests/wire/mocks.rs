//! The module `mock` of a client: each kind of body and answer, in its types. `crates/specmill/tests/workspace`
//! runs these tests with the same client as a crate a tag.

use std::time::Duration;

use serde_json::json;
use specmill_cases::mocks::mock::{CreateMockAnswer, Mock};
use specmill_cases::mocks::mock_::Mock_;
use specmill_cases::mocks::new::{SendPictureRequest, SendPictureRequestFrame};
use specmill_cases::mocks::shared::NewRequest;
use specmill_cases::mocks::types::SendPictureRequest as Picture;
use specmill_cases::mocks::Client;
use specmill_runtime::http::testing::Answer;
use specmill_runtime::http::{Bytes, Credential, ErrorKind, Upload};
use specmill_test_server::{Answer as Served, TestServer};

const PICTURE: &[u8] = &[0x89, b'P', b'N', b'G', 0xff];

#[tokio::test]
async fn each_kind_of_answer_is_given_in_its_type() {
    let mock = Mock_::new();
    mock.mock().latest().returns(Mock::new("a"));
    mock.mock().get().path("id", "b").returns(Mock::new("b"));
    mock.mock().delete();
    mock.mock().replace().returns("renamed".to_owned());
    mock.mock()
        .create()
        .returns(CreateMockAnswer::Created(Mock::new("c")))
        .returns(CreateMockAnswer::Accepted)
        .returns(CreateMockAnswer::NonAuthoritative("perhaps".to_owned()));
    mock.new_2().get_picture().returns(Bytes::from_static(PICTURE));
    mock.new_2().send_picture().returns(5);
    mock.events().returns(Answer::empty().event_json(json!({"data": "news"})));

    let client = mock.client();
    let mocks = client.mock();
    assert_eq!(mocks.latest().await.unwrap().id, "a", "no parameter of the path");
    assert_eq!(mocks.get("b").await.unwrap().id, "b");
    mocks.delete("b").await.unwrap();
    assert_eq!(*mocks.replace("b", "text").await.unwrap(), "renamed");
    for expected in [
        CreateMockAnswer::Created(Mock::new("c")),
        CreateMockAnswer::Accepted,
        CreateMockAnswer::NonAuthoritative("perhaps".to_owned()),
    ] {
        assert_eq!(*mocks.create().await.unwrap(), expected);
    }
    let mut picture = client.new_2().get_picture("b").await.unwrap().into_inner();
    assert_eq!(picture.content_type(), Some("image/png"));
    assert_eq!(picture.read().await.unwrap(), PICTURE);
    let request = SendPictureRequest::new(Upload::from(PICTURE), 5);
    assert_eq!(*client.new_2().send_picture("b", &request).await.unwrap(), 5);
    let mut events = client.events().await.unwrap();
    assert_eq!(events.try_next().await.unwrap().unwrap().data.as_deref(), Some("news"));
    assert!(events.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn each_kind_of_body_is_told_in_its_type() {
    let mock = Mock_::new();
    let created = mock.mock().create().returns(CreateMockAnswer::Accepted);
    let replaced = mock.mock().replace().returns(String::new());
    let set = mock.new_2().set_picture();
    let sent = mock.new_2().send_picture().returns(0);
    let told = mock.new_3();

    let client = mock.client();
    client.mock().create().await.unwrap();
    client.mock().create().body(&Mock::new("a")).await.unwrap();
    client.mock().replace("a", &Mock::new("b")).await.unwrap();
    client.new_2().set_picture("a", PICTURE).await.unwrap();
    let frame = SendPictureRequestFrame::new().width(1.5).round(true);
    let picture = Upload::from(PICTURE).file_name("a.png");
    let picture = SendPictureRequest::new(picture, 5).labels(["7"]).frame(frame);
    client.new_2().send_picture("a", &picture).await.unwrap();
    let news = NewRequest::new(2).names(["a b", "c&d"]);
    client.new_3(&news).await.unwrap();

    let bodies: Vec<_> = created.calls().into_iter().map(|call| call.body).collect();
    assert_eq!(bodies, [None, Some(Mock::new("a"))]);
    assert_eq!(replaced.calls()[0].decode::<Mock>().unwrap(), Mock::new("b"));
    assert_eq!(set.calls()[0].body, PICTURE);
    let sent = &sent.calls()[0].body;
    assert_eq!(sent.file.media_type(), "image/png");
    assert_eq!(sent.file.as_bytes(), Some(PICTURE));
    assert_eq!((sent.size, &sent.frame), (5, &picture.frame));
    assert_eq!(told.calls()[0].body, news);
}

#[tokio::test]
async fn the_credentials_of_each_scheme_are_there() {
    let mock = Mock_::new();
    let listed = mock.mock().list().returns(Vec::new());
    let client = mock.client();
    client.mock().list().await.unwrap();
    assert_eq!(listed.calls()[0].header("x-key"), Some("mock-key"));
    let error = client.mock().delete("a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let unmet = mock.unmet();
    assert_eq!(unmet.len(), 1);
    assert!(unmet[0].contains("`mock().delete` (DELETE /v1/mocks/a)"), "{unmet:?}");
    // It would fail this test.
    std::mem::forget(mock);
}

#[tokio::test]
async fn a_server_is_called_as_the_mock_is() {
    let server = TestServer::with_handler(|request| match request.path() {
        "/mocks/a/picture" => {
            Served::status(200).header("content-type", "text/plain").part(Duration::ZERO, "5")
        }
        "/events" => Served::status(204),
        _ => Served::json(200, r#"{"id": "a"}"#),
    });
    let server = server.unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .credential("Key", Credential::api_key("key"))
        .build()
        .unwrap();
    let mock: specmill_cases::mocks::types::Mock =
        client.mock().get("a").await.unwrap().into_inner();
    assert_eq!(mock, Mock::new("a"));
    let picture = Picture::new(Upload::from(PICTURE), 5);
    assert_eq!(*client.new_2().send_picture("a", &picture).await.unwrap(), 5);
    client.new_3(&NewRequest::new(2)).await.unwrap();
    let requests = server.requests();
    let asked: Vec<_> =
        requests.iter().map(|request| (request.method.as_str(), request.path())).collect();
    let expected = [("GET", "/mocks/a"), ("POST", "/mocks/a/picture"), ("POST", "/events")];
    assert_eq!(asked, expected);
    assert_eq!(requests[0].header("x-key"), Some("key"));
}
