//! What calls get.

use std::time::Duration;

use openai_rest::http::ErrorKind;
use openai_rest::testing::{self, Answer, Mock};
use openai_rest::types::{CreateChatCompletionResponse, CreateChatCompletionStreamResponse};
use serde_json::{Value, json};

use crate::question;

type Chunk = CreateChatCompletionStreamResponse;

fn completion(text: &str) -> CreateChatCompletionResponse {
    let choice = json!({"index": 0, "finish_reason": "stop", "message": {"content": text}});
    let answer = json!({"id": "a", "created": 0, "model": "m", "choices": [choice]});
    serde_json::from_value(answer).unwrap()
}

fn chunk(text: &str) -> Chunk {
    let choice = json!({"index": 0, "delta": {"content": text}, "finish_reason": null});
    let chunk = json!({"id": "a", "created": 0, "model": "m", "choices": [choice]});
    serde_json::from_value(chunk).unwrap()
}

/// The texts of a stream, and the error that ended it.
async fn streamed(mock: &Mock) -> (Vec<String>, Option<ErrorKind>) {
    let client = mock.client();
    let mut chunks = client.chat().create_completion(&question("When?")).stream().await.unwrap();
    let mut texts = Vec::new();
    loop {
        match chunks.try_next().await {
            Ok(None) => return (texts, chunks.ended_early().then_some(ErrorKind::Incomplete)),
            Ok(Some(chunk)) => {
                texts.extend(chunk.choices.into_iter().filter_map(|choice| choice.delta.content));
            }
            Err(error) if error.kind() == ErrorKind::Decode => texts.push("(unread)".to_owned()),
            Err(error) => return (texts, Some(error.kind())),
        }
    }
}

#[tokio::test]
async fn a_value_a_json_or_what_a_closure_makes_is_answered() {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .returns(completion("One."))
        .returns_json(json!({"choices": [{"message": {"content": "Two."}, "mood": "fine"}]}))
        .returns_with(|call| completion(&format!("Of {}.", call.body.model.as_str())))
        .returns(testing::chat_completion("Four."));
    let client = mock.client();
    let mut said = Vec::new();
    for _ in 0..5 {
        let answer = client.chat().create_completion(&question("When?")).await.unwrap();
        said.push(answer.text().unwrap_or_default().to_owned());
    }
    assert_eq!(said, ["One.", "Two.", "Of gpt-4.1-mini.", "Four.", "Four."], "the last stays");
}

#[tokio::test]
async fn status_and_headers_are_those_that_were_set() {
    let mock = Mock::new();
    let answer = Answer::from(completion("Hi.")).status(201).header("x-request-id", "req_7");
    mock.chat().create_completion().returns(answer);
    let answer = mock.client().chat().create_completion(&question("Hi?")).await.unwrap();
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.request_id(), Some("req_7"));
    assert!(answer.drift().is_empty(), "{:?}", answer.drift());
}

#[tokio::test]
async fn events_come_one_by_one_and_the_stream_has_its_end() {
    let mock = Mock::new();
    mock.chat().create_completion().streams([chunk("At "), chunk("nine.")]);
    assert_eq!(streamed(&mock).await, (vec!["At ".to_owned(), "nine.".to_owned()], None));
}

#[tokio::test]
async fn a_stream_breaks_ends_early_or_has_an_event_that_is_none() {
    let mock = Mock::new();
    let whole = || Answer::events([chunk("At ")]);
    mock.chat()
        .create_completion()
        .returns(whole().cut())
        .returns(whole().ends_early())
        .returns(whole().raw("data: {\"id\": \n\n").event(chunk("nine.")))
        .returns(whole().raw("data: {\"id\"").ends_early());
    let at = || "At ".to_owned();
    assert_eq!(streamed(&mock).await, (vec![at()], Some(ErrorKind::Connection)));
    assert_eq!(streamed(&mock).await, (vec![at()], Some(ErrorKind::Incomplete)));
    let with_fault = vec![at(), "(unread)".to_owned(), "nine.".to_owned()];
    assert_eq!(streamed(&mock).await, (with_fault, None));
    assert_eq!(streamed(&mock).await, (vec![at()], Some(ErrorKind::Connection)), "inside an event");
}

