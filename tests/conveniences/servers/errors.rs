//! Errors: where the message, the code and the type are.

use openai_rest::Error;
use openai_rest::http::ErrorKind;
use specmill_test_server::Answer;

use super::{asking, question};

async fn error(answer: Answer) -> Error {
    let (_server, client) = asking(answer);
    client.chat().create_completion(&question()).await.unwrap_err()
}

/// Message, code, type and parameter.
type Said =
    (Option<&'static str>, Option<&'static str>, Option<&'static str>, Option<&'static str>);

#[tokio::test]
async fn whatever_its_form_an_error_has_a_message() {
    let no_model = Some("there is no model m");
    let cases: [(u16, &str, Said); 14] = [
        // vLLM, of both generations: the code is a number.
        (
            404,
            r#"{"object": "error", "message": "there is no model m", "type": "NotFoundError",
            "param": null, "code": 404}"#,
            (no_model, Some("404"), Some("NotFoundError"), None),
        ),
        (
            404,
            r#"{"error": {"message": "there is no model m", "type": "NotFoundError", "param": "model",
            "code": 404}}"#,
            (no_model, Some("404"), Some("NotFoundError"), Some("model")),
        ),
        (401, r#"{"error": "Unauthorized"}"#, (Some("Unauthorized"), None, None, None)),
        // Ollama, its own API and this one.
        (404, r#"{"error": "there is no model m"}"#, (no_model, None, None, None)),
        (
            404,
            r#"{"error": {"message": "there is no model m", "type": "not_found_error", "param": null,
            "code": null}}"#,
            (no_model, None, Some("not_found_error"), None),
        ),
        // llama.cpp.
        (
            503,
            r#"{"error": {"code": 503, "message": "the model is being loaded",
            "type": "unavailable_error"}}"#,
            (Some("the model is being loaded"), Some("503"), Some("unavailable_error"), None),
        ),
        // LiteLLM writes what is not there as text.
        (
            400,
            r#"{"error": {"message": "m: no such provider", "type": "None", "param": "None",
            "code": "400"}}"#,
            (Some("m: no such provider"), Some("400"), Some("None"), Some("None")),
        ),
        // FastAPI, of which many are made.
        (404, r#"{"detail": "Not Found"}"#, (Some("Not Found"), None, None, None)),
        (
            422,
            r#"{"detail": [{"type": "missing", "loc": ["body", "messages"], "msg": "is required",
            "input": {}}, {"type": "int_parsing", "loc": ["body", "n"], "msg": "is no integer"}]}"#,
            (Some("body.messages: is required; body.n: is no integer"), None, None, None),
        ),
        (
            400,
            r#"{"detail": {"error": {"message": "too long", "code": "too_long"}}}"#,
            (Some("too long"), Some("too_long"), None, None),
        ),
        // Text Generation Inference, of both generations.
        (
            422,
            r#"{"error": "the input is too long", "error_type": "validation"}"#,
            (Some("the input is too long"), None, Some("validation"), None),
        ),
        (
            424,
            r#"{"message": "it failed", "http_status_code": 424}"#,
            (Some("it failed"), None, None, None),
        ),
        // Gemini's, as a list of one.
        (
            400,
            r#"[{"error": {"code": 400, "message": "a key is needed", "status": "INVALID_ARGUMENT"}}]"#,
            (Some("a key is needed"), Some("400"), Some("INVALID_ARGUMENT"), None),
        ),
        // OpenRouter.
        (
            402,
            r#"{"error": {"message": "no credits", "code": 402, "metadata": {"provider": "p"}},
            "user_id": "u"}"#,
            (Some("no credits"), Some("402"), None, None),
        ),
    ];
    for (status, body, (message, code, kind, param)) in cases {
        let error = error(Answer::json(status, body)).await;
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        let said = (error.message(), error.code(), error.error_type(), error.param());
        assert_eq!(said, (message, code, kind, param), "{body}");
        assert!(error.to_string().starts_with(message.unwrap()), "{error}");
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_an_error_in_one_line() {
    const PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>\
                        <h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>";
    let error = error(Answer::html(502, PAGE)).await;
    assert_eq!(
        (error.kind(), error.message(), error.body()),
        (ErrorKind::Server, None, PAGE.as_bytes())
    );
    let shown = error.to_string();
    assert!(shown.contains("502 Bad Gateway") && shown.lines().count() == 1, "{shown}");
    // The page of a login, behind which the server is.
    let (_server, client) = asking(Answer::html(200, "<!doctype html><title>Sign in</title>"));
    let error = client.chat().create_completion(&question()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("text/html"), "{error}");
}

/// A reason that is said in a success is not lost.
#[tokio::test]
async fn an_error_in_a_success_is_kept() {
    let body = r#"{"error": {"message": "the provider is down", "code": 502}}"#;
    let (_server, client) = asking(Answer::json(200, body));
    let answer = client.chat().create_completion(&question()).await.unwrap();
    assert!(answer.choices.is_empty());
    assert_eq!(answer.extra["error"]["message"], "the provider is down");
    assert!(answer.drift().iter().any(|drift| drift.to_string().contains("choices")));
}
