//! Discriminators of every type of value, and what becomes of values that none leads anywhere.

use serde_json::json;
use specmill_cases::tags::types::{Defaulted, Filter, Flag, Grade, Ratio, Renamed, Step, Version};

use crate::unions::{kept, round};

#[test]
fn whole_numbers_declared_and_mapped() {
    assert!(matches!(round(json!({"version": 1, "body": "b"})), Version::One(_)));
    assert!(matches!(round(json!({"version": 2, "body": "b"})), Version::Two(_)));
    assert!(matches!(kept(json!({"version": 3, "body": "b"})), Version::Unknown(_)));
    assert!(matches!(kept(json!({"version": "1", "body": "b"})), Version::Unknown(_)));
    assert!(matches!(round(json!({"grade": -1, "a": "a"})), Grade::Low(_)));
    assert!(matches!(round(json!({"grade": 2, "a": "a"})), Grade::High(_)));
    assert!(matches!(kept(json!({"grade": 5, "a": "a"})), Grade::Unknown(_)));
}

#[test]
fn booleans_and_numbers_implied() {
    assert!(matches!(round(json!({"on": true, "level": 1})), Flag::SwitchedOn(_)));
    assert!(matches!(round(json!({"on": false, "level": 1})), Flag::OnFalse(_)));
    assert!(matches!(kept(json!({"on": 1})), Flag::Unknown(_)));
    assert!(matches!(round(json!({"ratio": 0.5})), Ratio::Ratio0Point5(_)));
    assert!(matches!(round(json!({"ratio": 2.0})), Ratio::Ratio2(_)));
    assert!(matches!(kept(json!({"ratio": 0.25})), Ratio::Unknown(_)));
}

#[test]
fn a_mapping_decides_before_what_members_list() {
    for mode in ["between", "outside"] {
        assert!(matches!(round(json!({"mode": mode, "value": ["a"]})), Filter::Many(_)));
        assert!(matches!(round(json!({"mode": mode})), Filter::Many(_)));
    }
    for mode in ["contains", "empty"] {
        assert!(matches!(round(json!({"mode": mode, "value": "a"})), Filter::One(_)));
    }
    assert!(matches!(kept(json!({"mode": "near", "value": "a"})), Filter::Unknown(_)));
}

#[test]
fn a_constant_that_may_be_null_is_no_tag() {
    assert!(matches!(round(json!({"state": null, "note": "n"})), Step::Named(_)));
    assert!(matches!(round(json!({"state": "done", "note": "n"})), Step::Named(_)));
    assert!(matches!(round(json!({"state": 5.5, "x": "a"})), Step::Counted(_)));
}

#[test]
fn a_member_goes_by_the_name_it_is_listed_under() {
    assert!(matches!(round(json!({"kind": "Tomcat", "purrs": true})), Renamed::Tomcat(_)));
    assert!(matches!(round(json!({"kind": "Dog"})), Renamed::Dog(_)));
    assert!(matches!(kept(json!({"kind": "Cat"})), Renamed::Unknown(_)));
}

#[test]
fn what_no_tag_leads_anywhere_is_of_the_default() {
    assert!(matches!(round(json!({"kind": "cat", "purrs": true})), Defaulted::Cat(_)));
    assert!(matches!(round(json!({"kind": "cow", "name": "a"})), Defaulted::AnyPet(_)));
    assert!(matches!(round(json!({"name": "a"})), Defaulted::AnyPet(_)));
}
