//! The Responses API over a WebSocket.

use openai_rest::json::json;
use openai_rest::types::{CreateResponse, ResponseStreamEvent, ResponsesClientEventResponseCreate};

use super::server::{close, hear, say, serve};

#[tokio::test]
async fn requests_go_out_and_events_or_errors_come_in() {
    let (client, server) = serve(|mut socket, request| async move {
        let heard = [hear(&mut socket).await, hear(&mut socket).await];
        let delta = json!({"type": "response.output_text.delta", "item_id": "msg_1",
            "output_index": 0, "content_index": 0, "sequence_number": 4, "delta": "Elbe",
            "logprobs": [], "stream_id": "rivers"});
        say(&mut socket, &delta).await;
        let refused = json!({"type": "error", "status": 400, "stream_id": "seas", "error":
            {"type": "invalid_request_error", "code": "previous_response_not_found",
            "message": "There is none.", "param": "previous_response_id"}});
        say(&mut socket, &refused).await;
        let within = json!({"type": "error", "code": "server_error", "message": "Sorry.",
            "param": null, "sequence_number": 5});
        say(&mut socket, &within).await;
        say(&mut socket, &json!({"type": "response.steer.accepted", "stream_id": "a"})).await;
        close(&mut socket).await;
        (request, heard)
    })
    .await;
    let mut connection = client.responses().connect().await.unwrap();
    let request = CreateResponse::new().model("gpt-5").input("Name a river.").background(true);
    connection.send(&request).await.unwrap();
    let create = ResponsesClientEventResponseCreate::new().model("gpt-5").stream_id("seas");
    connection.send(create.previous_response_id("resp_0")).await.unwrap();

    let event = connection.recv().await.unwrap().unwrap();
    assert_eq!(event.stream_id.as_deref(), Some("rivers"));
    assert!(matches!(event.event.unwrap(),
        ResponseStreamEvent::ResponseOutputTextDelta(event) if event.delta == "Elbe"));
    let event = connection.recv().await.unwrap().unwrap();
    assert_eq!(event.stream_id.as_deref(), Some("seas"));
    let error = event.event.unwrap_err();
    assert_eq!(error.status, Some(400));
    assert_eq!(error.error.code.as_deref(), Some("previous_response_not_found"));
    assert!(error.to_string().contains("There is none."), "{error}");
    let event = connection.recv().await.unwrap().unwrap();
    assert!(
        matches!(event.event, Ok(ResponseStreamEvent::Error(event)) if event.message == "Sorry.")
    );
    let event = connection.recv().await.unwrap().unwrap();
    assert!(matches!(event.event, Ok(ResponseStreamEvent::Unknown(_))), "{event:?}");

    let (seen, heard) = server.await.unwrap();
    assert_eq!(seen.uri(), "/v1/responses");
    let expected = json!({"type": "response.create", "model": "gpt-5", "input": "Name a river."});
    assert_eq!(heard[0], expected);
    assert_eq!(heard[1]["stream_id"], "seas");
}
