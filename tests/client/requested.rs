//! What a call answers depends on what its request asks for: a format, a stream.

use std::time::Duration;

use openai_rest::Upload;
use openai_rest::http::ErrorKind;
use openai_rest::types::*;
use specmill_test_server::{Answer, TestServer};

use crate::client;

fn answering(media_type: &'static str, body: &'static [u8]) -> TestServer {
    let answer = move |_: &_| {
        Answer::status(200).header("content-type", media_type).part(Duration::ZERO, body)
    };
    TestServer::with_handler(answer).unwrap()
}

fn recording() -> Upload {
    Upload::bytes("RIFF").file_name("a.wav")
}

/// As OpenAI's server answers `response_format=srt`, and others `vtt`.
#[tokio::test]
async fn transcripts_and_translations_are_text_or_json() {
    const SRT: &str = "1\n00:00:00,000 --> 00:00:03,000\nThe sun rises in the east.\n\n";
    let model = CreateTranscriptionRequestModel::Whisper1;
    let transcription = CreateTranscriptionRequest::new(recording(), model);
    let model = CreateTranslationRequestModel::Whisper1;
    let translation = CreateTranslationRequest::new(recording(), model);
    for (media_type, drift) in [("text/plain; charset=utf-8", 0), ("text/vtt", 1)] {
        let server = answering(media_type, SRT.as_bytes());
        let audio = client(&server);
        let request = transcription.clone().response_format(AudioResponseFormat::Srt);
        let answer = audio.audio().create_transcription(&request).await.unwrap();
        let CreateTranscriptionAnswer::Text(text) = &*answer else { panic!("{answer:?}") };
        assert_eq!((text.as_str(), answer.drift().len()), (SRT, drift));
        let sent = server.requests().pop().unwrap();
        assert!(sent.text().contains("name=\"response_format\"\r\n\r\nsrt\r\n"));
        assert_eq!(sent.header("accept"), Some("application/json, text/plain"));
        let request =
            translation.clone().response_format(CreateTranslationRequestResponseFormat::Srt);
        let answer = audio.audio().create_translation(&request).await.unwrap();
        let CreateTranslationAnswer::Text(text) = &*answer else { panic!("{answer:?}") };
        assert_eq!((text.as_str(), answer.drift().len()), (SRT, drift));
    }
    let server = answering("application/json", br#"{"text": "The sun rises in the east."}"#);
    let audio = client(&server);
    let answer = audio.audio().create_transcription(&transcription).await.unwrap();
    let CreateTranscriptionAnswer::Json(transcript) = answer.into_inner() else { panic!() };
    assert!(format!("{transcript:?}").contains("The sun rises"), "{transcript:?}");
    let answer = audio.audio().create_translation(&translation).await.unwrap();
    assert!(matches!(&*answer, CreateTranslationAnswer::Json(_)), "{answer:?}");
}

/// `stream: true` by hand, and the call awaited plainly.
#[tokio::test]
async fn a_stream_that_is_awaited_as_one_answer_names_the_way_to_read_it() {
    const EVENTS: &[u8] = b"data: {\"type\": \"x\"}\n\ndata: [DONE]\n\n";
    let server = answering("text/event-stream; charset=utf-8", EVENTS);
    let client = client(&server);
    macro_rules! assert_named {
        ($($call:expr => $advice:literal),* $(,)?) => {$(
            let error = $call.await.map(|_| ()).unwrap_err();
            assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, EVENTS));
            let text = error.to_string();
            assert!(text.starts_with("the answer is an event stream where "), "{text}");
            assert!(text.contains(concat!("; `", $advice)), "{text}");
            let sent = server.requests().pop().unwrap().text();
            assert!(sent.contains("\"stream\":true") || sent.contains("stream\"\r\n\r\ntrue"));
        )*};
    }
    let messages = [ChatCompletionRequestUserMessage::new("Hello")];
    let mut chat = CreateChatCompletionRequest::new(messages, ModelIdsShared::Gpt41);
    chat.stream = true.into();
    let mut response = CreateResponse::new().model(ModelIdsResponses::Gpt41).input("Hello");
    response.stream = true.into();
    let model = CreateTranscriptionRequestModel::Whisper1;
    let mut transcription = CreateTranscriptionRequest::new(recording(), model);
    transcription.stream = true.into();
    // The description has no events of these.
    let run = CreateRunRequest::new("asst_1").stream(true);
    let model = CreateCompletionRequestModel::Davinci002;
    let completion = CreateCompletionRequest::new(model).prompt("Hello").stream(true);
    assert_named! {
        client.chat().create_completion(&chat) => ".stream()` of this call",
        client.responses().create(&response) => ".stream()` of this call",
        client.audio().create_transcription(&transcription) => ".stream()` of this call",
        client.assistants().create_run("t", &run) => "Call::events` reads the events",
        client.completions().create(&completion) => "Call::events` reads the events",
    }
}

/// Images come as URLs or as base64, as asked for: both are members of one type.
#[tokio::test]
async fn an_image_is_a_url_or_bytes() {
    const BODY: &[u8] =
        br#"{"created": 1, "data": [{"url": "https://a/b.png"}, {"b64_json": "UE5H"}]}"#;
    let server = answering("application/json", BODY);
    let images = client(&server).images().create(&CreateImageRequest::new("A heron"));
    let answer = images.await.unwrap();
    assert!(answer.drift().is_empty(), "{answer:?}");
    let [linked, whole] = answer.data.as_deref().unwrap() else { panic!("{answer:?}") };
    assert_eq!((linked.url.as_deref(), &linked.b64_json), (Some("https://a/b.png"), &None));
    assert_eq!((&whole.url, whole.b64_json.as_deref()), (&None, Some("UE5H")));
}
