//! What is awaited, looped over and sent, and how not.
#![allow(unused_variables)]

use desk::Client;
use desk::types::{Invite, NewTalk, Order};
use specmill_runtime::http::{Error, EventStream, Items, Response};

async fn not_awaited(client: &Client) -> Result<(), Error> {
    let page = client.invites().list();
    println!("{}", page.data.len()); //~ no field `data` on type `ListInvitesCall`
    client.invites().list()?; //~ `?` operator cannot be applied to type `ListInvitesCall`
    let invite = client.invites().get("1");
    println!("{}", invite.email); //~ no field `email` on type `Call<Invite>`
    client.invites().get("1")?; //~ `?` operator cannot be applied to type `Call<Invite>`
    Ok(())
}

async fn result_not_looked_at(client: &Client) {
    let page = client.invites().list().await;
    println!("{}", page.data.len()); //~ one of the expressions' fields has a field of the same name
}

fn awaited_outside_of_async(client: &Client) {
    let page = client.invites().list().await; //~ only allowed inside `async` functions and blocks
}

async fn question_mark_without_result(client: &Client) {
    let page = client.invites().list().await?; //~ this function should return `Result` or `Option`
}

async fn question_mark_of_another_error(client: &Client) -> Result<(), std::io::Error> {
    client.invites().list().await?; //~ the trait `From<specmill_runtime::http::Error>` is not implemented for `std::io::Error`
    Ok(())
}

async fn loops_over_streams(client: &Client, talk: &NewTalk, events: EventStream<Invite>) {
    for invite in client.invites().list().items() { //~ loop with `while let Some(next) = stream.try_next().await?
        println!("{}", invite.email);
    }
    for page in client.invites().list().pages() { //~ with the feature `blocking`, with `for next in stream.blocking()
        println!("{}", page.data.len());
    }
    let mut invites = client.invites().list().items();
    for invite in &invites {} //~ loop with `while let Some(next) = stream.try_next().await?
    for invite in &mut invites {} //~ loop with `while let Some(next) = stream.try_next().await?
    for event in events {} //~ `EventStream<Invite>` is no iterator: each piece of it is awaited
    for event in client.talks().create(talk).stream() {} //~ await it first: `let answer = call.await?;`
    for invite in client.invites().list() {} //~ `ListInvitesCall` is not an iterator
}

async fn loops_over_answers(client: &Client, talk: &NewTalk, list: Response<Vec<Invite>>) -> Result<(), Error> {
    let page = client.invites().list().await?;
    for invite in &page {} //~ the items of a page are in its list (`page.data`)
    for invite in page.iter() {} //~ one of the expressions' fields has a method of the same name
    for invite in page {} //~ those of all pages come from `.items()`
    for event in client.talks().create(talk).stream().await? {} //~ has `while let Some(next) = answer.try_next().await?
    // An answer that is a list is one.
    for invite in &list {}
    for invite in list {}
    Ok(())
}

async fn streams_awaited_as_a_whole(client: &Client) -> Result<(), Error> {
    let invites = client.invites().list().items().await?; //~ all that are left are `.collect().await?`
    println!("{}", invites.len());
    let pages = client.invites().list().pages().await?; //~ the next one is `.try_next().await?`
    Ok(())
}

async fn other_items(client: &Client) {
    let orders: Items<Order> = client.invites().list().items(); //~ expected `Items<Order>`, found `Items<Invite>`
    client.invites().get("1").items(); //~ not the answer of an operation that comes in pages
    client.invites().get("1").stream(); //~ no method named `stream` found for struct `Call
}

async fn options(client: &Client) {
    client.invites().list().timeout(std::time::Duration::MAX); //~ no method named `timeout` found for struct `ListInvitesCall`
    client.invites().list().with(|call| call.raw()); //~ expected `Call<InvitePage>`, found `Call<Bytes>`
}

fn without_async_and_its_feature(client: &Client) {
    for invite in client.invites().list().items().blocking() {} //~ turn on the feature `blocking`
    for page in client.invites().list().pages().into_blocking() {} //~ turn on the feature `blocking`
    client.invites().get("1").send(); //~ turn on the feature `blocking`
    client.invites().list().send(); //~ no method named `send` found for struct `ListInvitesCall`
}

fn main() {}
