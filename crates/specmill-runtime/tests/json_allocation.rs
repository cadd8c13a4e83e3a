//! Constants take no memory, and decoding one asks for none.

use allocation_counter::measure;
use specmill_runtime::json::{self, Strictness, Tape};

struct Constants {
    maybe: Option<i64>,
}
json::object!(Constants {
    "object": constant "organization.invite",
    "version": constant 2,
    maybe: optional "maybe" = 2,
});

#[test]
fn constants_allocate_nothing() {
    let body = br#"{"object":"organization.invite","version":2,"maybe":2}"#;
    let tape = Tape::parse(body).expect("JSON");
    let mut read = None;
    let asked = measure(|| read = Some(tape.decode::<Constants>(Strictness::Strict)));
    assert_eq!(asked.count_total, 0);
    let constants = read.expect("it ran").expect("no drift").value;
    assert_eq!(json::encode(&constants), body);
}

#[test]
fn a_body_without_escapes_takes_two_allocations_to_read() {
    let body = br#"{"object":"organization.invite","version":2,"data":[1,"two",{"three":null}]}"#;
    let asked = measure(|| drop(Tape::parse(body).expect("JSON")));
    // The tape, and the marks of names.
    assert_eq!(asked.count_total, 2);
}
