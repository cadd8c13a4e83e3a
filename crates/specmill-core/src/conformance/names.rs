//! Names and keys.

use std::collections::BTreeSet;

use super::walk::Walk;
use crate::tree::{Map, Node, Trail};

/// The sections of `components`: names that a `$ref` can be written with (OpenAPI, "Components Object").
pub(super) fn components(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    for (section, components) in members.iter().filter(|(name, _)| !name.starts_with("x-")) {
        let at = at.member(section);
        for name in components.as_object().into_iter().flat_map(Map::keys) {
            if name.is_empty() || !name.chars().all(is_of_name) {
                let message = format!("`{name}` is no name for a component");
                let help = "it is taken all the same; such names are ASCII letters and digits, `.`, `-` \
                            and `_`";
                walk.say("invalid-component-name", &at.member(name), message, help.to_owned());
            }
        }
    }
}

fn is_of_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_')
}

/// A document has something that it describes.
pub(super) fn document(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let has = |name: &str| members.contains_key(name);
    if walk.minor > 0 && !["paths", "components", "webhooks"].into_iter().any(has) {
        let message = "a document must have `paths`, `components` or `webhooks`, and has none";
        let help = "there is nothing to generate; describe the operations under `paths`";
        walk.say("invalid-document", at, message.to_owned(), help.to_owned());
    }
    let tags = members.get("tags").and_then(Node::as_array).unwrap_or_default();
    let names: Vec<Option<&str>> =
        tags.iter().map(|tag| tag.get("name").and_then(Node::as_str)).collect();
    let mut seen = BTreeSet::new();
    for (index, name) in names.iter().enumerate() {
        if let Some(name) = name
            && !seen.insert(*name)
        {
            let message = format!("the tag `{name}` is listed twice");
            let help = "remove one of them".to_owned();
            walk.say("invalid-tag", &at.member("tags").item(index), message, help);
        }
    }
}

/// `responses` describes one at least (OpenAPI, "Responses Object").
pub(super) fn responses(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    for name in members.keys().filter(|name| !name.starts_with("x-") && !is_status(name)) {
        let message = format!("`{name}` is no HTTP status");
        let help = "write `200`, `2XX` or `default`".to_owned();
        walk.say("invalid-status", &at.member(name), message, help);
    }
    if members.keys().all(|name| name.starts_with("x-")) {
        let message = "`responses` describes no response".to_owned();
        let help =
            "whatever comes is an answer without a type; describe what comes if all goes well";
        walk.say("invalid-operation", at, message, help.to_owned());
    }
}

fn is_status(name: &str) -> bool {
    let bytes = name.as_bytes();
    let rest = || name.get(1..).unwrap_or_default();
    name == "default"
        || (bytes.len() == 3
            && bytes.first().is_some_and(|first| (b'1'..=b'5').contains(first))
            && (rest() == "XX" || rest().bytes().all(|byte| byte.is_ascii_digit())))
}

/// The keys of `content` are media types, or ranges of them.
pub(super) fn content(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    for name in members.keys() {
        let essence = name.split(';').next().unwrap_or_default();
        if essence.split('/').filter(|part| !part.trim().is_empty()).count() != 2 {
            let message = format!("`{name}` is no media type");
            let help = "write a type and a subtype, such as `application/json`".to_owned();
            walk.say("invalid-media-type", &at.member(name), message, help);
        }
    }
}

/// `paths` has paths.
pub(super) fn paths(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    for name in members.keys().filter(|name| !name.starts_with("x-") && !name.starts_with('/')) {
        let message = format!("the path `{name}` does not begin with `/`");
        let help = "it is read as if it did; correct the document".to_owned();
        walk.say("path-without-slash", &at.member(name), message, help);
    }
}

/// The variables of a server, and what its URL has of them.
pub(super) fn server(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let url = members.get("url").and_then(Node::as_str).unwrap_or_default();
    let variables = members.get("variables").and_then(Node::as_object);
    let without = variables.into_iter().flatten().filter(|(_, variable)| {
        variable.as_object().is_some_and(|members| !members.contains_key("default"))
    });
    // Where a server is read, this is said of the server.
    for (name, _) in without.filter(|_| !walk.is_told(at)).collect::<Vec<_>>() {
        let message = format!("the server variable `{name}` has no default");
        let help = "OpenAPI requires a `default`, which is used unless a caller sets it".to_owned();
        let (variables, code) = (at.member("variables"), "server-variable-without-default");
        walk.say(code, &variables.member(name), message, help);
    }
    for name in url.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
    {
        if !walk.is_told(at) && variables.is_none_or(|variables| !variables.contains_key(name)) {
            let message =
                format!("the URL of the server has `{{{name}}}`, and `variables` does not");
            let help = "it stays in the URL until a caller sets it; describe it, with a `default`";
            let place = at.member("url");
            walk.say("server-variable-without-default", &place, message, help.to_owned());
        }
    }
}

pub(super) fn server_variable(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let values = members.get("enum").and_then(Node::as_array);
    if walk.minor > 0 && values.is_some_and(<[Node]>::is_empty) {
        let message = "`enum` of a server variable lists no value".to_owned();
        let help = "list the values, or leave it out".to_owned();
        walk.say("invalid-server", &at.member("enum"), message, help);
    }
}

pub(super) fn license(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    walk.exclusive("invalid-info", members, ["identifier", "url"], at);
}
