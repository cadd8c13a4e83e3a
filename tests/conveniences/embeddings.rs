//! Vectors, which are asked for as base64.

use openai_rest::json::Strictness;
use openai_rest::types::{CreateEmbeddingRequest, CreateEmbeddingResponse};
use openai_rest::{Client, http};
use serde_json::{Value, json};
use specmill_test_server::{Answer, TestServer};

fn answer(embedding: &Value) -> Answer {
    let body = json!({"object": "list", "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1},
        "data": [{"object": "embedding", "index": 0, "embedding": embedding}]});
    Answer::json(200, body.to_string())
}

async fn embed(
    server: &TestServer,
    request: CreateEmbeddingRequest,
) -> (Value, http::Response<CreateEmbeddingResponse>) {
    let client = Client::builder().base_url(server.url()).bearer("sk-test-1234");
    let client = client.strictness(Strictness::Strict).build().unwrap();
    let answer = client.embeddings().create(&request).await.unwrap();
    let sent = serde_json::from_slice(&server.requests().pop().unwrap().body).unwrap();
    (sent, answer)
}

#[tokio::test]
async fn vectors_come_as_base64_unless_told_otherwise() {
    let server = TestServer::start().unwrap();
    // 1.0, -0.5 and 0.1, the lowest byte first.
    server.answer(answer(&"AACAPwAAAL/NzMw9".into()));
    let (sent, found) = embed(&server, CreateEmbeddingRequest::new("tide", "m")).await;
    assert_eq!(sent, json!({"model": "m", "input": "tide", "encoding_format": "base64"}));
    assert_eq!(found.data[0].embedding, [1.0, -0.5, 0.1]);
    assert!(found.drift().is_empty(), "{:?}", found.drift());

    // Servers that know no other form answer with a list all the same.
    server.answer(answer(&json!([1.0, -0.5, 0.1])));
    let (_, list) = embed(&server, CreateEmbeddingRequest::new("tide", "m")).await;
    assert_eq!(list.data, found.data);

    server.answer(answer(&json!([0.5])));
    let request = CreateEmbeddingRequest::new("tide", "m").encoding_format("float");
    let (sent, list) = embed(&server, request).await;
    assert_eq!(sent["encoding_format"], "float");
    assert_eq!(list.data[0].embedding, [0.5]);
}
