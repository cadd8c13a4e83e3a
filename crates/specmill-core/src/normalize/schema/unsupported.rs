//! Keywords that narrow a schema in ways no Rust type can say.

use super::super::context::Context;
use super::super::notes;
use super::keywords::{self, COMPOSITION};
use crate::tree::{Map, Trail};

/// Each is moved to a note, and the schema stays as wide as it has to be.
const KEYWORDS: [&str; 17] = [
    "if",
    "then",
    "else",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "$dynamicRef",
    "$recursiveRef",
    "$vocabulary",
    "contentSchema",
];

/// Those that change nothing about what a type can hold: no word is lost about them.
const SILENT: [&str; 9] = [
    "patternProperties",
    "then",
    "else",
    "propertyNames",
    "unevaluatedProperties",
    "minContains",
    "maxContains",
    "$vocabulary",
    "contentSchema",
];

pub(super) fn set_aside(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    for keyword in KEYWORDS {
        set_keyword_aside(members, keyword, at, context);
    }
}

/// Moves one of them, if it is there.
pub(super) fn set_keyword_aside(
    members: &mut Map,
    keyword: &str,
    at: &Trail<'_>,
    context: &mut Context<'_>,
) {
    if !members.contains_key(keyword) {
        return;
    }
    keywords::rename(members, keyword, &format!("{}{keyword}", notes::UNSUPPORTED));
    if !SILENT.contains(&keyword) {
        context.warn(
            "unsupported-keyword",
            &at.member(keyword),
            format!("`{keyword}` narrows this schema in a way that no Rust type can express"),
            "the type takes every value that the rest of the schema allows; the server checks \
             this keyword",
        );
    }
}

/// `not` beside a description of what is allowed. Alone, it is the `spec` stage's.
pub(super) fn set_not_aside(members: &mut Map, at: &Trail<'_>, context: &mut Context<'_>) {
    let others = ["type", "enum", "$ref"].into_iter().chain(COMPOSITION);
    if !members.contains_key("not") || keywords::is_true(members, notes::NEVER) {
        return;
    }
    if others.into_iter().any(|name| members.contains_key(name)) {
        keywords::rename(members, "not", &format!("{}not", notes::UNSUPPORTED));
        context.warn(
            "unsupported-keyword",
            &at.member("not"),
            "`not` excludes values, which no Rust type can express",
            "the type takes every value that the rest of the schema allows; the server checks \
             this keyword",
        );
    }
}
