//! A call whose answer is a value.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use serde::de::DeserializeOwned;

use super::answer::StructuredAnswer;
use super::error::ParseError;
use super::parsed::Parsed;
use super::schema_error::SchemaError;
use super::stream::ParseStream;
use crate::http::Call;

/// A call whose answer is a `T`, sent when it is awaited. Created by `ResponsesClient::parse` and `ChatClient::parse`.
#[must_use = "nothing is sent until it is awaited"]
pub struct Parse<T, A> {
    call: Result<Call<A>, SchemaError>,
    value: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned, A: StructuredAnswer> Parse<T, A> {
    pub(super) fn new(call: Result<Call<A>, SchemaError>) -> Self {
        Self { call, value: PhantomData }
    }

    /// Sets options that all calls share, such as time limits, retries and headers:
    /// `.with(|call| call.max_retries(0))`.
    pub fn with(mut self, options: impl FnOnce(Call<A>) -> Call<A>) -> Self {
        self.call = self.call.map(options);
        self
    }

    /// Sends the call and returns its events, which end in the value.
    ///
    /// # Errors
    /// When strict mode cannot take the type, or the call fails.
    pub async fn stream(self) -> Result<ParseStream<T, A>, ParseError<A>> {
        let call = self.call?.body_field("stream", &true).events::<A::Event>();
        Ok(ParseStream::new(call.await?.accumulate()))
    }
}

impl<T, A> IntoFuture for Parse<T, A>
where
    T: DeserializeOwned + Send + 'static,
    A: StructuredAnswer,
{
    type Output = Result<Parsed<T, A>, ParseError<A>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        let call = self.call;
        Box::pin(async move { Parsed::of(call?.await?) })
    }
}

impl<T, A> fmt::Debug for Parse<T, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Parse").field(&self.call).finish()
    }
}
