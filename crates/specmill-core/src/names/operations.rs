//! Names of groups, methods, builders and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::choices;
use super::identifier::{singular, snake, upper_camel};
use super::members::MemberName;
use super::operation_words::{method_and_path, without_path};
use super::parameters::name_parameters;
use super::scope::Scope;
use super::types::pinned;
use super::verbs::{Namespace, with_usual_verbs};
use crate::spec::{Api, Operation};

/// Modules every client has beside those of its tags, and those of the runtime, which crates like to
/// offer again beside the client.
const MODULES: [&str; 5] = ["client", "http", "json", "shared", "types"];
/// Methods every client has beside those of its tags.
const CLIENT_METHODS: [&str; 6] = ["builder", "from_env", "new", "request", "with", "clone"];

/// The names of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupNames {
    /// The tag, `None` for operations without one.
    pub tag: Option<String>,
    /// Its module.
    pub module: String,
    /// The client's method.
    pub accessor: String,
    /// What that method returns.
    pub client: String,
}

/// The names of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationNames {
    /// Its group, as an index into [`super::NameTable::groups`].
    pub group: usize,
    /// Its method.
    pub method: String,
    /// What takes its optional parameters.
    pub builder: String,
    /// Its parameters, in the order of the operation.
    pub parameters: Vec<MemberName>,
    /// Its body.
    pub body: String,
    /// The choice of bodies, where there are several.
    pub body_choice: Option<ChoiceNames>,
    /// The choice of answers, where there are several.
    pub answer_choice: Option<ChoiceNames>,
}

/// The names of webhooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookNames {
    /// Their module.
    pub module: String,
    /// The enum of all events.
    pub name: String,
    /// Its variants, in the order of [`Api::webhooks`].
    pub variants: Vec<String>,
}

/// The names of an enum that is no schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceNames {
    /// The enum.
    pub name: String,
    /// Its variants, in order.
    pub variants: Vec<String>,
}

/// Names groups and operations; type names come out of `scope`.
pub(super) fn name_operations(
    api: &Api,
    stems: &[String],
    scope: &mut Scope,
) -> (Vec<GroupNames>, Vec<OperationNames>, Option<WebhookNames>) {
    let (groups, mut modules) = name_groups(api, scope);
    let mut by_tag: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        by_tag.entry(group.tag.as_deref()).or_insert(index);
    }
    let group_of = |operation: &Operation| {
        let tag = operation.tags.first().map(String::as_str);
        by_tag.get(&tag).copied().unwrap_or(groups.len() - 1)
    };
    let members: Vec<usize> = api.operations.iter().map(group_of).collect();
    let mut of_group: Vec<Vec<(usize, &Operation)>> = vec![Vec::new(); groups.len()];
    for (at, (operation, group)) in api.operations.iter().zip(&members).enumerate() {
        of_group[*group].push((at, operation));
    }
    let mut methods = vec![String::new(); api.operations.len()];
    // Groups are methods of the client, as operations without a tag are.
    let accessors: Vec<&str> = groups
        .iter()
        .zip(&of_group)
        .filter(|(_, operations)| !operations.is_empty())
        .map(|(group, _)| group.accessor.as_str())
        .collect();
    for (group, operations) in groups.iter().zip(&of_group) {
        for (at, method) in name_methods(api, group, &accessors, operations) {
            methods[at] = method;
        }
    }
    let operations = api
        .operations
        .iter()
        .zip(stems)
        .zip(members)
        .zip(methods)
        .map(|(((operation, stem), group), method)| {
            let builder = scope.claim(&[&format!("{stem}Call")]);
            let (parameters, body) = name_parameters(api, operation);
            let body_choice = choices::name_body(api, operation, stem, scope);
            let answer_choice = choices::name_answer(api, operation, stem, scope);
            OperationNames { group, method, builder, parameters, body, body_choice, answer_choice }
        })
        .collect();
    let webhooks = choices::name_webhooks(api, scope, &mut modules);
    (groups, operations, webhooks)
}

/// The groups, and the scope of their modules.
fn name_groups(api: &Api, scope: &mut Scope) -> (Vec<GroupNames>, Scope) {
    let tags: Vec<&str> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    let mut taken = Scope::snake(&MODULES);
    let modules = taken.claim_all(&tags, snake);
    let accessors = Scope::snake(&CLIENT_METHODS).claim_all(&tags, snake);
    let mut groups: Vec<GroupNames> = tags
        .iter()
        .zip(modules)
        .zip(accessors)
        .map(|((tag, module), accessor)| GroupNames {
            tag: Some((*tag).to_owned()),
            module,
            accessor,
            client: scope.claim(&[&format!("{}Client", upper_camel(tag))]),
        })
        .collect();
    groups.push(GroupNames {
        tag: None,
        module: "client".to_owned(),
        accessor: String::new(),
        client: "Client".to_owned(),
    });
    (groups, taken)
}

