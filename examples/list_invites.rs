//! Lists the invites of an organization: `cargo run --example list_invites`.
//!
//! With `OPENAI_ADMIN_KEY` set it asks the real API; without, a small server of its own.

#[path = "support/invite_server.rs"]
mod invite_server;

use std::error::Error;
use std::process::ExitCode;

use openai_rest::Client;
use openai_rest::http::Items;
use openai_rest::invites::Invite;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    if std::env::var("OPENAI_ADMIN_KEY").is_ok_and(|key| !key.trim().is_empty()) {
        return print_invites(Client::from_env()?.invites().list().limit(100).items()).await;
    }
    let server = invite_server::start()?;
    println!("OPENAI_ADMIN_KEY is not set: asking a server of our own at {}\n", server.url());
    let client = Client::builder().base_url(server.url()).bearer("sk-example").build()?;
    print_invites(client.invites().list().limit(3).items()).await?;
    println!("\nThe server had these requests; the second was answered 429, and sent again:");
    for request in server.requests() {
        println!("  {} {}", request.method, request.target);
    }
    Ok(())
}

/// Prints each invite as it comes; the next page is requested when it is needed.
async fn print_invites(mut invites: Items<Invite>) -> Result<(), Box<dyn Error>> {
    println!("{:<24} {:<8} {:<9} PROJECTS", "EMAIL", "ROLE", "STATUS");
    let mut count = 0;
    while let Some(invite) = invites.try_next().await? {
        let Invite { email, role, status, .. } = &invite;
        println!("{}", format!("{email:<24} {role:<8} {status:<9} {}", projects(&invite)).trim());
        count += 1;
    }
    println!("{count} invites");
    Ok(())
}

fn projects(invite: &Invite) -> String {
    let ids = invite.projects.iter().map(|project| project.id.as_str());
    ids.collect::<Vec<_>>().join(", ")
}
