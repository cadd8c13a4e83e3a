//! Azure OpenAI: where requests go, what they carry, and what comes of Azure's own answers.

use openai_rest::azure::{Azure, AzureError, ContentFilterResults};
use openai_rest::http::types::Method;
use openai_rest::http::{ErrorKind, Token};
use openai_rest::json::{self, Map, Value};
use openai_rest::{Client, Error};
use serde_json::json;
use specmill_test_server::{Answer, Request, TestServer};

const KEY: &str = "azure-key-1234";

fn echo() -> TestServer {
    TestServer::with_handler(|_| Answer::json(200, "{}")).unwrap()
}

fn dated(server: &TestServer) -> Azure {
    Azure::new(server.url()).api_key(KEY).api_version("2024-10-21")
}

async fn post(client: &Client, path: &str, body: Value) -> Result<(), Error> {
    client.request(Method::POST, path).json_serde(&body).await.map(|_| ())
}

fn last(server: &TestServer) -> Request {
    server.requests().pop().unwrap()
}

#[tokio::test]
async fn the_dated_api_has_the_deployment_in_the_path_of_what_runs_a_model() {
    let server = echo();
    let client = dated(&server).client().unwrap();
    for path in [
        "/audio/speech",
        "/audio/transcriptions",
        "/audio/translations",
        "/chat/completions",
        "/completions",
        "/embeddings",
        "/images/edits",
        "/images/generations",
    ] {
        post(&client, path, json!({"model": "my model/1", "n": 1})).await.unwrap();
        let sent = last(&server);
        let target = format!("/openai/deployments/my%20model%2F1{path}?api-version=2024-10-21");
        assert_eq!(sent.target, target);
        assert_eq!((sent.header("api-key"), sent.header("authorization")), (Some(KEY), None));
        assert!(sent.text().contains("my model/1"), "the body stays as it is");
    }
    for (method, path) in [
        (Method::POST, "/responses"),
        (Method::POST, "/batches"),
        (Method::POST, "/images/variations"),
        (Method::GET, "/chat/completions"),
        (Method::GET, "/models"),
    ] {
        client.request(method, path).await.unwrap();
        let target = format!("/openai{path}?api-version=2024-10-21");
        assert_eq!(last(&server).target, target);
    }
}

#[tokio::test]
async fn a_deployment_can_be_the_same_for_all_requests() {
    let server = echo();
    let client = dated(&server).deployment("fixed").client().unwrap();
    for body in [json!({"model": "other"}), json!({})] {
        post(&client, "/embeddings", body).await.unwrap();
        let target = "/openai/deployments/fixed/embeddings?api-version=2024-10-21";
        assert_eq!(last(&server).target, target);
    }
}

