//! Names: many, of one kind, and long ones.

use super::document::{
    answering, document, list, member, object, object_of, of_paths, of_schemas, operation, path,
    small_object, string,
};

/// The text number `at` of those that have the name of `stem` in Rust: what follows it is dashes,
/// dots and spaces.
pub(super) fn of_one_name(stem: &str, at: usize) -> String {
    let mut name = stem.to_owned();
    let mut rest = at;
    while rest > 0 {
        name.push(['-', '.', ' '][rest % 3]);
        rest /= 3;
    }
    // Two numbers differ in their digits to base 3 and so in the marks, all but leading zeros.
    name
}

/// Tags that no operation has.
pub(super) fn tags(size: usize) -> String {
    let tags = list((0..size).map(|at| format!("{{\"name\":\"Tag {at}\"}}")));
    document(&[member("paths", "{}"), member("tags", &tags)])
}

/// Components, a small object each.
pub(super) fn schemas(size: usize) -> String {
    of_schemas((0..size.max(1)).map(|at| (format!("S{at}"), small_object("x"))))
}

/// Components that have one name in Rust.
pub(super) fn schemas_of_one_name(size: usize) -> String {
    let others = (0..size).map(|at| (of_one_name("value", at), small_object("x")));
    of_schemas(others.chain([("S0".to_owned(), small_object("x"))]))
}

/// Components whose names begin alike, so that one file of them has to be split by them.
pub(super) fn schemas_of_one_stem(size: usize) -> String {
    let stem = "OneStemThatIsTheSameForAll";
    let others = (0..size).map(|at| (format!("{stem}{at}"), small_object("x")));
    of_schemas(others.chain([("S0".to_owned(), small_object("x"))]))
}

/// Types in place that all would have one name: an object in a property of each of many names that
/// are one.
pub(super) fn in_place_types_of_one_name(size: usize) -> String {
    let nested = (0..size).map(|at| member(&of_one_name("value", at), &small_object("x")));
    of_schemas([("S0".to_owned(), object_of(nested))])
}

/// Tags that have one name in Rust, an operation each.
pub(super) fn tags_of_one_name(size: usize) -> String {
    of_paths((0..size).map(|at| {
        let tags = list([string(&of_one_name("value", at))]);
        path(&format!("/p{at}"), "get", &operation(&format!("read{at}"), [member("tags", &tags)]))
    }))
}

/// Operations that have one name in Rust.
pub(super) fn operations_of_one_name(size: usize) -> String {
    of_paths(
        (0..size)
            .map(|at| path(&format!("/p{at}"), "get", &operation(&of_one_name("read", at), []))),
    )
}

fn long(size: usize) -> String {
    "longName".chars().cycle().take(size.max(8)).collect()
}

/// A component of a name of `size` characters.
pub(super) fn long_schema_name(size: usize) -> String {
    let nested = object_of([member("a", &small_object("b")), member("c", &small_object("d"))]);
    of_schemas([("S0".to_owned(), small_object("x")), (long(size), nested)])
}

/// A tag and an operation of names of `size` characters.
pub(super) fn long_tag(size: usize) -> String {
    let tags = member("tags", &list([string(&long(size))]));
    of_paths([path("/it", "get", &operation(&long(size), [tags]))])
}

/// Objects in place in objects in place, `size` deep, whose properties have names of `size`
/// characters: the name of a type is as long as all above it.
pub(super) fn long_names_nested(size: usize) -> String {
    let innermost = small_object("x");
    let schema =
        (0..size.min(60)).fold(innermost, |inner, _| object_of([member(&long(size), &inner)]));
    of_schemas([("S0".to_owned(), schema)])
}

/// A path of `size` characters without an `operationId`.
pub(super) fn long_path(size: usize) -> String {
    let text: String = "/segment".chars().cycle().take(size.max(8)).collect();
    let get = answering("", &small_object("x")).replacen(r#""operationId":"","#, "", 1);
    document(&[member("paths", &object([path(&text, "get", &get)]))])
}

/// Values of `size` characters.
pub(super) fn long_enum_value(size: usize) -> String {
    let values = list(["a", "b"].map(|first| string(&format!("{first}{}", long(size)))));
    of_schemas([("S0".to_owned(), format!("{{\"type\":\"string\",\"enum\":{values}}}"))])
}
