//! The last requests: so many of them, and no more text of each than is read.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use specmill_core::diagnostics::one_line;

use crate::mock::Reply;

/// How many requests are remembered.
const MOST: usize = 100;

/// The longest text that is remembered of a request, in characters.
const LONGEST: usize = 400;

/// A request that was answered, as far as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// How many were before it.
    pub(super) number: u64,
    pub(super) method: String,
    pub(super) target: String,
    pub(super) operation: Option<String>,
    pub(super) status: u16,
    pub(super) time: Duration,
    pub(super) fault: Option<String>,
    pub(super) help: Option<String>,
    pub(super) is_simulated: bool,
    pub(super) warnings: Vec<String>,
}

impl Entry {
    pub(crate) fn of(method: &str, reply: &Reply, time: Duration) -> Self {
        let cut = |text: &str| cut(&one_line(text));
        Self {
            number: 0,
            method: cut(method),
            target: cut(&reply.target),
            operation: reply.operation.as_deref().map(cut),
            status: reply.response.status().as_u16(),
            time,
            fault: reply.fault.as_deref().map(cut),
            help: reply.help.as_deref().map(cut),
            is_simulated: reply.is_simulated,
            warnings: reply.warnings.iter().take(4).map(|warning| cut(warning)).collect(),
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The last requests, and how many there were.
#[derive(Default)]
pub(super) struct Recent(Mutex<(u64, VecDeque<Entry>)>);

impl Recent {
    pub(super) fn add(&self, mut entry: Entry) {
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recent.0 += 1;
        entry.number = recent.0;
        recent.1.truncate(MOST - 1);
        recent.1.push_front(entry);
    }

    /// The newest first.
    pub(super) fn all(&self) -> Vec<Entry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.iter().cloned().collect()
    }
}