/// Methods of a group: the `operationId` less the words that repeat the tag where that stays
/// unique, the first of several that would shrink to one name keeping it, with the usual verb.
fn name_methods(
    api: &Api,
    group: &GroupNames,
    accessors: &[&str],
    operations: &[(usize, &Operation)],
) -> Vec<(usize, String)> {
    let tag_words = tag_words(group);
    let mut scope = match group.tag {
        Some(_) => Scope::snake(&["clone", "new"]),
        None => Scope::snake(&[&CLIENT_METHODS, accessors].concat()),
    };
    let tag = group.tag.as_deref().unwrap_or_default();
    fn name_of(operation: &Operation) -> Option<&str> {
        without_path(operation).or(operation.id.as_deref())
    }
    // A namespace that all have tells none of them from another.
    let is_common = operations.len() > 1
        && operations.iter().all(|(_, operation)| {
            name_of(operation).is_some_and(|id| Namespace::of(id, tag).is_some())
        });
    let short = |id: &str| {
        let namespace = Namespace::of(id, tag).filter(|space| is_common || space.is_apart());
        without_tag(&snake(namespace.map_or(id, |namespace| namespace.rest)), &tag_words)
    };
    // What is called so without a path in its name keeps its name.
    let kept: BTreeSet<String> = operations
        .iter()
        .filter(|(_, operation)| without_path(operation).is_none())
        .filter_map(|(_, operation)| operation.id.as_deref())
        .flat_map(|id| [short(id), snake(id)])
        .collect();
    let usual = |operation: &Operation| match (pinned(&operation.extensions), &operation.id) {
        (Some(name), _) => vec![snake(name)],
        (None, Some(id)) => {
            let mut wanted = match without_path(operation) {
                Some(function) => vec![short(function), snake(function)],
                None => vec![short(id)],
            };
            wanted.retain(|name| without_path(operation).is_none() || !kept.contains(name));
            wanted.push(snake(id));
            wanted
        }
        (None, None) => vec![snake(&method_and_path(operation))],
    };
    let named: Vec<(&Operation, Vec<String>)> =
        operations.iter().map(|(_, operation)| (*operation, usual(operation))).collect();
    let exchanged = with_usual_verbs(api, &named);
    let wanted = exchanged.into_iter().zip(&named).map(|(exchanged, (_, usual))| {
        let names: Vec<&str> =
            exchanged.as_deref().into_iter().chain(usual.iter().map(String::as_str)).collect();
        scope.claim(&names)
    });
    operations.iter().map(|(at, _)| *at).zip(wanted).collect()
}

/// `list_invites` in `invites` → `list`: words after the first that the tag has are dropped.
fn without_tag(full: &str, tag_words: &BTreeSet<String>) -> String {
    if tag_words.is_empty() {
        return full.to_owned();
    }
    let mut words = full.trim_start_matches("r#").split('_');
    let first = words.next().unwrap_or_default();
    let kept = words.filter(|word| !tag_words.contains(&stem(word)));
    snake(&std::iter::once(first).chain(kept).collect::<Vec<_>>().join("_"))
}

/// The words of a group's tag, in the singular.
fn tag_words(group: &GroupNames) -> BTreeSet<String> {
    let tag = group.tag.as_deref().map(snake).unwrap_or_default();
    let words = tag.trim_start_matches("r#").split('_').filter(|word| !word.is_empty());
    words.map(stem).collect()
}

fn stem(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(id: &str, tag: &str) -> String {
        let group = GroupNames {
            tag: Some(tag.to_owned()),
            module: String::new(),
            accessor: String::new(),
            client: String::new(),
        };
        without_tag(&snake(id), &tag_words(&group))
    }

    #[test]
    fn words_after_the_first_that_repeat_the_tag_go() {
        assert_eq!(short("list-invites", "Invites"), "list");
        assert_eq!(short("inviteUser", "Invites"), "invite_user");
        assert_eq!(short("createChatCompletion", "Chat"), "create_completion");
        assert_eq!(short("listFineTuningJobs", "Fine-tuning"), "list_jobs");
        assert_eq!(short("createVectorStoreFile", "Vector stores"), "create_file");
        assert_eq!(short("moveInvites", "Invites"), "r#move");
    }
}
