//! What is wrong with values that are made, sent and read.

use desk::Client;
use desk::types::{Invite, Message, NewInvite, NewTalk, Order, Text};
use specmill_runtime::http::{types::Method, Error};
use specmill_runtime::json;

struct Mine {
    id: String,
}

fn required_left_out() {
    NewInvite::new();
    NewInvite::new("ada@example.com");
    NewInvite::default();
}

fn literal() {
    let invite = NewInvite { email: "a".to_owned(), order: Order::Asc };
    let invite = Invite { id: "1".to_owned(), ..invite() };
    let Invite { id, email } = invite();
}

fn invite() -> Invite {
    loop {}
}

fn constructed_from_another_type() {
    NewInvite::new(1, Order::Asc);
    NewInvite::new("a", "asc");
    NewInvite::new("a", 1);
    NewTalk::new("hi");
    NewTalk::new(vec!["hi"]);
}

fn set_to_another_type(client: &Client, invite: NewInvite) {
    client.invites().list().limit("5");
    client.invites().list().limit(5u64);
    client.invites().list().after(5);
    client.invites().list().after("5".to_owned());
    client.invites().list().order("asc");
    client.invites().list().order(Order::Asc);
    invite.clone().seats("five");
    invite.clone().note(5);
    invite.clone().tags("a");
    invite.clone().labels(5);
    invite.clone().details(5);
}

fn sent_another_body(client: &Client, invite: NewInvite, mine: Mine) {
    client.invites().create(invite);
    client.invites().create(&mine);
    client.invites().create("text");
    client.invites().create();
}

fn matched_without_the_rest(order: Order, message: Message) {
    match order {
        Order::Asc => {}
        Order::Desc => {}
    }
    match message {
        Message::Text(text) => {}
        Message::Picture(picture) => {}
    }
    match order {
        "asc" => {}
        _ => {}
    }
}

fn printed(invite: Invite) {
    println!("{invite}");
}

fn own_type(client: &Client, mine: Mine) {
    client.invites().get("1").typed::<Mine>();
    client.request(Method::GET, "/mine").json(&mine);
    json::decode::<Mine>(b"{}", json::Strictness::Lenient);
    let value: json::Value = mine;
    let value = json::Value::from(mine);
}

fn optional_field_used_as_value(invite: Invite) -> i64 {
    invite.seats + 1
}

fn moved_out_of_response(response: specmill_runtime::http::Response<Invite>) -> Invite {
    response
}
