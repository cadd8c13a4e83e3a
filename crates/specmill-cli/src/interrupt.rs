//! Ctrl-C while files are written: it takes effect when all of them are.

use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a command that a signal ended (128 and its number, as shells have it).
const INTERRUPTED: i32 = 130;

static IS_DUE: AtomicBool = AtomicBool::new(false);

/// Writes what belongs together. A first Ctrl-C meanwhile ends the process afterwards, a second one at once.
pub(crate) fn hold_during<T>(write: impl FnOnce() -> T) -> T {
    let is_held = ctrlc::set_handler(|| {
        if IS_DUE.swap(true, Ordering::SeqCst) {
            exit(INTERRUPTED);
        }
    })
    .is_ok();
    let outcome = write();
    if is_held && IS_DUE.load(Ordering::SeqCst) {
        exit(INTERRUPTED);
    }
    outcome
}
