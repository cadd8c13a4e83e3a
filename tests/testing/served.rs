//! The same mock behind a URL.

use openai_rest::Client;
use openai_rest::http::ErrorKind;
use openai_rest::testing::{self, Mock};

use crate::{complaint, question};

fn client(url: &str) -> Client {
    Client::builder().base_url(url).bearer("key").max_retries(0).build().unwrap()
}

#[tokio::test]
async fn a_program_that_takes_a_base_url_is_answered() {
    let mock = Mock::new();
    let asked = mock.chat().create_completion();
    let asked = asked
        .returns(testing::chat_completion("At nine."))
        .returns(testing::chat_completion_stream(["At ", "nine."]));
    let server = mock.serve().unwrap();
    assert!(server.url().starts_with("http://127.0.0.1:") && server.url().ends_with("/v1"));
    let client = client(server.url());
    let answer = client.chat().create_completion(&question("When?")).await.unwrap();
    assert_eq!(answer.text(), Some("At nine."));
    let chunks = client.chat().create_completion(&question("When?")).stream().await.unwrap();
    assert_eq!(chunks.accumulate().finish().await.unwrap().text(), Some("At nine."));
    assert_eq!(asked.calls()[1].body.stream, Some(true));
}

#[tokio::test]
async fn faults_are_those_of_a_network() {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .resets()
        .returns(testing::chat_completion("At nine.").cut_after(10))
        .returns(testing::chat_completion_stream(["At "]).cut());
    let server = mock.serve().unwrap();
    let client = client(server.url());
    for _ in 0..2 {
        let error = client.chat().create_completion(&question("When?")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    }
    let chunks = client.chat().create_completion(&question("When?")).stream().await.unwrap();
    let error = chunks.accumulate().finish().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
}

#[tokio::test]
async fn an_unexpected_call_gets_501_and_is_not_tried_again() {
    let mock = Mock::new();
    let server = mock.serve().unwrap();
    let client = Client::builder().base_url(server.url()).bearer("key").build().unwrap();
    let error = client.chat().create_completion(&question("When?")).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(501));
    assert!(error.to_string().contains("the mock does not expect a call of"), "{error}");
    assert_eq!(mock.requests().len(), 1);
    drop(server);
    assert!(complaint(mock).contains("it expects nothing"));
}
