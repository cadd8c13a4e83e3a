//! Which operations send a type and which return it: what the page of a type says of its use.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::constructors;
use super::scope::Scope;
use super::unions::unboxed;
use crate::ir::{
    Answer, Api, Docs, Field, Group, Note, Operation, Presence, TypeDef, TypeId, TypeKind, TypeRef,
    VariantContent,
};

/// So many operations are named; of any other only their number.
const NAMED: usize = 3;

/// Arguments of a constructor that are shown.
const ARGUMENTS: usize = 5;

/// How an operation uses a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way<'a> {
    Sent,
    Returned,
    Listed,
    Streamed,
    /// As the parameter of this name.
    Given(&'a str),
}

type Method<'a> = (&'a Group, &'a Operation);

/// The operations that use each type, and the unions that are sent with it as a member, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses<'a> {
    of: BTreeMap<&'a str, BTreeMap<Way<'a>, Vec<Method<'a>>>>,
    unions: BTreeMap<&'a str, Vec<TypeId>>,
}

impl<'a> Uses<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut uses = Self::default();
        for group in &api.groups {
            for operation in &group.operations {
                for (way, ty) in types(operation) {
                    uses.add(api, way, ty, (group, operation));
                }
            }
        }
        for (at, def) in api.types.iter().enumerate().filter(|(_, def)| def.usage.request) {
            let TypeKind::Union(union) = &def.kind else { continue };
            for variant in &union.variants {
                let VariantContent::Type(ty) = &variant.content else { continue };
                let TypeRef::Named(member) = api.resolved(unboxed(ty)) else { continue };
                let is_left_out = api.left_out.contains(&TypeId(at));
                let unions = uses.unions.entry(&api.type_def(*member).name).or_default();
                if !is_left_out && !unions.contains(&TypeId(at)) {
                    unions.push(TypeId(at));
                }
            }
        }
        uses
    }

    /// The type, and the one it is another name of.
    fn add(&mut self, api: &'a Api, way: Way<'a>, ty: &'a TypeRef, method: Method<'a>) {
        for ty in [ty, api.resolved(ty)] {
            if let TypeRef::Named(id) = ty {
                let methods = self.of.entry(&api.type_def(*id).name).or_default();
                let methods = methods.entry(way).or_default();
                if !methods.iter().any(|(_, known)| std::ptr::eq(*known, method.1)) {
                    methods.push(method);
                }
            }
        }
    }
}

/// What an operation sends and returns as a whole.
fn types(operation: &Operation) -> Vec<(Way<'_>, &TypeRef)> {
    let sent = operation.body.iter().flat_map(|body| body.types()).map(|ty| (Way::Sent, ty));
    let answered = match &operation.answer {
        Answer::Events(events) => vec![(Way::Streamed, &events.item)],
        answer => answer.types().into_iter().map(|ty| (Way::Returned, ty)).collect(),
    };
    let events = operation.events.iter().map(|events| (Way::Streamed, &events.item));
    let items = operation.pagination.iter().map(|rule| (Way::Listed, &rule.item));
    let parameters = operation.parameters.iter();
    let given = parameters.map(|parameter| (Way::Given(&parameter.wire), &parameter.ty));
    sent.chain(answered).chain(events).chain(items).chain(given).collect()
}

