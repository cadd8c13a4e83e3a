//! What a mock expects and what it received, and which answer a request gets.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::http::{Request, Response};
use bytes::Bytes;

use super::operation::{Operation, route};
use super::received::Raw;
use super::reply::{Fate, Reply};
use crate::clock::sleep;
use crate::http::describe::{Api, path_of_server};
use crate::http::wire::Body;

/// Finds what of a request is not as a condition wants it: nothing where it holds.
pub(super) type Check = dyn Fn(&Arc<Raw>) -> Option<String> + Send + Sync;
/// Conditions, each with the words for it.
type Conditions = Vec<(String, Arc<Check>)>;
/// Makes the answer to a request, or says why there is none.
pub(super) type Respond = dyn Fn(&Arc<Raw>) -> Result<Reply, Unanswered> + Send + Sync;

/// What is expected of the calls of one operation.
pub(super) struct Expected {
    pub(super) operation: Operation,
    pub(super) conditions: Conditions,
    pub(super) answers: Vec<Arc<Respond>>,
    /// How many calls there are to be; without, at least one, and one for each answer.
    pub(super) times: Option<(usize, usize)>,
    pub(super) calls: Vec<Arc<Raw>>,
}

/// Why a mock has no answer to a request, in words.
#[derive(Clone, Debug)]
pub(super) struct Unanswered(pub(super) String);

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unanswered {}

impl Expected {
    fn bounds(&self) -> (usize, usize) {
        self.times.unwrap_or((self.answers.len().max(1), usize::MAX))
    }

    fn is_waiting(&self) -> bool {
        self.calls.len() < self.bounds().0
    }

    fn takes_more(&self) -> bool {
        self.calls.len() < self.bounds().1
    }

    /// The answer to the next call.
    fn next(&self) -> Option<Arc<Respond>> {
        let last = self.answers.len().checked_sub(1)?;
        self.answers.get(self.calls.len().min(last)).cloned()
    }

    /// `` `models().get` with path parameter `model` = `gpt-4` ``
    fn title(&self) -> String {
        let mut title = format!("`{}`", self.operation.call());
        for (number, (condition, _)) in self.conditions.iter().enumerate() {
            title.push_str(if number == 0 { " with " } else { " and " });
            title.push_str(condition);
        }
        title
    }

    /// What is missing; nothing where it is met.
    fn unmet(&self) -> Option<String> {
        let (least, most) = self.bounds();
        let wanted = match (least, most) {
            (least, most) if least == most => counted(least),
            (least, _) => format!("at least {}", counted(least)),
        };
        let came = self.calls.len();
        self.is_waiting().then(|| format!("{}: {came} of {wanted} came", self.title()))
    }
}

fn counted(calls: usize) -> String {
    format!("{calls} call{}", if calls == 1 { "" } else { "s" })
}

/// What all parts of a mock share.
pub(super) struct Shared {
    pub(super) api: &'static Api,
    operations: &'static [Operation],
    /// The paths of the API's servers.
    bases: Vec<String>,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) expected: Vec<Expected>,
    pub(super) received: Vec<Arc<Raw>>,
    pub(super) unanswered: Vec<Unanswered>,
}

impl Shared {
    pub(super) fn new(api: &'static Api, operations: &'static [Operation]) -> Self {
        let servers = api.servers().iter().map(|server| server.url());
        let bases =
            servers.chain([api.base_url()]).map(|url| path_of_server(url).unwrap_or_default());
        let mut bases: Vec<String> = bases.collect();
        bases.push(String::new());
        bases.dedup();
        Self { api, operations, bases, state: Mutex::default() }
    }

    /// The path that the URL of the API's first server has.
    pub(super) fn base_path(&self) -> &str {
        self.bases.first().map_or("", String::as_str)
    }

