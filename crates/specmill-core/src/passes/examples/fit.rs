//! The document's examples as values of the types they are given for.

use super::Maker;
use crate::ir::{
    Constant, Integer, Literal, Presence, Sample, Shown, Struct, TypeId, TypeKind, TypeRef, Union,
    VariantContent,
};

/// Characters of a text that is shown whole.
const LONGEST: usize = 80;

impl Maker<'_> {
    /// `sample` as a value of `ty`; `None` where it is none.
    pub(super) fn fit(
        &mut self,
        ty: &TypeRef,
        sample: &Sample,
        name: &str,
        depth: usize,
    ) -> Option<Shown> {
        self.count(depth)?;
        match (ty, sample) {
            (TypeRef::Boxed(inner) | TypeRef::NumberOrString(inner), _) => {
                self.fit(inner, sample, name, depth)
            }
            (TypeRef::Named(id), _) => self.fit_named(*id, sample, name, depth),
            (TypeRef::Nullable(_) | TypeRef::Null, Sample::Null) => Some(Shown::Null),
            (TypeRef::Nullable(inner), _) => self.fit(inner, sample, name, depth + 1),
            (TypeRef::Any, _) => Some(Shown::Json(self.cut(sample))),
            (TypeRef::List(item), Sample::List(items)) => {
                let most = self.items;
                let shown: Vec<Shown> = items
                    .iter()
                    .filter_map(|sample| self.fit(item, sample, name, depth + 1))
                    .take(most)
                    .collect();
                (items.is_empty() || !shown.is_empty()).then_some(Shown::List(shown))
            }
            (TypeRef::Map(values), Sample::Object(members)) => {
                let most = self.items;
                let shown = members.iter().filter_map(|(key, sample)| {
                    Some((key.clone(), self.fit(values, sample, name, depth + 1)?))
                });
                Some(Shown::Map(shown.take(most).collect()))
            }
            (TypeRef::Tuple(places), Sample::List(items)) if has_places(places, items) => {
                let mut items = items.iter();
                let places = places.iter().map(|place| match place {
                    // What may be left out is.
                    TypeRef::OptionalItem(_) | TypeRef::RestItems(_) => Some(Shown::Nothing),
                    place => self.fit(place, items.next()?, name, depth + 1),
                });
                Some(Shown::Tuple(places.collect::<Option<_>>()?))
            }
            (_, Sample::Scalar(value)) => fit_scalar(ty, value),
            _ => None,
        }
    }

    fn fit_named(
        &mut self,
        id: TypeId,
        sample: &Sample,
        name: &str,
        depth: usize,
    ) -> Option<Shown> {
        let api = self.api;
        match (&api.type_def(id).kind, sample) {
            (TypeKind::Alias(target), _) => self.fit(target, sample, name, depth + 1),
            (TypeKind::Newtype(inner), _) => self.fit(inner, sample, name, depth + 1),
            (TypeKind::Struct(object), Sample::Object(_)) => {
                self.object(id, object, Some(sample), depth)
            }
            (TypeKind::StringEnum(strings), Sample::Scalar(Literal::String(text))) => {
                let known = strings.variants.iter().position(|known| known.value == *text);
                let other = || strings.any.then(|| text_of(text));
                known.map(Shown::Known).or_else(other)
            }
            (TypeKind::IntegerEnum(variants), Sample::Scalar(Literal::Integer(value))) => {
                variants.iter().position(|known| known.value == *value).map(Shown::Known)
            }
            (TypeKind::Union(union), _) => self.fit_member(union, sample, name, depth),
            _ => None,
        }
    }

    fn fit_member(
        &mut self,
        union: &Union,
        sample: &Sample,
        name: &str,
        depth: usize,
    ) -> Option<Shown> {
        let api = self.api;
        let is_value = |content: &VariantContent| {
            matches!((content, sample), (VariantContent::Value(value), Sample::Scalar(own))
                if value == own)
        };
        if let Some(at) = union.variants.iter().position(|variant| is_value(&variant.content)) {
            return Some(Shown::Member(at, None));
        }
        let tagged = union.tag.as_ref().and_then(|tag| {
            let Sample::Scalar(value) = sample.get(&tag.property)? else { return None };
            tag.values.iter().find(|(known, _)| known == value).map(|(_, members)| members.clone())
        });
        let mut members = tagged.unwrap_or_else(|| (0..union.variants.len()).collect());
        // What takes any text comes after what takes some.
        members.sort_by_key(|at| match &union.variants[*at].content {
            VariantContent::Type(ty) => *api.resolved(ty) == TypeRef::String,
            VariantContent::Value(_) => false,
        });
        members.into_iter().find_map(|at| {
            let VariantContent::Type(ty) = &union.variants[at].content else { return None };
            if !self.matches(ty, sample, depth + 1) {
                return None;
            }
            let content = self.fit(ty, sample, name, depth + 1)?;
            Some(Shown::Member(at, Some(Box::new(content))))
        })
    }

    /// Whether `sample` is a whole value of `ty`, nothing required missing: which member of a union
    /// it is.
    fn matches(&mut self, ty: &TypeRef, sample: &Sample, depth: usize) -> bool {
        if self.count(depth).is_none() {
            return false;
        }
        let api = self.api;
        match (api.resolved(ty), sample) {
            (TypeRef::Boxed(inner), _) => self.matches(inner, sample, depth + 1),
            (TypeRef::Nullable(inner), _) => {
                *sample == Sample::Null || self.matches(inner, sample, depth + 1)
            }
            (TypeRef::Any, _) => true,
            (TypeRef::List(item), Sample::List(items)) => {
                items.iter().all(|sample| self.matches(item, sample, depth + 1))
            }
            (TypeRef::Map(values), Sample::Object(members)) => {
                members.iter().all(|(_, sample)| self.matches(values, sample, depth + 1))
            }
            (TypeRef::Tuple(places), Sample::List(items)) => has_places(places, items),
            (TypeRef::Null, _) => *sample == Sample::Null,
            (TypeRef::Named(id), _) => match (&api.type_def(*id).kind, sample) {
                (TypeKind::Struct(object), Sample::Object(_)) => {
                    self.has_fields(object, sample, depth + 1)
                }
                (TypeKind::Newtype(inner), _) => self.matches(inner, sample, depth + 1),
                (TypeKind::Union(union), _) => {
                    union.variants.iter().any(|member| match (&member.content, sample) {
                        (VariantContent::Value(value), Sample::Scalar(own)) => value == own,
                        (VariantContent::Value(_), _) => false,
                        (VariantContent::Type(ty), _) => self.matches(ty, sample, depth + 1),
                    })
                }
                (TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_), _) => {
                    self.fit_named(*id, sample, "", depth + 1).is_some()
                }
                _ => false,
            },
            (ty, Sample::Scalar(value)) => fit_scalar(ty, value).is_some(),
            _ => false,
        }
    }

    fn has_fields(&mut self, object: &Struct, sample: &Sample, depth: usize) -> bool {
        let is_other = |constant: &Constant| match (sample.get(&constant.wire), &constant.value) {
            (Some(Sample::Null), value) => *value != Literal::Null,
            (Some(Sample::Scalar(value)), constant) => value != constant,
            (Some(_), _) => true,
            (None, _) => !constant.may_be_missing,
        };
        if object.constants.iter().any(is_other) {
            return false;
        }
        object.fields.iter().all(|field| match sample.get(&field.wire) {
            Some(Sample::Null) => field.presence != Presence::Required,
            Some(value) => self.matches(&field.ty, value, depth),
            None => !matches!(field.presence, Presence::Required | Presence::Nullable),
        })
    }

    /// Any JSON, with as many members and items as an object or a list has.
    fn cut(&self, sample: &Sample) -> Sample {
        match sample {
            Sample::List(items) => {
                Sample::List(items.iter().take(self.items).map(|item| self.cut(item)).collect())
            }
            Sample::Object(members) => {
                let members = members.iter().take(self.optional.max(1));
                Sample::Object(
                    members.map(|(name, value)| (name.clone(), self.cut(value))).collect(),
                )
            }
            Sample::Scalar(Literal::String(text)) => {
                Sample::Scalar(Literal::String(shortened(text)))
            }
            other => other.clone(),
        }
    }
}

