//! Schema Objects.
//!
//! [`normalize`] takes the inner schemas first and then applies the rules, one a file, in an order
//! in which each finds what the ones before it wrote.

mod additional;
mod arrays;
mod children;
mod composition;
mod conditions;
mod constant;
mod content;
mod enumeration;
mod examples;
mod generics;
mod keywords;
mod limits;
mod nulls;
mod reference;
mod siblings;
mod types;
mod unions;
mod unsupported;

pub(super) use examples::list_of_examples;

use super::context::Context;
use super::notes;
use crate::tree::{Map, Node, Trail};

/// Brings the schema at `at` into 3.0 shape. What is no schema at all is left for the `spec` stage,
/// which says so.
pub(super) fn normalize(node: &mut Node, at: &Trail<'_>, context: &mut Context<'_>) {
    if let Node::Bool(allows) = node {
        *node = of_boolean(*allows);
        return;
    }
    let Some(members) = node.as_object_mut() else { return };
    types::unquoted_null(members);
    drop_empty(members);
    siblings::ignore(members, at, context);
    let outer = generics::enter(members, at, context);
    reference::resolve(members, context);
    conditions::take_properties(members, at, context);
    additional::state(members);
    unsupported::set_aside(members, at, context);
    children::normalize(members, at, context);
    rules(members, at, context);
    if let Some(outer) = outer {
        context.scope = outer;
    }
}

/// The rules for one schema whose inner schemas are in 3.0 shape already.
fn rules(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    constant::normalize(members);
    enumeration::take_null(members);
    types::normalize(members, at, context);
    unions::drop_impossible(members);
    unions::take_null(members);
    arrays::normalize(members);
    list_of_examples(members);
    content::normalize(members);
    enumeration::state_type(members);
    types::state_implied(members);
    limits::normalize(members);
    unsupported::set_not_aside(members, at, context);
    reference::wrap_siblings(members, at, context);
    composition::split(members, at, context);
}

/// `true` takes any value, `false` none (JSON Schema 2020-12 §4.3.2).
fn of_boolean(allows: bool) -> Node {
    let mut members = Map::default();
    if !allows {
        members.insert("not".to_owned(), Node::Object(Map::default()));
        members.insert(notes::NEVER.to_owned(), Node::Bool(true));
    }
    Node::Object(members)
}

/// YAML writes a keyword with nothing under it as `null`. It counts as not there, but where `null`
/// is a value like any other.
fn drop_empty(members: &mut Map) {
    let may_be_null =
        |name: &str| ["default", "example", "const"].contains(&name) || name.starts_with("x-");
    members.retain(|name, value| *value != Node::Null || may_be_null(name));
}
