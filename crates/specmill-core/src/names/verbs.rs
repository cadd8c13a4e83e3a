//! Verbs of methods: `list` for a list, `get` for one thing, `update` for a change, whatever word the
//! document has for them. docs/NAMES.md has the rules.

use std::collections::BTreeMap;

use super::identifier::snake;
use super::types::pinned;
use crate::spec::{
    Api, Method, Operation, ParameterLocation, SchemaId, Shape, SuccessShape, alias_target, shape,
    success,
};

/// Verbs that mean `get` of a GET, or `list` where it answers a list.
const READS: [&str; 7] = ["get", "retrieve", "fetch", "read", "show", "find", "describe"];

/// Words after `list` that a method with pages says anyway.
const PAGED: [&str; 2] = ["paginated", "paged"];

/// Verbs after which the word before them, if it is the tag, is a mere namespace.
const VERBS: [&str; 16] = [
    "add", "archive", "cancel", "create", "delete", "describe", "destroy", "fetch", "find", "get",
    "list", "modify", "patch", "remove", "retrieve", "update",
];

/// Whether a word of a name in camel case is a verb that names of operations begin with.
pub(super) fn is_verb(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let word = word.as_str();
    VERBS.contains(&word) || READS.contains(&word) || ["post", "put"].contains(&word)
}

/// Parameters of the query that turn pages or say how long one is, in lower case and without separators.
const PAGING: [&str; 17] = [
    "after",
    "before",
    "continue",
    "count",
    "cursor",
    "first",
    "limit",
    "maxresults",
    "nexttoken",
    "offset",
    "page",
    "pagesize",
    "pagetoken",
    "perpage",
    "skip",
    "startingafter",
    "top",
];

/// The usual names of methods with the usual verb, `None` where that is what they have, where it does not
/// fit, and where another operation of the group is called so. Pinned names stay.
pub(super) fn with_usual_verbs(
    api: &Api,
    named: &[(&Operation, Vec<String>)],
) -> Vec<Option<String>> {
    let mut exchanged: Vec<Option<String>> =
        named.iter().map(|(operation, usual)| exchanged(api, operation, usual.first()?)).collect();
    // An exchange that is taken back may be in the way of another one: three rounds at most, as of names
    // with the same words behind the verb `list` may be in the way of `get`, and nothing of `list`.
    loop {
        let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
        for ((_, usual), name) in named.iter().zip(&exchanged) {
            // The last resort of others stays theirs.
            let own = name.as_deref().or_else(|| usual.first().map(String::as_str));
            let last = usual.last().map(String::as_str).filter(|last| Some(*last) != own);
            for name in own.into_iter().chain(last) {
                *wanted.entry(name).or_default() += 1;
            }
        }
        let clashes: Vec<usize> = exchanged
            .iter()
            .enumerate()
            .filter(|(_, name)| {
                name.as_deref().is_some_and(|name| wanted.get(name).is_some_and(|count| *count > 1))
            })
            .map(|(at, _)| at)
            .collect();
        if clashes.is_empty() {
            return exchanged;
        }
        for at in clashes {
            exchanged[at] = None;
        }
    }
}

/// `name` with the verb that says what the operation does.
fn exchanged(api: &Api, operation: &Operation, name: &str) -> Option<String> {
    // A name of the method and path has the verb of HTTP.
    if pinned(&operation.extensions).is_some() || operation.id.is_none() {
        return None;
    }
    let name = name.trim_start_matches("r#");
    let (verb, rest) = name.split_once('_').unwrap_or((name, ""));
    let (usual, rest) = match operation.method {
        Method::Get if verb == "list" && lists(api, operation) => {
            let (word, behind) = rest.split_once('_').unwrap_or((rest, ""));
            ("list", if PAGED.contains(&word) { behind } else { rest })
        }
        Method::Get if READS.contains(&verb) => match success(api, operation).answer {
            SuccessShape::Empty => return None,
            // `get_cache_list` is a list once.
            _ if rest == "list" && lists(api, operation) => ("list", ""),
            _ if lists(api, operation) => ("list", rest.strip_suffix("_list").unwrap_or(rest)),
            // Whoever passes one thing's key gets that thing.
            _ if operation.path.ends_with('}') => {
                ("get", rest.strip_suffix("by_id").unwrap_or(rest).trim_end_matches('_'))
            }
            _ => ("get", rest),
        },
        Method::Post | Method::Put | Method::Patch
            if verb == "modify" && operation.path.ends_with('}') =>
        {
            ("update", rest)
        }
        _ => return None,
    };
    let separator = if rest.is_empty() { "" } else { "_" };
    let exchanged = format!("{usual}{separator}{rest}");
    (exchanged != name).then_some(exchanged)
}

/// Whether a success is a list: a bare one, or an object without an `id` that has its items in `data`, or in
/// its only list of objects where the query turns pages.
fn lists(api: &Api, operation: &Operation) -> bool {
    let schema = match success(api, operation).answer {
        SuccessShape::Json(media) => media.schema,
        SuccessShape::ByStatus(parts) => parts.iter().find_map(|part| part.media?.schema),
        _ => None,
    };
    let Some(schema) = schema else { return false };
    let object = match shape(api, alias_target(api, schema)) {
        Shape::List(_) => return true,
        Shape::Object(object) => object,
        _ => return false,
    };
    let item = |id: SchemaId| match shape(api, alias_target(api, id)) {
        Shape::List(item) => Some(item),
        _ => None,
    };
    if object.properties.iter().any(|property| property.name == "id") {
        return false;
    }
    if object.properties.iter().any(|known| known.name == "data" && item(known.schema).is_some()) {
        return true;
    }
    let is_object = |id: &SchemaId| {
        matches!(shape(api, alias_target(api, *id)), Shape::Object(_) | Shape::Union(_))
    };
    let items = object.properties.iter().filter_map(|property| item(property.schema));
    items.filter(is_object).count() == 1 && turns_pages(operation)
}

fn turns_pages(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| {
        let letters = parameter.name.chars().filter(|char| char.is_alphanumeric());
        let name: String = letters.flat_map(char::to_lowercase).collect();
        parameter.location == ParameterLocation::Query && PAGING.contains(&name.as_str())
    })
}

/// The tag that an `operationId` begins with, as a namespace.
pub(super) struct Namespace<'a> {
    separator: char,
    /// What is behind it.
    pub(super) rest: &'a str,
}

impl<'a> Namespace<'a> {
    /// `repos/list-for-user` in `repos`: the namespace is `repos/`.
    pub(super) fn of(id: &'a str, tag: &str) -> Option<Self> {
        let ends = id.char_indices().filter(|(_, char)| "/._-:".contains(*char));
        let mut parts = ends.map(|(at, separator)| (separator, &id[..at], &id[at + 1..]));
        let tag = if tag.is_empty() { return None } else { snake(tag) };
        let (separator, _, rest) = parts.find(|(_, head, _)| snake(head) == tag)?;
        rest.contains(char::is_alphabetic).then_some(Self { separator, rest })
    }

    /// Whether it is no word of the name: before a slash, dot or colon, and before a verb. The `search` of
    /// `search_points` is its verb.
    pub(super) fn is_apart(&self) -> bool {
        let rest = snake(self.rest);
        let verb = rest.trim_start_matches("r#").split('_').next().unwrap_or_default();
        "/.:".contains(self.separator) || VERBS.contains(&verb)
    }
}
