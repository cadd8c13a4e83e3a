//! What is found after types are right: moves, lifetimes and what is not used.

use desk::Client;
use desk::types::NewInvite;
use specmill_runtime::http::{Error, Response};

async fn nothing_is_sent(client: &Client, invite: &NewInvite) {
    client.invites().list();
    client.invites().get("1");
    client.invites().list().items();
    client.invites().list().pages();
    client.invites().list().call();
    client.invites().list().with(|call| call.max_retries(0));
}

async fn setter_without_its_result(client: &Client, invite: NewInvite) {
    invite.clone().seats(5);
    Client::builder().bearer("key");
}
