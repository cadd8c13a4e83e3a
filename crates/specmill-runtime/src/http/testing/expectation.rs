//! What is expected of the calls of an operation, and what they get.

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::answer::Answer;
use super::body::FromBody;
use super::operation::Operation;
use super::received::{Raw, Received};
use super::state::{Check, Expected, Respond, Shared, Unanswered};
use crate::auto_traits::auto_traits;
use crate::json::{self, Encode};
use crate::text::one_line;

/// A body that is another than expected is shown up to this many characters.
const MOST_SHOWN: usize = 2000;

/// The calls of an operation that a mock expects, and the answers that it gives: of an operation that
/// sends a `B`, and answers with an `A` or a stream of `E`s.
///
/// Each answer is for one call, in the order in which they are added; the last one is for all that
/// follow. Without [`times`](Self::times), at least as many calls are expected as there are answers, and
/// one.
///
/// Where several expectations fit a call, one with conditions goes before one without; of these, the
/// first that still waits for calls answers, and where none does, the last.
///
/// ```
/// # use specmill_runtime::http::testing::Expectation;
/// # use specmill_runtime::json::{Value, json};
/// # fn example(completions: Expectation<Value, Value, Value>) {
/// let asked = completions // mock.chat().create_completion()
///     .when(|call| call.body["model"] == "gpt-4.1")
///     .fails(429, json!({"error": {"message": "slow down"}}))
///     .returns(json!({"id": "a"}));
/// // … what is tested calls it twice, and then:
/// for call in asked.calls() {
///     assert_eq!(call.body["messages"][0]["role"], "user");
/// }
/// # }
/// ```
pub struct Expectation<B, A, E = Infallible> {
    shared: Arc<Shared>,
    number: usize,
    body: PhantomData<fn() -> B>,
    answer: PhantomData<fn() -> Answer<A, E>>,
}

auto_traits!([B, A, E] Expectation<B, A, E>: Send + Sync + Unpin);

impl<B, A, E> Expectation<B, A, E> {
    pub(super) fn new(shared: Arc<Shared>, operation: Operation) -> Self {
        let mut state = shared.state();
        let number = state.expected.len();
        state.expected.push(Expected {
            operation,
            conditions: Vec::new(),
            answers: Vec::new(),
            times: None,
            calls: Vec::new(),
        });
        drop(state);
        Self { shared, number, body: PhantomData, answer: PhantomData }
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        if let Some(expected) = self.shared.state().expected.get_mut(self.number) {
            change(expected);
        }
        self
    }

    fn condition(self, what: String, check: Arc<Check>) -> Self {
        self.change(|expected| expected.conditions.push((what, check)))
    }

    fn answer(self, respond: Arc<Respond>) -> Self {
        self.change(|expected| expected.answers.push(respond))
    }

    /// Only calls with this value of a parameter of the path.
    pub fn path(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        let what = format!("path parameter `{name}` = `{value}`");
        let found = move |raw: &Arc<Raw>| {
            let received = Received::new(Arc::clone(raw));
            differs("path parameter", &name, received.path_parameter(&name), &value)
        };
        self.condition(what, Arc::new(found))
    }

    /// Only calls with this value in the query.
    pub fn query(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        let what = format!("query `{name}` = `{value}`");
        let found = move |raw: &Arc<Raw>| {
            let sent = Received::new(Arc::clone(raw)).query(&name);
            differs("query", &name, sent.as_deref(), &value)
        };
        self.condition(what, Arc::new(found))
    }

