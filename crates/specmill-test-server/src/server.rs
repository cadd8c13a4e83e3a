//! The server: its script, its record, its life.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::answer::Answer;
use crate::connection;
use crate::request::Request;

type Handler = Box<dyn Fn(&Request) -> Answer + Send + Sync>;

/// A server on `127.0.0.1` and a free port. It stops when it is dropped.
///
/// A request gets the next answer of the queue; with an empty queue, what the handler says; with
/// no handler, status 500 and a note that the script has ended.
pub struct TestServer {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<thread::JoinHandle<()>>,
}

struct State {
    handler: Option<Handler>,
    queue: Mutex<VecDeque<Answer>>,
    requests: Mutex<Vec<Request>>,
    /// Those that are open, by number.
    connections: Mutex<BTreeMap<usize, TcpStream>>,
    /// How many there were.
    accepted: AtomicUsize,
    /// How many of the next are to be reset before a byte is read.
    resets: AtomicUsize,
    stopped: AtomicBool,
}

impl TestServer {
    /// Starts a server that answers from its queue; see [`TestServer::answer`].
    ///
    /// # Errors
    /// When no socket can be had.
    pub fn start() -> io::Result<Self> {
        Self::run(None)
    }

    /// Starts a server that answers with what `handler` returns.
    ///
    /// # Errors
    /// When no socket can be had.
    pub fn with_handler(
        handler: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::run(Some(Box::new(handler)))
    }

    fn run(handler: Option<Handler>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            handler,
            queue: Mutex::default(),
            requests: Mutex::default(),
            connections: Mutex::default(),
            accepted: AtomicUsize::new(0),
            resets: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        let thread = Some(thread::spawn(move || accept(&listener, &shared)));
        Ok(Self { address, state, thread })
    }

    /// Puts an answer at the end of the queue.
    pub fn answer(&self, answer: Answer) -> &Self {
        lock(&self.state.queue).push_back(answer);
        self
    }

    /// The address to point a client at: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far, in the order they were read.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.state.requests).clone()
    }

    /// Resets the next `count` connections as soon as the first byte of a request has come, without
    /// reading it.
    pub fn reset_connections(&self, count: usize) -> &Self {
        self.state.resets.store(count, Ordering::SeqCst);
        self
    }

    /// How many connections there have been.
    pub fn connections(&self) -> usize {
        self.state.accepted.load(Ordering::SeqCst)
    }

    /// How many connections are open: neither side has closed them, as far as the server knows.
    pub fn open_connections(&self) -> usize {
        lock(&self.state.connections).len()
    }

    /// Closes every connection, also those that wait for a next request.
    pub fn close_connections(&self) {
        for stream in lock(&self.state.connections).values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.state.stopped.store(true, Ordering::SeqCst);
        self.close_connections();
        // The thread that accepts waits for a connection; this is the last one.
        let woken = TcpStream::connect(self.address).is_ok();
        // Afterwards the port is closed, which tests of refused connections count on.
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    for stream in listener.incoming().flatten() {
        if state.stopped.load(Ordering::SeqCst) {
            return;
        }
        let number = state.accepted.fetch_add(1, Ordering::SeqCst);
        if state.is_to_reset() {
            let _ = stream.peek(&mut [0]).and_then(|_| connection::reset_on_drop(&stream));
            continue;
        }
        // Answers are written in small parts: without this the peer's delayed ACK slows tests.
        let _ = stream.set_nodelay(true);
        // Kept for `drop`; one that cannot be had twice is served all the same.
        lock(&state.connections).extend(stream.try_clone().map(|clone| (number, clone)));
        let state = Arc::clone(state);
        thread::spawn(move || {
            let _ = connection::serve(&stream, |request| state.answer_to(request));
            // The clone would hold the connection open.
            lock(&state.connections).remove(&number);
        });
    }
}

impl State {
    fn is_to_reset(&self) -> bool {
        let fewer = |left: usize| left.checked_sub(1);
        self.resets.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fewer).is_ok()
    }

    fn answer_to(&self, request: Request) -> Answer {
        let scripted = lock(&self.queue).pop_front();
        let answer = scripted.unwrap_or_else(|| match &self.handler {
            Some(handler) => handler(&request),
            None => Answer::json(500, r#"{"message": "the script of the test server has ended"}"#),
        });
        lock(&self.requests).push(request);
        answer
    }
}

/// A test that failed while it held a lock shall not fail the others.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
