//! What a setter says to who passes something else.

use specmill_runtime::json::{IntoListMember, IntoMap, IntoMapMember, IntoMember, RawJson};

pub enum Stop {
    Text(String),
    Unknown(RawJson),
}
specmill_runtime::__private::from!(Stop { Text(&str), Text(String) });

fn stop<As>(_: impl IntoMember<Stop, As>) {}
fn names<As>(_: impl IntoListMember<String, As>) {}
fn labels<As>(_: impl IntoMapMember<String, As>) {}
fn schema(_: impl IntoMap<String>) {}

fn main() {
    // Nothing that becomes it, and an option of that.
    stop(5);
    stop(Some(5));
    // References to references, and text where a list of it is wanted.
    names(&["a", "b"]);
    names("a");
    // No map.
    labels(["a"]);
    schema("a");
}
