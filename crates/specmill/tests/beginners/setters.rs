//! What constructors, setters and parameters do not take.
#![allow(unused_variables)]

use desk::Client;
use desk::types::{Message, NewInvite, NewTalk, Order};

fn constructors() {
    NewInvite::new(1, Order::Asc); //~ `String` implements `From<&str>`
    NewInvite::new("a", 1); //~ `Order` implements `From<&str>`
    NewTalk::new("hi"); //~ `&str` is not an iterator
    NewTalk::new(["hi"]); //~ `Message` implements `From<desk::talks::Text>`
}

fn setters(invite: NewInvite) {
    invite.clone().seats("five"); //~ the trait `From<&str>` is not implemented for `Option<i64>`
    invite.clone().seats(5u64); //~ the trait `From<u64>` is not implemented for `Option<i64>`
    invite.clone().note(5); //~ `String` implements `From<&str>`
    invite.clone().note(Some(5)); //~ neither becomes a `String` nor is an option of what does
    invite.clone().tags("a"); //~ a setter takes an array, a `Vec` or an iterator of what becomes a `String`
    invite.clone().tags([5]); //~ `String` implements `From<&str>`
    invite.clone().labels(5); //~ an array of pairs such as `[("name", value)]`
    invite.clone().labels(["a"]); //~ an array of pairs such as `[("name", value)]`
    invite.clone().details(5); //~ or `json!({…})`, or an `Option` of one
}

fn parameters(client: &Client) {
    client.invites().list().limit("5"); //~ the trait `From<&str>` is not implemented for `Option<i64>`
    client.invites().list().after(5); //~ `String` implements `From<&str>`
    client.invites().list().order(5); //~ `Order` implements `From<&str>`
    client.invites().get(5); //~ the trait `AsRef<str>` is not implemented for `{integer}`
}

fn main() {}
