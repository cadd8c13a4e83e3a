//! Names of parameters, and of the body beside them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::identifier::snake;
use super::members::MemberName;
use super::scope::Scope;
use crate::spec::{Api, Operation, Parameter, ParameterLocation, success};

/// Methods every builder has beside its parameters.
const BUILDER_METHODS: [&str; 5] = ["with", "call", "pages", "items", "into_future"];

/// The parameters of `operation`, and its body.
pub(super) fn name_parameters(api: &Api, operation: &Operation) -> (Vec<MemberName>, String) {
    let texts = parameter_texts(operation);
    let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
    let mut scope = Scope::snake(&[]);
    let names = scope.claim_all(&texts, snake);
    let body = scope.claim(&["body", "request_body"]);
    let mut taken = BUILDER_METHODS.to_vec();
    taken.extend(success(api, operation).events.map(|_| "stream"));
    (MemberName::all(names, &taken), body)
}

/// What each parameter is named after: its name, after its place where parameters of several places
/// have one name (`query_name`, `header_name`).
pub(super) fn parameter_texts(operation: &Operation) -> Vec<Cow<'_, str>> {
    let mut places: BTreeMap<String, BTreeSet<ParameterLocation>> = BTreeMap::new();
    for parameter in &operation.parameters {
        places.entry(snake(&parameter.name)).or_default().insert(parameter.location);
    }
    let text = |parameter: &'_ Parameter| -> String {
        let place = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
        };
        format!("{place}_{}", parameter.name)
    };
    let is_in_several = |parameter: &Parameter| {
        places.get(&snake(&parameter.name)).is_some_and(|places| places.len() > 1)
    };
    operation
        .parameters
        .iter()
        .map(|parameter| match is_in_several(parameter) {
            true => Cow::Owned(text(parameter)),
            false => Cow::Borrowed(parameter.name.as_str()),
        })
        .collect()
}
