//! The stack that a document is worked on with.

use std::panic::resume_unwind;
use std::thread;

use crate::error::Error;
use specmill_core::diagnostics::{Diagnostic, Severity};

/// Bytes of stack that the stages run with, whoever calls them. The deepest document takes a tenth of
/// it in a debug build, as which cargo builds build scripts.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a stack of known size.
pub(crate) fn with_stack<T: Send>(
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    thread::scope(|scope| {
        match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
            Ok(running) => running.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(error) => Err(Error::from(Diagnostic {
                severity: Severity::Error,
                code: "no-thread",
                message: format!("no thread can be started: {error}"),
                place: None,
                help: Some("specmill needs one with 64 MiB of stack".to_owned()),
            })),
        }
    })
}
