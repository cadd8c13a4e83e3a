//! `type`: a list of types, `null`, and the type other keywords imply.

use super::super::context::Context;
use super::super::notes;
use super::keywords::{self, ARRAY, COMPOSITION, NUMBER, OBJECT, STRING};
use super::{nulls, rules};
use crate::tree::{Map, Node, Trail};
use crate::unix_unit::UnixUnit;

/// `null` without quotes is no string in YAML, but under `type` it can only mean that one.
pub(super) fn unquoted_null(members: &mut Map) {
    let describes_more = members.keys().any(|name| name != "type" && keywords::describes(name));
    match members.get_mut("type") {
        Some(name @ Node::Null) if !describes_more => *name = Node::String("null".to_owned()),
        Some(Node::Array(names)) => {
            for name in names.iter_mut().filter(|name| **name == Node::Null) {
                *name = Node::String("null".to_owned());
            }
        }
        _ => {}
    }
}

/// `null` becomes `nullable`, several types become `anyOf`.
pub(super) fn normalize(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    match members.get("type") {
        Some(Node::String(name)) if name == "null" => nulls::only(members),
        Some(Node::Array(names)) => {
            let names: Option<Vec<&str>> = names.iter().map(Node::as_str).collect();
            // Anything else in the list is for the `spec` stage to report, as an empty list is.
            let Some(names) = names.filter(|names| !names.is_empty()) else { return };
            let names = distinct(&names);
            several(members, names, at, context);
        }
        _ => {}
    }
}

/// The types once each; an integer is a number.
fn distinct(names: &[&str]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let is_covered = *name == "integer" && names.contains(&"number");
        if !is_covered && !kept.iter().any(|known| known == name) {
            kept.push((*name).to_owned());
        }
    }
    kept
}

fn several(members: &mut Map, mut names: Vec<String>, at: &Trail<'_>, context: &mut Context<'_>) {
    let before = names.len();
    names.retain(|name| name != "null");
    if names.is_empty() {
        nulls::only(members);
        return;
    }
    if names.len() < before {
        keywords::set_true(members, "nullable");
    }
    if let [name] = names.as_slice() {
        members.insert("type".to_owned(), Node::String(name.clone()));
        return;
    }
    let is_told = |keyword: &&str| members.contains_key(*keyword);
    if COMPOSITION.iter().any(is_told) || is_told(&"enum") || is_told(&"$ref") {
        // Which value is of which type can be seen there.
        keywords::rename(members, "type", notes::TYPE);
        return;
    }
    let parts = names.iter().map(|name| {
        let mut part = part(members, name, &names);
        rules(&mut part, at, context);
        Node::Object(part)
    });
    let parts = Node::Array(parts.collect());
    let is_of_numbers =
        |name: &str| name == notes::NUMBER_TYPE && names.iter().any(|name| is_number(name));
    members.retain(|name, _| name == "type" || !(keywords::describes(name) || is_of_numbers(name)));
    keywords::replace(members, "type", "anyOf", parts);
}

fn is_number(name: &str) -> bool {
    matches!(name, "number" | "integer")
}

/// The schema of the values of one type: the keywords that speak of that type.
fn part(members: &Map, name: &str, names: &[String]) -> Map {
    let owner = format_type(members, names);
    let mut part = Map::default();
    part.insert("type".to_owned(), Node::String(name.to_owned()));
    for (keyword, value) in members {
        let plain = keyword.strip_prefix(notes::LIMIT).unwrap_or(keyword);
        let speaks =
            |keywords: &[&str]| keywords.contains(&keyword.as_str()) || keywords.contains(&plain);
        let is_its = match name {
            "string" => speaks(&STRING),
            "number" | "integer" => speaks(&NUMBER) || keyword == notes::NUMBER_TYPE,
            "array" => speaks(&ARRAY),
            "object" => speaks(&OBJECT),
            _ => false,
        };
        if is_its || keyword == "not" || (keyword == "format" && owner == name) {
            part.insert(keyword.clone(), value.clone());
        }
    }
    part
}

/// Which of several types `format` is about.
fn format_type<'a>(members: &Map, names: &'a [String]) -> &'a str {
    let format = keywords::text(members, "format").unwrap_or_default();
    let of_numbers = format.starts_with("int")
        || format.starts_with("uint")
        || ["float", "double", "decimal"].contains(&format)
        || UnixUnit::of_format(format).is_some();
    let due: &[&str] = if of_numbers { &["integer", "number"] } else { &["string"] };
    let owner = names.iter().find(|name| due.contains(&name.as_str()));
    owner.or(names.first()).map_or("", String::as_str)
}

/// States the type of a schema that describes properties or items and nothing else.
pub(super) fn state_implied(members: &mut Map) {
    let has = |name: &str| members.contains_key(name);
    if ["type", "enum", "$ref"].into_iter().chain(COMPOSITION).any(has) {
        return;
    }
    let is_object = ["properties", "additionalProperties", "required"].into_iter().any(has);
    let is_array = has("items") || has(notes::PREFIX_ITEMS);
    let name = match (is_object, is_array) {
        (true, false) => "object",
        (false, true) => "array",
        // Both describe part of the values each; the `spec` stage says which it takes.
        _ => return,
    };
    members.insert("type".to_owned(), Node::String(name.to_owned()));
    keywords::set_true(members, notes::IMPLIED_TYPE);
}
