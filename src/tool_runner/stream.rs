//! The events of a run.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;

use super::answer::ToolAnswer;
use super::error::{ToolRunError, ToolRunErrorKind};
use super::failure::ToolOutcome;
use super::run::{Progress, ToolRun};
use super::runner::ToolRunner;
use super::tool::ToolCall;
use super::turns::run;

/// What happens in a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum ToolRunEvent<E> {
    /// An event of an answer, as the API sent it.
    Event(E),
    /// The model calls a tool, in an answer that has come to its end.
    ToolCalled(ToolCall),
    /// A tool has returned, or failed.
    ToolEnded(Arc<ToolOutcome>),
}

type Slot<E> = Arc<Mutex<Option<ToolRunEvent<E>>>>;

/// Where a run puts its events, one at a time, if someone listens.
pub(super) struct Sink<E>(Option<Slot<E>>);

impl<E> Sink<E> {
    pub(super) fn none() -> Self {
        Self(None)
    }

    pub(super) fn is_listened_to(&self) -> bool {
        self.0.is_some()
    }

    /// Puts an event out and waits until the next is asked for.
    pub(super) async fn emit(&self, event: ToolRunEvent<E>) {
        let Some(slot) = &self.0 else { return };
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(event);
        let mut is_taken = false;
        // Whoever takes the event polls the run again for the next, so that nothing has to be woken.
        poll_fn(|_| match std::mem::replace(&mut is_taken, true) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
    }
}

type Running<'t, A> =
    Pin<Box<dyn Future<Output = Result<ToolRun<A>, ToolRunError<A>>> + Send + 't>>;

type Next<A> = Result<ToolRunEvent<<A as ToolAnswer>::Event>, ToolRunError<A>>;

/// A run whose events are read as they come. Created by [`ToolRunner::stream`].
///
/// Nothing goes on between two events that are asked for: a slow reader slows the run down. Dropping the stream ends the
/// run. It is a `futures_core::Stream` as well.
///
/// ```no_run
/// # use openai_rest::{Client, tool_runner::{RunnableFunction, ToolRunEvent}};
/// # use openai_rest::types::{CreateResponse, ResponseStreamEvent as Event};
/// # #[cfg(feature = "responses")]
/// # async fn run(client: Client, request: CreateResponse, weather: RunnableFunction<'_>) -> Result<(), Box<dyn std::error::Error>> {
/// let mut stream = client.responses().run(&request).tool(weather).stream();
/// while let Some(event) = stream.try_next().await? {
///     match event {
///         ToolRunEvent::Event(Event::ResponseOutputTextDelta(event)) => print!("{}", event.delta),
///         ToolRunEvent::ToolEnded(outcome) => println!("{}: {}", outcome.call.name, outcome.told),
///         _ => {}
///     }
/// }
/// let run = stream.finish().await?;
/// println!("{} items", run.conversation.len());
/// # Ok(()) }
/// ```
#[must_use = "a run goes on while its events are read"]
pub struct ToolRunStream<'t, A: ToolAnswer> {
    running: Option<Running<'t, A>>,
    slot: Slot<A::Event>,
    ended: Option<ToolRun<A>>,
}

impl<'t, A: ToolAnswer> ToolRunStream<'t, A> {
    pub(super) fn new(runner: ToolRunner<'t, A>) -> Self {
        let slot = Slot::default();
        let running: Running<'t, A> = Box::pin(run(runner, Sink(Some(slot.clone()))));
        Self { running: Some(running), slot, ended: None }
    }

    /// The next event; `None` at the end of the run.
    ///
    /// # Errors
    /// When the run ends too early. There is nothing more then.
    pub async fn try_next(&mut self) -> Result<Option<ToolRunEvent<A::Event>>, ToolRunError<A>> {
        poll_fn(|cx| self.poll_event(cx)).await.transpose()
    }

    /// Goes on to the end of the run, and returns what came of it.
    ///
    /// # Errors
    /// When the run ends too early, or did so before.
    pub async fn finish(mut self) -> Result<ToolRun<A>, ToolRunError<A>> {
        while self.try_next().await?.is_some() {}
        self.ended.take().ok_or_else(|| {
            let progress =
                Progress { answers: Vec::new(), conversation: Vec::new(), outcomes: Vec::new() };
            ToolRunError::new(ToolRunErrorKind::Ended, progress)
        })
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Next<A>>> {
        let Some(running) = &mut self.running else { return Poll::Ready(None) };
        match running.as_mut().poll(cx) {
            Poll::Pending => {
                match self.slot.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    Some(event) => Poll::Ready(Some(Ok(event))),
                    None => Poll::Pending,
                }
            }
            Poll::Ready(Ok(run)) => {
                self.running = None;
                self.ended = Some(run);
                Poll::Ready(None)
            }
            Poll::Ready(Err(error)) => {
                self.running = None;
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}

// Nothing in it is ever pinned in place.
impl<A: ToolAnswer> Unpin for ToolRunStream<'_, A> {}

impl<A: ToolAnswer> Stream for ToolRunStream<'_, A> {
    type Item = Next<A>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<A: ToolAnswer> fmt::Debug for ToolRunStream<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToolRunStream")
            .field("is_running", &self.running.is_some())
            .finish_non_exhaustive()
    }
}
