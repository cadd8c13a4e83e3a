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
    let shown = format!("{chat:?}{invites:?}");
    assert!(shown.contains("/v1/organization/invites") && !shown.contains("mock-key"), "{shown}");
    let error = invites.decode::<CreateChatCompletionRequest>().unwrap_err();
    assert!(error.to_string().starts_with("the body (`"), "{error}");
}

/// `specmill-mock` knows the description; what was sent to this mock is held against it.
#[cfg(bundled_document)]
#[tokio::test]
async fn what_was_sent_can_be_held_against_the_description() {
    let mock = Mock::new();
    let answer = testing::chat_completion("At nine.");
    mock.chat().create_completion().at_least(2).returns(answer);
    let client = mock.client();
    client.chat().create_completion(&question("When?")).await.unwrap();
    client.chat().create_completion(&question("When?").temperature(3.0)).await.unwrap();

    let description = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/openapi.yaml");
    let described = specmill_mock::Mock::load(description).unwrap();
    let faults = mock.requests().into_iter().map(|sent| described.respond(&sent.to_http()).fault);
    let [fine, hot] = faults.collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(fine, None);
    assert!(hot.unwrap().contains("at `/temperature`: 3.0 is greater than the maximum of 2"));
}

#[tokio::test]
async fn calls_at_the_same_time_are_all_answered() {
    let mock = Mock::new();
    let asked = mock.chat().create_completion();
    let asked = asked.times(20).returns_with(|call| {
        let model = call.body.model.as_str().to_owned();
        testing::chat_completion(&model)
    });
    let client = mock.client();
    let calls = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move {
            let mut request = question("When?");
            request.model = format!("model-{number}").into();
            let answer = client.chat().create_completion(&request).await.unwrap();
            assert_eq!(answer.text(), Some(format!("model-{number}").as_str()));
        })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap();
    }
    assert_eq!((asked.calls().len(), mock.requests().len()), (20, 20));
}

#[cfg(feature = "blocking")]
#[test]
fn code_without_async_is_tested_alike() {
    use openai_rest::SendBlocking;

    let mock = Mock::new();
    mock.chat().create_completion().returns(testing::chat_completion("At nine."));
    let answer = mock.client().chat().create_completion(&question("When?")).send().unwrap();
    assert_eq!(answer.text(), Some("At nine."));
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
