//! What an operation is sent: parameters and a body.

use std::collections::BTreeSet;

use super::WireEffect;
use super::comparison::{At, Comparison};
use super::limits::narrowed;
use super::literals::{Form, form};
use crate::ir::{
    Api, Body, BodyContent, Direction, Location, Note, Operation, Parameter, PropertyEncoding,
    Style,
};

pub(super) fn parameters(
    comparison: &mut Comparison<'_>,
    at: &At,
    old: &Operation,
    new: &Operation,
) {
    for (before, after) in in_path(old).zip(in_path(new)) {
        parameter(comparison, &at.member(&before.wire), before, after);
    }
    for after in sent(new) {
        let at = at.member(&after.wire);
        match sent(old).find(|before| is_same(before, after)) {
            Some(before) => parameter(comparison, &at, before, after),
            None if after.required => {
                comparison.tell(&at, WireEffect::Refused, "is new, and must be given");
            }
            None => {}
        }
    }
    for before in sent(old).filter(|before| !sent(new).any(|after| is_same(before, after))) {
        let elsewhere = sent(new).find(|after| after.wire == before.wire);
        let text = match elsewhere {
            Some(after) => format!("is sent in {} now", place(after.location)),
            None => "is not taken any more, or ignored".to_owned(),
        };
        comparison.tell(&at.member(&before.wire), WireEffect::Refused, &text);
    }
}

/// The parameters of the path, in their order there: their names are not sent.
fn in_path(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let place = |parameter: &Parameter| operation.path.find(&format!("{{{}}}", parameter.wire));
    let mut list: Vec<(usize, &Parameter)> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .filter_map(|parameter| Some((place(parameter)?, parameter)))
        .collect();
    list.sort_by_key(|(place, _)| *place);
    list.into_iter().map(|(_, parameter)| parameter)
}

fn sent(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.location != Location::Path)
}

fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let is_named = match one.location {
        Location::Header => one.wire.eq_ignore_ascii_case(&other.wire),
        _ => one.wire == other.wire,
    };
    is_named && one.location == other.location
}

fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "the path",
        Location::Query => "the query",
        Location::Header => "a header",
        Location::Cookie => "a cookie",
    }
}

fn parameter(comparison: &mut Comparison<'_>, at: &At, old: &Parameter, new: &Parameter) {
    if new.required && !old.required {
        comparison.tell(at, WireEffect::Refused, "must be given now");
    }
    let is_one_value = |api: &Api, parameter: &Parameter| {
        !matches!(form(api, &parameter.ty), Form::List | Form::Object | Form::Several)
    };
    let are_values = is_one_value(comparison.old, old) && is_one_value(comparison.new, new);
    if written(old, are_values) != written(new, are_values) {
        comparison.tell(at, WireEffect::Refused, "is written in another style now");
    }
    comparison.types(at, Direction::Request, &old.ty, &new.ty);
    narrowed(comparison, at, &new.ty, old.limits.as_deref(), new.limits.as_deref());
}

/// How a parameter is written. Many styles write one value alike.
fn written(parameter: &Parameter, is_value: bool) -> (Style, bool, Option<&str>) {
    let media_type = parameter.media_type.as_deref();
    match (is_value, parameter.style) {
        (true, Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject) => {
            (Style::Form, false, media_type)
        }
        (true, style) => (style, false, media_type),
        (false, style) => (style, parameter.explode, media_type),
    }
}

pub(super) fn body(
    comparison: &mut Comparison<'_>,
    at: &At,
    old: Option<&Body>,
    new: Option<&Body>,
) {
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
            old.contents().for_each(|before| content(comparison, at, before, new));
        }
        (None, _) => {}
    }
}

/// What becomes of `before`, where `new` is what is taken now.
fn content(comparison: &mut Comparison<'_>, at: &At, before: &BodyContent, new: &Body) {
    let sent = media_type(before);
    let same = new.contents().find(|after| media_type(after).eq_ignore_ascii_case(sent));
    let same = same.or_else(|| new.contents().find(|after| takes(media_type(after), sent)));
    let also = || {
        let others = new.docs.notes.iter().filter_map(|note| match note {
            Note::OtherMediaTypes(others) => Some(others),
            _ => None,
        });
        // They hold what the first one holds.
        others.flatten().any(|other| takes(other, sent)).then(|| new.contents().next()).flatten()
    };
    let Some(after) = same.or_else(also) else {
        let text = format!("takes no `{}` any more", sent.replace('`', "'"));
        comparison.tell(at, WireEffect::Refused, &text);
        return;
    };
    let at = at.member("body");
    if let (Some(old), Some(new)) = (before.ty(), after.ty()) {
        comparison.types(&at, Direction::Request, old, new);
    }
    for (property, text) in encodings(before, after) {
        comparison.tell(&at.member(property), WireEffect::Refused, text);
    }
}

/// Whether a range of media types includes this one.
fn takes(range: &str, media_type: &str) -> bool {
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(kind) => media_type.split_once('/').is_some_and(|(own, _)| own == kind),
        None => range.eq_ignore_ascii_case(media_type),
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

/// The properties of a form that are written in another way.
fn encodings<'a>(
    old: &'a BodyContent,
    new: &'a BodyContent,
) -> impl Iterator<Item = (&'a str, &'static str)> {
    let of = |content: &'a BodyContent| match content {
        BodyContent::Form(_, encodings) | BodyContent::Multipart(_, encodings) => encodings.iter(),
        _ => [].iter(),
    };
    let way = |it: &PropertyEncoding| (it.content_type.clone(), it.style, it.explode);
    let of_property = move |content: &'a BodyContent, property: &str| {
        let own = of(content).find(|encoding| encoding.property == property);
        way(own.unwrap_or(&PropertyEncoding::default()))
    };
    let names: BTreeSet<&str> =
        of(old).chain(of(new)).map(|encoding| encoding.property.as_str()).collect();
    let changed =
        names.into_iter().filter(move |name| of_property(old, name) != of_property(new, name));
    changed.map(|name| (name, "is written in another style now"))
}
