//! What is made, matched, sent and read, and how not.
#![allow(unused_variables)]

use std::collections::HashMap;

use desk::Client;
use desk::types::{Invite, NewInvite, Order};
use specmill_runtime::http::{Response, types::Method};
use specmill_runtime::json::{self, DecodeError, Strictness};

struct Mine {
    id: String,
}

fn required_left_out() {
    NewInvite::new(); //~ two arguments are missing
    NewInvite::new("ada@example.com"); //~ argument #2 of type `Order` is missing
    NewInvite::default(); //~ if you're trying to build a new `NewInvite`, consider using `NewInvite::new`
}

fn literals(invite: Invite) {
    let new = NewInvite { email: "a".to_owned(), order: Order::Asc }; //~ cannot create non-exhaustive struct
    let Invite { id, email, order, seats } = invite; //~ add `..` at the end of the field list
}

fn other_bodies(client: &Client, invite: NewInvite, mine: Mine) {
    client.invites().create(invite); //~ consider borrowing here
    client.invites().create(&mine); //~ expected `&NewInvite`, found `&Mine`
    client.invites().create(); //~ argument #1 of type `&NewInvite` is missing
}

fn compared_with_text(order: Order) {
    match order {
        "asc" => {} //~ expected `Order`, found `&str`
        _ => {}
    }
}

fn printed(invite: Invite) {
    println!("{invite}"); //~ you may be able to use `{:?}`
}

fn own_types(client: &Client, mine: Mine, map: HashMap<String, i64>) -> Result<(), DecodeError> {
    client.invites().get("1").typed::<Mine>(); //~ is read by `.typed_serde::<Mine>()` in place of `.typed`
    client.invites().get("1").typed::<Vec<Mine>>(); //~ everywhere else as `json::Serde<Mine>`
    client.request(Method::GET, "/mine").events::<Mine>(); //~ not a type of a generated client
    client.request(Method::GET, "/mine").json(&mine); //~ is sent by `.json_serde(&value)` in place of `.json`
    client.request(Method::GET, "/mine").json(&map); //~ is sent by `.json_serde(&value)` in place of `.json`
    client.request(Method::GET, "/mine").query("like", &mine); //~ everywhere else as `&json::Serde(&value)`
    let read: Mine = json::decode(b"{}", Strictness::Lenient)?.value; //~ everywhere else as `json::Serde<Mine>`
    json::Value::from(mine); //~ the trait `From<Mine>` is not implemented for `specmill_runtime::json::Value`
    Ok(())
}

fn optional_used_as_a_value(invite: Invite) -> i64 {
    invite.seats + 1 //~ cannot add `{integer}` to `Option<i64>`
}

fn answer_returned_as_its_value(answer: Response<Invite>) -> Invite {
    answer //~ expected `Invite`, found `Response<Invite>`
}

fn main() {}
