//! Every operation that answers a list, with the rule its pages are got by, or the reason why it has
//! none.

use specmill_core::ir::{Answer, Api, Cursor, Operation, Struct, TypeKind, TypeRef};

use crate::counts::client;
use crate::document::Document;
use crate::{V2_3_0, V2026_08, listed};

fn object<'a>(api: &'a Api, ty: &'a TypeRef) -> Option<&'a Struct> {
    match api.resolved(ty) {
        TypeRef::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Struct(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an operation answers a list: itself one, or an object with one of objects under `data`.
fn answers_list(api: &Api, operation: &Operation) -> bool {
    let Answer::Json(answer) = &operation.answer else { return false };
    let is_list = |ty: &TypeRef| matches!(api.resolved(ty), TypeRef::List(_));
    is_list(answer)
        || object(api, answer).is_some_and(|page| {
            page.fields.iter().any(|field| field.wire == "data" && is_list(&field.ty))
        })
}

fn rule(operation: &Operation) -> String {
    match (&operation.pagination, &operation.unpaged) {
        (Some(rule), _) => {
            let cursor = match &rule.cursor {
                Cursor::LastItem(field) => format!("the last item's `{}`", field.name),
                Cursor::Page(field) => format!("the page's `{}`", field.name),
            };
            format!("`{}` is {cursor}", rule.parameter)
        }
        (None, Some(reason)) => format!("none: {reason}"),
        (None, None) => "none, without a reason".to_owned(),
    }
}

fn every_list(file: &str, version: &str) {
    let Some(document) = Document::load(file) else { return };
    let (api, _) = client(document);
    let lists = api.operations().filter(|operation| answers_list(&api, operation));
    let lines = lists.map(|operation| {
        let Operation { http_method, path, id, .. } = operation;
        format!("{id} ({} {path}): {}", http_method.to_uppercase(), rule(operation))
    });
    listed(&format!("pagination_{version}"), lines.collect());
}

#[test]
fn every_list_of_2_3_0_has_a_rule_or_a_reason() {
    every_list(V2_3_0, "2.3.0");
}

#[test]
fn every_list_of_2026_08_has_a_rule_or_a_reason() {
    every_list(V2026_08, "2026-08");
}
