//! What is said in a recording, a voice and an image, for running without a key.

use openai_rest::http::types::HeaderValue;
use openai_rest::json::Value;
use specmill_mock::http::{Request, Response};
use specmill_mock::{Bytes, json};

use crate::api::Answer;

pub(crate) const ANSWERS: [Answer; 3] =
    [("createTranscription", transcript), ("createSpeech", voice), ("createImage", image)];

/// Subtitles or JSON, as the parts of the form ask for.
fn transcript(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let form = String::from_utf8_lossy(request.body());
    let has =
        |name: &str, value: &str| form.contains(&format!("name=\"{name}\"\r\n\r\n{value}\r\n"));
    if has("response_format", "srt") {
        return plain("text/plain", "1\n00:00:00,000 --> 00:00:01,200\nThe ferry is late.\n");
    }
    if has("response_format", "verbose_json") && has("timestamp_granularities[]", "word") {
        return json(
            200,
            r#"{"language": "english", "duration": 1.5, "text": "The ferry is late.", "words": [
            {"word": "The", "start": 0.0, "end": 0.2}, {"word": "ferry", "start": 0.2, "end": 0.6},
            {"word": "is", "start": 0.6, "end": 0.8}, {"word": "late", "start": 0.8, "end": 1.2}]}"#,
        );
    }
    json(400, r#"{"error": {"message": "this is not what was to be sent"}}"#)
}

/// No more than the head of a file.
fn voice(_: &Request<Bytes>, _: usize) -> Response<Bytes> {
    plain("application/octet-stream", "RIFF\u{24}\0\0\0WAVEfmt ")
}

fn plain(media_type: &'static str, text: &'static str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(text.as_bytes()));
    response.headers_mut().insert("content-type", HeaderValue::from_static(media_type));
    response
}

/// A black dot, if the size and the quality that the example sets arrive.
fn image(request: &Request<Bytes>, _: usize) -> Response<Bytes> {
    let sent: Value = serde_json::from_slice(request.body()).unwrap_or_default();
    if sent["size"] != "1536x1024" || sent["quality"] != "high" {
        return json(400, r#"{"error": {"message": "this is not what was to be sent"}}"#);
    }
    json(
        200,
        r#"{"created": 1767225600, "data": [{"b64_json":
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="}],
        "usage": {"total_tokens": 6218, "input_tokens": 10, "output_tokens": 6208,
        "input_tokens_details": {"text_tokens": 10, "image_tokens": 0}}}"#,
    )
}