#[tokio::test]
async fn a_request_without_a_deployment_is_not_sent() {
    let server = echo();
    let client = dated(&server).client().unwrap();
    for body in [json!({}), json!({"model": null}), json!({"model": " "})] {
        let error = post(&client, "/images/generations", body).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Request, false));
        assert!(error.to_string().contains("or `Azure::deployment`"), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn the_v1_api_has_the_paths_of_openai() {
    let server = echo();
    for (version, query) in [(None, ""), (Some("preview"), "?api-version=preview")] {
        let mut azure = Azure::new(format!("{}/openai/v1/", server.url())).api_key(KEY);
        if let Some(version) = version {
            azure = azure.api_version(version);
        }
        let client = azure.client().unwrap();
        post(&client, "/chat/completions", json!({"model": "d"})).await.unwrap();
        let sent = last(&server);
        assert_eq!(sent.target, format!("/openai/v1/chat/completions{query}"));
        assert_eq!(sent.header("api-key"), Some(KEY));
    }
}

#[tokio::test]
async fn tokens_of_entra_are_bearer_tokens() {
    let server = echo();
    let client = dated(&server).token("entra-1").client().unwrap();
    client.request(Method::GET, "/models").await.unwrap();
    assert_eq!(last(&server).header("authorization"), Some("Bearer entra-1"));
    assert_eq!(last(&server).header("api-key"), None, "the last credential counts");
    let provider = || async { Ok::<_, Error>(Token::new("entra-2")) };
    let client = dated(&server).token_provider(provider).client().unwrap();
    client.request(Method::GET, "/models").await.unwrap();
    assert_eq!(last(&server).header("authorization"), Some("Bearer entra-2"));
}

#[tokio::test]
async fn a_copy_of_a_client_of_azure_is_one() {
    let server = echo();
    let client = dated(&server).client().unwrap();
    let copy = client.with(|options| options.query("api-version", "2025-04-01-preview"));
    post(&copy, "/embeddings", json!({"model": "d"})).await.unwrap();
    let sent = last(&server);
    assert_eq!(sent.target, "/openai/deployments/d/embeddings?api-version=2025-04-01-preview");
    assert_eq!(sent.header("api-key"), Some(KEY));
}

/// The client's builder takes further settings, and the model of a typed body is its deployment.
#[cfg(feature = "audio")]
#[tokio::test]
async fn a_recording_goes_to_the_deployment_of_its_model() {
    use openai_rest::Upload;
    use openai_rest::types::CreateTranslationRequest;
    let server = echo();
    let builder = dated(&server).builder().unwrap();
    let client = builder.header("x-tenant", "one").build().unwrap();
    let recording = Upload::bytes("RIFF").file_name("a.wav");
    let request = CreateTranslationRequest::new(recording, "my-whisper");
    client.audio().create_translation(&request).await.map(|_| ()).unwrap();
    let sent = last(&server);
    assert_eq!(sent.path(), "/openai/deployments/my-whisper/audio/translations");
    assert_eq!(sent.header("x-tenant"), Some("one"));
    assert!(sent.text().contains("name=\"model\"\r\n\r\nmy-whisper\r\n"), "{}", sent.text());
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = echo();
    let client = Azure::new(server.url()).client().unwrap();
    #[cfg(feature = "models")]
    {
        let error = client.models().list().await.unwrap_err();
        assert!(error.is_missing_credential());
        assert!(error.to_string().contains("AZURE_OPENAI_API_KEY"), "{error}");
    }
    assert!(server.requests().is_empty());
    drop(client);
}

#[test]
fn settings_that_cannot_be_meant_are_refused() {
    let azure = || Azure::new("https://r.openai.azure.com").api_key(KEY);
    for (azure, said) in [
        (Azure::new(""), "the endpoint of Azure is empty"),
        (Azure::new("r.openai.azure.com"), "begin it with https://"),
        (Azure::new("https://r/openai/deployments/d/chat/completions"), "the URL of one operation"),
        (azure().api_version("2024"), "`2024` is no version of Azure's API"),
        (azure().api_version("v1").deployment("d"), "no deployment in its paths"),
        (azure().api_key(" "), "the API key cannot be sent: its value is empty"),
    ] {
        let error = azure.client().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(said), "{error}");
    }
    assert!(!format!("{:?} {:?}", azure(), azure().client()).contains(KEY));
}

async fn error_of(status: u16, body: Value) -> Error {
    let body = body.to_string();
    let server = TestServer::with_handler(move |_| Answer::json(status, body.clone())).unwrap();
    let client = dated(&server).client().unwrap();
    post(&client, "/chat/completions", json!({"model": "gpt ü"})).await.unwrap_err()
}

#[tokio::test]
async fn a_deployment_that_is_not_there_is_told() {
    let message = "There is no deployment of this name.";
    let body = json!({"error": {"code": "DeploymentNotFound", "message": message}});
    let error = error_of(404, body.clone()).await;
    assert!(error.is_not_found());
    let shown = error.to_string();
    assert!(shown.starts_with(message), "{shown}");
    assert!(shown.contains("/openai/deployments/gpt%20%C3%BC/chat/completions"), "{shown}");
    assert!(!shown.contains("base URL"), "{shown}");
    let told = AzureError::of(&error).unwrap();
    assert_eq!(told, AzureError::DeploymentNotFound { deployment: Some("gpt ü".to_owned()) });
    assert_eq!(told.to_string(), "the resource has no deployment `gpt ü`");

    let server = TestServer::start().unwrap();
    server.answer(Answer::json(404, body.to_string()));
    let client = Azure::new(server.url()).api_key(KEY).client().unwrap();
    let error = post(&client, "/chat/completions", json!({"model": "d"})).await.unwrap_err();
    let told = AzureError::of(&error);
    assert_eq!(told, Some(AzureError::DeploymentNotFound { deployment: None }));

    let nowhere = json!({"error": {"code": "404", "message": "no such resource"}});
    assert_eq!(AzureError::of(&error_of(404, nowhere).await), Some(AzureError::PathNotFound));
    for (status, code) in [(404, "model_not_found"), (400, "DeploymentNotFound"), (500, "404")] {
        let error = error_of(status, json!({"error": {"code": code, "message": "m"}})).await;
        assert_eq!(AzureError::of(&error), None, "{status} {code}");
    }
}

