//! What goes wrong with a call because a test wants it so.

use std::time::Duration;

use openai_rest::http::ErrorKind;
use openai_rest::testing::{self, Answer, Mock};
use openai_rest::{Client, Error};
use serde_json::json;

use crate::question;

async fn error(client: &Client) -> Error {
    client.chat().create_completion(&question("When?")).await.unwrap_err()
}

#[tokio::test]
async fn an_error_of_the_api_is_read_as_one() {
    let mock = Mock::new();
    let detail = json!({"error": {"message": "No.", "code": "model_not_found"}});
    mock.chat()
        .create_completion()
        .returns(testing::error(400, "string_above_max_length", "Too long."))
        .fails(404, detail);
    let client = mock.client();
    let first = error(&client).await;
    assert_eq!(
        (first.kind(), first.code()),
        (ErrorKind::BadRequest, Some("string_above_max_length"))
    );
    let second = error(&client).await;
    assert_eq!((second.kind(), second.code()), (ErrorKind::NotFound, Some("model_not_found")));
}

#[tokio::test]
async fn what_passes_is_tried_again_without_a_wait() {
    let mock = Mock::new();
    let answer = testing::chat_completion("At nine.");
    let asked = mock.chat().create_completion();
    let asked = asked.returns(testing::error(503, "overloaded", "Later.")).resets().returns(answer);
    let answer = mock.client().chat().create_completion(&question("When?")).await.unwrap();
    assert_eq!((answer.text(), answer.attempts()), (Some("At nine."), 3));
    assert_eq!(asked.calls().len(), 3);
}

#[tokio::test]
async fn a_connection_breaks_or_is_not_there() {
    let mock = Mock::new();
    mock.chat().create_completion().resets().returns(Answer::unreachable());
    let client = mock.client_builder().max_retries(0).build().unwrap();
    let reset = error(&client).await;
    assert_eq!((reset.kind(), reset.was_sent()), (ErrorKind::Connection, true));
    let unreachable = error(&client).await;
    assert_eq!((unreachable.kind(), unreachable.was_sent()), (ErrorKind::Connection, false));
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let mock = Mock::new();
    mock.chat().create_completion().returns(Answer::silence());
    let builder = mock.client_builder().max_retries(0).timeout(Duration::from_millis(20));
    assert_eq!(error(&builder.build().unwrap()).await.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_body_is_cut_malformed_or_a_page() {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .returns(testing::chat_completion("At nine.").cut_after(20))
        .returns(Answer::bytes("application/json", "{\"id\": "))
        .returns(Answer::bytes("text/html", "<html>Bad gateway</html>").status(502));
    let client = mock.client_builder().max_retries(0).build().unwrap();
    let cut = error(&client).await;
    assert_eq!(cut.kind(), ErrorKind::Connection);
    assert!(cut.to_string().contains("after 20 bytes of its body"), "{cut}");
    assert_eq!(error(&client).await.kind(), ErrorKind::Decode);
    assert_eq!(error(&client).await.kind(), ErrorKind::Server);
}

#[tokio::test]
async fn an_answer_that_cannot_be_sent_is_an_error_that_says_so() {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .returns(testing::chat_completion("").status(99))
        .returns(testing::chat_completion("").header("a b", "c"));
    let client = mock.client();
    for expected in ["status 99 is none", "header `a b` cannot be sent"] {
        let error = error(&client).await;
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(expected), "{error}");
    }
    assert!(crate::complaint(mock).contains("status 99 is none"));
}
