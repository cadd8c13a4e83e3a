//! Values that come in parts.

use serde_json::{Value, json};
use specmill_runtime::json::append_delta;

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
    assert_eq!(appended([json!("a"), json!({"b": "c"}), json!({"b": "d"})]), json!({"b": "cd"}));
    assert_eq!(appended([json!({"a": 1}), json!([1]), json!(["b", null])]), json!([1, "b", null]));
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
    let huge = json!([{"index": u64::MAX, "text": "z"}]);
    assert_eq!(appended([huge.clone(), json!([{"index": -1}])]), json!([huge[0], {"index": -1}]));
}
