//! Limits that refuse what was taken. What comes is read whatever its limits are.

use super::WireEffect;
use super::comparison::{At, Comparison};
use super::literals::{Form, form, plain};
use crate::ir::{Limits, TypeRef};

/// Tells what of `new`, the limits of a `ty` that is sent, is narrower than `old`.
pub(super) fn narrowed(
    comparison: &mut Comparison<'_>,
    at: &At,
    ty: &TypeRef,
    old: Option<&Limits>,
    new: Option<&Limits>,
) {
    let Some(new) = new else { return };
    let none = Limits::default();
    let old = old.unwrap_or(&none);
    let ty = match plain(comparison.new, ty) {
        TypeRef::Nullable(inner) => plain(comparison.new, inner),
        ty => ty,
    };
    let unit = match form(comparison.new, ty) {
        Form::List => "items",
        Form::Object => "members",
        _ => "characters",
    };
    for text in sentences(old, new, unit) {
        comparison.tell(at, WireEffect::Refused, &text);
    }
    let (inner, at) = match ty {
        TypeRef::List(item) => (item, at.items()),
        TypeRef::Map(values) => (values, at.member("*")),
        _ => return,
    };
    narrowed(comparison, &at, inner, old.inner.as_deref(), new.inner.as_deref());
}

fn sentences(old: &Limits, new: &Limits, unit: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut say = |is_narrower: bool, text: String| {
        if is_narrower {
            sentences.push(text);
        }
    };
    if let Some((least, is_excluded)) = new.minimum {
        let was = old.minimum.unwrap_or((f64::NEG_INFINITY, false));
        let words = if is_excluded { "more than" } else { "at least" };
        say((least, is_excluded) > was, format!("must be {words} {least} now"));
    }
    if let Some((most, is_excluded)) = new.maximum {
        let was = old.maximum.unwrap_or((f64::INFINITY, false));
        let words = if is_excluded { "less than" } else { "at most" };
        say((-most, is_excluded) > (-was.0, was.1), format!("must be {words} {most} now"));
    }
    if let Some(least) = new.min_size {
        let text = format!("must have at least {least} {unit} now");
        say(least > old.min_size.unwrap_or_default(), text);
    }
    if let Some(most) = new.max_size {
        let text = format!("must have at most {most} {unit} now");
        say(most < old.max_size.unwrap_or(u64::MAX), text);
    }
    if let Some(step) = new.multiple_of {
        let is_one = old.multiple_of.is_some_and(|old| (old / step).fract() == 0.0);
        say(!is_one, format!("must be a multiple of {step} now"));
    }
    if let Some(pattern) = &new.pattern {
        let text = format!("must match `{}` now", pattern.replace('`', "'"));
        say(old.pattern.as_ref() != Some(pattern), text);
    }
    say(new.unique_items && !old.unique_items, "must have no item twice now".to_owned());
    sentences
}
