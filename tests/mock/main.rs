//! The generated client against the stand-in that `specmill mock` serves: one call of each kind of
//! body and answer, strictly decoded.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::Path;

use openai_rest::json::Strictness;
use openai_rest::types::{
    ChatCompletionRequestMessage as Message, CreateChatCompletionRequest, CreateFileRequest,
    CreateFileRequestPurpose, CreateImageEditRequest, CreateSpeechRequest,
    CreateSpeechRequestModel, CreateTranscriptionRequest, CreateTranscriptionRequestModel,
    UsageCostsGroupBy, VoiceIdsShared,
};
use openai_rest::{Client, Upload};
use specmill_mock::{Mock, MockServer};

fn start() -> (MockServer, Client) {
    let description = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/openapi.yaml");
    let server = MockServer::start(Mock::load(description).unwrap()).unwrap();
    let client = Client::builder()
        .base_url(server.url())
        .bearer("sk-test")
        .max_retries(0)
        .strictness(Strictness::Strict)
        .build()
        .unwrap();
    (server, client)
}

fn question() -> CreateChatCompletionRequest {
    CreateChatCompletionRequest::new(vec![Message::user("Hi")], "gpt-4.1-mini")
}

#[tokio::test]
async fn json_and_nothing() {
    let (_server, client) = start();
    let answer = client.chat().create_completion(&question()).await.unwrap();
    assert_eq!(answer.choices.len(), 1);
    assert!(answer.request_id().unwrap().starts_with("req_"));
    assert!(!client.models().list().await.unwrap().data.is_empty());
    assert!(client.models().delete("ft:mine").await.unwrap().deleted);
}

#[tokio::test]
async fn files_in_multipart_bodies() {
    let (_server, client) = start();
    let file = || Upload::bytes(vec![0, 159, 146, 150]).file_name("a.png");
    let request = CreateFileRequest::new(file(), CreateFileRequestPurpose::Vision);
    assert!(!client.files().create(&request).await.unwrap().id.is_empty());
    let request = CreateImageEditRequest::new(vec![file(), file()], "A red heron").n(2);
    let images = client.images().create_edit(&request).await.unwrap();
    assert!(images.data.as_ref().is_some_and(|images| !images.is_empty()));
}

#[tokio::test]
async fn bytes() {
    let (_server, client) = start();
    let voice = VoiceIdsShared::Alloy;
    let request = CreateSpeechRequest::new(CreateSpeechRequestModel::Tts1, "Hello", voice);
    let mut speech = client.audio().create_speech(&request).await.unwrap();
    assert_eq!(speech.content_type(), Some("application/octet-stream"));
    assert!(!speech.read().await.unwrap().is_empty());
}

#[tokio::test]
async fn event_streams() {
    let (_server, client) = start();
    let mut stream = client.chat().create_completion(&question()).stream().await.unwrap();
    let mut text = String::new();
    while let Some(chunk) = stream.try_next().await.unwrap() {
        text += chunk.choices[0].delta.content.as_deref().unwrap_or_default();
    }
    assert_eq!(text, "Cloudy and mild.");
    assert!(!stream.ended_early());
    // The flag travels as a part of a multipart body.
    let model = CreateTranscriptionRequestModel::Gpt4oTranscribe;
    let request = CreateTranscriptionRequest::new(Upload::bytes("RIFF").file_name("a.wav"), model);
    let mut stream = client.audio().create_transcription(&request).stream().await.unwrap();
    let mut events = 0;
    while stream.try_next().await.unwrap().is_some() {
        events += 1;
    }
    assert_eq!(events, 3);
    assert!(!stream.ended_early());
}

#[tokio::test]
async fn pages_end() {
    let (_server, client) = start();
    let mut invites = client.invites().list().items();
    let mut buckets = client.usage().costs(1).items();
    for _ in 0..100 {
        let (invite, bucket) =
            (invites.try_next().await.unwrap(), buckets.try_next().await.unwrap());
        if invite.is_none() && bucket.is_none() {
            return;
        }
    }
    panic!("there is no end to them");
}

#[tokio::test]
async fn what_is_wrong_is_told_as_the_api_tells_it() {
    let (server, client) = start();
    let error = client.chat().create_completion(&question().temperature(3.0)).await.unwrap_err();
    assert!(error.is_bad_request());
    assert_eq!(error.param(), Some("temperature"));
    assert_eq!(error.error_type(), Some("invalid_request_error"));
    let message = "the body, at `/temperature`: 3.0 is greater than the maximum of 2";
    assert!(error.message().unwrap().starts_with(message), "{error}");

    let mood = [UsageCostsGroupBy::Other("mood".to_owned())];
    let error = client.usage().costs(1).group_by(&mood).await.unwrap_err();
    assert_eq!(error.param(), Some("group_by"));

    let lost = Client::builder().base_url(server.url() + "/v0").bearer("sk-test").build().unwrap();
    assert!(lost.models().list().await.unwrap_err().is_not_found());
}
