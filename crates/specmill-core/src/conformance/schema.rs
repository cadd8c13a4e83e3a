//! The Schema Object.

use std::collections::BTreeSet;

use super::form::Form::{
    Any, Count, Dependencies, Exclusive, Flag, List, Number, One, Positive, Schema, SchemaMap,
    SchemaOrFlag, Schemas, Text, TextMap, Texts, TextsMap, Types,
};
use super::object::{Member, Object, Others, member, object, required};
use super::objects::EXTERNAL_DOCS;
use super::walk::Walk;
use crate::tree::{Map, Node, Trail};

const CODE: &str = "invalid-schema";

/// The types of JSON Schema; OpenAPI 3.0 has all but the last.
const TYPES: [&str; 7] = ["array", "boolean", "integer", "number", "object", "string", "null"];

/// A keyword of JSON Schema that OpenAPI 3.0 does not have.
const fn later(name: &'static str, form: super::form::Form) -> Member {
    member(name, form).since(1)
}

pub(super) static SCHEMA: Object = object(
    "a schema",
    CODE,
    &[
        member("title", Text),
        member("description", Text),
        member("type", Types),
        member("format", Text),
        member("enum", List),
        member("default", Any),
        member("example", Any),
        member("multipleOf", Positive),
        member("maximum", Number),
        member("exclusiveMaximum", Exclusive),
        member("minimum", Number),
        member("exclusiveMinimum", Exclusive),
        member("maxLength", Count),
        member("minLength", Count),
        member("pattern", Text),
        member("maxItems", Count),
        member("minItems", Count),
        member("uniqueItems", Flag),
        member("maxProperties", Count),
        member("minProperties", Count),
        member("required", Texts),
        member("allOf", Schemas),
        member("oneOf", Schemas),
        member("anyOf", Schemas),
        member("not", Schema),
        member("items", Schema),
        member("properties", SchemaMap),
        member("additionalProperties", SchemaOrFlag),
        // Of 3.0 alone, and no error in JSON Schema, which takes any keyword.
        member("nullable", Flag),
        member("readOnly", Flag),
        member("writeOnly", Flag),
        member("deprecated", Flag),
        member("discriminator", One(&DISCRIMINATOR)),
        member("xml", One(&XML)),
        member("externalDocs", One(&EXTERNAL_DOCS)),
        later("$id", Text),
        later("$schema", Text),
        later("$anchor", Text),
        later("$dynamicAnchor", Text),
        later("$dynamicRef", Text),
        later("$comment", Text),
        later("$vocabulary", Any),
        later("$defs", SchemaMap),
        later("definitions", SchemaMap),
        later("const", Any),
        later("examples", List),
        later("if", Schema),
        later("then", Schema),
        later("else", Schema),
        later("prefixItems", Schemas),
        later("contains", Schema),
        later("minContains", Count),
        later("maxContains", Count),
        later("unevaluatedItems", Schema),
        later("unevaluatedProperties", Schema),
        later("patternProperties", SchemaMap),
        later("propertyNames", Schema),
        later("dependentSchemas", SchemaMap),
        later("dependentRequired", TextsMap),
        later("dependencies", Dependencies),
        later("contentEncoding", Text),
        later("contentMediaType", Text),
        later("contentSchema", Schema),
    ],
)
.or_reference()
.others(Others::Keywords)
.rule(rule);

static DISCRIMINATOR: Object = object(
    "a discriminator",
    "invalid-discriminator",
    &[
        required("propertyName", Text),
        member("mapping", TextMap),
        member("defaultMapping", Text).since(2),
    ],
)
// OpenAPI 3.0 has no extensions of it, and forbids no member.
.others(Others::Any);

static XML: Object = object(
    "an XML object",
    CODE,
    &[
        member("name", Text),
        member("namespace", Text),
        member("prefix", Text),
        member("attribute", Flag),
        member("wrapped", Flag),
        member("nodeType", Text).since(2),
    ],
);

fn rule(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    types(walk, members, at);
    let is_array = members.get("type").and_then(Node::as_str) == Some("array");
    if walk.minor == 0 && is_array && !members.contains_key("items") {
        let message = "`type` is `array`, and there are no `items`".to_owned();
        let help = "its items take any value; OpenAPI 3.0 requires `items`".to_owned();
        walk.say(CODE, at, message, help);
    }
    for name in ["allOf", "oneOf", "anyOf", "prefixItems"] {
        if members.get(name).and_then(Node::as_array).is_some_and(<[Node]>::is_empty) {
            let help = "list one, or leave the keyword out".to_owned();
            walk.say("empty-composition", at, format!("`{name}` lists no schema"), help);
        }
    }
    if members.get("enum").and_then(Node::as_array).is_some_and(<[Node]>::is_empty) {
        let help = "no value is allowed so; list a value, or leave it out".to_owned();
        walk.say("empty-enum", &at.member("enum"), "`enum` lists no value".to_owned(), help);
    }
    let Some(required) = members.get("required").and_then(Node::as_array) else { return };
    let place = at.member("required");
    if required.is_empty() && walk.minor == 0 {
        let message = "`required` lists nothing".to_owned();
        let help = "OpenAPI 3.0 asks for one name at least; leave it out".to_owned();
        walk.say(CODE, &place, message, help);
    }
    let mut seen = BTreeSet::new();
    if let Some(name) = required.iter().filter_map(Node::as_str).find(|name| !seen.insert(*name)) {
        let message = format!("`required` lists `{name}` twice");
        walk.say(CODE, &place, message, "remove one of them".to_owned());
    }
}

fn types(walk: &mut Walk<'_>, members: &Map, at: &Trail<'_>) {
    let Some(stated) = members.get("type") else { return };
    let place = at.member("type");
    let listed = match stated {
        Node::Array(items) => items.as_slice(),
        text => std::slice::from_ref(text),
    };
    for name in listed.iter().filter_map(Node::as_str) {
        if !TYPES.contains(&name) {
            let message = format!("there is no type `{name}`");
            let help = format!("the types are `{}`", TYPES.join("`, `"));
            walk.say("unknown-type", &place, message, help);
        } else if name == "null" && walk.minor == 0 {
            let message = "there is no type `null` in OpenAPI 3.0".to_owned();
            let help = "it is read as OpenAPI 3.1 has it; write `nullable: true`".to_owned();
            walk.say("unknown-type", &place, message, help);
        }
    }
}
