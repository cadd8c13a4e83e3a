//! Statuses move on: every answer is the same, so a caller that asks until some work has ended would
//! ask for ever.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use heck::ToSnakeCase;
use http::{Method, Request};
use specmill_core::source::Node;

use crate::coerce::property;
use crate::sample::is_valid;
use crate::schema::{Schema, views};

/// Names of properties that say how far some work is.
const NAMES: [&str; 4] = ["status", "state", "phase", "stage"];

/// Last words of values that say that work has ended well, the ones most meant first.
const ENDED_WELL: [&str; 13] = [
    "completed",
    "complete",
    "succeeded",
    "success",
    "successful",
    "done",
    "finished",
    "ended",
    "ready",
    "processed",
    "available",
    "resolved",
    "ok",
];

/// Last words of values that say that work has ended otherwise.
const ENDED: [&str; 15] = [
    "failed",
    "failure",
    "error",
    "errored",
    "errors",
    "cancelled",
    "canceled",
    "aborted",
    "expired",
    "incomplete",
    "rejected",
    "stopped",
    "terminated",
    "timeout",
    "deleted",
];

/// Words of values that say that work goes on. So does every one that ends in `ing`.
const AT_WORK: [&str; 9] = [
    "queued",
    "progress",
    "created",
    "submitted",
    "scheduled",
    "started",
    "accepted",
    "uploaded",
    "new",
];

/// Words of values that say that work has not begun.
const WAITING: [&str; 9] = [
    "queued",
    "pending",
    "waiting",
    "created",
    "submitted",
    "scheduled",
    "accepted",
    "uploaded",
    "new",
];

/// Words of values that say that work is about to end.
const ENDING: [&str; 4] = ["finalizing", "finalising", "finishing", "completing"];

/// How words of values begin that say that work is being undone, and those of what becomes of it.
const UNDOING: [&str; 10] =
    ["cancel", "abort", "stop", "delet", "terminat", "expir", "fail", "reject", "roll", "revert"];

/// How deep in objects a status is looked for: `{"data": {"attributes": {"status": …}}}`.
const DEPTH: usize = 3;

/// The most targets that are remembered; then it begins anew.
const MOST_TARGETS: usize = 10_000;

/// The targets that were asked for.
#[derive(Default)]
pub(crate) struct Asked(Mutex<BTreeSet<String>>);

impl Asked {
    /// Forgets all of them.
    pub(crate) fn reset(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether a request asks again for what an earlier one has read. One that may change something
    /// begins anew with what is under its path.
    pub(crate) fn is_again(&self, request: &Request<Bytes>) -> bool {
        let target = request.uri().path_and_query().map_or("", |target| target.as_str());
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !request.method().is_safe() {
            let path = request.uri().path();
            asked.retain(|known| !is_under(known, path));
            return false;
        }
        if asked.len() >= MOST_TARGETS {
            asked.clear();
        }
        let is_again = asked.contains(target);
        if *request.method() == Method::GET && !is_again {
            asked.insert(target.to_owned());
        }
        is_again
    }
}

/// Whether a target is `path` itself, or a path below it.
fn is_under(target: &str, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    target.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// Moves the statuses in `answer` on to an end, as far as the schema has a word for it and the answer
/// stays as valid as it was. Items of lists stay as they are.
pub(crate) fn end(schema: &Schema, answer: &mut Node) {
    advance(schema, answer, ends, &BTreeSet::new());
}

/// Moves the statuses in `answer` on by one step: to the next that says that work goes on, else to an
/// end. Those in a member that a caller has `set` stay as they are.
pub(crate) fn step(schema: &Schema, answer: &mut Node, set: &BTreeSet<String>) {
    advance(schema, answer, steps, set);
}

/// Of the values that a status can have, and the one it has: those that may come next, the most wanted
/// first.
type Next = fn(&[String], &str) -> Vec<Node>;

fn advance(schema: &Schema, answer: &mut Node, next: Next, set: &BTreeSet<String>) {
    let mut places = Vec::new();
    find(schema, schema.root(), answer, next, &mut Vec::new(), &mut places);
    places.retain(|(place, _)| place.first().is_none_or(|name| !set.contains(name)));
    let was_valid = is_valid(schema, answer);
    for (place, values) in places {
        let ended = values.into_iter().find_map(|value| {
            let mut changed = answer.clone();
            *place.iter().try_fold(&mut changed, |at, name| at.as_object_mut()?.get_mut(name))? =
                value;
            (!was_valid || is_valid(schema, &changed)).then_some(changed)
        });
        if let Some(ended) = ended {
            *answer = ended;
        }
    }
}

/// Names that lead to a status, and the values that it may have next, the most wanted first.
type Place = (Vec<String>, Vec<Node>);

/// Finds the statuses of work that has not ended.
fn find(
    schema: &Schema,
    node: &Node,
    value: &Node,
    next: Next,
    at: &mut Vec<String>,
    places: &mut Vec<Place>,
) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let described = property(schema, node, name);
        at.push(name.clone());
        match value {
            Node::String(now) if is_status(name) => {
                let values = next(&documented(schema, described), now);
                if !values.is_empty() {
                    places.push((at.clone(), values));
                }
            }
            // Long-running operations of Google's APIs.
            Node::Bool(false) if name == "done" => {
                places.push((at.clone(), vec![Node::Bool(true)]));
            }
            Node::Object(_) if at.len() < DEPTH => {
                find(schema, described, value, next, at, places);
            }
            _ => {}
        }
        at.pop();
    }
}

