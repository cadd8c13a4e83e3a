//! What may not go to another thread.
use desk::Client;
fn spawn(future: impl Future + Send + 'static) {}

fn sent_to_a_task(client: &Client, shared: std::rc::Rc<Client>) {
    spawn(async move {
        shared.invites().list().await;
    });
}
fn borrowed_by_a_task(client: &Client) {
    spawn(async {
        client.invites().list().await;
    });
    spawn(async {
        let group = client.invites();
        group.list().await;
    });
}
