//! Objects of many properties, and what else a schema may have many of.

use super::document::{
    list, member, object, object_of, of_schemas, reference, small_object, string,
};

fn one(schema: String) -> String {
    of_schemas([("S0".to_owned(), schema)])
}

/// An object of `size` properties.
pub(super) fn properties(size: usize) -> String {
    one(object_of((0..size).map(|at| member(&format!("p{at}"), r#"{"type":"string"}"#))))
}

/// Properties that have one name in Rust.
pub(super) fn properties_of_one_name(size: usize) -> String {
    let names = (0..size).map(|at| super::names::of_one_name("value", at));
    one(object_of(names.map(|name| member(&name, r#"{"type":"string"}"#))))
}

/// Properties that are objects in place, and so types of their own.
pub(super) fn properties_in_place(size: usize) -> String {
    one(object_of((0..size).map(|at| member(&format!("p{at}"), &small_object("x")))))
}

/// Properties that are required and described nowhere.
pub(super) fn required_without_properties(size: usize) -> String {
    let names = list((0..size).map(|at| string(&format!("p{at}"))));
    one(format!("{{\"type\":\"object\",\"required\":{names},\"properties\":{{}}}}"))
}

/// An `allOf` of two objects with the same properties, in opposite orders.
pub(super) fn all_of_properties(size: usize) -> String {
    let property = |at: usize| member(&format!("p{at}"), r#"{"type":"string"}"#);
    let parts = [object_of((0..size).map(property)), object_of((0..size).rev().map(property))];
    one(format!("{{\"allOf\":{}}}", list(parts)))
}

/// Properties of one value each.
pub(super) fn constants(size: usize) -> String {
    let constant = |at: usize| member(&format!("p{at}"), &format!("{{\"const\":\"v{at}\"}}"));
    one(object_of((0..size).map(constant)))
}

/// Patterns of property names.
pub(super) fn pattern_properties(size: usize) -> String {
    let patterns =
        object((0..size).map(|at| member(&format!("^x{at}-"), &small_object(&format!("m{at}")))));
    one(format!("{{\"type\":\"object\",\"patternProperties\":{patterns}}}"))
}

/// Schemas that hold once a property is there.
pub(super) fn dependent_schemas(size: usize) -> String {
    let schemas =
        object((0..size).map(|at| member(&format!("p{at}"), &small_object(&format!("d{at}")))));
    let names = (0..size).map(|at| member(&format!("p{at}"), r#"{"type":"string"}"#));
    let properties = object(names);
    one(format!(
        "{{\"type\":\"object\",\"properties\":{properties},\"dependentSchemas\":{schemas}}}"
    ))
}

/// `if`, `then` and `else`, in an `allOf`.
pub(super) fn conditions(size: usize) -> String {
    let condition = |at: usize| {
        let [test, then, or] =
            ["if", "then", "else"].map(|word| small_object(&format!("{word}{at}")));
        format!("{{\"if\":{test},\"then\":{then},\"else\":{or}}}")
    };
    one(format!("{{\"type\":\"object\",\"allOf\":{}}}", list((0..size.max(1)).map(condition))))
}

/// What a schema is not.
pub(super) fn nots(size: usize) -> String {
    let not = |at: usize| format!("{{\"not\":{}}}", small_object(&format!("n{at}")));
    one(format!("{{\"type\":\"object\",\"allOf\":{}}}", list((0..size.max(1)).map(not))))
}

/// A list with a schema for each place.
pub(super) fn prefix_items(size: usize) -> String {
    let items = list((0..size.max(1)).map(|at| small_object(&format!("m{at}"))));
    one(format!("{{\"type\":\"array\",\"prefixItems\":{items},\"items\":false}}"))
}

/// Examples of a schema and of its properties.
pub(super) fn examples(size: usize) -> String {
    let examples = list((0..size).map(|at| format!("{{\"a\":\"v{at}\",\"b\":[{at}]}}")));
    let texts = list((0..size).map(|at| string(&format!("v{at}"))));
    one(format!(
        "{{\"type\":\"object\",\"examples\":{examples},\"properties\":{{\"a\":{{\"type\":\"string\",\"examples\":{texts}}}}}}}"
    ))
}

/// Keywords that nothing is made of, each of which is told.
pub(super) fn unsupported_keywords(size: usize) -> String {
    let schemas = (0..size.max(1)).map(|at| {
        let next = reference(&format!("S{}", at + 1));
        let unsupported = format!(
            "{{\"type\":\"object\",\"unevaluatedProperties\":{next},\"contains\":{next},\"unknown{at}\":1}}"
        );
        (format!("S{at}"), unsupported)
    });
    of_schemas(schemas.chain([(format!("S{}", size.max(1)), small_object("last"))]))
}
