//! Runs over the Responses API.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openai_rest::http::BoxError;
use openai_rest::json::Serde;
use openai_rest::structured::Parsed;
use openai_rest::tool_runner::{
    FunctionDefinition, RunnableFunction, RunnableTool, ToolCall, ToolFuture, ToolRunErrorKind,
};
use openai_rest::types::{
    CreateResponse, InputItem, ResponseTextParam, TextResponseFormatConfiguration, Tool,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specmill_test_server::Answer;

use super::{call, response, said, sent, server};
use crate::client;

#[derive(Deserialize, JsonSchema)]
struct Place {
    city: String,
}

#[derive(Serialize)]
struct Weather {
    celsius: i32,
    rain: bool,
}

fn weather<'t>() -> RunnableFunction<'t> {
    RunnableFunction::new("weather", "The weather, now.", |place: Place| async move {
        // The first call takes longer than the second.
        let wait = if place.city == "Turku" { 30 } else { 0 };
        tokio::time::sleep(Duration::from_millis(wait)).await;
        Serde(Weather { celsius: 12, rain: place.city == "Turku" })
    })
}

fn clock<'t>(hours: &'t AtomicUsize) -> RunnableFunction<'t> {
    let parameters = json!({"type": "object", "properties": {"zone": {"type": "string"}}});
    RunnableFunction::with_parameters("clock", "The time.", parameters, move |zone: Value| {
        let hour = hours.fetch_add(1, Ordering::SeqCst);
        async move { format!("{hour}:00 in {}", zone["zone"].as_str().unwrap_or("Greenwich")) }
    })
}

fn asked() -> CreateResponse {
    CreateResponse::new().model("m").input("Umbrella?")
}

fn output(id: &str, output: &str) -> Value {
    json!({"type": "function_call_output", "call_id": id, "output": output})
}

