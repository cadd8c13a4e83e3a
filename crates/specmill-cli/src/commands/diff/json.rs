//! The changes for programs.

use serde_json::{Map, Value, json};

use super::compared::{Compared, EFFECTS, Entry, WIRE_EFFECTS};

/// An object: what must rise, how many changes there are, in all and of each tag, and each change with its
/// item.
pub(super) fn json(compared: &Compared) -> String {
    let counts =
        counts(|effect| compared.changes.count(effect), |effect| compared.wire.count(effect));
    let tags = compared.tags().into_iter().map(|tag| {
        let counts =
            self::counts(|effect| tag.counts.code(effect), |effect| tag.counts.wire(effect));
        json!({"tag": tag.name, "module": tag.module, "counts": counts})
    });
    let entries = compared.entries();
    let with = |wanted: fn(&&Entry<'_>) -> bool, changes: fn(&Entry<'_>) -> Vec<Value>| {
        let entries = entries.iter().filter(wanted);
        let shown = entries.map(|entry| {
            let tags: Vec<&str> =
                entry.users.iter().map(|module| compared.tag_name(module)).collect();
            json!({
                "name": entry.name,
                "module": entry.module,
                "tags": tags,
                "changes": changes(entry),
            })
        });
        shown.collect::<Vec<_>>()
    };
    let raises =
        (!compared.changes.items.is_empty()).then(|| compared.changes.raises().to_string());
    let whole = json!({
        "old": compared.names.0,
        "new": compared.names.1,
        "raises": raises,
        "counts": counts,
        "tags": tags.collect::<Vec<_>>(),
        "items": with(|entry| !entry.code.is_empty(), code),
        "wire": with(|entry| !entry.wire.is_empty(), wire),
    });
    format!("{whole:#}\n")
}

fn counts(
    code: impl Fn(specmill::changes::Effect) -> usize,
    wire: impl Fn(specmill::WireEffect) -> usize,
) -> Map<String, Value> {
    let code = EFFECTS.into_iter().map(|effect| (effect.to_string(), code(effect).into()));
    let wire = WIRE_EFFECTS.into_iter().map(|effect| (effect.to_string(), wire(effect).into()));
    code.chain(wire).collect()
}

fn code(entry: &Entry<'_>) -> Vec<Value> {
    let change = |change: &specmill::changes::Change| {
        json!({
            "effect": change.effect.to_string(),
            "kind": change.kind.to_string(),
            "text": change.text,
        })
    };
    entry.code.iter().map(change).collect()
}

fn wire(entry: &Entry<'_>) -> Vec<Value> {
    let change = |change: &specmill::WireChange| json!({"effect": change.effect.to_string(), "text": change.text});
    entry.wire.iter().map(change).collect()
}
