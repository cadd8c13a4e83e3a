//! Receives webhooks: `cargo run --example receive_webhooks --features webhooks`.
//!
//! With `OPENAI_WEBHOOK_SECRET` set it waits for those of the real API, which need a way to reach the
//! address that it prints; without, it sends itself some.

#[path = "support/webhook_receiver.rs"]
mod webhook_receiver;

use std::error::Error;
use std::time::SystemTime;

use openai_rest::http::types::Method;
use openai_rest::{Client, Webhook, webhook_from_env};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    if std::env::var("OPENAI_WEBHOOK_SECRET").is_ok_and(|secret| !secret.trim().is_empty()) {
        let (server, told) = webhook_receiver::start(webhook_from_env()?)?;
        println!("listening at {}", server.url());
        told.iter().for_each(|line| println!("{line}"));
        return Ok(());
    }
    let webhook = Webhook::new("whsec_c2VjcmV0IG9mIGFuIGV4YW1wbGU=")?;
    let (server, told) = webhook_receiver::start(webhook.clone())?;
    println!("OPENAI_WEBHOOK_SECRET is not set: sending webhooks to {} ourselves\n", server.url());

    let other = Webhook::new("whsec_c29tZW9uZSBlbHNl")?;
    let (batch, response, storm) = (
        r#"{"id": "evt_1", "object": "event", "created_at": 1767225600, "type": "batch.completed",
            "data": {"id": "batch_tides"}}"#,
        r#"{"id": "evt_2", "object": "event", "created_at": 1767225660, "type": "response.completed",
            "data": {"id": "resp_ferry"}}"#,
        r#"{"type": "storm.warning"}"#,
    );
    for (signer, body) in
        [(&webhook, batch), (&webhook, response), (&webhook, storm), (&other, batch)]
    {
        let status = deliver(&server.url(), signer, body).await?;
        println!("{}: answered {status}", told.recv()?);
    }
    Ok(())
}

/// Sends a webhook as the API does, and returns the status that it is answered with.
async fn deliver(url: &str, signer: &Webhook, body: &str) -> Result<u16, Box<dyn Error>> {
    let client = Client::builder().base_url(url).max_retries(0).build()?;
    let mut call = client.request(Method::POST, "/").without_credentials();
    for (name, value) in &signer.sign("msg_1", SystemTime::now(), body.as_bytes())? {
        call = call.header(name.as_str(), value.to_str()?);
    }
    let sent = call.bytes("application/json", body.as_bytes().to_vec()).raw().await;
    match sent {
        Ok(answer) => Ok(answer.status().as_u16()),
        Err(error) => Ok(error.status().ok_or(error.to_string())?.as_u16()),
    }
}
