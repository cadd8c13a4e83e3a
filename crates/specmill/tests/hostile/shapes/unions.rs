//! Unions and enums of many members.

use super::document::{
    list, member, object, object_of, of_schemas, reference, small_object, string,
};

/// A union of `size` components that `component` makes, and what stands beside `oneOf`.
fn union(size: usize, component: impl Fn(usize) -> String, beside: &str) -> String {
    let size = size.max(2);
    let members = list((0..size).map(|at| reference(&format!("M{at}"))));
    let union = format!("{{\"oneOf\":{members}{beside}}}");
    let components = (0..size).map(|at| (format!("M{at}"), component(at)));
    of_schemas([("S0".to_owned(), union)].into_iter().chain(components))
}

fn constant(name: &str, value: &str) -> String {
    member(name, &format!("{{\"const\":{}}}", string(value)))
}

/// Objects with a property of their own each.
pub(super) fn of_objects(size: usize) -> String {
    union(size, |at| small_object(&format!("m{at}")), "")
}

/// Objects of as many constants as there are members; all but the last are the same in each.
pub(super) fn of_constant_properties(size: usize) -> String {
    let properties = |at: usize| {
        let shared = (0..size).map(|number| constant(&format!("c{number}"), "same"));
        let own = constant("z", &format!("value{at}"));
        object_of(shared.chain([own]))
    };
    let required = |at: usize| {
        let schema = properties(at);
        let names =
            list((0..size).map(|number| string(&format!("c{number}"))).chain([string("z")]));
        schema.replacen('{', &format!("{{\"required\":{names},"), 1)
    };
    union(size, required, "")
}

/// Objects with all properties in common but one pair, so that nothing tells most of them apart.
pub(super) fn of_alike_objects(size: usize) -> String {
    let alike = |at: usize| {
        let others = (0..size).filter(|number| *number != at);
        object_of(others.map(|number| member(&format!("p{number}"), r#"{"type":"string"}"#)))
    };
    union(size, alike, "")
}

/// Constants, each with a title.
pub(super) fn of_constants(size: usize) -> String {
    union(size, |at| format!("{{\"const\":\"v{at}\",\"title\":\"Value {at}\"}}"), "")
}

/// Lists, each of another object.
pub(super) fn of_lists(size: usize) -> String {
    union(
        size,
        |at| format!("{{\"type\":\"array\",\"items\":{}}}", small_object(&format!("m{at}"))),
        "",
    )
}

/// One component that is a union of itself, over and over, and an object.
pub(super) fn of_itself(size: usize) -> String {
    let itself = (0..size).map(|_| reference("S0"));
    let members = list(itself.chain([small_object("x"), small_object("y")]));
    of_schemas([("S0".to_owned(), format!("{{\"oneOf\":{members}}}"))])
}

/// A discriminator with a value for each member.
pub(super) fn discriminator_mapping(size: usize) -> String {
    let size = size.max(2);
    let values =
        object((0..size).map(|at| {
            member(&format!("value{at}"), &string(&format!("#/components/schemas/M{at}")))
        }));
    let beside = format!(",\"discriminator\":{{\"propertyName\":\"kind\",\"mapping\":{values}}}");
    let tagged = |_| {
        r#"{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"}}}"#
            .to_owned()
    };
    union(size, tagged, &beside)
}

/// A discriminated union of `size` discriminated unions of `size` objects each, all of which a
/// second union has as well.
pub(super) fn discriminated_unions_of_unions(size: usize) -> String {
    let size = size.max(2);
    let tagged = |name: &str| {
        format!(
            "{{\"type\":\"object\",\"required\":[\"kind\"],\"properties\":{{{}}}}}",
            constant("kind", name)
        )
    };
    let discriminated = |members: Vec<String>| {
        format!("{{\"oneOf\":{},\"discriminator\":{{\"propertyName\":\"kind\"}}}}", list(members))
    };
    let outer = || (0..size).map(|at| reference(&format!("U{at}"))).collect::<Vec<_>>();
    let mut schemas =
        vec![("S0".to_owned(), discriminated(outer())), ("S1".to_owned(), discriminated(outer()))];
    for at in 0..size {
        let names: Vec<String> = (0..size).map(|inner| format!("M{at}_{inner}")).collect();
        let members = names.iter().map(|name| reference(name)).collect();
        schemas.push((format!("U{at}"), discriminated(members)));
        schemas.extend(names.iter().map(|name| (name.clone(), tagged(name))));
    }
    of_schemas(schemas)
}

/// Values that all have a name of their own.
pub(super) fn enum_values(size: usize) -> String {
    let values = list((0..size.max(2)).map(|at| string(&format!("value{at}"))));
    of_schemas([("S0".to_owned(), format!("{{\"type\":\"string\",\"enum\":{values}}}"))])
}

/// Values that have one name in Rust: what differs is no letter and no digit.
pub(super) fn enum_values_of_one_name(size: usize) -> String {
    let values = list((0..size.max(2)).map(|at| string(&super::names::of_one_name("value", at))));
    of_schemas([("S0".to_owned(), format!("{{\"type\":\"string\",\"enum\":{values}}}"))])
}

/// An enum of `size` values, beside `size` components that `of` makes of a reference to it.
fn uses_of_an_enum(size: usize, of: impl Fn(usize, &str) -> String) -> String {
    let values = list((0..size.max(2)).map(|at| string(&format!("value{at}"))));
    let own = ("S0".to_owned(), format!("{{\"type\":\"string\",\"enum\":{values}}}"));
    let reference = reference("S0");
    let uses = (0..size).map(|at| (format!("U{at}"), of(at, &reference)));
    of_schemas([own].into_iter().chain(uses))
}

/// Other names of one enum.
pub(super) fn names_of_an_enum(size: usize) -> String {
    uses_of_an_enum(size, |at, own| format!("{{\"allOf\":[{own}],\"description\":\"{at}\"}}"))
}

/// Enums that are each all of one and a value more.
pub(super) fn enums_with_one_more(size: usize) -> String {
    uses_of_an_enum(size, |at, own| {
        format!("{{\"anyOf\":[{own},{{\"type\":\"string\",\"enum\":[\"more{at}\"]}}]}}")
    })
}