#[tokio::test]
async fn tools_are_run_until_the_model_answers() {
    let thought = json!({"type": "reasoning", "id": "rs-1", "summary": []});
    let first = [
        thought.clone(),
        call("call-1", "weather", r#"{"city":"Turku"}"#),
        call("call-2", "weather", r#"{"city":"Oslo"}"#),
    ];
    let second = [call("call-3", "clock", r#"{"zone":"CET"}"#), call("call-4", "clock", "")];
    let server = server(&[response(&first), response(&second), response(&[said("Yes.")])]);
    let hours = AtomicUsize::new(7);
    let client = client(&server);
    let run = client.responses().run(&asked()).tool(weather()).tool(clock(&hours));
    let run = run.with(|call| call.header("x-run", "1")).await.unwrap();
    assert_eq!(run.answer.output_text(), "Yes.");
    assert_eq!((run.earlier_answers.len(), hours.into_inner()), (2, 9));
    let told: Vec<_> = run.outcomes.iter().map(|outcome| outcome.told.as_str()).collect();
    // In the order of the calls, whichever was ready first.
    let rain = r#"{"celsius":12,"rain":true}"#;
    let dry = r#"{"celsius":12,"rain":false}"#;
    assert_eq!(told, [rain, dry, "7:00 in CET", "8:00 in Greenwich"]);
    assert!(run.outcomes.iter().all(|outcome| outcome.result.as_ref().unwrap() == &outcome.told));

    // What the model is told of the tools, in each request.
    let requests: Vec<Value> = (0..3).map(|request| sent(&server, request)).collect();
    let of_weather = json!({"type": "function", "name": "weather", "description": "The weather, now.",
        "strict": true, "parameters": {"title": "Place", "type": "object",
        "properties": {"city": {"type": "string"}}, "required": ["city"],
        "additionalProperties": false}});
    let of_clock = json!({"type": "function", "name": "clock", "description": "The time.",
        "strict": null,
        "parameters": {"type": "object", "properties": {"zone": {"type": "string"}}}});
    let tools = json!([of_weather, of_clock]);
    assert_eq!(requests[0], json!({"model": "m", "input": "Umbrella?", "tools": tools}));

    // The conversation grows by what was answered, what the model thought included, and by what the tools returned.
    let user = json!({"type": "message", "role": "user", "content": "Umbrella?"});
    let mut input = vec![user];
    input.extend(first);
    input.extend([output("call-1", rain), output("call-2", dry)]);
    assert_eq!(requests[1], json!({"model": "m", "input": input, "tools": tools}));
    input.extend(second);
    input.extend([output("call-3", "7:00 in CET"), output("call-4", "8:00 in Greenwich")]);
    assert_eq!(requests[2]["input"], json!(input));
    input.push(said("Yes."));
    assert_eq!(serde_json::to_value(&run.conversation).unwrap(), json!(input));
    assert!(server.requests().iter().all(|request| request.header("x-run") == Some("1")));
}

#[tokio::test]
async fn a_model_that_goes_on_calling_comes_to_the_limit() {
    let again = response(&[call("call-1", "clock", "{}")]);
    let server = server(&[again.clone(), again.clone(), again]);
    let hours = AtomicUsize::new(0);
    let client = client(&server);
    let run = client.responses().run(&asked()).tool(clock(&hours)).max_turns(3);
    let error = run.await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::TurnLimit(3)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "the model still calls tools after 3 turns, the most there may be"
    );
    // The last calls have no one left to be told.
    assert_eq!((server.requests().len(), hours.load(Ordering::SeqCst)), (3, 2));
    let progress = error.into_progress();
    assert_eq!((progress.answers.len(), progress.outcomes.len()), (3, 2));
    // The question, three calls and two outputs.
    assert_eq!(progress.conversation.len(), 6);

    let run = client.responses().run(&asked()).tool(clock(&hours)).max_turns(0);
    assert!(matches!(run.await.unwrap_err().kind(), ToolRunErrorKind::TurnLimit(0)));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn calls_that_may_be_cut_off_are_not_run() {
    let mut cut = response(&[call("call-1", "clock", r#"{"zone":"C"#)]);
    cut["status"] = "incomplete".into();
    cut["incomplete_details"] = json!({"reason": "max_output_tokens"});
    let server = server(&[cut]);
    let hours = AtomicUsize::new(0);
    let error = client(&server).responses().run(&asked()).tool(clock(&hours)).await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::CutOff), "{error:?}");
    assert_eq!((error.progress().answers.len(), hours.load(Ordering::SeqCst)), (1, 0));
}

#[tokio::test]
async fn what_a_request_says_of_a_tool_counts() {
    let server = server(&[
        response(&[call("call-1", "weather", r#"{"city":"Oslo"}"#)]),
        response(&[said("No.")]),
    ]);
    let own = Tool::function::<Place>("weather", "In words of my own.").unwrap();
    let request = asked().tools([own]).tool_choice("required");
    let run = client(&server).responses().run(&request).tool(weather()).await.unwrap();
    assert_eq!(run.outcomes.len(), 1);
    for request in 0..2 {
        let tools = sent(&server, request)["tools"].clone();
        assert_eq!(tools.as_array().unwrap().len(), 1);
        assert_eq!(tools[0]["description"], "In words of my own.");
    }
    // It is the first turn that has to call a tool: else no turn would be the last.
    assert_eq!(sent(&server, 0)["tool_choice"], "required");
    assert_eq!(sent(&server, 1)["tool_choice"], "auto");
}

#[tokio::test]
async fn a_choice_of_tools_that_does_not_force_stays() {
    let allowed = |mode: &str| {
        let tools = json!([{"type": "function", "name": "weather"}]);
        json!({"type": "allowed_tools", "mode": mode, "tools": tools})
    };
    for (choice, then) in [
        (json!("auto"), json!("auto")),
        (json!("none"), json!("none")),
        (json!({"type": "function", "name": "weather"}), json!("auto")),
        (allowed("auto"), allowed("auto")),
        (allowed("required"), allowed("auto")),
    ] {
        let server = server(&[
            response(&[call("call-1", "weather", r#"{"city":"Oslo"}"#)]),
            response(&[said("No.")]),
        ]);
        let mut request = asked();
        request.tool_choice = Some(serde_json::from_value(choice.clone()).unwrap());
        client(&server).responses().run(&request).tool(weather()).await.unwrap();
        assert_eq!(
            (&sent(&server, 0)["tool_choice"], &sent(&server, 1)["tool_choice"]),
            (&choice, &then)
        );
    }
}

#[tokio::test]
async fn a_conversation_that_the_server_keeps_is_sent_what_is_new() {
    let mut first = response(&[call("call-1", "clock", "{}")]);
    first["conversation"] = json!({"id": "conv-1"});
    let server = server(&[first, response(&[said("Seven.")])]);
    let hours = AtomicUsize::new(7);
    let request = asked().conversation("conv-1".to_owned());
    let run = client(&server).responses().run(&request).tool(clock(&hours)).await.unwrap();
    assert_eq!(sent(&server, 1)["input"], json!([output("call-1", "7:00 in Greenwich")]));
    assert_eq!(sent(&server, 1)["conversation"], "conv-1");
    assert_eq!(run.conversation.len(), 4);
}

#[tokio::test]
async fn nothing_is_sent_of_tools_that_cannot_be_told() {
    #[derive(Deserialize, JsonSchema)]
    struct Stock {
        #[allow(dead_code, reason = "it is never read")]
        shelf: std::collections::HashMap<String, i64>,
    }
    let server = server(&[]);
    let client = client(&server);
    let stock = RunnableFunction::new("stock", "", |_: Stock| async { "none" });
    let error = client.responses().run(&asked()).tool(stock).await.unwrap_err();
    assert!(error.to_string().contains("strict mode cannot take `Stock.shelf`: a map"), "{error}");
    let no_schema = RunnableFunction::with_parameters("x", "", json!(1), |_: Value| async { "" });
    let error = client.responses().run(&asked()).tool(no_schema).await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::Definition(_)), "{error:?}");
    let error = client.responses().run(&asked()).tool(weather()).tool(weather()).await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::DuplicateTool(name) if name == "weather"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_call_that_fails_leaves_what_there_is() {
    let server = server(&[response(&[call("call-1", "clock", "{}")])]);
    server.answer(Answer::json(400, r#"{"error":{"message":"Too much."}}"#));
    let hours = AtomicUsize::new(0);
    let error = client(&server).responses().run(&asked()).tool(clock(&hours)).await.unwrap_err();
    assert!(matches!(error.kind(), ToolRunErrorKind::Call(error) if error.is_bad_request()));
    assert_eq!(error.progress().conversation.len(), 3);
    assert_eq!(error.progress().outcomes[0].told, "0:00 in Greenwich");
}

#[tokio::test]
async fn no_more_calls_run_at_the_same_time_than_may() {
    /// A tool with a count of its calls that are under way, and of the most there were.
    #[derive(Default)]
    struct Counted {
        now: AtomicUsize,
        most: AtomicUsize,
    }
    impl RunnableTool for &Counted {
        fn definition(&self) -> Result<FunctionDefinition, BoxError> {
            FunctionDefinition::new("count", "", json!({"type": "object"}))
        }

        fn run<'f>(&'f self, call: &'f ToolCall) -> ToolFuture<'f> {
            Box::pin(async move {
                let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
                self.most.fetch_max(now, Ordering::SeqCst);
                tokio::task::yield_now().await;
                tokio::task::yield_now().await;
                self.now.fetch_sub(1, Ordering::SeqCst);
                Ok(call.arguments.clone())
            })
        }
    }
    let calls: Vec<_> = (0..20).map(|call| call.to_string()).collect();
    let output: Vec<_> = calls.iter().map(|number| call(number, "count", number)).collect();
    for (concurrency, most) in [(3, 3), (1, 1), (0, 1), (100, 20)] {
        let counted = Counted::default();
        let server = server(&[response(&output), response(&[said("Done.")])]);
        let client = client(&server);
        let run = client.responses().run(&asked()).tool(&counted).concurrency(concurrency);
        let run = run.await.unwrap();
        assert_eq!(counted.most.into_inner(), most, "{concurrency}");
        let told: Vec<_> = run.outcomes.iter().map(|outcome| outcome.told.clone()).collect();
        assert_eq!(told, calls);
    }
}

/// What is said of the text of a request holds for the last answer.
#[tokio::test]
async fn the_last_answer_can_be_a_value() {
    let server = server(&[
        response(&[call("call-1", "weather", r#"{"city":"Turku"}"#)]),
        response(&[said(r#"{"city":"Turku"}"#)]),
    ]);
    let format = TextResponseFormatConfiguration::json_schema::<Place>().unwrap();
    let request = asked().text(ResponseTextParam::new().format(format));
    // An async closure is a tool as well.
    let weather = RunnableFunction::new("weather", "", async |place: Place| place.city);
    let run = client(&server).responses().run(&request).tool(weather).await.unwrap();
    assert_eq!(run.outcomes[0].told, "Turku");
    assert_eq!(Parsed::<Place, _>::of(run.answer).unwrap().city, "Turku");
    for request in 0..2 {
        assert_eq!(sent(&server, request)["text"]["format"]["name"], "Place");
    }
}

/// An answer of a conversation as the next request has it.
#[tokio::test]
async fn a_conversation_goes_on_with_another_request() {
    let first = response(&[call("call-1", "clock", "{}")]);
    let server = server(&[first, response(&[said("Seven.")]), response(&[said("Eight.")])]);
    let hours = AtomicUsize::new(7);
    let client = client(&server);
    let run = client.responses().run(&asked()).tool(clock(&hours)).await.unwrap();
    let mut input = run.conversation;
    input.push(InputItem::user("And in an hour?"));
    let run = client.responses().run(&asked().input(input)).tool(clock(&hours)).await.unwrap();
    assert_eq!(run.answer.output_text(), "Eight.");
    assert_eq!(sent(&server, 2)["input"].as_array().unwrap().len(), 5);
}
