//! The opening handshake (RFC 6455, section 4.1), on a call that changes its protocol.

use tokio_tungstenite::tungstenite::handshake::client::generate_key;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use crate::Error;
use crate::http::types::HeaderMap;
use crate::http::{Call, Response, Upgraded};
use crate::json::Value;

/// The connection, once the server has agreed.
pub(super) async fn shake_hands(call: Call<Value>) -> Result<Upgraded, Error> {
    let key = generate_key();
    let call = call.header("sec-websocket-version", "13").header("sec-websocket-key", &key);
    let answer: Response<Upgraded> = call.upgrade("websocket").await?;
    match fault(answer.headers(), &key) {
        None => Ok(answer.into_inner()),
        Some(fault) => Err(answer.into_error(format!("the server's handshake is wrong: {fault}"))),
    }
}

/// Why the answer, which has status 101, is not to be taken.
fn fault(headers: &HeaderMap, key: &str) -> Option<&'static str> {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if !header("upgrade").is_some_and(|protocol| protocol.eq_ignore_ascii_case("websocket")) {
        return Some("`upgrade` is not `websocket`");
    }
    // A cache, or a server that knows no WebSockets, cannot have it.
    if header("sec-websocket-accept").map(str::trim) != Some(&derive_accept_key(key.as_bytes())) {
        return Some("`sec-websocket-accept` does not fit the key that was sent");
    }
    if headers.contains_key("sec-websocket-extensions") {
        return Some("`sec-websocket-extensions` names extensions, and none were offered");
    }
    None
}
