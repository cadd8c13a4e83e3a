//! Events over WebSockets, against a server in this process that another library's other half is.

mod bounds;
mod ends;
mod events;
mod handshake;
mod python;
#[cfg(convenience = "responses_websocket")]
mod responses;
mod server;
