//! What has parts in common, and parents with their children.

use super::document::{list, member, object, object_of, of_schemas, reference, small_object};

fn all_of(parts: impl IntoIterator<Item = String>) -> String {
    object([member("allOf", &list(parts))])
}

/// A circle of `size` objects, each the `next` of the one before.
fn circle(stem: &str, size: usize) -> impl Iterator<Item = (String, String)> {
    let stem = stem.to_owned();
    (0..size).map(move |at| {
        let next = reference(&format!("{stem}{}", (at + 1) % size));
        let own = member(&format!("{stem}{at}"), r#"{"type":"string"}"#);
        (format!("{stem}{at}"), object_of([member("next", &next), own]))
    })
}

/// Two circles whose lengths have no divisor in common, met: as many types as the lengths multiplied.
pub(super) fn circles_that_meet(size: usize) -> String {
    let size = size.max(2);
    let both = all_of([reference("A0"), reference("B0")]);
    of_schemas(
        [("S0".to_owned(), both)].into_iter().chain(circle("A", size)).chain(circle("B", size + 1)),
    )
}

/// Objects whose only property is narrowed on each of `size` levels.
pub(super) fn property_narrowed_by_levels(size: usize) -> String {
    of_schemas((0..=size).map(|at| {
        let own = small_object(&format!("p{at}"));
        let holder = object_of([member("inner", &own)]);
        let schema = match at == size {
            true => holder,
            false => all_of([reference(&format!("S{}", at + 1)), holder]),
        };
        (format!("S{at}"), schema)
    }))
}

/// A parent of `size` children, each of which names the parent.
pub(super) fn parent_of_many(size: usize) -> String {
    let mapping =
        (0..size).map(|at| member(&format!("k{at}"), &format!("\"#/components/schemas/C{at}\"")));
    let discriminator =
        object([member("propertyName", "\"kind\""), member("mapping", &object(mapping))]);
    let parent = object([
        member("type", "\"object\""),
        member("properties", &object([member("kind", r#"{"type":"string"}"#)])),
        member("discriminator", &discriminator),
    ]);
    let children = (0..size).map(|at| {
        let own = object_of([member("friend", &reference("S0"))]);
        (format!("C{at}"), all_of([reference("S0"), own]))
    });
    of_schemas([("S0".to_owned(), parent)].into_iter().chain(children))
}

/// `size` levels of parents, each with a leaf of its own: each has the leaves of all below.
pub(super) fn parents_in_levels(size: usize) -> String {
    let level = |at: usize| {
        let own = object([
            member("type", "\"object\""),
            member("properties", &object([member("kind", r#"{"type":"string"}"#)])),
            member("discriminator", r#"{"propertyName":"kind"}"#),
        ]);
        let schema = match at {
            0 => own,
            _ => all_of([reference(&format!("S{}", at - 1)), own]),
        };
        let leaf = all_of([reference(&format!("S{at}")), small_object(&format!("p{at}"))]);
        [(format!("S{at}"), schema), (format!("Leaf{at}"), leaf)]
    };
    of_schemas((0..size.max(1)).flat_map(level))
}

/// `size` unions that tell the same `size` members apart by a property that none describes.
pub(super) fn undeclared_tags(size: usize) -> String {
    let size = size.max(2);
    let members = (0..size).map(|at| (format!("M{at}"), small_object(&format!("m{at}"))));
    let unions = (0..size).map(|at| {
        let listed = list((0..size).map(|member| reference(&format!("M{member}"))));
        let discriminator = format!("{{\"propertyName\":\"kind{at}\"}}");
        let union = object([member("oneOf", &listed), member("discriminator", &discriminator)]);
        (format!("S{at}"), union)
    });
    of_schemas(unions.chain(members))
}

/// `size` unions of two, all of which hold: two to the power of `size` types.
pub(super) fn unions_that_all_hold(size: usize) -> String {
    let union = |at: usize| {
        let members = [small_object(&format!("a{at}")), small_object(&format!("b{at}"))];
        object([member("oneOf", &list(members))])
    };
    of_schemas([("S0".to_owned(), all_of((0..size.max(1)).map(union)))])
}