/// Whether a property is called `status`, `jobStatus`, `run_state` or the like.
pub(crate) fn is_status(name: &str) -> bool {
    words(name).last().is_some_and(|last| NAMES.contains(&last.as_str()))
}

/// The texts that a schema lists.
fn documented(schema: &Schema, node: &Node) -> Vec<String> {
    let listed = views(schema, node).into_iter().flat_map(|view| {
        let values = view.get("enum").and_then(Node::as_array).unwrap_or_default();
        values.iter().chain(view.get("const")).filter_map(Node::as_str)
    });
    listed.map(str::to_owned).collect()
}

/// The values with which work ends that is at `now`; none where it has ended, or nobody can tell.
fn ends(documented: &[String], now: &str) -> Vec<Node> {
    if end_rank(now).is_some() {
        return Vec::new();
    }
    let mut ends: Vec<(usize, &String)> =
        documented.iter().filter_map(|value| Some((end_rank(value)?, value))).collect();
    ends.sort_by_key(|(rank, _)| *rank);
    if ends.is_empty() && is_at_work(now) {
        // In words of the API's own: lists of statuses go from the first to the last.
        let others = documented.iter().rev().filter(|value| *value != now && !is_at_work(value));
        ends.extend(others.map(|value| (0, value)));
    }
    ends.into_iter().map(|(_, value)| Node::String(value.clone())).collect()
}

/// The values of work that goes on from `now`, then those it ends with; none where it does not go on, or
/// nobody can tell. What is being cancelled ends as cancelled.
fn steps(documented: &[String], now: &str) -> Vec<Node> {
    if !is_at_work(now) {
        return Vec::new();
    }
    let mut ends = ends(documented, now);
    if let Some(stem) = undoing(now) {
        ends.sort_by_key(|end| {
            !end.as_str().is_some_and(|end| words(end).iter().any(|it| it.starts_with(stem)))
        });
        return ends;
    }
    let key = |value: &str| (stage(value), documented.iter().position(|known| known == value));
    let is_next =
        |value: &&String| is_at_work(value) && undoing(value).is_none() && key(value) > key(now);
    let mut next: Vec<&String> = documented.iter().filter(is_next).collect();
    next.sort_by_key(|value| key(value));
    next.into_iter().map(|value| Node::String(value.clone())).chain(ends).collect()
}

/// How much a value is wanted as an end; `None` where it is none.
fn end_rank(value: &str) -> Option<usize> {
    let words = words(value);
    let is_denied =
        words.iter().any(|word| ["not", "partially", "partly"].contains(&word.as_str()));
    let last = words.last().filter(|_| !is_denied)?;
    let place = |list: &[&str]| list.iter().position(|known| last == known);
    place(&ENDED_WELL).or_else(|| Some(place(&ENDED)? + ENDED_WELL.len()))
}

fn is_at_work(value: &str) -> bool {
    let words = words(value);
    end_rank(value).is_none()
        && words.iter().any(|word| AT_WORK.contains(&word.as_str()) || word.ends_with("ing"))
}

/// How the end begins that work comes to which is being undone.
fn undoing(value: &str) -> Option<&'static str> {
    let words = words(value);
    UNDOING
        .into_iter()
        .find(|stem| words.iter().any(|word| word.starts_with(stem) && word.ends_with("ing")))
}

/// Whether work at `value` waits, is done, or is almost done.
fn stage(value: &str) -> usize {
    let words = words(value);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if any(&WAITING) {
        0
    } else if any(&ENDING) {
        2
    } else {
        1
    }
}

/// The words of a name in lower case: of `JOB_STATE_QUEUED`, `job-state-queued` and `jobStateQueued`.
fn words(name: &str) -> Vec<String> {
    name.to_snake_case().split('_').map(str::to_owned).collect()
}