    pub(super) fn described(&self, id: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| operation.id() == id)
    }

    // A closure of the test that panics does so without the lock.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to a request; it takes as long as the answer wants.
    pub(super) async fn exchange(
        &self,
        request: Request<Bytes>,
    ) -> Result<(Fate, Response<Body>), Unanswered> {
        let raw = Arc::new(self.received(request));
        self.state().received.push(Arc::clone(&raw));
        let answered = self.answer(&raw).and_then(|(operation, reply)| {
            let conventions = self.api.known_conventions();
            let response = reply.response(&operation, conventions).map_err(|fault| {
                Unanswered(format!("the mock cannot answer {}: {fault}", described(&raw)))
            })?;
            Ok((reply, response))
        });
        let (reply, response) = answered.inspect_err(|unanswered| {
            self.state().unanswered.push(unanswered.clone());
        })?;
        if !reply.delay.is_zero() {
            sleep(reply.delay).await;
        }
        if reply.fate == Fate::Silence {
            std::future::pending::<()>().await;
        }
        Ok((reply.fate, response))
    }

    fn received(&self, request: Request<Bytes>) -> Raw {
        let (head, body) = request.into_parts();
        let (path, query) = (head.uri.path(), head.uri.query().unwrap_or_default());
        let undescribed: Vec<Operation> =
            self.state().expected.iter().map(|expected| expected.operation.clone()).collect();
        let operations = self.operations.iter().chain(&undescribed);
        let found = route(operations, &self.bases, (&head.method, path, query));
        let (operation, parameters) = found
            .map_or((None, Vec::new()), |(found, parameters)| (Some(found.clone()), parameters));
        Raw {
            operation,
            path: path.to_owned(),
            query: query.to_owned(),
            parameters,
            method: head.method,
            headers: head.headers,
            body,
        }
    }

    fn answer(&self, raw: &Arc<Raw>) -> Result<(Operation, Reply), Unanswered> {
        let candidates = self.candidates(raw);
        let mut differences = Vec::new();
        let mut holding = Vec::new();
        for (number, conditions) in candidates {
            let differs = conditions.iter().find_map(|(_, check)| check(raw));
            match differs {
                None => holding.push(number),
                Some(difference) => differences.push(difference),
            }
        }
        let mut state = self.state();
        let Some(number) = chosen(&state.expected, &holding) else {
            return Err(unexpected(raw, &state.expected, &holding, &differences));
        };
        let Some(expected) = state.expected.get_mut(number) else {
            return Err(unexpected(raw, &[], &[], &[]));
        };
        let operation = expected.operation.clone();
        let respond = expected.next();
        expected.calls.push(Arc::clone(raw));
        drop(state);
        match respond {
            Some(respond) => Ok((operation, respond(raw)?)),
            // What has no body needs no word about it.
            None if operation.media_type().is_none() => {
                Ok((operation, Reply::new(super::reply::ContentType::Nothing, Vec::new())))
            }
            None => Err(Unanswered(format!(
                "the mock expects {} and has no answer to it: add `.returns(…)`",
                described(raw)
            ))),
        }
    }

    /// The expectations of the operation that a request is for.
    fn candidates(&self, raw: &Raw) -> Vec<(usize, Conditions)> {
        let state = self.state();
        let numbered = state.expected.iter().enumerate();
        numbered
            .filter(|(_, expected)| Some(&expected.operation) == raw.operation.as_ref())
            .map(|(number, expected)| (number, expected.conditions.clone()))
            .collect()
    }
}

/// Of the expectations that fit a call and take more of them, the one that answers it: one with
/// conditions before one without; then the first that still waits for calls, else the last.
fn chosen(expected: &[Expected], holding: &[usize]) -> Option<usize> {
    let open: Vec<(usize, &Expected)> = holding
        .iter()
        .filter_map(|number| Some((*number, expected.get(*number)?)))
        .filter(|(_, expected)| expected.takes_more())
        .collect();
    let has_conditions = open.iter().any(|(_, expected)| !expected.conditions.is_empty());
    let mut meant = open.iter().filter(|(_, one)| one.conditions.is_empty() != has_conditions);
    let waiting = meant.clone().find(|(_, expected)| expected.is_waiting());
    waiting.or_else(|| meant.next_back()).map(|(number, _)| *number)
}

/// `` `models().list` (GET /v1/models) ``
fn described(raw: &Raw) -> String {
    let sent = format!("{} {}", raw.method, raw.path.escape_debug());
    match &raw.operation {
        Some(operation) => format!("`{}` ({sent})", operation.call()),
        None => format!("{sent}, which is no operation of the client"),
    }
}

/// What is said of a call that nothing expects.
fn unexpected(
    raw: &Raw,
    expected: &[Expected],
    holding: &[usize],
    differences: &[String],
) -> Unanswered {
    let mut text = format!("the mock does not expect a call of {}", described(raw));
    let exhausted = holding.iter().filter_map(|number| expected.get(*number)).map(|expected| {
        let (_, most) = expected.bounds();
        format!("{}, of which {} came", expected.title(), counted(most))
    });
    let reasons: Vec<String> = exhausted.chain(differences.iter().cloned()).collect();
    let others: Vec<String> = expected.iter().map(Expected::title).collect();
    match (reasons.as_slice(), others.as_slice()) {
        ([], []) => text.push_str(": it expects nothing"),
        ([], others) => text.push_str(&format!(": it expects {}", others.join(", "))),
        (reasons, _) => text.push_str(&format!(": {}", reasons.join("; "))),
    }
    Unanswered(text)
}

impl State {
    /// What was expected and did not come, and what came unexpected: a line each.
    pub(super) fn unmet(&self) -> Vec<String> {
        let missing = self.expected.iter().filter_map(Expected::unmet);
        missing.chain(self.unanswered.iter().map(|fault| fault.0.clone())).collect()
    }
}
