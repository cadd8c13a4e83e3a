//! What is taken for a page, a transport, a source of tokens or parts of a value, and is none.
#![allow(unused_variables)]

use desk::Client;
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{ClientBuilder, EventStream, Response};
use specmill_runtime::json::Value;

fn page(client: &Client) {
    client.request(Method::GET, "/list").items_by("after"); //~ implement `http::Page` by hand
    client.request(Method::GET, "/list").pages_by("after"); //~ implement `http::Page` by hand
}

fn whole(events: Response<EventStream<Value>>) {
    events.accumulate(); //~ read the events one by one, with `.try_next().await?`
}

fn transport(builder: ClientBuilder<Client>) {
    builder.transport("proxy"); //~ a `reqwest::Client` is given to `ClientBuilder::reqwest`
}

fn token(builder: ClientBuilder<Client>) {
    builder.token_provider("sk-1"); //~ a token that stays the same is given to `bearer`
}

fn main() {}