#[tokio::test]
async fn answers_and_events_are_late() {
    let mock = Mock::new();
    let moment = Duration::from_millis(20);
    mock.chat()
        .create_completion()
        .returns(Answer::from(completion("Late.")).delay(moment))
        .returns(Answer::events([chunk("At ")]).pause(moment).event(chunk("nine.")));
    // The clock of a test can be stopped; here a time limit tells that time goes by.
    let builder = mock.client_builder().max_retries(0);
    let hurried = builder.timeout(moment / 4).stall_timeout(moment / 4).build().unwrap();
    let error = hurried.chat().create_completion(&question("When?")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let mut chunks = hurried.chat().create_completion(&question("When?")).stream().await.unwrap();
    assert!(chunks.try_next().await.unwrap().is_some());
    assert_eq!(chunks.try_next().await.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(streamed(&mock).await.0, ["At ", "nine."]);
}

#[cfg(feature = "responses")]
#[tokio::test]
async fn made_answers_are_what_the_description_says() {
    use openai_rest::http::Response;
    use openai_rest::json::Strictness;
    use openai_rest::types::CreateResponse;

    fn no_drift<T>(answer: &Response<T>) {
        assert!(answer.drift().is_empty(), "{:?}", answer.drift());
    }
    let mock = Mock::new();
    let arguments = json!({"day": 1});
    mock.chat()
        .create_completion()
        .returns(testing::chat_function_call("tide", arguments.clone()))
        .returns(testing::chat_completion("At nine."))
        .returns(testing::chat_completion_stream(["At ", "nine."]));
    mock.responses()
        .create()
        .returns(testing::response("At nine."))
        .returns(testing::response_function_call("tide", arguments))
        .returns(testing::response_stream(["At ", "nine."]));
    let client = mock.client_builder().strictness(Strictness::Strict).build().unwrap();

    let call = client.chat().create_completion(&question("When?")).await.unwrap();
    no_drift(&call);
    assert_eq!(call.choices[0].message.tool_calls.as_ref().map(Vec::len), Some(1));
    no_drift(&client.chat().create_completion(&question("When?")).await.unwrap());
    let chunks = client.chat().create_completion(&question("When?")).stream().await.unwrap();
    let whole = chunks.accumulate().finish().await.unwrap();
    assert_eq!(whole.text(), Some("At nine."));
    no_drift(&whole);

    let request = CreateResponse::new().model("gpt-4.1-mini").input("When?");
    let answer = client.responses().create(&request).await.unwrap();
    no_drift(&answer);
    assert_eq!(answer.output_text(), "At nine.");
    no_drift(&client.responses().create(&request).await.unwrap());
    let events = client.responses().create(&request).stream().await.unwrap();
    let whole = events.accumulate().finish().await.unwrap();
    no_drift(&whole);
    assert_eq!(whole.output_text(), "At nine.");
}

#[cfg(feature = "audio")]
#[tokio::test]
async fn bytes_and_several_answers_are_in_their_types() {
    use openai_rest::http::{Bytes, Upload};
    use openai_rest::types::{
        CreateSpeechRequest, CreateTranscriptionAnswer, CreateTranscriptionRequest,
    };

    let mock = Mock::new();
    mock.audio().create_speech().returns(Bytes::from_static(b"ID3"));
    mock.audio().create_transcription().returns(CreateTranscriptionAnswer::Text("Hm.".to_owned()));
    let client = mock.client();
    let speech = client.audio().create_speech(&CreateSpeechRequest::new("Hm.", "tts-1", "alloy"));
    assert_eq!(speech.await.unwrap().into_inner().read().await.unwrap(), &b"ID3"[..]);
    let request = CreateTranscriptionRequest::new(Upload::from("ID3"), "whisper-1");
    let text = client.audio().create_transcription(&request).await.unwrap().into_inner();
    assert_eq!(text, CreateTranscriptionAnswer::Text("Hm.".to_owned()));
}

#[tokio::test]
async fn a_call_that_no_description_has_is_mocked_by_its_path() {
    let mock = Mock::new();
    let asked = mock.request("PUT".parse().unwrap(), "/limits/{name}");
    let asked = asked.path("name", "a b").returns(json!({"requests": 60}));
    let client = mock.client();
    let call = client.request("PUT".parse().unwrap(), "/limits/{name}").path("name", "a b");
    let limits = call.json(&json!({"requests": 60})).await.unwrap();
    assert_eq!(limits["requests"], 60);
    assert_eq!(asked.calls()[0].body, json!({"requests": 60}));
    let _: &Value = &limits;
}
