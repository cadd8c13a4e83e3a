//! A request in, its answer out: by a small document with one of each, then over HTTP, then every
//! operation of larger documents.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod answers;
mod conventions;
mod cors;
mod discriminators;
mod faults;
mod limits;
mod made_up;
mod over_http;
mod overlaps;
mod page;
mod preferences;
mod secrets;
mod state;
mod unreliable;
mod whole;

use std::path::Path;

use bytes::Bytes;
use http::Request;
use serde_json::Value;
use specmill_mock::{Mock, Reply};

fn shop() -> Mock {
    Mock::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mock/shop.yaml")).unwrap()
}

fn load(document: &str) -> Mock {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, document).unwrap();
    Mock::load(&path).unwrap()
}

/// What a request gets: its line (`GET /items`), headers a line each, an empty line, and a body.
fn ask(mock: &Mock, text: &str) -> Reply {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in lines.map(|line| line.split_once(": ").unwrap()) {
        request = request.header(name, value);
    }
    mock.respond(&request.body(Bytes::from(body.to_owned())).unwrap())
}

/// The same, with a key.
fn ask_with_key(mock: &Mock, text: &str) -> Reply {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    ask(mock, format!("{line}\nx-key: k\n{rest}").trim_end_matches('\n'))
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(reply.response.body()).unwrap()
}

fn text(reply: &Reply) -> &str {
    std::str::from_utf8(reply.response.body()).unwrap()
}

fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}
