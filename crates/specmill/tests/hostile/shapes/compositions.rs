//! `allOf`, `oneOf` and `anyOf` of what is composed itself.

use super::document::{list, member, object_of, of_schemas, reference, small_object};

fn composed(keyword: &str, parts: impl IntoIterator<Item = String>) -> String {
    format!("{{\"{keyword}\":{}}}", list(parts))
}

fn named(at: usize) -> String {
    reference(&format!("S{at}"))
}

/// `size` components that `parts` makes of those after them, and a last one that is an object.
fn levels(size: usize, parts: impl Fn(usize) -> String) -> String {
    of_schemas((0..=size).map(|at| {
        let schema = if at < size { parts(at) } else { small_object("last") };
        (format!("S{at}"), schema)
    }))
}

fn twice(keyword: &str, size: usize) -> String {
    levels(size, |at| composed(keyword, [named(at + 1), named(at + 1)]))
}

/// Each level twice the one below.
pub(super) fn all_of_twice(size: usize) -> String {
    twice("allOf", size)
}

/// Each level twice the one below.
pub(super) fn one_of_twice(size: usize) -> String {
    twice("oneOf", size)
}

/// Each level twice the one below.
pub(super) fn any_of_twice(size: usize) -> String {
    twice("anyOf", size)
}

fn fibonacci(keyword: &str, size: usize) -> String {
    levels(size, |at| {
        composed(
            keyword,
            [small_object(&format!("p{at}")), named(at + 1), named((at + 2).min(size))],
        )
    })
}

/// Each level the two below it, and an object.
pub(super) fn fibonacci_all_of(size: usize) -> String {
    fibonacci("allOf", size)
}

/// Each level the two below it, and an object.
pub(super) fn fibonacci_one_of(size: usize) -> String {
    fibonacci("oneOf", size)
}

/// Each level the two below it, and an object.
pub(super) fn fibonacci_any_of(size: usize) -> String {
    fibonacci("anyOf", size)
}

/// Each component of all the others, in both directions: most of it are circles.
fn mesh(keyword: &str, size: usize) -> String {
    of_schemas((0..size.max(2)).map(|at| {
        let others = (0..size.max(2)).filter(|other| *other != at).map(named);
        let own = small_object(&format!("p{at}"));
        (format!("S{at}"), composed(keyword, [own].into_iter().chain(others)))
    }))
}

/// Each component of all the others.
pub(super) fn mesh_all_of(size: usize) -> String {
    mesh("allOf", size)
}

/// Each component of all the others.
pub(super) fn mesh_one_of(size: usize) -> String {
    mesh("oneOf", size)
}

/// Each component of all the others.
pub(super) fn mesh_any_of(size: usize) -> String {
    mesh("anyOf", size)
}

fn chain(keyword: &str, size: usize) -> String {
    levels(size, |at| composed(keyword, [small_object(&format!("p{at}")), named(at + 1)]))
}

/// Each level an object and the level below.
pub(super) fn chain_all_of(size: usize) -> String {
    chain("allOf", size)
}

/// Each level an object and the level below.
pub(super) fn chain_one_of(size: usize) -> String {
    chain("oneOf", size)
}

/// Each level an object and the level below.
pub(super) fn chain_any_of(size: usize) -> String {
    chain("anyOf", size)
}

/// Each level a composition of nothing but the level below, in turns.
pub(super) fn chain_alias(size: usize) -> String {
    levels(size, |at| match at % 4 {
        0 => named(at + 1),
        1 => composed("allOf", [named(at + 1)]),
        2 => composed("oneOf", [named(at + 1)]),
        _ => composed("anyOf", [named(at + 1)]),
    })
}

/// A list of a list of a list.
pub(super) fn chain_items(size: usize) -> String {
    levels(size, |at| format!("{{\"type\":\"array\",\"items\":{}}}", named(at + 1)))
}

/// An object with the next one as its property, required, and all as large as the last.
pub(super) fn chain_properties(size: usize) -> String {
    levels(size, |at| {
        format!(
            "{{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{{\"next\":{}}}}}",
            named(at + 1)
        )
    })
}

/// `size` `allOf`s, each of an object and the one union of `size` members.
pub(super) fn all_of_object_and_union(size: usize) -> String {
    let members = (0..size).map(|at| (format!("M{at}"), small_object(&format!("m{at}"))));
    let union = composed("oneOf", (0..size).map(|at| reference(&format!("M{at}"))));
    let all = (0..size.max(1)).map(|at| {
        let parts = [small_object(&format!("p{at}")), reference("Union")];
        (format!("S{at}"), composed("allOf", parts))
    });
    of_schemas(all.chain(members).chain([("Union".to_owned(), union)]))
}

/// An `allOf` of two unions of `size` members each.
pub(super) fn all_of_two_unions(size: usize) -> String {
    let members = |stem: &'static str| {
        (0..size.max(2))
            .map(move |at| (format!("{stem}{at}"), small_object(&format!("{stem}{at}"))))
    };
    let union = |stem: &str| {
        composed("oneOf", (0..size.max(2)).map(|at| reference(&format!("{stem}{at}"))))
    };
    let both = composed("allOf", [reference("One"), reference("Other"), small_object("p")]);
    of_schemas(
        [("S0".to_owned(), both), ("One".to_owned(), union("A")), ("Other".to_owned(), union("B"))]
            .into_iter()
            .chain(members("A"))
            .chain(members("B")),
    )
}

/// One `allOf` of `size` components, all of which narrow the same property.
pub(super) fn all_of_many_parts(size: usize) -> String {
    let parts = (0..size.max(1)).map(|at| {
        let own = member(&format!("p{at}"), r#"{"type":"integer"}"#);
        (format!("P{at}"), object_of([member("shared", r#"{"type":"string"}"#), own]))
    });
    let all = composed("allOf", (0..size.max(1)).map(|at| reference(&format!("P{at}"))));
    of_schemas([("S0".to_owned(), all)].into_iter().chain(parts))
}

/// Each level all of every level below: each is as large as all the others together.
pub(super) fn all_of_widening(size: usize) -> String {
    levels(size, |at| {
        let below = (at + 1..=size).map(named);
        composed("allOf", [small_object(&format!("p{at}"))].into_iter().chain(below))
    })
}

/// `size` components that inherit `size` properties of one.
pub(super) fn inherited_by_many(size: usize) -> String {
    let base = object_of((0..size).map(|at| member(&format!("b{at}"), r#"{"type":"string"}"#)));
    let children = (0..size.max(1)).map(|at| {
        let parts = [reference("Base"), small_object(&format!("own{at}"))];
        (format!("S{at}"), composed("allOf", parts))
    });
    of_schemas(children.chain([("Base".to_owned(), base)]))
}

/// A union in place with two unions in place in it, and so on, doubled until there are `size`.
pub(super) fn inline_union_doubled(size: usize) -> String {
    fn union(levels: u32, at: &mut usize) -> String {
        *at += 1;
        let own = small_object(&format!("p{at}"));
        if levels == 0 {
            return own;
        }
        let inner = object_of([member("inner", &union(levels - 1, at))]);
        composed("oneOf", [own, inner, union(levels - 1, at)])
    }
    of_schemas([("S0".to_owned(), union(size.max(1).ilog2(), &mut 0))])
}