/// The documentation of a type, with what is said of its use behind it; of one that has no name and no words
/// of its own, what it is in the operation that describes it stands first.
pub(super) fn documented(scope: &Scope<'_>, def: &TypeDef) -> TokenStream {
    let lead = match def.docs.notes.first() {
        Some(Note::OfOperation(_)) => lead(scope, def),
        _ => None,
    };
    let behind = lines(scope, def, lead.is_some());
    let label = scope.index.labels.of_type(scope.api, def);
    let docs = match lead {
        Some(lead) => {
            let docs = Docs { notes: def.docs.notes[1..].to_vec(), ..def.docs.clone() };
            scope.docs_within(Some(&lead), &docs, &behind)
        }
        None => scope.docs_within(None, &def.docs, &behind),
    };
    quote!(#docs #label)
}

/// `The body of …`.
fn lead(scope: &Scope<'_>, def: &TypeDef) -> Option<String> {
    let uses = scope.index.uses.of.get(def.name.as_str())?;
    let (way, methods) = uses.iter().next()?;
    let what = match way {
        Way::Sent => "body",
        Way::Returned => "answer",
        Way::Listed => "item",
        Way::Streamed => "event",
        Way::Given(name) => {
            let name = super::docs::code(name);
            return Some(format!("The {name} parameter of {}.", links(scope, methods)));
        }
    };
    Some(format!("The {what} of {}.", links(scope, methods)))
}

/// What is said of the use of `def`, a paragraph a way; of the first one, where `is_led`, only what its first
/// words do not say.
fn lines(scope: &Scope<'_>, def: &TypeDef, is_led: bool) -> Vec<String> {
    const RESPONSE: &str = "[response](specmill_runtime::http::Response)";
    let uses = scope.index.uses.of.get(def.name.as_str()).into_iter().flatten();
    let of = uses.enumerate().filter_map(|(at, (way, methods))| {
        let links = links(scope, methods);
        let is_said = is_led && at == 0;
        match way {
            Way::Sent if is_said => construction(def),
            Way::Sent => match construction(def) {
                Some(construction) => Some(format!("Sent by {links}. {construction}")),
                None => Some(format!("Sent by {links}.")),
            },
            Way::Returned if is_said => {
                Some(format!("`into_inner()` of the {RESPONSE} moves it out."))
            }
            Way::Returned => Some(format!(
                "Returned by {links} in a {RESPONSE}, whose `into_inner()` moves it out."
            )),
            Way::Listed | Way::Streamed if is_said => None,
            Way::Listed => Some(format!("Listed by {links}.")),
            Way::Streamed => Some(format!("Streamed by {links}.")),
            Way::Given(_) => None,
        }
    });
    of.chain(member(scope, def)).collect()
}

/// The unions that a sent value of `def` goes into, where its first words do not say so.
fn member(scope: &Scope<'_>, def: &TypeDef) -> Option<String> {
    let unions = scope.index.uses.unions.get(def.name.as_str())?;
    let is_said = def.docs.notes.iter().any(|note| matches!(note, Note::Place(_)));
    let named = |id: &TypeId| scope.type_link(*id);
    (!is_said && !unions.is_empty())
        .then(|| format!("A member of {}.", listed(unions.iter().map(named).collect())))
}

fn links(scope: &Scope<'_>, methods: &[Method<'_>]) -> String {
    listed(methods.iter().map(|method| link(scope, *method)).collect())
}

/// `a`, `b` and 3 more.
fn listed(mut parts: Vec<String>) -> String {
    if parts.len() > NAMED {
        let others = parts.split_off(NAMED - 1).len();
        parts.push(format!("{others} more"));
    }
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}

fn link(scope: &Scope<'_>, (group, operation): Method<'_>) -> String {
    let path = format!("{}::{}", group.client, operation.method.trim_start_matches("r#"));
    if group.module == scope.module {
        return format!("[`{path}`]");
    }
    let module = scope.api.modules[group.module.0].name.trim_start_matches("r#");
    format!("[`{path}`](super::{module}::{path})")
}

/// How a value is made: by its constructor, and setters where there are any.
fn construction(def: &TypeDef) -> Option<String> {
    let TypeKind::Struct(object) = &def.kind else { return None };
    let required = constructors::required(object);
    let mut arguments: Vec<&str> =
        required.iter().map(|field| field.name.trim_start_matches("r#")).take(ARGUMENTS).collect();
    if required.len() > ARGUMENTS {
        arguments.push("…");
    }
    let new = format!("`{}::new({})`", def.name, arguments.join(", "));
    let is_set = |field: &Field| field.presence != Presence::Required && !field.asks_for_stream;
    let has_setters = object.fields.iter().any(is_set) || object.extra.is_some();
    let setters = if has_setters { ", setters add the rest" } else { "" };
    Some(format!("{new} makes one{setters}."))
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn few_are_named_and_the_others_counted() {
        let of = |parts: &[&str]| listed(parts.iter().map(|part| (*part).to_owned()).collect());
        assert_eq!(of(&["a"]), "a");
        assert_eq!(of(&["a", "b"]), "a and b");
        assert_eq!(of(&["a", "b", "c"]), "a, b and c");
        assert_eq!(of(&["a", "b", "c", "d"]), "a, b and 2 more");
    }
}
