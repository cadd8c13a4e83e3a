//! A type of the caller, with serde's traits and none of ours.

use specmill_runtime::http::Client;
use specmill_runtime::http::types::Method;
use specmill_runtime::json::{self, DecodeError, Strictness};

#[derive(serde::Serialize, serde::Deserialize)]
struct Mine {
    id: String,
}

fn read(client: &Client) {
    let _ = client.request(Method::GET, "/mine").typed::<Mine>();
}

fn read_a_list(client: &Client) {
    let _ = client.request(Method::GET, "/mine").typed::<Vec<Mine>>();
}

fn read_events(client: &Client) {
    let _ = client.request(Method::GET, "/mine").events::<Mine>();
}

fn read_text(text: &[u8]) -> Result<Mine, DecodeError> {
    Ok(json::decode(text, Strictness::Lenient)?.value)
}

fn send(client: &Client, mine: &Mine) {
    let _ = client.request(Method::POST, "/mine").json(mine);
}

fn send_a_map(client: &Client, mine: std::collections::HashMap<String, i64>) {
    let _ = client.request(Method::POST, "/mine").json(&mine);
}

fn search(client: &Client, mine: &Mine) {
    let _ = client.request(Method::GET, "/mine").query("like", mine);
}

fn main() {}
