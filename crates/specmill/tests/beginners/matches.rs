//! Matches that leave out what no description knows.
#![allow(unused_variables)]

use desk::types::{Message, Order};

fn without_the_rest(order: Order, message: Message) {
    match order { //~ &_` not covered
        Order::Asc => {}
        Order::Desc => {}
    }
    match message { //~ ensure that all possible cases are being handled
        Message::Text(text) => {}
        Message::Picture(picture) => {}
    }
}

fn main() {}