    /// Only calls with this value of a header.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let (name, value) = (name.into(), value.into());
        let what = format!("header `{name}` = `{value}`");
        let found = move |raw: &Arc<Raw>| {
            let received = Received::new(Arc::clone(raw));
            differs("header", &name, received.header(&name), &value)
        };
        self.condition(what, Arc::new(found))
    }

    /// Expects exactly so many calls; with 0, none.
    pub fn times(self, calls: usize) -> Self {
        self.change(|expected| expected.times = Some((calls, calls)))
    }

    /// Expects so many calls or more.
    pub fn at_least(self, calls: usize) -> Self {
        self.change(|expected| expected.times = Some((calls, usize::MAX)))
    }

    /// Expects any number of calls, also none: what a shared set-up answers that not every test asks for.
    pub fn optional(self) -> Self {
        self.at_least(0)
    }

    /// Answers one more call: with a value, or an [`Answer`].
    pub fn returns(self, answer: impl Into<Answer<A, E>>) -> Self {
        let reply = answer.into().reply;
        self.answer(Arc::new(move |_: &Arc<Raw>| Ok(reply.clone())))
    }

    /// Answers one more call with this JSON, whatever the operation answers with: members that do not
    /// matter can be left out, and there may be ones that the description does not have.
    pub fn returns_json(self, body: impl Encode) -> Self {
        self.returns(Answer::json(body))
    }

    /// Answers one more call with a stream of these events, and the one that the API ends streams by.
    /// [`Answer::events`] makes one that pauses, breaks or has an event that cannot be read.
    pub fn streams(self, events: impl IntoIterator<Item = E>) -> Self
    where
        E: Encode,
    {
        self.returns(Answer::events(events))
    }

    /// Answers one more call with an error: its status, and the JSON of its body.
    pub fn fails(self, status: u16, body: impl Encode) -> Self {
        self.returns(Answer::json(body).status(status))
    }

    /// Breaks the connection of one more call, before an answer.
    pub fn resets(self) -> Self {
        self.returns(Answer::reset())
    }

    /// The calls that came for this expectation so far, their bodies read.
    ///
    /// # Panics
    ///
    /// When the body of one cannot be read as a `B`, which a client of the same description does not send.
    #[must_use]
    #[track_caller]
    pub fn calls(&self) -> Vec<Received<B>>
    where
        B: FromBody,
    {
        let calls = self.shared.state().expected.get(self.number).map(|one| one.calls.clone());
        let calls = calls.unwrap_or_default();
        calls.iter().map(|raw| super::verdict::read(Received::read(raw))).collect()
    }
}

impl<B: FromBody, A, E> Expectation<B, A, E> {
    /// Only calls for which `condition` is true.
    pub fn when(self, condition: impl Fn(&Received<B>) -> bool + Send + Sync + 'static) -> Self {
        let found = move |raw: &Arc<Raw>| match Received::<B>::read(raw) {
            Ok(received) if condition(&received) => None,
            Ok(_) => Some("a condition (`when`) is not met".to_owned()),
            Err(error) => Some(error.to_string()),
        };
        self.condition("a condition".to_owned(), Arc::new(found))
    }

    /// Only calls that send a body which is equal to `body`, as JSON.
    pub fn body(self, body: &B) -> Self
    where
        B: Encode,
    {
        let wanted = json::encode(body);
        let found = move |raw: &Arc<Raw>| match Received::<B>::read(raw) {
            Ok(received) => {
                let sent = json::encode(&received.body);
                (value(&sent) != value(&wanted)).then(|| {
                    let shown = |json: &[u8]| one_line(&String::from_utf8_lossy(json), MOST_SHOWN);
                    format!("the body is {}, where {} is expected", shown(&sent), shown(&wanted))
                })
            }
            Err(error) => Some(error.to_string()),
        };
        self.condition("this body".to_owned(), Arc::new(found))
    }

    /// Answers one more call with what `answer` makes of it. An assertion that fails in it fails the call,
    /// and the test with it.
    pub fn returns_with<R: Into<Answer<A, E>>>(
        self,
        answer: impl Fn(&Received<B>) -> R + Send + Sync + 'static,
    ) -> Self {
        self.answer(Arc::new(move |raw: &Arc<Raw>| match Received::read(raw) {
            Ok(received) => Ok(answer(&received).into().reply),
            Err(error) => Err(Unanswered(format!("the mock cannot answer: {error}"))),
        }))
    }
}

/// JSON as a value, so that the order of members does not matter.
fn value(json: &[u8]) -> serde_json::Value {
    serde_json::from_slice(json).unwrap_or_default()
}

fn differs(kind: &str, name: &str, sent: Option<&str>, wanted: &str) -> Option<String> {
    (sent != Some(wanted)).then(|| match sent {
        Some(sent) => format!("{kind} `{name}` is `{sent}`, where `{wanted}` is expected"),
        None => format!("{kind} `{name}` is missing, where `{wanted}` is expected"),
    })
}

impl<B, A, E> fmt::Debug for Expectation<B, A, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.shared.state();
        let call = state.expected.get(self.number).map(|expected| expected.operation.call());
        f.debug_tuple("Expectation").field(&call.unwrap_or_default()).finish()
    }
}
