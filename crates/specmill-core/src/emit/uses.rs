//! Which operations send a type and which return it: what the page of a type says of its use.

use std::collections::BTreeMap;

use super::constructors;
use super::scope::Scope;
use super::unions::unboxed;
use crate::ir::{
    Answer, Api, Group, Note, Operation, TypeDef, TypeId, TypeKind, TypeRef, VariantContent,
};

/// So many operations are named; of any other only their number.
const NAMED: usize = 3;

/// Arguments of a constructor that are shown.
const ARGUMENTS: usize = 5;

/// How an operation uses a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Sent,
    Returned,
    Listed,
    Streamed,
}

type Method<'a> = (&'a Group, &'a Operation);

/// The operations that use each type, and the unions that are sent with it as a member, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Uses<'a> {
    methods: BTreeMap<&'a str, BTreeMap<Way, Vec<Method<'a>>>>,
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
    fn add(&mut self, api: &'a Api, way: Way, ty: &'a TypeRef, method: Method<'a>) {
        for ty in [ty, api.resolved(ty)] {
            if let TypeRef::Named(id) = ty {
                let methods = self.methods.entry(&api.type_def(*id).name).or_default();
                let methods = methods.entry(way).or_default();
                if !methods.iter().any(|(_, known)| std::ptr::eq(*known, method.1)) {
                    methods.push(method);
                }
            }
        }
    }

    fn methods(&self, def: &TypeDef, way: Way) -> Option<&[Method<'a>]> {
        self.methods.get(def.name.as_str())?.get(&way).map(Vec::as_slice)
    }
}

/// What an operation sends and returns as a whole.
fn types(operation: &Operation) -> Vec<(Way, &TypeRef)> {
    let sent = operation.body.iter().flat_map(|body| body.types()).map(|ty| (Way::Sent, ty));
    let answered = match &operation.answer {
        Answer::Events(events) => vec![(Way::Streamed, &events.item)],
        answer => answer.types().into_iter().map(|ty| (Way::Returned, ty)).collect(),
    };
    let events = operation.events.iter().map(|events| (Way::Streamed, &events.item));
    let items = operation.pagination.iter().map(|rule| (Way::Listed, &rule.item));
    sent.chain(answered).chain(events).chain(items).collect()
}

/// What the page of `def` says of its use, a paragraph a way.
pub(super) fn lines(scope: &Scope<'_>, def: &TypeDef) -> Vec<String> {
    let uses = &scope.index.uses;
    let named = |way: Way| {
        let methods = uses.methods(def, way)?.iter();
        Some(listed(methods.map(|method| link(scope, *method)).collect()))
    };
    let sent = named(Way::Sent).map(|links| match construction(def) {
        Some(construction) => format!("Sent by {links}. {construction}"),
        None => format!("Sent by {links}."),
    });
    let returned = named(Way::Returned).map(|links| {
        format!(
            "Returned by {links} in a \
             [response](specmill_runtime::http::Response), whose `into_inner()` moves it out."
        )
    });
    let items = named(Way::Listed).map(|links| format!("Listed by {links}."));
    let streamed = named(Way::Streamed).map(|links| format!("Streamed by {links}."));
    let member = member(scope, def);
    [sent, returned, items, streamed, member].into_iter().flatten().collect()
}

/// The unions that a sent value of `def` goes into, where its first words do not say so.
fn member(scope: &Scope<'_>, def: &TypeDef) -> Option<String> {
    let unions = scope.index.uses.unions.get(def.name.as_str())?;
    let is_said = def.docs.notes.iter().any(|note| matches!(note, Note::Place(_)));
    let named = |id: &TypeId| scope.type_link(*id);
    (!is_said && !unions.is_empty())
        .then(|| format!("A member of {}.", listed(unions.iter().map(named).collect())))
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
    let has_setters = required.len() < object.fields.len() || object.extra.is_some();
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
