//! What the generated clients put on the wire, and what they make of answers.
#![allow(clippy::unwrap_used)]

mod annotated_enums;
mod answers;
mod base64_floats;
mod bodies;
mod conventions;
mod exchanges;
mod framework_names;
mod inheritance;
mod inputs;
mod intersections;
mod invoicing;
mod list_invites;
mod media_types;
mod messages;
mod mock;
mod mocks;
mod nullable;
mod operations;
mod parameters;
mod parents;
mod path_groups;
mod responses;
mod secrets;
mod streams;
mod tags;
mod threads;
mod typed;
mod types;
mod undeclared;
mod unions;
mod unix_times;
mod values;
mod webhooks;

use serde_json::Value;
use specmill_runtime::http::{self, ClientBuilder};
use specmill_test_server::{Answer, Request, TestServer};

/// A server that answers everything with `status` and `body`.
fn server(status: u16, body: &'static str) -> TestServer {
    TestServer::with_handler(move |_| match status {
        204 => Answer::status(204),
        _ => Answer::json(status, body),
    })
    .unwrap()
}

/// A client of any case, pointed at `server`.
fn client<C: From<http::Client>>(builder: ClientBuilder<C>, server: &TestServer) -> C {
    builder.base_url(server.url()).max_retries(0).build().unwrap()
}

/// The last request.
fn last(server: &TestServer) -> Request {
    server.requests().pop().unwrap()
}

/// The JSON body of the last request.
fn body(server: &TestServer) -> Value {
    serde_json::from_slice(&last(server).body).unwrap()
}
