#!/usr/bin/env bash
# utoipa writes unsigned integers in the formats of signed ones: `u64` is `int64` with `minimum: 0`, `u32` is `int32`.
# The upper half of their values is valid for the application and does not fit what the document says: a client that
# takes `int32` at its word cannot hold 3 000 000 000. Where there is a minimum of 0, the next unsigned type holds all
# of both.
#
# And of a body that is text, a number or a date, it says `text/plain` although the handler returns `Json<…>`, which
# sends `application/json`: text comes in quotes. Only the content type of the answer tells.
#
# Seen with utoipa 6.0.0, axum 0.8.9:
#   u32                   {"type":"integer","format":"int32","minimum":0}
#   u64                   {"type":"integer","format":"int64","minimum":0}
#   body = String         text/plain; came as application/json, "a"
#   body = u64            text/plain; came as application/json, 18446744073709551615
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "seen"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
axum = { version = "=0.8.9", default-features = false, features = ["json"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
utoipa = { version = "=6.0.0", features = ["axum_extras"] }
TOML
cat >src/main.rs <<'RUST'
use axum::Json;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{OpenApi, ToSchema};

#[derive(Serialize, ToSchema)]
struct Counts {
    small: u32,
    big: u64,
}

#[utoipa::path(get, path = "/text", responses((status = 200, body = String)))]
async fn text() -> Json<String> {
    Json("a".to_owned())
}

#[utoipa::path(get, path = "/number", responses((status = 200, body = u64)))]
async fn number() -> Json<u64> {
    Json(u64::MAX)
}

#[derive(OpenApi)]
#[openapi(paths(text, number), components(schemas(Counts)))]
struct Document;

fn expect(what: &str, seen: Value, expected: Value) {
    println!("{what}: {seen}");
    assert_eq!(seen, expected, "changed");
}

async fn came(answer: Response) -> Value {
    let content_type = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
    let body = axum::body::to_bytes(answer.into_body(), 100).await.unwrap();
    json!([content_type, String::from_utf8_lossy(&body)])
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let document = serde_json::to_value(Document::openapi()).unwrap();
    let members = &document["components"]["schemas"]["Counts"]["properties"];
    expect("u32", members["small"].clone(), json!({"type": "integer", "format": "int32", "minimum": 0}));
    expect("u64", members["big"].clone(), json!({"type": "integer", "format": "int64", "minimum": 0}));
    expect("values", json!(Counts { small: u32::MAX, big: u64::MAX }), json!({"small": u32::MAX, "big": u64::MAX}));
    for (path, answer, body) in [
        ("/text", text().await.into_response(), "\"a\""),
        ("/number", number().await.into_response(), "18446744073709551615"),
    ] {
        let content = document["paths"][path]["get"]["responses"]["200"]["content"].as_object().unwrap();
        let described: Vec<&String> = content.keys().collect();
        expect(&format!("{path} is described as"), json!(described), json!(["text/plain"]));
        expect(&format!("{path} came as"), came(answer).await, json!(["application/json", body]));
    }
}
RUST
cargo tree --quiet --depth 1 --prefix none -e normal 2>/dev/null | grep -E '^(utoipa|axum) v'
cargo run --quiet
