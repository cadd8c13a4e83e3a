//! Overlays that find more with each action, or much with one.

use super::document::{list, member, object_of, of_schemas, small_object, string};

fn overlay(actions: impl IntoIterator<Item = String>) -> String {
    format!(
        "{{\"overlay\":\"1.0.0\",\"info\":{{\"title\":\"Changes\",\"version\":\"1\"}},\"actions\":{}}}",
        list(actions)
    )
}

fn update(target: &str, value: &str) -> String {
    format!("{{\"target\":{},\"update\":{value}}}", string(target))
}

/// A document of `size` properties that are objects.
pub(super) fn document(size: usize) -> String {
    of_schemas([(
        "S0".to_owned(),
        object_of((0..size).map(|at| member(&format!("p{at}"), &small_object("x")))),
    )])
}

/// A document with a list of `size` values.
pub(super) fn list_of_values(size: usize) -> String {
    let values = list((0..size.max(2)).map(|at| string(&format!("value{at}"))));
    of_schemas([("S0".to_owned(), format!("{{\"type\":\"string\",\"enum\":{values}}}"))])
}

/// Actions that put two objects wherever the one before put them.
pub(super) fn doubling(size: usize) -> String {
    overlay((0..size).map(|at| {
        let target = format!("$..x{at}");
        let next = at + 1;
        if at == 0 {
            update("$.info", r#"{"x1":{}}"#)
        } else {
            update(&target, &format!("{{\"a\":{{\"x{next}\":{{}}}},\"b\":{{\"x{next}\":{{}}}}}}"))
        }
    }))
}

/// Actions that each put something into all there is.
pub(super) fn everything(size: usize) -> String {
    overlay((0..size).map(|at| update("$..[?@.type]", &format!("{{\"x-{at}\":{at}}}"))))
}

/// One action that takes every item out of a list.
pub(super) fn removing_items(_: usize) -> String {
    overlay([r#"{"target":"$.components.schemas.S0.enum[1:]","remove":true}"#.to_owned()])
}

/// Actions that change a place each.
pub(super) fn actions(size: usize) -> String {
    overlay((0..size).map(|at| {
        let target = format!("$.components.schemas.S0.properties.p{at}");
        update(&target, r#"{"description":"Changed."}"#)
    }))
}

/// Actions that each put another member into one object.
pub(super) fn one_object(size: usize) -> String {
    overlay((0..size).map(|at| update("$.info", &format!("{{\"x-{at}\":{at}}}"))))
}
