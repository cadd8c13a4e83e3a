//! What does nothing by itself.

use desk::Client;
use desk::types::NewInvite;

async fn nothing_is_sent(client: &Client, invite: NewInvite) {
    client.invites().list(); //~ nothing is sent until it is awaited
    client.invites().get("1"); //~ a call is sent when it is awaited
    client.invites().list().items(); //~ call `.try_next().await` or `.collect().await`
    client.invites().list().pages(); //~ call `.try_next().await` or `.collect().await`
    client.invites().list().with(|call| call.max_retries(0)); //~ nothing is sent until it is awaited
    invite.seats(5); //~ unused return value of `NewInvite::seats` that must be used
    Client::builder().bearer("key"); //~ a client is made by `.build()`
}

fn main() {
    let _ = nothing_is_sent;
}
