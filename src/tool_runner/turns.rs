//! The turns of a run: a request, its answer, and the tools that are called in it.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;

use super::answer::ToolAnswer;
use super::attempt::attempt;
use super::batch::Batch;
use super::error::{ToolRunError, ToolRunErrorKind as Kind};
use super::failure::{ToolFailure, ToolOutcome};
use super::run::{Progress, ToolRun};
use super::runner::{OnFailure, ToolRunner};
use super::stream::{Sink, ToolRunEvent};
use super::tool::{RunnableTool, ToolCall};
use crate::http::{Call, Response};

/// The tools of a run by their names.
type Named<'r> = BTreeMap<String, &'r (dyn RunnableTool + 'r)>;

/// A run, from the first request to an answer without calls.
pub(super) async fn run<A: ToolAnswer>(
    mut runner: ToolRunner<'_, A>,
    sink: Sink<A::Event>,
) -> Result<ToolRun<A>, ToolRunError<A>> {
    let conversation = std::mem::take(&mut runner.conversation);
    let mut progress = Progress { answers: Vec::new(), conversation, outcomes: Vec::new() };
    match turns(&runner, &mut progress, &sink).await {
        Ok(answer) => Ok(ToolRun::new(answer, progress)),
        Err(kind) => Err(ToolRunError::new(kind, progress)),
    }
}

async fn turns<A: ToolAnswer>(
    runner: &ToolRunner<'_, A>,
    progress: &mut Progress<A>,
    sink: &Sink<A::Event>,
) -> Result<Response<A>, Kind> {
    let (declared, tools) = declare(runner)?;
    let template = match declared.is_empty() {
        true => runner.call.clone(),
        false => runner.call.clone().body_field("tools", &declared),
    };
    // The first request is the caller's own.
    let mut call = template.clone();
    for turn in 1..=runner.max_turns {
        let answer = send(call, sink).await.map_err(Kind::Call)?;
        let calls = answer.calls();
        progress.conversation.extend(answer.items());
        if calls.is_empty() {
            return Ok(answer);
        }
        let (is_cut_off, is_kept) = (answer.is_cut_off(), answer.is_kept());
        progress.answers.push(answer);
        if is_cut_off {
            return Err(Kind::CutOff);
        }
        if turn == runner.max_turns {
            break;
        }
        let outcomes = run_tools(runner, &tools, calls, sink).await;
        let outputs: Vec<_> =
            outcomes.iter().map(|outcome| A::output(&outcome.call, &outcome.told)).collect();
        progress.conversation.extend(outputs.iter().cloned());
        progress.outcomes.extend(outcomes.iter().cloned());
        let mut failed = outcomes.into_iter().filter(|outcome| outcome.result.is_err());
        if runner.on_failure == OnFailure::Return
            && let Some(outcome) = failed.next()
        {
            return Err(Kind::Tool(outcome));
        }
        let next = if is_kept { &outputs } else { &progress.conversation };
        call = template.clone().body_field(A::CONVERSATION, next);
        if let Some(choice) = without_force(&runner.tool_choice) {
            call = call.body_field("tool_choice", &choice);
        }
    }
    Err(Kind::TurnLimit(runner.max_turns))
}

/// The tools of all requests, and those to run by their names. What the request says itself of a function counts.
fn declare<'r, A: ToolAnswer>(
    runner: &'r ToolRunner<'_, A>,
) -> Result<(Vec<Value>, Named<'r>), Kind> {
    let mut declared = runner.declared.clone();
    let mut named = Named::new();
    for tool in &runner.tools {
        let definition = tool.definition().map_err(Kind::Definition)?;
        let name = definition.name.clone();
        if !declared.iter().any(|tool| A::declared_name(tool) == Some(&name)) {
            declared.push(A::declaration(definition));
        }
        if named.insert(name.clone(), &**tool).is_some() {
            return Err(Kind::DuplicateTool(name));
        }
    }
    Ok((declared, named))
}

/// Sends a request and reads its answer, event by event where someone listens.
async fn send<A: ToolAnswer>(
    call: Call<A>,
    sink: &Sink<A::Event>,
) -> Result<Response<A>, crate::http::Error> {
    if !sink.is_listened_to() {
        return call.await;
    }
    let stream = call.body_field("stream", &true).events::<A::Event>().await?;
    let mut stream = stream.accumulate();
    while let Some(event) = stream.try_next().await? {
        sink.emit(ToolRunEvent::Event(event)).await;
    }
    stream.finish().await
}

/// Runs the tools that are called in an answer; what came of each, in the order of the calls.
async fn run_tools<A: ToolAnswer>(
    runner: &ToolRunner<'_, A>,
    tools: &Named<'_>,
    calls: Vec<ToolCall>,
    sink: &Sink<A::Event>,
) -> Vec<Arc<ToolOutcome>> {
    for call in &calls {
        sink.emit(ToolRunEvent::ToolCalled(call.clone())).await;
    }
    let mut outcomes: Vec<Option<Arc<ToolOutcome>>> = vec![None; calls.len()];
    let mut batch = Batch::new(
        runner.concurrency,
        calls.into_iter().map(|call| -> Pin<Box<dyn Future<Output = _> + Send>> {
            Box::pin(outcome(runner, tools, call))
        }),
    );
    while let Some((number, outcome)) = batch.next().await {
        let outcome = Arc::new(outcome);
        sink.emit(ToolRunEvent::ToolEnded(outcome.clone())).await;
        if let Some(place) = outcomes.get_mut(number) {
            *place = Some(outcome);
        }
    }
    outcomes.into_iter().flatten().collect()
}

/// What comes of one call.
async fn outcome<A: ToolAnswer>(
    runner: &ToolRunner<'_, A>,
    tools: &Named<'_>,
    call: ToolCall,
) -> ToolOutcome {
    let result = match tools.get(&call.name) {
        Some(tool) => {
            let limit = tool.timeout().unwrap_or(runner.tool_timeout);
            attempt(*tool, &call, limit).await
        }
        None => Err(ToolFailure::Unknown(tools.keys().cloned().collect())),
    };
    ToolOutcome::new(call, result, runner.max_output_size)
}

/// The choice of a tool after the first turn, if it has the model call one in every turn.
fn without_force(choice: &Value) -> Option<Value> {
    match choice {
        Value::String(choice) if choice == "required" => Some("auto".into()),
        Value::Object(members) => {
            // `allowed_tools` has a mode, which chat has a level further in.
            let place = if members.contains_key("mode") { "/mode" } else { "/allowed_tools/mode" };
            match choice.pointer(place).and_then(Value::as_str) {
                Some("required") => {
                    let mut choice = choice.clone();
                    *choice.pointer_mut(place)? = "auto".into();
                    Some(choice)
                }
                Some(_) => None,
                None => Some("auto".into()),
            }
        }
        _ => None,
    }
}
