//! The generated client from code without async.

use openai_rest::SendBlocking;
use specmill_test_server::{Answer, TestServer};

use crate::{client, invite_server};

#[test]
fn a_page_and_all_items_without_async() {
    let server = invite_server::start().unwrap();
    let client = client(&server);
    let page = client.invites().list().limit(3).send().unwrap();
    assert_eq!((page.data.len(), page.attempts()), (3, 1));

    let mut count = 0;
    for invite in client.invites().list().limit(3).items().blocking() {
        assert!(invite.unwrap().email.contains('@'));
        count += 1;
    }
    assert!(count > 6, "all of three pages: {count}");
}

#[cfg(feature = "chat")]
#[test]
fn a_stream_without_async() {
    use openai_rest::types::{ChatCompletionRequestUserMessage, CreateChatCompletionRequest};

    let server = TestServer::start().unwrap();
    let chunk = |text| {
        format!(
            r#"data: {{"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{{"index": 0, "finish_reason": null, "delta": {{"content": "{text}"}}}}]}}"#
        )
    };
    let body = format!("{}\n\n{}\n\ndata: [DONE]\n\n", chunk("Hel"), chunk("lo"));
    server.answer(
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .part(std::time::Duration::ZERO, body),
    );
    let hello = ChatCompletionRequestUserMessage::new("Say hello.");
    let request = CreateChatCompletionRequest::new([hello], "gpt-4o");
    let mut chunks = client(&server).chat().create_completion(&request).stream().send().unwrap();
    let text: String = chunks
        .blocking()
        .map(|chunk| chunk.unwrap().choices[0].delta.content.as_deref().unwrap().to_owned())
        .collect();
    assert_eq!(text, "Hello");
    assert!(!chunks.ended_early());
    assert!(server.requests()[0].text().contains(r#""stream":true"#));
}
