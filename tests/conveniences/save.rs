//! Images as files, and the text of what was heard.

use std::fs;

use openai_rest::audio::{CreateTranscriptionAnswer, CreateTranslationAnswer};
use openai_rest::http::{Error, ErrorKind};
use openai_rest::json::{self, Strictness};
use openai_rest::types::{
    CreateTranscriptionRequest, CreateTranslationRequest, ImageGenToolCall, ImagesResponse,
};
use openai_rest::{SaveError, Upload};
use specmill_test_server::{Answer, TestServer};

use crate::client;

fn images(data: &str) -> ImagesResponse {
    let text = format!(r#"{{"created": 1, "data": {data}}}"#);
    json::decode(text.as_bytes(), Strictness::Strict).unwrap().value
}

#[tokio::test]
async fn images_are_files_in_one_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heron.png");
    let one = images(r#"[{"b64_json": "aGVyb24="}]"#);
    assert_eq!(one.save(&path).await.unwrap(), std::slice::from_ref(&path));
    assert_eq!(fs::read(&path).unwrap(), b"heron");

    // The first is replaced.
    let three = images(r#"[{"b64_json": "YQ=="}, {"b64_json": "Yg"}, {"b64_json": "Yw=="}]"#);
    let paths = three.save(&path).await.unwrap();
    let names: Vec<_> = paths.iter().map(|path| path.file_name().unwrap()).collect();
    assert_eq!(names, ["heron.png", "heron-2.png", "heron-3.png"]);
    let contents: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!(contents, ["a", "b", "c"]);
    assert_eq!(three.data.unwrap()[1].save(&path).await.unwrap(), 1);

    let call = |result: &str| -> ImageGenToolCall {
        let text = format!(
            r#"{{"type": "image_generation_call", "id": "i", "status": "completed", "result": {result}}}"#
        );
        json::decode(text.as_bytes(), Strictness::Strict).unwrap().value
    };
    assert_eq!(call("\"aGVyb24=\"").save(&path).await.unwrap(), 5);
    assert!(matches!(call("null").save(&path).await, Err(SaveError::Absent)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[tokio::test]
async fn what_is_no_image_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heron.png");
    for absent in [r#"[{"url": "https://example.com/secret"}]"#, "[]", r#"[{"b64_json": ""}]"#] {
        let error = images(absent).save(&path).await.unwrap_err();
        assert!(matches!(error, SaveError::Absent), "{error:?}");
        assert!(error.to_string().contains("`b64_json`"), "{error}");
    }
    let error = images(r#"[{"b64_json": "a?"}]"#).save(&path).await.unwrap_err();
    assert!(matches!(error, SaveError::NotBase64), "{error:?}");
    let plain: Error = error.into();
    assert_eq!(plain.kind(), ErrorKind::Save);

    let one = images(r#"[{"b64_json": "YQ=="}]"#);
    let error = one.save(folder.path().join("none/heron.png")).await.unwrap_err();
    assert!(
        matches!(&error, SaveError::Unwritable { path, .. } if path.ends_with("none/heron.png"))
    );
    // A folder is not replaced by a file, and nothing is left beside it.
    fs::create_dir(&path).unwrap();
    one.save(&path).await.unwrap_err();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn what_was_heard_is_text_in_every_form() {
    let server = TestServer::start().unwrap();
    let plain = |text: &str| {
        Answer::status(200).header("content-type", "text/plain").part(Default::default(), text)
    };
    let srt = "1\n00:00:00,000 --> 00:00:01,200\nThe ferry is late.\n";
    let verbose = r#"{"language": "english", "duration": 1.5, "text": "The ferry is late."}"#;
    for (answer, text) in [
        (plain(srt), srt),
        (plain("WEBVTT\n"), "WEBVTT\n"),
        (Answer::json(200, r#"{"text": "The ferry is late."}"#), "The ferry is late."),
        (Answer::json(200, verbose), "The ferry is late."),
    ] {
        server.answer(answer.clone()).answer(answer);
        let recording = || Upload::from(b"RIFF").file_name("a.wav");
        let request = CreateTranscriptionRequest::new(recording(), "whisper-1");
        let client = client(&server);
        let heard: CreateTranscriptionAnswer =
            client.audio().create_transcription(&request).await.unwrap().into_inner();
        assert_eq!(heard.text(), Some(text));
        let request = CreateTranslationRequest::new(recording(), "whisper-1");
        let heard: CreateTranslationAnswer =
            client.audio().create_translation(&request).await.unwrap().into_inner();
        assert_eq!(heard.text(), Some(text));
    }
}
