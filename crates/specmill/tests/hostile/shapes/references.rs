//! `$ref`s, wherever they may lead.

use super::document::{
    answering, document, list, member, object, object_of, of_paths, of_schemas, path, reference,
    small_object, string,
};

/// A reference to a place, written as a pointer.
fn to(pointer: &str) -> String {
    format!("{{\"$ref\":{}}}", string(&format!("#{pointer}")))
}

/// `size` components, each of which refers to a schema inside of itself that holds itself.
pub(super) fn into_recursive_component(size: usize) -> String {
    of_schemas((0..size.max(1)).map(|at| {
        let inside = to(&format!("/components/schemas/S{at}/definitions/node"));
        let kids = format!("{{\"type\":\"object\",\"additionalProperties\":{inside}}}");
        let node = object_of([member("kids", &kids)]);
        let schema = format!(
            "{{\"type\":\"object\",\"properties\":{{\"root\":{inside}}},\"definitions\":{{\"node\":{node}}}}}"
        );
        (format!("S{at}"), schema)
    }))
}

/// `size` components, each nothing but a reference to the next.
pub(super) fn chain(size: usize) -> String {
    of_schemas((0..=size).map(|at| {
        let next = if at < size { reference(&format!("S{}", at + 1)) } else { small_object("x") };
        (format!("S{at}"), next)
    }))
}

/// A property that refers to a property of the next component, and so on.
pub(super) fn chain_through_insides(size: usize) -> String {
    of_schemas((0..=size).map(|at| {
        let next = to(&format!("/components/schemas/S{}/properties/x", at + 1));
        let x = if at < size { next } else { small_object("y") };
        (format!("S{at}"), object_of([member("x", &x)]))
    }))
}

/// References into schemas that 3.1 must be rewritten for (`null` among the members of `anyOf`).
pub(super) fn into_rebuilt_schemas(size: usize) -> String {
    let rebuilt = |at: usize| {
        let members = list([
            r#"{"type":"null"}"#.to_owned(),
            small_object(&format!("p{at}")),
            to(&format!("/components/schemas/S{}/anyOf/1", (at + 1) % size.max(1))),
        ]);
        format!("{{\"anyOf\":{members}}}")
    };
    of_schemas((0..size.max(1)).map(|at| (format!("S{at}"), rebuilt(at))))
}

/// References into one schema that is rebuilt and large, from as many places as it is large.
pub(super) fn into_one_large_schema(size: usize) -> String {
    let nullable = |at: usize| {
        member(&format!("p{at}"), r#"{"anyOf":[{"type":"null"},{"type":"string","const":"x"}]}"#)
    };
    let large = object_of((0..size).map(nullable));
    let whole = format!("{{\"anyOf\":[{{\"type\":\"null\"}},{large}]}}");
    let users = (0..size).map(|at| {
        let inside = to(&format!("/components/schemas/S0/anyOf/1/properties/p{at}"));
        let all = to("/components/schemas/S0/anyOf/1");
        (format!("U{at}"), object_of([member("inside", &inside), member("all", &all)]))
    });
    of_schemas([("S0".to_owned(), whole)].into_iter().chain(users))
}

/// References to components that are not there, beside as many that are.
pub(super) fn to_nowhere(size: usize) -> String {
    of_schemas((0..size.max(1)).map(|at| {
        let missing = member("missing", &reference(&format!("Absent{at}")));
        (format!("S{at}"), object_of([missing]))
    }))
}

/// Components that are made of the next one, the last of the first: a circle in all three
/// compositions.
pub(super) fn cycles(size: usize) -> String {
    let size = size.max(1);
    of_schemas((0..size).map(|at| {
        let next = reference(&format!("S{}", (at + 1) % size));
        let keyword = ["allOf", "oneOf", "anyOf"][at % 3];
        let own = small_object(&format!("p{at}"));
        (format!("S{at}"), format!("{{\"{keyword}\":[{own},{next}]}}"))
    }))
}

/// Operations that all answer with a schema inside of one of them.
pub(super) fn many_users(size: usize) -> String {
    let inside = to("/paths/~1p0/get/responses/200/content/application~1json/schema");
    let first = answering("read0", &object_of([member("x", &small_object("y"))]));
    let others = (1..size)
        .map(|at| path(&format!("/p{at}"), "get", &answering(&format!("read{at}"), &inside)));
    of_paths([path("/p0", "get", &first)].into_iter().chain(others))
}

/// Components with a `$dynamicAnchor` of one name, each with `$defs` that refer to it.
pub(super) fn dynamic_anchors(size: usize) -> String {
    let schemas = (0..size.max(1)).map(|at| {
        let inner = format!(
            "{{\"$dynamicAnchor\":\"a{at}\",\"type\":\"object\",\"properties\":{{\"up\":{{\"$dynamicRef\":\"#node\"}}}}}}"
        );
        let schema = format!(
            "{{\"$dynamicAnchor\":\"node\",\"type\":\"object\",\"$defs\":{{\"inner\":{inner}}},\
             \"properties\":{{\"down\":{{\"$dynamicRef\":\"#a{at}\"}},\"self\":{{\"$dynamicRef\":\"#node\"}}}}}}"
        );
        member(&format!("S{at}"), &schema)
    });
    let read = path("/it", "get", &answering("readIt", &reference("S0")));
    document(&[
        member("paths", &object([read])),
        member("components", &object([member("schemas", &object(schemas))])),
    ])
}
