//! What a call and a waiting event stream cost over bare `reqwest`, on loopback.
//!
//! ```sh
//! cargo bench -p specmill-runtime --bench overhead              # both
//! cargo bench -p specmill-runtime --bench overhead -- calls     # latency and CPU of calls
//! cargo bench -p specmill-runtime --bench overhead -- streams   # memory of 10 000 waiting streams
//! ```
//!
//! The server is a process of its own, so that the client's CPU and memory are the client's alone.
//! Both sides are `reqwest` with the same settings; they take turns in one run, as another run on a
//! busy machine is another machine.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark that cannot be set up has failed"
)]

mod calls;
mod model;
mod server;
mod streams;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match *words {
        ["serve"] => server::serve(),
        ["wait", side, url] => streams::wait(side, url),
        ["calls"] => calls::run(),
        ["streams"] => streams::run(),
        [] => {
            calls::run();
            streams::run();
        }
        _ => eprintln!("`calls`, `streams`, or nothing for both"),
    }
}
