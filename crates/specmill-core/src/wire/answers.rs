//! What an operation answers, and what the server sends of its own accord.

use super::WireEffect;
use super::comparison::{At, Comparison};
use super::literals::{form, said};
use crate::ir::{
    Answer, AnswerChoice, AnswerContent, AnswerVariant, Api, Direction, Operation, Status, TypeRef,
    WebhookEvent,
};

pub(super) fn answers(comparison: &mut Comparison<'_>, at: &At, old: &Operation, new: &Operation) {
    answer(comparison, at, &old.answer, &new.answer);
    let events = at.member("events");
    match (&old.events, &new.events) {
        (Some(old), Some(new)) => {
            comparison.types(&events, Direction::Response, &old.item, &new.item);
        }
        (Some(_), None) => {
            comparison.tell(at, WireEffect::Refused, "has no stream of events any more");
        }
        (None, _) => {}
    }
    for before in &old.errors {
        let after = new.errors.iter().find(|after| after.status == before.status);
        let default = || new.errors.iter().find(|after| after.status == Status::Default);
        let after = after.or_else(default);
        let bodies = (before.body.as_ref(), after.and_then(|after| after.body.as_ref()));
        if let (Some(old), Some(new)) = bodies {
            let at = at.member(&format!("error {}", status(before.status)));
            comparison.types(&at, Direction::Response, old, new);
        }
    }
    for before in &old.headers {
        let at = at.member(&format!("header {}", before.name));
        match new.headers.iter().find(|after| after.name.eq_ignore_ascii_case(&before.name)) {
            Some(after) => comparison.types(&at, Direction::Response, &before.ty, &after.ty),
            None => comparison.tell(&at, WireEffect::Misread, "is not described any more"),
        }
    }
}

/// `404`, `4XX` or `default`
fn status(status: Status) -> String {
    match status {
        Status::Exact(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
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
        (Answer::ByStatus(old), Answer::ByStatus(new)) => choices(comparison, at, old, new),
        (Answer::ByStatus(old), one) => {
            // What is left may be one of those that were known.
            match same((comparison.old, old), (comparison.new, one)) {
                Some(before) => contents(comparison, &place, typed(&before.content), type_of(one)),
                None => {
                    let text = format!("is {} now, as never before", kind(comparison.new, one));
                    comparison.tell(&place, WireEffect::Unknown, &text);
                }
            }
        }
        (one, Answer::ByStatus(new)) => {
            let same = same((comparison.new, new), (comparison.old, one));
            for after in &new.variants {
                if same.is_some_and(|same| std::ptr::eq(same, after)) {
                    contents(comparison, &place, type_of(one), typed(&after.content));
                } else if !matches!(one, Answer::Empty) {
                    let text = format!("may be another, `{}`, now", shown(after));
                    comparison.tell(&place, WireEffect::Misread, &text);
                }
            }
        }
        (Answer::Empty, _)
        | (Answer::Text(_), Answer::Text(_) | Answer::Scalar(..))
        | (Answer::Download(_), Answer::Download(_) | Answer::Text(_) | Answer::Scalar(..)) => {}
        _ => {
            let (was, is) = (kind(comparison.old, old), kind(comparison.new, new));
            let text = format!("was {was}, is {is} now");
            comparison.tell(&place, WireEffect::Misread, &text);
        }
    }
}

fn choices(comparison: &mut Comparison<'_>, at: &At, old: &AnswerChoice, new: &AnswerChoice) {
    let is_same = |one: &AnswerVariant, other: &AnswerVariant| {
        one.status == other.status && one.media_type == other.media_type
    };
    let place = at.member("answer");
    for after in &new.variants {
        let Some(before) = old.variants.iter().find(|before| is_same(before, after)) else {
            let text = format!("may be another, `{}`, now", shown(after));
            comparison.tell(&place, WireEffect::Unknown, &text);
            continue;
        };
        let place = at.member(&format!("answer {}", status(before.status)));
        contents(comparison, &place, typed(&before.content), typed(&after.content));
    }
}

fn shown(variant: &AnswerVariant) -> String {
    match &variant.media_type {
        Some(media_type) => format!("{} {}", status(variant.status), media_type.replace('`', "'")),
        None => status(variant.status),
    }
}

fn typed(content: &AnswerContent) -> Option<&TypeRef> {
    match content {
        AnswerContent::Json(ty) | AnswerContent::Scalar(ty) => Some(ty),
        _ => None,
    }
}

fn type_of(answer: &Answer) -> Option<&TypeRef> {
    match answer {
        Answer::Json(ty) | Answer::Scalar(ty, _) => Some(ty),
        _ => None,
    }
}

/// The one of several answers that is most like the only one of the other side.
fn same<'a>(
    (several, choice): (&Api, &'a AnswerChoice),
    (single, one): (&Api, &Answer),
) -> Option<&'a AnswerVariant> {
    let form_of = |api: &Api, ty: Option<&TypeRef>| ty.map(|ty| form(api, ty));
    let alike = || choice.variants.iter().filter(|it| is_alike(&it.content, one));
    let own = form_of(single, type_of(one));
    alike().find(|it| form_of(several, typed(&it.content)) == own).or_else(|| alike().next())
}

fn contents(
    comparison: &mut Comparison<'_>,
    at: &At,
    old: Option<&TypeRef>,
    new: Option<&TypeRef>,
) {
    if let (Some(old), Some(new)) = (old, new) {
        comparison.types(at, Direction::Response, old, new);
    }
}

fn is_alike(content: &AnswerContent, answer: &Answer) -> bool {
    matches!(
        (content, answer),
        (AnswerContent::Empty, Answer::Empty)
            | (AnswerContent::Json(_), Answer::Json(_))
            | (AnswerContent::Text, Answer::Text(_))
            | (AnswerContent::Scalar(_), Answer::Scalar(..))
            | (AnswerContent::Bytes, Answer::Download(_))
    )
}

fn kind(api: &Api, answer: &Answer) -> String {
    match answer {
        Answer::Empty => "nothing".to_owned(),
        Answer::Json(ty) => format!("{} as JSON", said(api, ty)),
        Answer::Scalar(ty, _) => format!("{} as text", said(api, ty)),
        Answer::Text(_) => "text".to_owned(),
        Answer::Download(_) => "bytes".to_owned(),
        Answer::Events(_) => "a stream of events".to_owned(),
        Answer::ByStatus(_) => "one of several".to_owned(),
    }
}

/// What the server sends of its own accord.
pub(super) fn webhooks(comparison: &mut Comparison<'_>) {
    let (Some(old), new) = (&comparison.old.webhooks, &comparison.new.webhooks) else { return };
    let at = comparison.item(&old.name, Some(old.module));
    let name = |event: &WebhookEvent| event.tag.clone().unwrap_or_else(|| event.name.clone());
    let events = new.iter().flat_map(|new| &new.events);
    for before in &old.events {
        let own = name(before);
        match events.clone().find(|after| name(after) == own) {
            Some(after) => {
                let at = at.member(&own);
                comparison.types(&at, Direction::Response, &before.payload, &after.payload);
            }
            None => comparison.tell(&at.member(&own), WireEffect::Misread, "is not sent any more"),
        }
    }
    for after in events {
        let own = name(after);
        if !old.events.iter().any(|before| name(before) == own) {
            comparison.tell(&at.member(&own), WireEffect::Unknown, "is new");
        }
    }
    comparison.types_in_turn();
}
