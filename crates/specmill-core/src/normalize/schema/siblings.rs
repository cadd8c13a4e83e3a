//! What stands beside a `$ref` in OpenAPI 3.0.

use super::super::context::Context;
use super::super::fragment;
use super::keywords::{self, COMPOSITION};
use crate::tree::{Map, Node, Trail};

/// Takes out what says which values there are: it "SHALL be ignored" (OpenAPI 3.0.3, "Reference Object").
/// Words stay, and so does `nullable`, which only widens: documents that write it there send `null`. The
/// first place is said where something is lost: a `type` often repeats the other schema's.
pub(super) fn ignore(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    if !context.is_30 || members.len() < 2 || keywords::text(members, "$ref").is_none() {
        return;
    }
    let counts = |name: &str| keywords::describes(name) || COMPOSITION.contains(&name);
    let ignored: Vec<String> = members.keys().filter(|name| counts(name)).cloned().collect();
    let is_lost = |name: &&String| *name != "type" || !repeats_type(members, context);
    let first = ignored.iter().find(is_lost);
    if let Some(first) = first
        && !std::mem::replace(&mut context.has_told_siblings, true)
    {
        let message = format!("`{first}` stands beside `$ref`, where OpenAPI 3.0 ignores it");
        let help = "the schema is the one that is referred to, here and wherever this document does so; \
                    make both items of `allOf`, if both are meant";
        context.warn("ignored-siblings", &at.member("$ref"), message, help);
    }
    members.retain(|name, _| !ignored.contains(name));
}

/// Whether the schema that is referred to has no other type than stands beside the `$ref`.
fn repeats_type(members: &Map, context: &Context<'_>) -> bool {
    let reference = keywords::text(members, "$ref").unwrap_or_default();
    let target = fragment::resolve(context.source, reference);
    let typ = target.and_then(|target| target.get("type")).and_then(Node::as_str);
    typ.is_none_or(|typ| keywords::text(members, "type") == Some(typ))
}