/// Whether a list has the items that a tuple requires, and no more than it may have.
fn has_places(places: &[TypeRef], items: &[Sample]) -> bool {
    let may_be_left = |place: &&TypeRef| {
        matches!(place, TypeRef::OptionalItem(_) | TypeRef::RestItems(_) | TypeRef::MoreItems(_))
    };
    let required = places.iter().filter(|place| !may_be_left(place)).count();
    let is_open =
        places.iter().any(|place| matches!(place, TypeRef::RestItems(_) | TypeRef::MoreItems(_)));
    required <= items.len() && (is_open || items.len() <= places.len())
}

fn fit_scalar(ty: &TypeRef, value: &Literal) -> Option<Shown> {
    let shown = match (ty, value) {
        (TypeRef::Bool, Literal::Bool(_)) => Shown::Scalar(value.clone()),
        (TypeRef::Integer(width), Literal::Integer(whole)) if holds(*width, *whole) => {
            Shown::Scalar(value.clone())
        }
        (TypeRef::Float | TypeRef::Double, Literal::Float(_)) => Shown::Scalar(value.clone()),
        (TypeRef::Float | TypeRef::Double, Literal::Integer(whole)) => {
            Shown::Scalar(Literal::Float(*whole as f64))
        }
        (TypeRef::UnixTime(_), Literal::Integer(_)) => Shown::Scalar(value.clone()),
        (TypeRef::UnixTime(time), Literal::Float(_)) if time.has_fraction => {
            Shown::Scalar(value.clone())
        }
        (TypeRef::String | TypeRef::Password, Literal::String(text)) => text_of(text),
        // YAML takes `example: 2024` for a number.
        (TypeRef::String, Literal::Integer(whole)) => text_of(&whole.to_string()),
        (TypeRef::Date, Literal::String(text)) if is_date(text) => Shown::Scalar(value.clone()),
        (TypeRef::DateTime, Literal::String(text)) if is_date_time(text) => {
            Shown::Scalar(value.clone())
        }
        (TypeRef::Uuid, Literal::String(text)) if is_uuid(text) => Shown::Scalar(value.clone()),
        (TypeRef::Binary, Literal::String(text)) if is_file_name(text) => Shown::File(text.clone()),
        _ => return None,
    };
    Some(shown)
}

