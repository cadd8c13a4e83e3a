//! Parameters, headers, media types, examples and links: what excludes what.

use super::walk::Walk;
use crate::tree::{Map, Node, Trail};

const CODE: &str = "invalid-parameter";

/// The styles of each place (OpenAPI, "Style Values").
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["simple", "label", "matrix"]),
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("header", &["simple"]),
    ("cookie", &["form", "cookie"]),
];

pub(super) fn parameter(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let place = members.get("in").and_then(Node::as_str).unwrap_or_default();
    walk.exclusive(CODE, members, ["example", "examples"], at);
    if place == "querystring" && walk.minor > 1 {
        if members.contains_key("schema") || !members.contains_key("content") {
            let message =
                "a parameter that is the whole query string must have `content`".to_owned();
            walk.say(CODE, at, message, "describe it with `content`, not `schema`".to_owned());
        }
        return;
    }
    walk.exclusive(CODE, members, ["schema", "content"], at);
    if !members.contains_key("schema") && !members.contains_key("content") {
        let message = "this parameter has neither `schema` nor `content`".to_owned();
        walk.say("parameter-without-schema", at, message, "give it a `schema`".to_owned());
    }
    if place == "path" && members.get("required").and_then(Node::as_bool) != Some(true) {
        let message = "a path parameter must have `required: true`".to_owned();
        let help = "it is required in any case; write it".to_owned();
        let place = at.member("required");
        let place = if members.contains_key("required") { &place } else { at };
        walk.say(CODE, place, message, help);
    }
    let styles = STYLES.iter().find(|(name, _)| *name == place);
    let style = members.get("style").and_then(Node::as_str);
    if let (Some((_, styles)), Some(style)) = (styles, style)
        && !styles.contains(&style)
    {
        let message = format!("a parameter in `{place}` has no style `{style}`");
        let help = format!("write one of `{}`", styles.join("`, `"));
        walk.say(CODE, &at.member("style"), message, help);
    }
    if place != "query" && members.contains_key("allowEmptyValue") {
        let message = "`allowEmptyValue` is for parameters in `query`".to_owned();
        let help = "it says nothing here; remove it".to_owned();
        walk.say(CODE, &at.member("allowEmptyValue"), message, help);
    }
    one_content(walk, CODE, members, at);
}

pub(super) fn header(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let code = "invalid-header";
    walk.exclusive(code, members, ["example", "examples"], at);
    walk.exclusive(code, members, ["schema", "content"], at);
    if !members.contains_key("schema") && !members.contains_key("content") {
        let message = "this header has neither `schema` nor `content`".to_owned();
        walk.say(code, at, message, "give it a `schema`".to_owned());
    }
    one_content(walk, code, members, at);
}

/// The `content` of a parameter or header has one media type.
fn one_content(walk: &mut Walk<'_>, code: &'static str, members: &Map, at: &Trail<'_>) {
    let count = members.get("content").and_then(Node::as_object).map_or(1, Map::len);
    if count != 1 {
        let message = format!("`content` must have one media type here, and has {count}");
        let help = "keep the one that is sent".to_owned();
        walk.say(code, &at.member("content"), message, help);
    }
}

/// The parameters of an operation or a path item (OpenAPI 3.2, "Parameter Locations").
pub(super) fn lists(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let list = members.get("parameters").and_then(Node::as_array).unwrap_or_default();
    let at = at.member("parameters");
    let places: Vec<Option<&str>> =
        list.iter().map(|parameter| parameter.get("in").and_then(Node::as_str)).collect();
    let mut whole = places.iter().enumerate().filter(|(_, place)| **place == Some("querystring"));
    let Some((first, _)) = whole.next() else { return };
    if let Some((second, _)) = whole.next() {
        let message = "a query string is described twice".to_owned();
        walk.say(CODE, &at.item(second), message, "remove one of them".to_owned());
    }
    if places.contains(&Some("query")) {
        let message =
            "the whole query string is described, and a parameter in it as well".to_owned();
        let help = "describe the one or the other".to_owned();
        walk.say(CODE, &at.item(first), message, help);
    }
}

pub(super) fn media_type(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let code = "invalid-media-type";
    walk.exclusive(code, members, ["example", "examples"], at);
    walk.exclusive(code, members, ["encoding", "prefixEncoding"], at);
    walk.exclusive(code, members, ["encoding", "itemEncoding"], at);
}

pub(super) fn example(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let code = "invalid-example";
    walk.exclusive(code, members, ["value", "externalValue"], at);
    walk.exclusive(code, members, ["value", "dataValue"], at);
    walk.exclusive(code, members, ["value", "serializedValue"], at);
    walk.exclusive(code, members, ["serializedValue", "externalValue"], at);
}

pub(super) fn link(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let code = "invalid-link";
    walk.exclusive(code, members, ["operationRef", "operationId"], at);
    let has_neither = !members.contains_key("operationRef") && !members.contains_key("operationId");
    if has_neither && walk.minor > 0 {
        let message =
            "a link must have `operationRef` or `operationId`, and has neither".to_owned();
        walk.say(code, at, message, "name the operation that it leads to".to_owned());
    }
}
