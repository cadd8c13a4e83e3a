//! Values where the document has no example: they say what they are for, and are nobody's.

use super::Maker;
use crate::ir::{
    Literal, Sample, Shown, TypeId, TypeKind, TypeRef, Union, UnixUnit, Variant, VariantContent,
};

/// Lists deeper than this are empty.
const LISTS: usize = 4;

impl Maker<'_> {
    /// The least value of `ty`: the document's example of the type, the first value of an enum, a
    /// text that is called as what it is for.
    pub(super) fn made(&mut self, ty: &TypeRef, name: &str, depth: usize) -> Option<Shown> {
        self.count(depth)?;
        Some(match ty {
            TypeRef::Bool => Shown::Scalar(Literal::Bool(true)),
            TypeRef::NumberOrString(number) => self.made(number, name, depth)?,
            TypeRef::Integer(_) => Shown::Scalar(Literal::Integer(1)),
            TypeRef::Float | TypeRef::Double => Shown::Scalar(Literal::Float(1.0)),
            // 2026-01-31T12:00:00Z
            TypeRef::UnixTime(time) => Shown::Scalar(Literal::Integer(match time.unit {
                UnixUnit::Seconds => 1_769_860_800,
                UnixUnit::Milliseconds => 1_769_860_800_000,
            })),
            TypeRef::String | TypeRef::Password => text(name),
            TypeRef::Date => scalar("2026-01-31"),
            TypeRef::DateTime => scalar("2026-01-31T12:00:00Z"),
            TypeRef::Uuid => scalar("67e55044-10b1-426f-9247-bb680e5fe0c8"),
            TypeRef::Base64 => Shown::Bytes("content".to_owned()),
            TypeRef::Binary => Shown::File(file_name(name, None)),
            TypeRef::Any => Shown::Json(Sample::Object(Vec::new())),
            TypeRef::Map(_) => Shown::Map(Vec::new()),
            // Nobody needs to be shown how nothing is sent.
            TypeRef::Nullable(inner) if depth == 0 => self.made(inner, name, depth)?,
            TypeRef::Nullable(_) => Shown::Null,
            TypeRef::Null => Shown::Null,
            TypeRef::Boxed(inner) => self.made(inner, name, depth)?,
            TypeRef::List(item) => {
                let item = if depth < LISTS { self.made(item, name, depth + 1) } else { None };
                Shown::List(item.into_iter().collect())
            }
            TypeRef::OptionalItem(_) | TypeRef::RestItems(_) => Shown::Nothing,
            TypeRef::MoreItems(inner) => self.made(inner, name, depth + 1)?,
            TypeRef::Tuple(places) => {
                let places = places.iter().map(|place| self.made(place, name, depth + 1));
                Shown::Tuple(places.collect::<Option<_>>()?)
            }
            TypeRef::Named(id) => self.made_named(*id, name, depth)?,
        })
    }

    fn made_named(&mut self, id: TypeId, name: &str, depth: usize) -> Option<Shown> {
        let (api, samples) = (self.api, self.samples);
        if let Some(sample) = samples.types.get(&id)
            && let Some(value) = self.fit(&TypeRef::Named(id), sample, name, depth)
        {
            return Some(value);
        }
        match &api.type_def(id).kind {
            TypeKind::Alias(target) => self.made(target, name, depth + 1),
            TypeKind::Newtype(inner) => self.made(inner, name, depth + 1),
            TypeKind::Struct(object) => self.object(id, object, None, depth),
            TypeKind::StringEnum(strings) if strings.variants.is_empty() => Some(text(name)),
            TypeKind::IntegerEnum(variants) if variants.is_empty() => {
                Some(Shown::Scalar(Literal::Integer(1)))
            }
            TypeKind::StringEnum(strings) => Some(first_known(&strings.variants)),
            TypeKind::IntegerEnum(variants) => Some(first_known(variants)),
            TypeKind::Union(union) => self.made_member(union, name, depth),
        }
    }

    /// The member that is written most briefly: a text, a value; else the first that can be made.
    fn made_member(&mut self, union: &Union, name: &str, depth: usize) -> Option<Shown> {
        let api = self.api;
        let mut order: Vec<usize> = (0..union.variants.len()).collect();
        order.sort_by_key(|at| {
            let variant = &union.variants[*at];
            let rank = match &variant.content {
                VariantContent::Type(ty) if *api.resolved(ty) == TypeRef::String => 0,
                VariantContent::Value(_) => 1,
                VariantContent::Type(_) => 2,
            };
            (variant.docs.deprecated, rank)
        });
        order.into_iter().find_map(|at| match &union.variants[at].content {
            VariantContent::Value(_) => Some(Shown::Member(at, None)),
            VariantContent::Type(ty) => {
                let content = self.made(ty, name, depth + 1)?;
                Some(Shown::Member(at, Some(Box::new(content))))
            }
        })
    }
}

fn scalar(text: &str) -> Shown {
    Shown::Scalar(Literal::String(text.to_owned()))
}

/// A text for what is called `name`: the name, where nothing of a certain form is expected. The
/// domain is the one that RFC 2606 keeps for documentation.
fn text(name: &str) -> Shown {
    let words = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| words.ends_with(ending));
    if ends(&["email", "e-mail", "email_address", "emailaddress"]) {
        scalar("user@example.com")
    } else if ends(&["url", "uri", "href", "website"]) {
        scalar("https://example.com")
    } else if ends(&["domain", "hostname"]) {
        scalar("example.com")
    } else {
        scalar(crate::ir::beginning(name, 40))
    }
}

/// A file for what is called `name`, of this media type.
pub(super) fn file_name(name: &str, media_type: Option<&str>) -> String {
    let name = name.to_ascii_lowercase();
    let media_type = media_type.unwrap_or_default();
    let has = |words: &[&str]| {
        words.iter().any(|word| media_type.starts_with(word) || name.contains(word))
    };
    let file = if has(&["image", "photo", "picture", "avatar", "logo", "mask"]) {
        "image.png"
    } else if has(&["audio", "voice", "speech"]) {
        "speech.mp3"
    } else if has(&["video"]) {
        "video.mp4"
    } else if media_type == "application/pdf" {
        "document.pdf"
    } else if media_type == "application/zip" {
        "archive.zip"
    } else {
        "file.bin"
    };
    file.to_owned()
}

/// The first value that the document does not advise against.
fn first_known<V>(variants: &[Variant<V>]) -> Shown {
    let current = variants.iter().position(|variant| !variant.docs.deprecated);
    Shown::Known(current.unwrap_or_default())
}
