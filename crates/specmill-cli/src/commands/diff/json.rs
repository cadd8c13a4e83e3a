//! The changes for programs.

use serde_json::{Map, Value, json};

use super::compared::{Compared, EFFECTS, WIRE_EFFECTS};

/// An object: what must rise, how many changes there are, and each with its item.
pub(super) fn json(compared: &Compared) -> String {
    let counts: Map<String, Value> = EFFECTS
        .into_iter()
        .map(|effect| (effect.to_string(), compared.changes.count(effect).into()))
        .chain(
            WIRE_EFFECTS
                .into_iter()
                .map(|effect| (effect.to_string(), compared.wire.count(effect).into())),
        )
        .collect();
    let items: Vec<Value> = compared
        .changes
        .items
        .iter()
        .map(|item| {
            let changes = item.changes.iter().map(|change| {
                json!({
                    "effect": change.effect.to_string(),
                    "kind": change.kind.to_string(),
                    "text": change.text,
                })
            });
            json!({"name": item.name, "module": item.module, "changes": changes.collect::<Vec<_>>()})
        })
        .collect();
    let wire: Vec<Value> = compared
        .wire
        .items
        .iter()
        .map(|item| {
            let changes = item.changes.iter().map(|change| {
                json!({"effect": change.effect.to_string(), "text": change.text})
            });
            json!({"name": item.name, "module": item.module, "changes": changes.collect::<Vec<_>>()})
        })
        .collect();
    let raises =
        (!compared.changes.items.is_empty()).then(|| compared.changes.raises().to_string());
    let whole = json!({
        "old": compared.names.0,
        "new": compared.names.1,
        "raises": raises,
        "counts": counts,
        "items": items,
        "wire": wire,
    });
    format!("{whole:#}\n")
}
