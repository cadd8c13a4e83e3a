//! Instances changed in one place.

use fastrand::Rng;
use serde_json::{Value, json};

/// How an instance is changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mutation {
    /// A value becomes one of another kind.
    Kind,
    /// A member is left out.
    Missing,
    /// A scalar becomes another one: outside of its enum, another constant, another tag.
    Other,
}

/// Every one.
pub(crate) const MUTATIONS: [Mutation; 3] = [Mutation::Kind, Mutation::Missing, Mutation::Other];

/// `value`, changed so somewhere. `None` where it has no place for it.
pub(crate) fn mutated(rng: &mut Rng, value: &Value, mutation: Mutation) -> Option<Value> {
    let mut places = Vec::new();
    gather(value, String::new(), &mut places);
    let fits = |pointer: &&String| {
        let at = value.pointer(pointer);
        match mutation {
            Mutation::Kind => true,
            Mutation::Missing => at.and_then(Value::as_object).is_some_and(|all| !all.is_empty()),
            Mutation::Other => {
                at.is_some_and(|at| !at.is_array() && !at.is_object() && !at.is_null())
            }
        }
    };
    let pointer = rng.choice(places.iter().filter(fits).collect::<Vec<_>>())?.clone();
    let mut changed = value.clone();
    let at = changed.pointer_mut(&pointer)?;
    match mutation {
        Mutation::Kind => *at = other_kind(rng, at)?,
        Mutation::Other => *at = other_scalar(at),
        Mutation::Missing => {
            let members = at.as_object_mut()?;
            let name = rng.choice(members.keys().cloned().collect::<Vec<_>>())?;
            members.remove(&name);
        }
    }
    Some(changed)
}

fn gather(value: &Value, pointer: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                gather(value, format!("{pointer}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                gather(value, format!("{pointer}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(pointer);
}

fn other_kind(rng: &mut Rng, value: &Value) -> Option<Value> {
    let mut others = vec![
        json!(null),
        json!(true),
        json!(12),
        json!(0.5),
        json!("twelve"),
        json!([]),
        json!({}),
    ];
    others.retain(|other| {
        let both_are_numbers = other.is_number() && value.is_number();
        // For a whole number, a fraction is another kind; not the other way round.
        let is_fraction = other.is_f64() && !value.is_f64();
        std::mem::discriminant(other) != std::mem::discriminant(value)
            || (both_are_numbers && is_fraction)
    });
    rng.choice(others)
}

fn other_scalar(value: &Value) -> Value {
    match value {
        Value::Bool(is) => json!(!is),
        Value::String(text) => json!(format!("{text}_other")),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => json!(whole.checked_add(1_000_003).unwrap_or(0)),
            None => json!(-0.25),
        },
        other => other.clone(),
    }
}
