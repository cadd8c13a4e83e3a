//! When a server ends: Ctrl-C, and what systems send to have a process end.

use std::future::poll_fn;
use std::io;
use std::task::Poll;

use tokio::runtime::{Builder, Runtime};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};

/// What ends a server, from now on.
pub(super) struct Signals {
    runtime: Runtime,
    #[cfg(unix)]
    signals: Vec<Signal>,
    #[cfg(windows)]
    signals: Vec<CtrlC>,
}

impl Signals {
    /// # Errors
    ///
    /// When the system lets nobody wait for them.
    pub(super) fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let signals = {
            let _entered = runtime.enter();
            #[cfg(unix)]
            let signals = vec![signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?];
            #[cfg(windows)]
            let signals = vec![ctrl_c()?];
            signals
        };
        Ok(Self { runtime, signals })
    }

    /// Waits for the first.
    pub(super) fn wait(self) {
        let Self { runtime, mut signals } = self;
        runtime.block_on(poll_fn(|context| {
            let is_here = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if is_here { Poll::Ready(()) } else { Poll::Pending }
        }));
    }
}