fn text_of(text: &str) -> Shown {
    Shown::Scalar(Literal::String(shortened(text)))
}

/// The beginning of a text that would not fit a line.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST - 1).collect();
    let end = head.rfind(' ').filter(|end| *end >= LONGEST / 2).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end())
}

/// Whether a whole number fits a width.
fn holds(width: Integer, value: i64) -> bool {
    match width {
        Integer::I8 => i8::try_from(value).is_ok(),
        Integer::I16 => i16::try_from(value).is_ok(),
        Integer::I32 => i32::try_from(value).is_ok(),
        Integer::I64 | Integer::I128 => true,
        Integer::U8 => u8::try_from(value).is_ok(),
        Integer::U16 => u16::try_from(value).is_ok(),
        Integer::U32 => u32::try_from(value).is_ok(),
        Integer::U64 | Integer::U128 => value >= 0,
    }
}

/// Whether `text` is written as `2026-01-31` is.
fn is_date(text: &str) -> bool {
    is_written_as(text, "0000-00-00")
}

/// Whether `text` begins as `2026-01-31T12:00:00` does, and says its offset.
fn is_date_time(text: &str) -> bool {
    let (Some(time), Some(zone)) = (text.get(..19), text.get(19..)) else { return false };
    let zone = zone.trim_start_matches(|char: char| char == '.' || char.is_ascii_digit());
    is_written_as(time, "0000-00-00T00:00:00")
        && (zone == "Z" || is_written_as(zone, "+00:00") || is_written_as(zone, "-00:00"))
}

fn is_uuid(text: &str) -> bool {
    let digits: String =
        text.chars().map(|char| if char.is_ascii_hexdigit() { '0' } else { char }).collect();
    digits == "00000000-0000-0000-0000-000000000000"
}

fn is_written_as(text: &str, pattern: &str) -> bool {
    let digits: String =
        text.chars().map(|char| if char.is_ascii_digit() { '0' } else { char }).collect();
    digits == pattern
}

/// Whether `text` names a file, and is not its content.
fn is_file_name(text: &str) -> bool {
    let is_name = |char: char| char.is_ascii_alphanumeric() || "._-".contains(char);
    text.len() <= 40
        && text.chars().all(is_name)
        && text.split_once('.').is_some_and(|(name, end)| !name.is_empty() && !end.is_empty())
}
