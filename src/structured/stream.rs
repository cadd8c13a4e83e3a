//! A value whose text comes in events.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::StructuredAnswer;
use super::error::ParseError;
use super::parsed::Parsed;
use super::partial::partial;
use crate::http::{Accumulating, Error};

/// The events of an answer that is a `T`. Created by [`Parse::stream`](super::Parse::stream).
///
/// ```no_run
/// # use openai_rest::{Client, types::{CreateResponse, ResponseStreamEvent as Event}};
/// # #[derive(serde::Deserialize, schemars::JsonSchema)]
/// # struct Recipe { title: String }
/// # #[cfg(feature = "responses")]
/// # async fn run(client: Client, request: CreateResponse) -> Result<(), Box<dyn std::error::Error>> {
/// let mut stream = client.responses().parse::<Recipe>(&request).stream().await?;
/// while let Some(event) = stream.try_next().await? {
///     if let Event::ResponseOutputTextDelta(event) = event {
///         eprint!("{}", event.delta);
///     }
/// }
/// println!("{}", stream.finish().await?.title);
/// # Ok(()) }
/// ```
#[must_use = "events are read when they are asked for"]
pub struct ParseStream<T, A: StructuredAnswer> {
    events: Accumulating<A::Event>,
    value: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned, A: StructuredAnswer> ParseStream<T, A> {
    pub(super) fn new(events: Accumulating<A::Event>) -> Self {
        Self { events, value: PhantomData }
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// Those of [`Accumulating::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<A::Event>, Error> {
        self.events.try_next().await
    }

    /// The text of the answer so far: a part of the value's JSON.
    pub fn text(&self) -> String {
        A::text_of(&self.events.accumulator().json()).text
    }

    /// The value so far, as JSON, for showing it while it comes: lists and objects with the members that are complete, and
    /// a text as far as it goes. A number counts once it is complete. `None` before anything has come.
    pub fn partial(&self) -> Option<Value> {
        partial(&self.text())
    }

    /// The events with what they make up so far.
    pub fn events(&self) -> &Accumulating<A::Event> {
        &self.events
    }

    /// Reads the events that are left, and returns the value that all of them make up.
    ///
    /// # Errors
    /// Those of [`Accumulating::finish`], and those of an answer without a stream.
    pub async fn finish(&mut self) -> Result<Parsed<T, A>, ParseError<A>> {
        Parsed::of(self.events.finish().await?)
    }
}

impl<T, A: StructuredAnswer> fmt::Debug for ParseStream<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ParseStream").field(&self.events).finish()
    }
}
