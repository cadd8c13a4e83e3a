//! The stack that a document is worked on with.

use std::io;
use std::panic::resume_unwind;
use std::thread;

/// Bytes of stack that the stages run with, whoever calls them. The deepest document takes a tenth of
/// it in a debug build, as which cargo builds build scripts.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a stack of known size, 64 MiB.
///
/// # Errors
///
/// When no thread can be started.
pub fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let running = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        Ok(running.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
