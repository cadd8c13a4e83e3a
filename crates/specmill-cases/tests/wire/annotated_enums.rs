//! Enums whose values have names of their own.

use serde_json::json;
use specmill_cases::annotated_enums::types::{
    Currency, Either, Grade, Letter, Library, Method, Priority, Profile, Repeated, State, Status,
};

use crate::unions::{kept, round};

#[test]
fn titles_are_names() {
    assert_eq!(round::<Status>(json!("PENDING")), Status::Waiting);
    assert_eq!(round::<Grade>(json!(2)), Grade::High);
    assert_eq!(kept::<Grade>(json!(7)), Grade::Other(7));
    assert_eq!(round::<Currency>(json!(1)), Currency::USD);
    assert_eq!(
        round::<Vec<Priority>>(json!([0, 1, 2])),
        [Priority::N0, Priority::Urgent, Priority::N2]
    );
    assert_eq!(round::<Vec<Either>>(json!([1, 9])), [Either::Low, Either::Nine]);
    assert_eq!(
        round::<Vec<Repeated>>(json!(["a", "b", "c"])),
        [Repeated::A, Repeated::B, Repeated::C]
    );
}

#[test]
fn values_in_capitals_are_named_in_one_style() {
    assert_eq!(
        round::<Vec<State>>(json!(["PENDING", "IN_PROGRESS"])),
        [State::Pending, State::InProgress]
    );
    assert_eq!(round::<Method>(json!("GET")), Method::GET);
}

#[test]
fn extensions_name_values() {
    assert_eq!(round::<Vec<Library>>(json!([1, 2])), [Library::DKLS, Library::KeyImport]);
    assert_eq!(round::<Profile>(json!("1g.24gb+me")), Profile::WithMe);
    assert_eq!(round::<Letter>(json!("b")), Letter::Beta);
}
