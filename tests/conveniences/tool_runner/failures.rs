//! Tools that do what they should not.

use std::future::pending;
use std::time::Duration;

use openai_rest::tool_runner::{
    OnFailure, RunnableFunction, ToolFailure, ToolOutcome, ToolRunErrorKind, ToolRunner,
};
use openai_rest::types::{CreateResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{call, response, said, sent, server};
use crate::client;

#[derive(Deserialize)]
struct Numbered {
    number: u8,
}

/// Tools that fail, each in its own way.
fn with_tools<'t>(runner: ToolRunner<'t, Response>) -> ToolRunner<'t, Response> {
    let schema = || json!({"type": "object"});
    let panics = |now: Value| {
        assert!(now["now"] != true, "no more {}", "paper");
        async move {
            tokio::task::yield_now().await;
            panic!("no more ink");
            #[allow(unreachable_code, reason = "it says what the type is")]
            "never"
        }
    };
    let fails = |_: Value| async {
        let failed: Result<&str, _> = Err(std::io::Error::other("the printer is on fire"));
        failed
    };
    runner
        .tool(RunnableFunction::with_parameters("panics", "", schema(), panics))
        .tool(RunnableFunction::with_parameters("fails", "", schema(), fails))
        .tool(
            RunnableFunction::with_parameters("hangs", "", schema(), |_: Value| {
                pending::<String>()
            })
            .timeout(Duration::from_millis(20)),
        )
        .tool(RunnableFunction::with_parameters("talks", "", schema(), |_: Value| async {
            "ä".repeat(5 << 20)
        }))
        .tool(RunnableFunction::with_parameters(
            "counts",
            "",
            schema(),
            |of: Numbered| async move { of.number.to_string() },
        ))
}

/// The outcome of the call of one tool, and what the next request says of it.
async fn outcome(name: &str, arguments: &str) -> (ToolOutcome, String) {
    let server =
        server(&[response(&[call("call-1", name, arguments)]), response(&[said("Well.")])]);
    let request = CreateResponse::new().model("m").input("Print.");
    let client = client(&server);
    let run = with_tools(client.responses().run(&request)).await.unwrap();
    assert_eq!(run.answer.output_text(), "Well.");
    let told = sent(&server, 1)["input"][2]["output"].as_str().unwrap().to_owned();
    let outcome = std::sync::Arc::into_inner(run.outcomes.into_iter().next().unwrap()).unwrap();
    assert_eq!(outcome.told, told);
    (outcome, told)
}

#[tokio::test]
async fn a_tool_that_panics_harms_nothing_else() {
    for (arguments, said) in [(r#"{"now":true}"#, "no more paper"), ("{}", "no more ink")] {
        let (outcome, told) = outcome("panics", arguments).await;
        let Err(ToolFailure::Panicked(Some(message))) = &outcome.result else { panic!() };
        assert_eq!(message, said);
        // What a panic says is not for the model.
        assert_eq!(told, "error: the tool failed");
    }
}

#[tokio::test]
async fn a_tool_that_fails_is_told_to_the_model() {
    let (outcome, told) = outcome("fails", "{}").await;
    assert!(
        matches!(&outcome.result, Err(ToolFailure::Failed(error)) if error.is::<std::io::Error>())
    );
    assert_eq!(told, "error: the printer is on fire");
}

#[tokio::test]
async fn a_tool_that_hangs_is_given_up() {
    let (outcome, told) = outcome("hangs", "{}").await;
    assert!(matches!(outcome.result, Err(ToolFailure::TimedOut(limit)) if limit.as_millis() == 20));
    assert_eq!(told, "error: the tool took longer than 0.02 s");
}

#[tokio::test]
async fn a_tool_that_returns_ten_megabytes_is_cut_off() {
    let (outcome, told) = outcome("talks", "{}").await;
    let Err(ToolFailure::TooLarge { bytes, limit }) = outcome.result else { panic!() };
    assert_eq!((bytes, limit), (10 << 20, 256 * 1024));
    let (text, note) = told.split_once('\n').unwrap();
    assert_eq!(text, "ä".repeat(128 * 1024));
    assert_eq!(note, "[cut off: 262144 of 10485760 bytes]");
}

#[tokio::test]
async fn arguments_that_do_not_fit_are_told_to_the_model() {
    for (arguments, said) in [
        (r#"{"number": 3"#, "error: the arguments are no JSON: "),
        ("three", "error: the arguments are no JSON: "),
        (
            r#"{"number": 300}"#,
            "error: the arguments are not what the tool takes: $.number: expected",
        ),
        ("{}", "error: the arguments are not what the tool takes: "),
    ] {
        let (outcome, told) = outcome("counts", arguments).await;
        assert!(matches!(outcome.result, Err(ToolFailure::Arguments(_))), "{outcome:?}");
        assert!(told.starts_with(said), "{arguments}: {told}");
    }
    let (outcome, _) = outcome("counts", r#"{"number": 3}"#).await;
    assert_eq!(outcome.result.unwrap(), "3");
}

#[tokio::test]
async fn a_tool_that_there_is_not_is_told_to_the_model() {
    let (outcome, told) = outcome("sings", "{}").await;
    assert!(matches!(outcome.result, Err(ToolFailure::Unknown(_))));
    let names = "counts, fails, hangs, panics, talks";
    assert_eq!(told, format!("error: there is no such tool; those there are: {names}"));
}

#[tokio::test]
async fn a_failure_can_end_the_run() {
    let calls = [
        call("call-1", "counts", r#"{"number":1}"#),
        call("call-2", "panics", "{}"),
        call("call-3", "talks", "{}"),
        call("call-4", "counts", r#"{"number":4}"#),
    ];
    let server = server(&[response(&calls)]);
    let request = CreateResponse::new().model("m").input("Print.");
    let client = client(&server);
    let run = with_tools(client.responses().run(&request)).max_output_size(4);
    let error = run.on_failure(OnFailure::Return).await.unwrap_err();
    let ToolRunErrorKind::Tool(outcome) = error.kind() else { panic!("{error:?}") };
    assert_eq!(outcome.call.id, "call-2");
    assert_eq!(error.to_string(), "the tool `panics`: the tool panicked: no more ink");
    // The other calls are done, and the conversation can go on.
    let told: Vec<_> = error.progress().outcomes.iter().map(|outcome| &*outcome.told).collect();
    assert_eq!(
        told,
        ["1", "erro\n[cut off: 4 of 22 bytes]", "ää\n[cut off: 4 of 10485760 bytes]", "4"]
    );
    assert_eq!(error.progress().conversation.len(), 9);
    assert_eq!(server.requests().len(), 1);
}