#[tokio::test]
async fn a_prompt_that_the_filter_refuses_is_told_with_its_categories() {
    let results = json!({
        "hate": {"filtered": true, "severity": "high"},
        "violence": {"filtered": false, "severity": "safe"},
        "jailbreak": {"filtered": true, "detected": true},
        "custom_blocklists": {"filtered": false, "details": []},
    });
    let body = |inner: Value| {
        json!({"error": {"code": "content_filter", "message": "filtered", "param": "prompt",
            "status": 400, "innererror": inner}})
    };
    let inner = json!({"code": "ResponsibleAIPolicyViolation", "content_filter_result": results});
    let error = error_of(400, body(inner)).await;
    assert_eq!((error.code(), error.param()), (Some("content_filter"), Some("prompt")));
    let told = AzureError::of(&error).unwrap();
    assert_eq!(told.to_string(), "the content filter refused the prompt: hate, jailbreak");
    let AzureError::ContentFiltered(results) = told else { panic!("{told:?}") };
    assert_eq!(results.filtered().collect::<Vec<_>>(), ["hate", "jailbreak"]);
    assert_eq!((results.severity("hate"), results.severity("jailbreak")), (Some("high"), None));
    assert_eq!((results.detected("jailbreak"), results.detected("hate")), (Some(true), None));
    assert_eq!(results.get("custom_blocklists"), Some(&json!({"filtered": false, "details": []})));
    for inner in [json!(null), json!({}), json!({"content_filter_result": 7})] {
        let told = AzureError::of(&error_of(400, body(inner)).await).unwrap();
        assert_eq!(told.to_string(), "the content filter refused the prompt");
    }
}

#[test]
fn results_of_prompts_and_choices_are_read_from_what_is_kept() {
    let extra: Map<Value> = json::decode(
        br#"{"content_filter_results": {"hate": {"filtered": false, "severity": "low"}},
            "prompt_filter_results": [
                {"prompt_index": 0, "content_filter_results": {"sexual": {"filtered": true}}},
                {"prompt_index": 1}, {"prompt_index": 2, "content_filter_results": {}}]}"#,
        json::Strictness::Lenient,
    )
    .unwrap()
    .value;
    let choice = ContentFilterResults::of_choice(&extra).unwrap();
    assert_eq!((choice.severity("hate"), choice.filtered().count()), (Some("low"), 0));
    let prompts = ContentFilterResults::of_prompts(&extra);
    let filtered: Vec<Vec<&str>> = prompts.iter().map(|one| one.filtered().collect()).collect();
    assert_eq!(filtered, [vec!["sexual"], vec![]]);
    assert_eq!(ContentFilterResults::of_choice(&Map::new()), None);
    assert!(ContentFilterResults::of_prompts(&Map::new()).is_empty());
}

/// A whole answer, and a stream whose first chunk is about the prompt alone.
#[cfg(feature = "chat")]
#[tokio::test]
async fn what_azure_adds_to_answers_is_there() {
    use openai_rest::types::{ChatCompletionRequestUserMessage, CreateChatCompletionRequest};
    use std::time::Duration;
    const CHUNKS: [&str; 3] = [
        r#"{"choices": [], "created": 0, "id": "", "model": "", "object": "",
            "prompt_filter_results": [{"prompt_index": 0, "content_filter_results":
            {"jailbreak": {"filtered": false, "detected": false}}}]}"#,
        r#"{"choices": [{"delta": {"content": "Hi", "role": "assistant"}, "finish_reason": null,
            "index": 0, "logprobs": null, "content_filter_results": {"hate": {"filtered": false,
            "severity": "safe"}}}], "created": 1, "id": "c", "model": "m",
            "object": "chat.completion.chunk", "system_fingerprint": "f"}"#,
        r#"{"choices": [{"content_filter_offsets": {"check_offset": 2, "start_offset": 0,
            "end_offset": 2}, "content_filter_results": {"protected_material_text":
            {"filtered": false, "detected": false}}, "finish_reason": null, "index": 0}],
            "created": 0, "id": "", "model": "", "object": ""}"#,
    ];
    let server = TestServer::with_handler(|request| {
        assert_eq!(request.path(), "/openai/deployments/d/chat/completions");
        let mut answer = Answer::status(200).header("content-type", "text/event-stream");
        for chunk in
            CHUNKS.into_iter().map(|chunk| chunk.replace('\n', " ")).chain(["[DONE]".into()])
        {
            answer = answer.part(Duration::ZERO, format!("data: {chunk}\n\n"));
        }
        answer
    })
    .unwrap();
    let client = dated(&server).client().unwrap();
    let request =
        CreateChatCompletionRequest::new([ChatCompletionRequestUserMessage::new("Hi")], "d");
    let mut events = client.chat().create_completion(&request).stream().await.unwrap();
    let mut told = Vec::new();
    while let Some(chunk) = events.try_next().await.unwrap() {
        let prompts = ContentFilterResults::of_prompts(&chunk.extra);
        told.extend(prompts.iter().filter_map(|one| one.detected("jailbreak")));
        for choice in &chunk.choices {
            let results = ContentFilterResults::of_choice(&choice.extra).unwrap();
            told.extend(results.detected("protected_material_text"));
            told.extend(results.severity("hate").map(|severity| severity != "safe"));
        }
    }
    assert_eq!(told, [false; 3]);
    assert!(!events.ended_early());
}
