//! What is taken for a page, a transport or a source of tokens, and is none.

use specmill_runtime::http::{Client, ClientBuilder, EventStream, Response};
use specmill_runtime::http::types::Method;
use specmill_runtime::json::Value;

fn page(client: &Client) {
    let _ = client.request(Method::GET, "/list").items("after");
}

fn whole(events: Response<EventStream<Value>>) {
    let _ = events.accumulate();
}

fn transport(builder: ClientBuilder<Client>, client: specmill_runtime::http::reqwest::Client) {
    let _ = builder.transport(client);
}

fn token(builder: ClientBuilder<Client>) {
    let _ = builder.token_provider("sk-1");
}

fn main() {}
