//! What is wrong with awaiting, streams and pages.

use desk::Client;
use desk::types::{Invite, NewInvite, NewTalk, Order};
use specmill_runtime::http::{Error, Items};

async fn not_awaited(client: &Client) {
    let page = client.invites().list();
    println!("{}", page.data.len());
    let invite = client.invites().get("1");
    println!("{}", invite.email);
}

async fn question_mark_before_await(client: &Client) -> Result<(), Error> {
    client.invites().list()?;
    client.invites().get("1")?;
    Ok(())
}

async fn result_not_looked_at(client: &Client) {
    let page = client.invites().list().await;
    println!("{}", page.data.len());
}

fn awaited_outside_of_async(client: &Client) {
    let page = client.invites().list().await;
}

async fn question_mark_without_result(client: &Client) {
    let page = client.invites().list().await?;
}

async fn question_mark_of_another_error(client: &Client) -> Result<(), std::io::Error> {
    client.invites().list().await?;
    Ok(())
}

async fn loop_over_a_stream(client: &Client) {
    for invite in client.invites().list().items() {}
    for page in client.invites().list().pages() {}
    for invite in client.invites().list() {}
    for invite in client.invites().list().await {}
}

async fn loop_over_a_page(client: &Client) -> Result<(), Error> {
    let page = client.invites().list().await?;
    for invite in page {}
    for invite in &page {}
    for invite in page.iter() {}
    Ok(())
}

async fn loop_over_events(client: &Client, talk: &NewTalk) -> Result<(), Error> {
    let events = client.talks().create(talk).stream().await?;
    for event in events {}
    for event in client.talks().create(talk).stream() {}
    Ok(())
}

async fn items_awaited(client: &Client) -> Result<(), Error> {
    let invites = client.invites().list().items().await?;
    let pages = client.invites().list().pages().await?;
    Ok(())
}

async fn wrong_item(client: &Client) {
    let orders: Items<Order> = client.invites().list().items();
}

async fn items_of_what_has_no_pages(client: &Client) {
    client.invites().get("1").items();
    client.invites().get("1").stream();
}

async fn options_without_with(client: &Client) {
    client.invites().list().timeout(std::time::Duration::from_secs(1)).await;
    client.invites().list().with(|call| call.raw()).await;
}

fn sent_without_blocking(client: &Client) {
    let page = client.invites().list().send();
    for invite in client.invites().list().items().blocking() {}
}

fn sent_to_a_task(client: &Client, cell: std::rc::Rc<Client>) {
    fn spawn(future: impl Future + Send + 'static) {}
    spawn(async move {
        cell.invites().list().await;
    });
    spawn(client.invites().list());
    spawn(async {
        client.invites().list().await;
    });
}
