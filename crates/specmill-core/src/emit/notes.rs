//! The words for facts about an item.

use super::docs;
use crate::ir::{Kind, Note, Part, Place, TypeId, Unit};

/// How a note names a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mention {
    /// By a link, as the item that the note is about names it as well.
    Named,
    /// By its name, which is a link only where the type is at hand.
    Beside,
}

/// The line that says `note`, in CommonMark; `named` writes a type.
pub(super) fn line(note: &Note, named: &dyn Fn(TypeId, Mention) -> String) -> String {
    docs::one_line(&words(note, named))
}

fn words(note: &Note, named: &dyn Fn(TypeId, Mention) -> String) -> String {
    match note {
        Note::Component(name) => format!("The {} schema.", code(name)),
        Note::Holder { holder, name } => format!("The {holder} {}.", code(name)),
        Note::Place(Place { part, name: of, of: holder }) => {
            let holder = named(*holder, Mention::Beside);
            match (part, of.as_deref().map(code)) {
                (Part::Whole, Some(of)) => format!("The {of} of {holder}."),
                (Part::Item, Some(of)) => format!("An item of {of} in {holder}."),
                (Part::Value, Some(of)) => format!("A value of {of} in {holder}."),
                (Part::Whole, None) => format!("The value of {holder}."),
                (Part::Item, None) => format!("An item of {holder}."),
                (Part::Value, None) => format!("A value of {holder}."),
            }
        }
        Note::OfOperation(name) => {
            format!("The type `{name}`, which an operation describes in place.")
        }
        Note::Property(name) => format!("The {} property.", code(name)),
        Note::See(id) => format!("See {}.", named(*id, Mention::Named)),
        Note::ListOf(id) => format!("A list of {}.", named(*id, Mention::Named)),
        Note::Always(value) => format!("Always {}.", code(value)),
        Note::Constants(members) => {
            let always = |(at, (name, value)): (usize, &(String, String))| {
                let is = if at == 0 { "is " } else { "" };
                format!("{} {is}always {}", code(name), code(value))
            };
            let all: Vec<String> = members.iter().enumerate().map(always).collect();
            format!("{}.", all.join(", "))
        }
        Note::Default(value) => format!("Default: {}.", code(value)),
        Note::Initial(value) => format!("A new value has {} here.", code(value)),
        Note::ReadOnly => "Read-only: the server sets it.".to_owned(),
        Note::WriteOnly => "Write-only: the server does not return it.".to_owned(),
        Note::AsksForStream => "`.stream()` of a call sets it.".to_owned(),
        Note::Range { least, most } => range(*least, *most),
        Note::Size { least, most, unit } => size(*least, *most, *unit),
        Note::MultipleOf(step) => format!("A multiple of {step}."),
        Note::Pattern(pattern) => format!("Matches {}.", code(pattern)),
        Note::Unique => "All items are different.".to_owned(),
        Note::Value(value) => super::docs::code(value),
        Note::Tag { property, values } => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            format!("{} is {}.", code(property), values.join(" or "))
        }
        Note::Kind(kind) => kind_of_value(*kind).to_owned(),
        Note::Unnamed => "A member that the document gives no name.".to_owned(),
        Note::Operation { id: Some(id), call } => {
            format!("Operation {}: {}.", code(id), code(call))
        }
        Note::Operation { id: None, call } => format!("{}.", code(call)),
        Note::Webhook(name) => format!("Webhook {}.", code(name)),
        Note::OtherMediaTypes(types) => {
            let types: Vec<String> = types.iter().map(|media_type| code(media_type)).collect();
            format!(
                "The body can be sent as {} as well: see `Call::content_type`.",
                types.join(" or ")
            )
        }
        Note::AnyMediaType(range) => {
            format!("Any {}: the content type is the upload's own.", code(range))
        }
    }
}

/// `text` as code, which a backtick would end.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

fn range(least: Option<(f64, bool)>, most: Option<(f64, bool)>) -> String {
    let bound = |(value, excluded): (f64, bool), open: &str, closed: &str| {
        format!("{} {value}", if excluded { open } else { closed })
    };
    match (least, most) {
        (Some((least, false)), Some((most, false))) => format!("From {least} to {most}."),
        (Some(least), most) => {
            let most = most.map(|most| format!(", {}", bound(most, "below", "at most")));
            format!("{}{}.", bound(least, "Above", "At least"), most.unwrap_or_default())
        }
        (None, Some(most)) => format!("{}.", bound(most, "Below", "At most")),
        (None, None) => String::new(),
    }
}

fn size(least: u64, most: Option<u64>, unit: Unit) -> String {
    let (singular, plural) = match unit {
        Unit::Items => ("item", "items"),
        Unit::Properties => ("property", "properties"),
        Unit::Characters => ("character", "characters"),
    };
    let count = |size: u64| format!("{size} {}", if size == 1 { singular } else { plural });
    match (least, most) {
        (0, Some(most)) => format!("At most {}.", count(most)),
        (least, None) => format!("At least {}.", count(least)),
        (least, Some(most)) if least == most => format!("Exactly {}.", count(most)),
        (least, Some(most)) => format!("{least} to {}.", count(most)),
    }
}

fn kind_of_value(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "A boolean.",
        Kind::Time => "A point in time.",
        Kind::WholeNumber => "A whole number.",
        Kind::Number => "A number.",
        Kind::String => "A string.",
        Kind::List => "A list.",
        Kind::Map => "A map.",
    }
}

#[cfg(test)]
mod tests {
    use super::{range, size};
    use crate::ir::Unit::{Characters, Items};

    #[test]
    fn one_of_something_is_singular() {
        assert_eq!(size(1, None, Items), "At least 1 item.");
        assert_eq!(size(0, Some(1), Characters), "At most 1 character.");
        assert_eq!(size(1, Some(1), Characters), "Exactly 1 character.");
        assert_eq!(size(1, Some(2), Characters), "1 to 2 characters.");
        assert_eq!(size(0, Some(0), Characters), "At most 0 characters.");
    }

    #[test]
    fn a_bound_that_is_excluded_is_above_or_below() {
        assert_eq!(range(Some((0.0, true)), Some((255.0, true))), "Above 0, below 255.");
        assert_eq!(range(Some((1.0, false)), Some((2.0, false))), "From 1 to 2.");
        assert_eq!(range(None, Some((9.0, false))), "At most 9.");
    }
}
