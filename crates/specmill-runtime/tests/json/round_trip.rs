//! Any value comes back; any bytes decode or fail.

use std::collections::BTreeMap;

use proptest::prelude::*;
use specmill_runtime::json::{self, Field, Strictness, Value};

use super::fixture::{Invite, InviteRole, Level, List, Project};

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn role() -> impl Strategy<Value = InviteRole> {
    any::<String>().prop_map(InviteRole::from)
}

fn project() -> impl Strategy<Value = Project> {
    let limits = prop::collection::btree_map(any::<String>(), any::<i64>(), 0..3);
    let finite = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
    (
        any::<String>(),
        prop::collection::vec(any::<String>(), 0..3),
        any::<(bool, i64, Option<i64>, bool)>(),
        finite,
        limits,
    )
        .prop_map(|(name, tags, (on, count, level, two), share, limits)| Project {
            r#type: name,
            tags,
            on,
            count,
            share,
            limits: limits.into(),
            level: level.map(Level::from),
            two: two.then_some(2),
        })
}

fn invite() -> impl Strategy<Value = Invite> {
    let note =
        prop_oneof![Just(Field::Absent), Just(Field::Null), any::<String>().prop_map(Field::Value)];
    let extra = prop::collection::btree_map("x.*", value(), 0..3);
    let leaf = (
        any::<(String, Option<i64>, Option<String>)>(),
        role(),
        prop::option::of(prop::collection::vec(project(), 0..3)),
        note,
        extra,
    )
        .prop_map(|((id, accepted_at, owner), role, projects, note, extra)| Invite {
            id,
            role,
            accepted_at,
            projects,
            parent: None,
            note,
            owner,
            extra: extra.into(),
        })
        .boxed();
    (leaf.clone(), prop::option::of(leaf))
        .prop_map(|(invite, parent)| Invite { parent: parent.map(Box::new), ..invite })
}

/// Text that is nearly JSON: what the reader has to be careful with.
fn nearly_json() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\"data\""),
        Just("\"id\""),
        Just("\"role\""),
        Just("null"),
        Just("1"),
        Just("-1.5e3"),
        Just("\"\\ud83d\""),
        Just("\"\\n\""),
        Just("true"),
        Just(" "),
        Just("\"owner\""),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn values_of_types(data in prop::collection::vec(invite(), 0..3)) {
        let list = List { data };
        let text = json::encode(&list);
        // Enum values that are not listed are drift; nothing else is.
        let read = json::decode::<List>(&text, Strictness::Lenient).expect("our own text");
        prop_assert!(read.drift.iter().all(|drift| drift.kind == json::DriftKind::UnknownValue));
        prop_assert_eq!(&read.value, &list);
        let through_serde: List = serde_json::from_slice(&text).expect("our own text");
        prop_assert_eq!(&through_serde, &list);
        prop_assert_eq!(json::to_value(&list), serde_json::from_slice::<Value>(&text).expect("JSON"));
    }

    #[test]
    fn trees(value in value()) {
        let text = value.to_string();
        let tape = json::Tape::parse(text.as_bytes()).expect("JSON");
        prop_assert_eq!(tape.root().to_value(), value.clone());
        prop_assert_eq!(json::encode(&value), text.as_bytes());
        let raw = json::RawJson::from_node(tape.root());
        prop_assert_eq!(raw.get(), &text);
        // Any tree read as a type that it is not: a value or an error, and paths that end.
        if let Ok(read) = json::decode::<BTreeMap<String, Vec<Project>>>(text.as_bytes(), Strictness::Lenient) {
            prop_assert!(read.drift.iter().all(|drift| drift.path.starts_with('$')));
        }
    }

    #[test]
    fn floats(value in any::<f64>(), single in any::<f32>()) {
        if value.is_finite() {
            let back = json::decode::<f64>(&json::encode(&value), Strictness::Strict).expect("ours");
            prop_assert_eq!(back.value.to_bits(), value.to_bits());
        }
        if single.is_finite() {
            let back = json::decode::<f32>(&json::encode(&single), Strictness::Strict).expect("ours");
            prop_assert_eq!(back.value.to_bits(), single.to_bits());
        }
    }

    #[test]
    fn bytes(body in prop::collection::vec(any::<u8>(), 0..64)) {
        let ours = json::decode::<Value>(&body, Strictness::Lenient).ok().map(|read| read.value);
        prop_assert_eq!(ours, serde_json::from_slice::<Value>(&body).ok());
    }

    #[test]
    fn nearly(text in nearly_json()) {
        let ours = json::decode::<Value>(text.as_bytes(), Strictness::Lenient).ok().map(|read| read.value);
        prop_assert_eq!(ours, serde_json::from_str::<Value>(&text).ok());
        let _ = json::decode::<List>(text.as_bytes(), Strictness::Strict);
    }
}
