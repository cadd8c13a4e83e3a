//! Which calls are expected, and how a test fails where they do not come, or others do.

use openai_rest::http::ErrorKind;
use openai_rest::testing::{self, Mock};
use serde_json::json;

use crate::{complaint, question};

#[tokio::test]
async fn an_unexpected_call_is_an_error_that_names_it_and_what_is_expected() {
    let mock = Mock::new();
    mock.invites().list().returns_json(json!({}));
    let client = mock.client();
    let error = client.chat().create_completion(&question("When?")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    let expected = "the mock does not expect a call of `chat().create_completion` \
                    (POST /v1/chat/completions): it expects `invites().list`";
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(mock.requests().len(), 1, "it was not tried again");

    let said = complaint(mock);
    assert!(said.contains("`invites().list`: 0 of at least 1 call came"), "{said}");
    assert!(said.contains(expected), "a program may swallow it: {said}");
}

#[tokio::test]
async fn a_mock_whose_calls_all_came_says_nothing() {
    let mock = Mock::new();
    let asked =
        mock.invites().get().path("invite_id", "inv_1").returns_json(json!({"id": "inv_1"}));
    mock.invites().delete().times(0);
    mock.invites().list().optional();
    assert_eq!(mock.unmet().len(), 1);
    let invite = mock.client().invites().get("inv_1").await.unwrap();
    assert_eq!(invite.id, "inv_1");
    assert_eq!(asked.calls()[0].path_parameter("invite_id"), Some("inv_1"));
    assert_eq!(mock.unmet(), [""; 0]);
    mock.verify();
}

#[tokio::test]
async fn as_many_calls_are_expected_as_there_are_answers_or_as_is_said() {
    let mock = Mock::new();
    let answer = || testing::chat_completion("At nine.");
    mock.chat().create_completion().returns(answer()).returns(answer());
    mock.invites().list().returns_json(json!({})).times(2);
    let client = mock.client();
    client.chat().create_completion(&question("When?")).await.unwrap();
    for _ in 0..2 {
        client.invites().list().await.unwrap();
    }
    let error = client.invites().list().await.unwrap_err();
    assert!(error.to_string().contains("`invites().list`, of which 2 calls came"), "{error}");
    let said = complaint(mock);
    assert!(said.contains("`chat().create_completion`: 1 of at least 2 calls came"), "{said}");
}

#[tokio::test]
async fn conditions_choose_the_expectation() {
    let mock = Mock::new();
    let is_short = |call: &testing::Received<openai_rest::types::CreateChatCompletionRequest>| {
        call.body.max_completion_tokens == Some(5)
    };
    mock.chat().create_completion().when(is_short).returns(testing::chat_completion("Nine."));
    mock.chat().create_completion().returns(testing::chat_completion("At nine o'clock."));
    mock.invites().list().query("limit", "50").returns_json(json!({"first_id": "a"}));
    let client = mock.client();
    let mut said = Vec::new();
    for request in
        [question("When?"), question("When?").max_completion_tokens(5)].iter().cycle().take(4)
    {
        let answer = client.chat().create_completion(request).await.unwrap();
        said.push(answer.text().unwrap_or_default().to_owned());
    }
    assert_eq!(said, ["At nine o'clock.", "Nine.", "At nine o'clock.", "Nine."]);

    let error = client.invites().list().limit(20).await.unwrap_err();
    let expected = "query `limit` is `20`, where `50` is expected";
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(client.invites().list().limit(50).await.unwrap().first_id.as_deref(), Some("a"));
    assert!(complaint(mock).contains(expected));
}

#[tokio::test]
async fn a_test_answers_otherwise_than_its_set_up() {
    let mock = Mock::new();
    let list = |id: &str| json!({"first_id": id});
    mock.invites().list().optional().returns_json(list("set-up"));
    let client = mock.client();
    assert_eq!(client.invites().list().await.unwrap().first_id.as_deref(), Some("set-up"));
    mock.invites().list().returns_json(list("test"));
    for _ in 0..2 {
        assert_eq!(client.invites().list().await.unwrap().first_id.as_deref(), Some("test"));
    }
}

#[tokio::test]
async fn a_body_is_compared_as_json_and_the_difference_is_told() {
    let mock = Mock::new();
    mock.chat()
        .create_completion()
        .body(&question("When?"))
        .returns(testing::chat_completion("Now."));
    let client = mock.client();
    let error = client.chat().create_completion(&question("Where?")).await.unwrap_err();
    assert!(error.to_string().contains("the body is {\"messages\""), "{error}");
    client.chat().create_completion(&question("When?")).await.unwrap();
    assert!(complaint(mock).contains("Where?"));
}

#[tokio::test]
async fn what_has_no_answer_is_an_error_unless_there_is_nothing_to_answer() {
    let mock = Mock::new();
    mock.chat().create_completion();
    let error = mock.client().chat().create_completion(&question("When?")).await.unwrap_err();
    assert!(error.to_string().contains("has no answer to it: add `.returns(…)`"), "{error}");
    assert!(complaint(mock).contains("has no answer"));
}

#[tokio::test]
async fn an_assertion_in_a_closure_fails_the_test() {
    let mock = Mock::new();
    mock.chat().create_completion().returns_with(|call| {
        assert_eq!(call.body.model.as_str(), "gpt-5", "another model");
        testing::chat_completion("")
    });
    let client = mock.client();
    let call = tokio::spawn(async move {
        let _ = client.chat().create_completion(&question("When?")).await;
    });
    assert!(call.await.unwrap_err().is_panic());
}
