//! Operations as they travel.

use super::WireEffect;
use super::literals::said;
use super::types::{At, Comparison};
use crate::ir::{
    Answer, AnswerContent, Body, BodyContent, Direction, Operation, Parameter, TypeRef,
};

/// Compares the operations that both have, and tells which are gone.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    for group in &old.groups {
        for before in &group.operations {
            let at = comparison.item(&group.call(before), group.module.0);
            let same = new.operations().find(|after| after.id == before.id);
            let same = same.or_else(|| new.operations().find(|after| is_at(after, before)));
            match same {
                Some(after) => operation(comparison, &at, before, after),
                None => {
                    let text = format!("`{} {}` is gone", before.http_method, before.path);
                    comparison.tell(&at, WireEffect::Refused, &text);
                }
            }
        }
    }
}

fn is_at(one: &Operation, other: &Operation) -> bool {
    one.http_method == other.http_method && shape(&one.path) == shape(&other.path)
}

/// A path without the names of its parameters, which nobody sends.
fn shape(path: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        parts.push(before.to_owned());
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    parts.push(rest.to_owned());
    parts
}

fn operation(comparison: &mut Comparison<'_>, at: &At, old: &Operation, new: &Operation) {
    if !is_at(old, new) {
        let text = format!("is `{} {}` now", new.http_method, new.path);
        comparison.tell(at, WireEffect::Refused, &text);
    }
    security(comparison, at, old, new);
    parameters(comparison, at, old, new);
    body(comparison, at, old.body.as_ref(), new.body.as_ref());
    answer(comparison, at, &old.answer, &new.answer);
    if let (Some(old), Some(new)) = (&old.events, &new.events) {
        comparison.types(&at.member("events"), Direction::Response, &old.item, &new.item);
    } else if old.events.is_some() {
        comparison.tell(at, WireEffect::Refused, "has no stream of events any more");
    }
}

fn security(comparison: &mut Comparison<'_>, at: &At, old: &Operation, new: &Operation) {
    // Without alternatives, nothing is needed; else what met an old one must meet a new one.
    let meets = |given: &Vec<String>| {
        new.security.iter().any(|needed| needed.iter().all(|scheme| given.contains(scheme)))
    };
    let nothing = vec![Vec::new()];
    let given = if old.security.is_empty() { &nothing } else { &old.security };
    if new.security.is_empty() || given.iter().all(meets) {
        return;
    }
    let needed: Vec<String> =
        new.security.iter().map(|schemes| format!("`{}`", schemes.join("` with `"))).collect();
    let text = format!("needs the credentials {} now", needed.join(" or "));
    comparison.tell(at, WireEffect::Refused, &text);
}

fn parameters(comparison: &mut Comparison<'_>, at: &At, old: &Operation, new: &Operation) {
    // The names of path parameters are not sent: what counts is their order.
    let sent = |operation: &Operation| -> Vec<Parameter> {
        let mut list = operation.parameters.clone();
        list.retain(|parameter| !operation.path.contains(&format!("{{{}}}", parameter.wire)));
        list
    };
    let (was, is) = (sent(old), sent(new));
    for after in &is {
        let at = at.member(&after.wire);
        let before = was.iter().find(|it| it.wire == after.wire && it.location == after.location);
        match before {
            None if after.required => {
                comparison.tell(&at, WireEffect::Refused, "is new, and must be given");
            }
            None => {}
            Some(before) => {
                if after.required && !before.required {
                    comparison.tell(&at, WireEffect::Refused, "must be given now");
                }
                let way = |it: &Parameter| (it.style, it.explode, it.media_type.clone());
                if way(before) != way(after) {
                    comparison.tell(&at, WireEffect::Refused, "is written in another style now");
                }
                comparison.types(&at, Direction::Request, &before.ty, &after.ty);
            }
        }
    }
    for before in &was {
        if !is.iter().any(|it| it.wire == before.wire && it.location == before.location) {
            let at = at.member(&before.wire);
            comparison.tell(&at, WireEffect::Refused, "is not taken any more, or ignored");
        }
    }
}

fn body(comparison: &mut Comparison<'_>, at: &At, old: Option<&Body>, new: Option<&Body>) {
    match (old, new) {
        (None, Some(new)) if new.required => {
            comparison.tell(at, WireEffect::Refused, "needs a body now");
        }
        (Some(_), None) => {
            comparison.tell(at, WireEffect::Refused, "takes no body any more, or ignores it");
        }
        (Some(old), Some(new)) => {
            if new.required && !old.required {
                comparison.tell(at, WireEffect::Refused, "needs a body now");
            }
            for before in old.contents() {
                let same = new.contents().find(|after| media_type(after) == media_type(before));
                match (same, before.ty()) {
                    (None, _) => {
                        let text = format!("takes no `{}` any more", media_type(before));
                        comparison.tell(at, WireEffect::Refused, &text);
                    }
                    (Some(after), Some(before)) => {
                        let Some(after) = after.ty() else { continue };
                        comparison.types(&at.member("body"), Direction::Request, before, after);
                    }
                    (Some(_), None) => {}
                }
            }
        }
        _ => {}
    }
}

fn media_type(content: &BodyContent) -> &str {
    match content {
        BodyContent::Json(_, media_type)
        | BodyContent::Text(media_type)
        | BodyContent::Bytes(media_type) => media_type,
        BodyContent::Form(..) => "application/x-www-form-urlencoded",
        BodyContent::Multipart(..) => "multipart/form-data",
    }
}

fn answer(comparison: &mut Comparison<'_>, at: &At, old: &Answer, new: &Answer) {
    let place = at.member("answer");
    match (old, new) {
        (Answer::Json(old), Answer::Json(new))
        | (Answer::Scalar(old, _), Answer::Scalar(new, _)) => {
            comparison.types(&place, Direction::Response, old, new);
        }
        (Answer::Events(old), Answer::Events(new)) => {
            comparison.types(&at.member("events"), Direction::Response, &old.item, &new.item);
        }
        (Answer::ByStatus(old), Answer::ByStatus(new)) => {
            for before in &old.variants {
                let after = new.variants.iter().find(|after| {
                    after.status == before.status && after.media_type == before.media_type
                });
                if let Some(after) = after
                    && let (Some(before), Some(after)) =
                        (typed(&before.content), typed(&after.content))
                {
                    comparison.types(&place, Direction::Response, before, after);
                }
            }
        }
        (Answer::Empty, _) => {}
        (Answer::Text(_), Answer::Text(_)) | (Answer::Download(_), Answer::Download(_)) => {}
        _ => {
            let (was, is) = (kind(comparison.old, old), kind(comparison.new, new));
            let text = format!("was {was}, is {is} now");
            comparison.tell(&place, WireEffect::Misread, &text);
        }
    }
}

fn typed(content: &AnswerContent) -> Option<&TypeRef> {
    match content {
        AnswerContent::Json(ty) | AnswerContent::Scalar(ty) => Some(ty),
        _ => None,
    }
}

fn kind(api: &crate::ir::Api, answer: &Answer) -> String {
    match answer {
        Answer::Empty => "nothing".to_owned(),
        Answer::Json(ty) | Answer::Scalar(ty, _) => said(api, ty),
        Answer::Text(_) => "text".to_owned(),
        Answer::Download(_) => "bytes".to_owned(),
        Answer::Events(_) => "a stream of events".to_owned(),
        Answer::ByStatus(_) => "one of several".to_owned(),
    }
}
