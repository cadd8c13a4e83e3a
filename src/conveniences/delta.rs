//! Values that come in parts, as OpenAI's API sends them.

use serde_json::{Map, Value};

/// Members that say what something is: of these, the last one counts.
const IDENTIFYING: [&str; 6] = ["id", "index", "name", "object", "role", "type"];

/// Adds a delta, such as the `delta` of a chat completion's chunk, to what came before it.
///
/// - Text is appended to text; members that say what something is (`id`, `index`, `name`, `object`,
///   `role`, `type`) are replaced, as servers that repeat them send them whole.
/// - Objects are added to member by member.
/// - Of lists, an item with an `index` is added to the item with the same `index`, in the order of
///   these; so is one without to the item with the same `id`, and to the last one if that has an `id` and
///   it has not (the rest of a tool call, of servers without an `index`). Any other item is appended.
/// - `null` and the empty text change nothing that is there; anything else replaces it.
pub(super) fn append_delta(whole: &mut Value, delta: Value) {
    match (whole, delta) {
        (_, Value::Null) => {}
        (Value::Object(whole), Value::Object(delta)) => append_members(whole, delta),
        (Value::Array(whole), Value::Array(delta)) => {
            for item in delta {
                append_item(whole, item);
            }
        }
        (Value::String(whole), Value::String(delta)) => whole.push_str(&delta),
        // Items of one list may have the same `index`.
        (whole, Value::Array(delta)) => {
            *whole = Value::Array(Vec::new());
            append_delta(whole, Value::Array(delta));
        }
        // The same for lists in it.
        (whole, Value::Object(delta)) => {
            *whole = Value::Object(Map::new());
            append_delta(whole, Value::Object(delta));
        }
        (whole, delta) => *whole = delta,
    }
}

fn append_members(whole: &mut Map<String, Value>, delta: Map<String, Value>) {
    for (name, value) in delta {
        match whole.get_mut(&name) {
            Some(known) if IDENTIFYING.contains(&&*name) => {
                if !is_nothing(&value) {
                    *known = value;
                }
            }
            Some(known) => append_delta(known, value),
            None => {
                let known = whole.entry(name).or_insert(Value::Null);
                append_delta(known, value);
            }
        }
    }
}

fn append_item(whole: &mut Vec<Value>, item: Value) {
    let Some(index) = index_of(&item) else { return append_unnumbered(whole, item) };
    // From the end, as it is the last item that grows.
    let place = whole.iter().rposition(|known| index_of(known).is_some_and(|known| known <= index));
    match place.and_then(|place| whole.get_mut(place)) {
        Some(known) if index_of(known) == Some(index) => append_delta(known, item),
        _ => {
            let mut known = Value::Null;
            append_delta(&mut known, item);
            whole.insert(place.map_or(0, |place| place + 1), known);
        }
    }
}

/// Adds an item without an `index`.
fn append_unnumbered(whole: &mut Vec<Value>, item: Value) {
    let known = match id_of(&item) {
        Some(id) => whole.iter_mut().rev().find(|known| id_of(known) == Some(id)),
        None if item.is_object() => whole.last_mut().filter(|last| id_of(last).is_some()),
        None => None,
    };
    match known {
        Some(known) => append_delta(known, item),
        None => {
            let mut known = Value::Null;
            append_delta(&mut known, item);
            whole.push(known);
        }
    }
}

/// The `id` that an item has, unless it says nothing.
fn id_of(item: &Value) -> Option<&str> {
    item.get("id")?.as_str().filter(|id| !id.is_empty())
}

fn index_of(item: &Value) -> Option<u64> {
    item.get("index")?.as_u64()
}

/// Whether it says nothing: `null` or the empty text.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value == ""
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::append_delta;

    fn appended<const N: usize>(deltas: [Value; N]) -> Value {
        let mut whole = Value::Null;
        for delta in deltas {
            append_delta(&mut whole, delta);
        }
        whole
    }

    #[test]
    fn text_grows_and_names_do_not() {
        assert_eq!(
            appended([
                json!({"role": "assistant", "type": "text", "text": "a"}),
                json!({"role": "assistant", "type": "", "text": null}),
                json!({"role": null, "type": "more", "text": "b"}),
            ]),
            json!({"role": "assistant", "type": "more", "text": "ab"})
        );
    }

    #[test]
    fn null_and_other_kinds() {
        assert_eq!(appended([json!(null), json!("a"), json!(null)]), "a");
        assert_eq!(appended([json!(1), json!(2)]), 2);
        assert_eq!(
            appended([json!("a"), json!({"b": "c"}), json!({"b": "d"})]),
            json!({"b": "cd"})
        );
        assert_eq!(
            appended([json!({"a": 1}), json!([1]), json!(["b", null])]),
            json!([1, "b", null])
        );
        assert_eq!(appended([json!([1]), json!(true)]), true);
    }

    #[test]
    fn items_belong_together_by_their_index() {
        assert_eq!(
            appended([
                json!({"calls": [{"index": 2, "text": "c"}, {"index": 0, "text": "a"}, {"index": 2, "text": "C"}]}),
                json!({"calls": [{"index": 1, "text": "b"}, {"index": 0, "text": "A"}]}),
            ]),
            json!({"calls": [{"index": 0, "text": "aA"}, {"index": 1, "text": "b"}, {"index": 2, "text": "cC"}]})
        );
        assert_eq!(
            appended([
                json!([{"id": "a", "text": "x"}]),
                json!([{"text": "y"}, {"id": "", "text": "z"}]),
                json!([{"id": "b", "text": "1"}]),
                json!([{"id": null, "text": "2"}, {"id": "a", "text": "!"}]),
            ]),
            json!([{"id": "a", "text": "xyz!"}, {"id": "b", "text": "12"}])
        );
        assert_eq!(
            appended([json!([{"url": "a"}]), json!([{"url": "b"}])]),
            json!([{"url": "a"}, {"url": "b"}])
        );
        let huge = json!([{"index": u64::MAX, "text": "z"}]);
        assert_eq!(
            appended([huge.clone(), json!([{"index": -1}])]),
            json!([huge[0], {"index": -1}])
        );
    }
}
