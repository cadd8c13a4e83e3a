//! What is being done, for whoever watches a terminal, once it takes a second.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::{is_watched, show_status};

/// How long it may take without a word, and how often the word is renewed.
const PERIOD: Duration = Duration::from_secs(1);

/// Does `work`. While it goes on, standard error says so, if that is a terminal: `generating api.yaml … 2 s`.
pub(crate) fn during<T>(what: &str, is_quiet: bool, work: impl FnOnce() -> T) -> T {
    if is_quiet || !is_watched() {
        return work();
    }
    thread::scope(|scope| {
        let (done, is_done) = channel::<()>();
        let begin = Instant::now();
        scope.spawn(move || {
            let mut is_shown = false;
            while is_done.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                show_status(&format!("{what} … {} s", begin.elapsed().as_secs()));
                is_shown = true;
            }
            if is_shown {
                show_status("");
            }
        });
        let outcome = work();
        drop(done);
        outcome
    })
}
