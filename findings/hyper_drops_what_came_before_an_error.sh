#!/usr/bin/env bash
# A streamed body of an axum or hyper server that fails takes back what it has given: where the error comes without a
# pause behind an event, neither the event nor even the status goes out. hyper keeps both in a buffer that it writes
# when the body is not ready, and closes the connection at an error without writing it. The client of such a server
# sees "connection closed before message completed", as if nothing had happened there, and tries a call again whose
# work was begun; with a pause before the error it sees 200, the event, and that the answer broke off. So a client
# cannot tell by an empty answer that a server did not begin, and whoever writes a server (or a mock) that is to break
# off behind an event has to let go of the thread first.
#
# Seen with axum 0.8.9, hyper 1.12.0:
#   an error at once       curl: empty reply from server (52), 0 bytes
#   a yield before it      curl: transfer closed (18), 200, "data: first"
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "seen"
edition = "2024"

[dependencies]
axum = { version = "=0.8.9", default-features = false, features = ["http1", "tokio"] }
async-stream = "=0.3.6"
hyper = "=1.12.0"
tokio = { version = "1.44", features = ["macros", "rt", "net"] }

[workspace]
TOML
cat >src/main.rs <<'RUST'
use std::io;

use axum::{Router, body::Body, response::Response, routing::get};

fn answer(yields: bool) -> Response {
    Response::new(Body::from_stream(async_stream::stream! {
        yield Ok("data: first\n\n");
        if yields {
            tokio::task::yield_now().await;
        }
        yield Err(io::Error::other("the work failed"));
    }))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = Router::new()
        .route("/at-once", get(|| async { answer(false) }))
        .route("/yield", get(|| async { answer(true) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    axum::serve(listener, app).await.unwrap();
}
RUST
cargo build --quiet
cargo tree --quiet --depth 1 | grep -E 'axum|hyper'
"${CARGO_TARGET_DIR:-target}"/debug/seen >address.txt &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
until [ -s address.txt ]; do sleep 0.1; done

# seen PATH EXPECTED: the exit code of curl, the status and the body.
seen() {
    local code=0 found
    found=$(curl --silent --max-time 10 --write-out ' %{http_code}' "$(cat address.txt)/$1") || code=$?
    found="$code $(tr '\n' ' ' <<<"$found" | xargs)"
    echo "$1: $found"
    [ "$found" = "$2" ] || { echo "changed: $2 was seen before"; exit 1; }
}

seen at-once '52 000'
seen yield '18 data: first 200'
