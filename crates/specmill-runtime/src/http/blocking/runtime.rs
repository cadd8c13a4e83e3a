//! Waiting for a future on the thread of the caller.

use std::convert::Infallible;
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::{io, iter};

use tokio::runtime::{Builder, Handle};
use tokio::task::coop::consume_budget;

use crate::http::error::{Error, ErrorKind};

/// Waits for `future`, any future that is made of this module's calls, on the thread of the caller.
///
/// Connections and timers are looked after by one thread that all callers share; it is started by
/// the first of them and stays.
///
/// ```no_run
/// # use specmill_runtime::http::{self, Error, types::Method};
/// # fn example(client: http::Client) -> Result<(), Error> {
/// let (models, files) = http::block_on(async {
///     let models = client.request(Method::GET, "/models").await?;
///     Ok((models, client.request(Method::GET, "/files").await?))
/// })?;
/// # Ok(()) }
/// ```
///
/// # Errors
/// Those of the future, and [`ErrorKind::Configuration`] inside of an async task of tokio, where
/// waiting would keep its other tasks from running, or when the thread cannot be started; then
/// the future is not polled. Inside of `tokio::task::spawn_blocking` and `block_in_place` it waits.
pub fn block_on<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match Handle::try_current() {
        Ok(_) if is_inside_task() => {
            return Err(refused(
                "a blocking call cannot wait inside of an async task: await it there, or make it \
                 inside of `tokio::task::spawn_blocking`",
            ));
        }
        Err(error) if error.is_thread_local_destroyed() => {
            return Err(refused("a blocking call cannot be made by a thread that is ending"));
        }
        _ => {}
    }
    let runtime = shared_runtime().map_err(|error| {
        refused(&format!("the thread for blocking calls cannot be started: {error}"))
            .with_source(error)
    })?;
    let _inside = runtime.enter();
    wait(future)
}

fn refused(reason: &str) -> Error {
    Error::unsent(ErrorKind::Configuration, reason)
}

/// Whether a task of tokio is running on this thread.
///
/// A current runtime alone does not say so: the threads of `spawn_blocking` have one, too. But only
/// a task has a budget of operations before it has to make way for others; using it up costs the
/// task one yield.
fn is_inside_task() -> bool {
    let mut cx = Context::from_waker(Waker::noop());
    // The budget is counted in a byte.
    let mut polls = iter::repeat_with(|| pin!(consume_budget()).poll(&mut cx)).take(256);
    polls.any(|poll| poll.is_pending())
}

/// The one runtime, started anew for the next caller if that failed.
fn shared_runtime() -> io::Result<Handle> {
    static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    match &*runtime {
        Some(handle) => Ok(handle.clone()),
        None => Ok(runtime.insert(start()?).clone()),
    }
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name("specmill-http".into())
        .spawn(move || runtime.block_on(pending::<Infallible>()))?;
    Ok(handle)
}

/// Polls on this thread. `Handle::block_on` would do, but panics in a task that
/// `tokio::task::unconstrained` hides from [`is_inside_task`].
fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let wakeup = Arc::new(Wakeup { thread: thread::current(), is_due: AtomicBool::new(false) });
    let waker = Waker::from(wakeup.clone());
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        // Others may park and unpark this thread as well.
        while !wakeup.is_due.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

struct Wakeup {
    thread: Thread,
    is_due: AtomicBool,
}

impl Wake for Wakeup {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_due.store(true, Ordering::Release);
        self.thread.unpark();
    }
}
