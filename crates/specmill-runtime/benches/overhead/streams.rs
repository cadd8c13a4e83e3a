//! Event streams that wait for their next event: what each takes of the client's memory.

use std::process::Command;

use serde_json::Value;
use specmill_runtime::__private as runtime;

use crate::model::{TOKEN, client, reqwest_client};
use crate::server::{Server, raise_limit};

const STREAMS: usize = 10_000;
static EVENTS: runtime::Operation =
    runtime::Operation::get("events", "/events").security(&[&["Key"]]);

/// Each side in a process of its own, with a server of its own.
pub(crate) fn run() {
    println!(
        "{STREAMS} event streams that gave an event and wait: KiB of resident memory for each"
    );
    for side in ["bare", "ours", "bare", "ours"] {
        let server = Server::start();
        let mut command = Command::new(std::env::current_exe().unwrap());
        assert!(command.args(["wait", side, &server.url]).status().unwrap().success());
    }
}

/// Opens the streams of one side and says how much the process grew.
pub(crate) fn wait(side: &str, url: &str) {
    raise_limit();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        // What the first one takes is not for each of them.
        let grown = if side == "ours" {
            let client = client(url);
            let open = async || {
                let call = runtime::call_for_events::<Value>(&client, &EVENTS);
                let mut stream = call.await.unwrap().into_inner();
                assert_eq!(stream.try_next().await.unwrap().unwrap()["n"], 1);
                stream
            };
            grown(open).await
        } else {
            let client = reqwest_client();
            let url = format!("{url}/events");
            let open = async || {
                let request = client.get(&url).bearer_auth(TOKEN).send();
                let mut response = request.await.unwrap();
                // The event came in two chunks.
                assert!(response.chunk().await.unwrap().is_some());
                assert!(response.chunk().await.unwrap().is_some());
                response
            };
            grown(open).await
        };
        println!("{side}: {:.1}", grown as f64 / STREAMS as f64);
    });
}

/// By how many KiB the process grows for all streams `open` makes.
async fn grown<S>(open: impl AsyncFn() -> S) -> u64 {
    let _first = open().await;
    let before = resident();
    let mut all = Vec::with_capacity(STREAMS);
    for _ in 0..STREAMS {
        all.push(open().await);
    }
    resident() - before
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
}
