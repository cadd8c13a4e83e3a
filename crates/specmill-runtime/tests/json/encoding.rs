//! What goes out.

use specmill_runtime::json::{self, Field, Map, RawJson, to_value};

use super::fixture::{Invite, InviteRole, Level, Tree};

fn invite() -> Invite {
    Invite {
        id: "a\"b\\c\u{1}é".into(),
        role: InviteRole::Other("né\"w".into()),
        accepted_at: None,
        projects: Some(vec![]),
        parent: None,
        note: Field::Absent,
        owner: None,
        extra: Map::from([("x\ny", serde_json::json!([1]))]),
    }
}

#[test]
fn absent_is_left_out_and_null_is_written() {
    let text = r#"{"object":"organization.invite","id":"a\"b\\c\u0001é","role":"né\"w","projects":[],"owner":null,"x\ny":[1]}"#;
    assert_eq!(String::from_utf8(json::encode(&invite())).expect("UTF-8"), text);
    let mut other = invite();
    other.note = Field::Null;
    other.owner = Some("o".into());
    other.extra.clear();
    other.parent = Some(Box::new(invite()));
    let value = to_value(&other);
    assert_eq!(value["note"], json::Value::Null);
    assert!(value.as_object().is_some_and(|object| object.contains_key("note")));
    assert_eq!(value["owner"], "o");
    assert_eq!(value["parent"], serde_json::from_str::<json::Value>(text).expect("JSON"));
}

#[test]
fn values_for_parameters() {
    assert_eq!(to_value("a"), "a");
    assert_eq!(to_value(&7_u64), 7);
    assert_eq!(to_value(&true), true);
    assert_eq!(to_value(&Level::Other(9)), 9);
    assert_eq!(to_value(&InviteRole::Owner), "owner");
    assert_eq!(to_value(&[Some("a"), None]), serde_json::json!(["a", null]));
    assert_eq!(to_value(&RawJson::parse("{\"a\": 1}").expect("JSON")), serde_json::json!({"a": 1}));
    assert_eq!(to_value(&0.1_f32), serde_json::json!(0.1));
}

#[test]
fn depth_out_is_the_callers_own() {
    let mut tree = Tree(vec![]);
    for _ in 0..500 {
        tree = Tree(vec![tree]);
    }
    assert_eq!(json::encode(&tree).len(), 2 * 501);
    assert_eq!(to_value(&tree).to_string().len(), 2 * 501);
    assert_eq!(serde_json::to_string(&tree).expect("it can be written").len(), 2 * 501);
}
