//! serde's traits, with JSON and with other formats.

use serde::{Deserialize, Serialize};
use specmill_runtime::json::{self, Value};

use super::fixture::{Invite, InviteRole, List, Tree};

const TEXT: &str = r#"{"data":[{"object":"organization.invite","id":"a\nb","role":"admin","accepted_at":3,"note":null,"owner":null,"z":-1.5}]}"#;

#[test]
fn serde_json_both_ways() {
    let list: List = serde_json::from_str(TEXT).expect("lenient");
    assert_eq!(list.data[0].role, InviteRole::Other("admin".into()));
    assert!(list.data[0].note.is_null());
    assert_eq!(serde_json::to_string(&list).expect("JSON"), TEXT);
    let value: Value = serde_json::to_value(&list).expect("a tree");
    assert_eq!(List::deserialize(&value).expect("from a tree"), list);
    assert_eq!(serde_json::from_value::<List>(value).expect("from a tree"), list);
    let reader: List = serde_json::from_reader(TEXT.as_bytes()).expect("from a reader");
    assert_eq!(reader, list);
}

#[test]
fn errors_say_where() {
    let error = serde_json::from_str::<List>(r#"{"data":[7]}"#).expect_err("no invite");
    assert!(error.to_string().starts_with("$.data[0]: expected an object, found `7`"), "{error}");
}

#[test]
fn cbor_both_ways() {
    let list: List = serde_json::from_str(TEXT).expect("lenient");
    let mut bytes = Vec::new();
    ciborium::into_writer(&list, &mut bytes).expect("CBOR");
    assert_eq!(ciborium::from_reader::<List, _>(&bytes[..]).expect("from CBOR"), list);
}

#[test]
fn yaml_both_ways() {
    let list: List = serde_json::from_str(TEXT).expect("lenient");
    let text = serde_yaml::to_string(&list).expect("YAML");
    assert_eq!(serde_yaml::from_str::<List>(&text).expect("from YAML"), list);
    let map: std::collections::BTreeMap<String, i64> =
        json::Tape::from_deserializer(serde_yaml::Deserializer::from_str("1: 2\ntrue: 3\n-4: 5"))
            .expect("YAML")
            .decode(json::Strictness::Strict)
            .expect("a map")
            .value;
    assert_eq!(
        map.into_iter().collect::<Vec<_>>(),
        [("-4".into(), 5), ("1".into(), 2), ("true".into(), 3)]
    );
}

#[test]
fn depth_is_bounded_in_formats_that_have_no_bound() {
    let nested =
        |depth: u32| (1..depth).fold(Value::Array(vec![]), |inner, _| Value::Array(vec![inner]));
    assert!(Tree::deserialize(nested(128)).is_ok());
    let error = Tree::deserialize(nested(129)).expect_err("too deep");
    assert!(error.to_string().contains("deeper than 128"), "{error}");
}

#[test]
fn as_a_part_of_anyones_type() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Theirs {
        invite: Option<Box<Invite>>,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<String, InviteRole>,
    }
    let text = r#"{"invite":null,"a":"owner","b":"x"}"#;
    let theirs: Theirs = serde_json::from_str(text).expect("lenient");
    assert_eq!(theirs.rest["a"], InviteRole::Owner);
    assert_eq!(serde_json::to_string(&theirs).expect("JSON"), text);
}

#[test]
fn what_json_has_no_form_for_is_an_error() {
    let bytes = ciborium::Value::Bytes(vec![1]);
    let mut text = Vec::new();
    ciborium::into_writer(&bytes, &mut text).expect("CBOR");
    assert!(ciborium::from_reader::<Tree, _>(&text[..]).is_err());
}
