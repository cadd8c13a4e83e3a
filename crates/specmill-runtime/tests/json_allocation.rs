//! Constants take no memory, and decoding one asks for none.

use allocation_counter::measure;
use specmill_runtime::json::{self, Const, Strictness, Tape};

json::constants! {
    /// The constant `organization.invite`.
    OrganizationInvite = "organization.invite";
    /// The constant `2`.
    Two = 2;
}

struct Constants {
    object: Const<OrganizationInvite>,
    version: Const<Two>,
    maybe: Option<Const<Two>>,
}
json::object!(Constants {
    object: constant "object",
    version: constant "version",
    maybe: optional "maybe",
});

#[test]
fn constants_allocate_nothing() {
    assert_eq!(size_of::<(Const<OrganizationInvite>, Const<Two>)>(), 0);
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
