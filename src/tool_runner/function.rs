//! Closures as tools.

use std::fmt;
use std::future::{Future, ready};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::failure::ToolFailure;
use super::output::IntoToolOutput;
use super::tool::{FunctionDefinition, RunnableTool, ToolCall, ToolFuture};
use crate::http::BoxError;
use crate::json::{self, Serde, Strictness};

type Define<'t> = Box<dyn Fn() -> Result<FunctionDefinition, BoxError> + Send + Sync + 't>;
type Run<'t> = Box<dyn Fn(&str) -> ToolFuture<'t> + Send + Sync + 't>;

/// A closure that a model can call.
///
/// It takes the arguments, as any type with serde's `Deserialize`, and returns a future of what the model is told
/// ([`IntoToolOutput`]). It may borrow what lives longer than the run.
#[must_use = "a tool is run when a model calls it, in a run that has it"]
pub struct RunnableFunction<'t> {
    name: String,
    define: Define<'t>,
    run: Run<'t>,
    strict: Option<bool>,
    timeout: Option<Duration>,
}

impl<'t> RunnableFunction<'t> {
    /// Creates a tool whose parameters are the fields of `T`, in strict mode.
    ///
    /// A type that strict mode cannot take is the error of the run, before anything is sent; see
    /// [`structured`](crate::structured).
    ///
    /// ```
    /// use openai_rest::tool_runner::RunnableFunction;
    ///
    /// #[derive(serde::Deserialize, schemars::JsonSchema)]
    /// struct Place {
    ///     /// The city, with its country where there are several.
    ///     city: String,
    /// }
    ///
    /// let weather = RunnableFunction::new(
    ///     "get_weather",
    ///     "The weather in a city, now.",
    ///     |place: Place| async move { format!("It rains in {}.", place.city) },
    /// );
    /// ```
    #[cfg(feature = "schemars")]
    pub fn new<T, F, O>(name: impl Into<String>, description: impl Into<String>, run: F) -> Self
    where
        T: DeserializeOwned + schemars::JsonSchema + 't,
        F: Fn(T) -> O + Send + Sync + 't,
        O: Future<Output: IntoToolOutput> + Send + 't,
    {
        let (name, description) = (name.into(), description.into());
        let define_name = name.clone();
        let define: Define<'t> = Box::new(move || {
            let parameters = crate::structured::strict_schema::<T>()?;
            let name = define_name.clone();
            Ok(FunctionDefinition::new(name, description.clone(), parameters.into())?.strict(true))
        });
        Self { name, define, run: running(run), strict: None, timeout: None }
    }

    /// Creates a tool with a JSON Schema of its parameters. The arguments are of any type, such as
    /// [`json::Value`](crate::json::Value), that reads what the schema describes.
    ///
    /// The server decides whether the schema is one for strict mode, unless [`RunnableFunction::strict`] does.
    pub fn with_parameters<T, F, O>(
        name: impl Into<String>,
        description: impl Into<String>,
        parameters: Value,
        run: F,
    ) -> Self
    where
        T: DeserializeOwned + 't,
        F: Fn(T) -> O + Send + Sync + 't,
        O: Future<Output: IntoToolOutput> + Send + 't,
    {
        let (name, description) = (name.into(), description.into());
        let define_name = name.clone();
        let define: Define<'t> = Box::new(move || {
            FunctionDefinition::new(define_name.clone(), description.clone(), parameters.clone())
        });
        Self { name, define, run: running(run), strict: None, timeout: None }
    }

    /// Sets whether the arguments have to be of the schema, which strict mode has to be able to take then.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = Some(strict);
        self
    }

    /// How long a call may take, in place of what the run allows.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

/// What reads the arguments of a call and runs the closure.
fn running<'t, T, F, O>(run: F) -> Run<'t>
where
    T: DeserializeOwned + 't,
    F: Fn(T) -> O + Send + Sync + 't,
    O: Future<Output: IntoToolOutput> + Send + 't,
{
    Box::new(move |arguments| {
        // Of a function without parameters, servers send an empty text as well.
        let arguments = if arguments.trim().is_empty() { "{}" } else { arguments };
        match json::decode::<Serde<T>>(arguments.as_bytes(), Strictness::Lenient) {
            Ok(decoded) => {
                let output = run(decoded.value.into_inner());
                Box::pin(
                    async move { output.await.into_tool_output().map_err(ToolFailure::Failed) },
                )
            }
            Err(error) => Box::pin(ready(Err(ToolFailure::Arguments(error)))),
        }
    })
}

impl RunnableTool for RunnableFunction<'_> {
    fn definition(&self) -> Result<FunctionDefinition, BoxError> {
        let mut definition = (self.define)()?;
        definition.strict = self.strict.or(definition.strict);
        Ok(definition)
    }

    fn run<'f>(&'f self, call: &'f ToolCall) -> ToolFuture<'f> {
        (self.run)(&call.arguments)
    }

    fn timeout(&self) -> Option<Duration> {
        self.timeout
    }
}

impl fmt::Debug for RunnableFunction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RunnableFunction").field("name", &self.name).finish_non_exhaustive()
    }
}
