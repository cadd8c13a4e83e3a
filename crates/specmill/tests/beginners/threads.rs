//! What is given to tasks and threads.

use std::rc::Rc;

use desk::Client;

/// What `tokio::spawn` asks for.
fn spawn(task: impl Future + Send + 'static) {
    drop(task);
}

fn what_stays_in_its_thread(client: Rc<Client>) {
    spawn(async move { //~ has type `Rc<Client>` which is not `Send`
        let _ = client.invites().list().await;
    });
}

fn what_is_borrowed(client: &Client) {
    spawn(async { //~ `client` is a reference that is only valid in the function body
        let _ = client.invites().list().await;
    });
}

fn what_may(client: &Client) {
    let mut invites = client.invites().list().items();
    spawn(async move { invites.try_next().await });
    let client = client.clone();
    spawn(async move { client.invites().list().with(|call| call.max_retries(0)).await });
}

fn main() {
    let _ = (what_stays_in_its_thread, what_is_borrowed, what_may);
}
