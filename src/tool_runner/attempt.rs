//! One call of a tool, which may fail in any way and does not harm the rest.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::Duration;

use super::failure::ToolFailure;
use super::tool::{RunnableTool, ToolCall, ToolFuture};

/// Runs a tool for at most so long.
pub(super) async fn attempt(
    tool: &dyn RunnableTool,
    call: &ToolCall,
    limit: Duration,
) -> Result<String, ToolFailure> {
    // What a tool of the program has left behind by a panic is its own: here it is only dropped.
    let begun = catch_unwind(AssertUnwindSafe(|| tool.run(call)));
    let begun = match begun {
        Ok(future) => unwound(future),
        Err(panic) => return Err(ToolFailure::Panicked(message(&*panic))),
    };
    match tokio::time::timeout(limit, begun).await {
        Ok(result) => result,
        Err(_) => Err(ToolFailure::TimedOut(limit)),
    }
}

/// The future, of which a panic is an outcome.
async fn unwound(future: ToolFuture<'_>) -> Result<String, ToolFailure> {
    let mut future = Some(future);
    poll_fn(|cx| {
        let Some(running) = future.as_mut() else { return Poll::Pending };
        match catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(cx))) {
            Ok(poll) => poll,
            Err(panic) => {
                let failure = ToolFailure::Panicked(message(&*panic));
                // What is left of the tool may panic once more when it is dropped.
                let left = future.take();
                let _ = catch_unwind(AssertUnwindSafe(|| drop(left)));
                Poll::Ready(Err(failure))
            }
        }
    })
    .await
}

fn message(panic: &(dyn Any + Send)) -> Option<String> {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
}
