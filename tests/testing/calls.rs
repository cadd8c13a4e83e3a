//! What was sent, as typed values.

use openai_rest::testing::{self, Mock};
use openai_rest::types::CreateChatCompletionRequest;
use serde_json::json;

use crate::question;

#[tokio::test]
async fn bodies_paths_queries_and_headers_are_told() {
    let mock = Mock::new();
    let asked = mock.chat().create_completion().returns(testing::chat_completion("At nine."));
    mock.invites().list().returns_json(json!({}));
    let client = mock.client();
    client.chat().create_completion(&question("When?")).await.unwrap();
    client
        .invites()
        .list()
        .limit(50)
        .after("inv_1")
        .with(|call| call.header("x-trace", "7"))
        .await
        .unwrap();

    assert_eq!(asked.calls()[0].body, question("When?"));
    let [chat, invites] = mock.requests().try_into().unwrap();
    assert_eq!(chat.operation().map(|operation| operation.id()), Some("createChatCompletion"));
    assert_eq!(chat.decode::<CreateChatCompletionRequest>().unwrap(), question("When?"));
    assert_eq!(chat.header("authorization"), Some("Bearer mock-key"));
    assert_eq!((invites.method().as_str(), invites.path()), ("GET", "/v1/organization/invites"));
    assert_eq!(invites.query("limit").as_deref(), Some("50"));
    assert_eq!(invites.queries()[1], ("after".to_owned(), "inv_1".to_owned()));
    assert_eq!(invites.header("x-trace"), Some("7"));
    let error = invites.decode::<CreateChatCompletionRequest>().unwrap_err();
    assert!(error.to_string().starts_with("the body (`"), "{error}");
}

#[cfg(feature = "audio")]
#[tokio::test]
async fn a_multipart_body_is_its_type_again() {
    use openai_rest::http::Upload;
    use openai_rest::types::{CreateTranscriptionRequest, VadConfig};

    let mock = Mock::new();
    let asked = mock.audio().create_transcription().returns_json(json!({"text": ""}));
    let bytes: &[u8] = &[0xff, 0xfb, 0x00, 0x0d, 0x0a];
    let request = CreateTranscriptionRequest::new(
        Upload::from(bytes).file_name("a \"b\".mp3").content_type("audio/mpeg"),
        "whisper-1",
    );
    let request = request.temperature(0.5).language("en").timestamp_granularities(["word"]);
    let request = request.chunking_strategy(VadConfig::new().silence_duration_ms(200));
    mock.client().audio().create_transcription(&request).await.unwrap();
    let sent = &asked.calls()[0].body;
    assert_eq!(sent.file.as_bytes(), Some(bytes));
    assert_eq!(sent.file.media_type(), "audio/mpeg");
    assert_eq!(sent.temperature, Some(0.5));
    assert_eq!(sent.timestamp_granularities, request.timestamp_granularities);
    assert_eq!(sent.chunking_strategy, request.chunking_strategy);
}
