//! Variants that are much larger than others go behind a `Box`.
//!
//! An enum takes the room of its largest variant. A list of messages, some of them a string, would
//! take a kilobyte an item, and each would be moved that often. The line is where clippy's
//! `large_enum_variant` draws it.

use crate::ir::{Api, Integer, Presence, TypeKind, TypeRef, VariantContent};

/// Bytes a variant may hold in place.
const MOST: usize = 200;
/// Bytes of `String` and `Vec` on a 64-bit machine, more than those of `json::Map` and `RawJson`.
const HEAP: usize = 24;
/// Bytes of `serde_json::Value`, whose objects keep their order.
const VALUE: usize = 72;

/// Boxes every variant that is larger.
pub(super) fn box_variants(api: &mut Api) {
    let mut sizes = Sizes { api, known: vec![None; api.types.len()], depth: 0 };
    let mut large = Vec::new();
    for at in 0..api.types.len() {
        let TypeKind::Union(union) = &api.types[at].kind else { continue };
        for (variant, member) in union.variants.iter().enumerate() {
            if let VariantContent::Type(ty) = &member.content
                && sizes.of(ty) > MOST
            {
                large.push((at, variant));
            }
        }
    }
    for (at, variant) in large {
        let TypeKind::Union(union) = &mut api.types[at].kind else { continue };
        if let VariantContent::Type(ty) = &mut union.variants[variant].content {
            super::cycles::box_it(ty);
        }
    }
}

/// Bytes of `Upload`, at most.
const UPLOAD: usize = 128;

/// Upper bounds of sizes in bytes: nothing is taken off for what the compiler packs.
struct Sizes<'a> {
    api: &'a Api,
    known: Vec<Option<usize>>,
    depth: usize,
}

/// A chain of types that holds more of them counts as large: stacks are not without end.
const DEEPEST: usize = 100;

impl Sizes<'_> {
    fn of(&mut self, ty: &TypeRef) -> usize {
        match ty {
            TypeRef::Bool => 1,
            TypeRef::Integer(Integer::I8 | Integer::U8) => 1,
            TypeRef::Integer(Integer::I16 | Integer::U16) => 2,
            TypeRef::Integer(Integer::I32 | Integer::U32) | TypeRef::Float => 4,
            TypeRef::Integer(Integer::I64 | Integer::U64) | TypeRef::Double | TypeRef::Boxed(_) => {
                8
            }
            TypeRef::Integer(Integer::I128 | Integer::U128) => 16,
            TypeRef::Null => 0,
            TypeRef::UnixTime(_) | TypeRef::Date | TypeRef::DateTime | TypeRef::Uuid => 16,
            TypeRef::NumberOrString(_) => 8 + HEAP,
            TypeRef::String | TypeRef::Base64 | TypeRef::Password => HEAP,
            TypeRef::List(_) | TypeRef::Map(_) => HEAP,
            TypeRef::Any => VALUE,
            TypeRef::Binary => UPLOAD,
            TypeRef::Nullable(inner) | TypeRef::OptionalItem(inner) => 8 + self.of(inner),
            TypeRef::RestItems(_) => HEAP,
            TypeRef::MoreItems(inner) => self.of(inner),
            TypeRef::Tuple(places) => places.iter().map(|place| self.of(place).max(8)).sum(),
            TypeRef::Named(id) => self.of_type(id.0),
        }
    }

    /// A type that holds itself has no size; it counts as large, so that it is cut here.
    fn of_type(&mut self, at: usize) -> usize {
        if let Some(size) = self.known[at] {
            return size;
        }
        if self.depth == DEEPEST {
            return MOST + 1;
        }
        self.depth += 1;
        self.known[at] = Some(MOST + 1);
        let api = self.api;
        let size = match &api.types[at].kind {
            TypeKind::Struct(object) => {
                let fields = object.fields.iter().map(|field| {
                    let tag = match field.presence {
                        Presence::Required => 0,
                        _ => 8,
                    };
                    // A field takes at least what keeps the next one aligned.
                    (self.of(&field.ty) + tag).next_multiple_of(8)
                });
                fields.sum::<usize>() + object.extra.as_ref().map_or(0, |_| HEAP)
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => HEAP,
            TypeKind::Union(union) => {
                let sizes = union.variants.iter().map(|variant| match &variant.content {
                    VariantContent::Value(_) => 0,
                    // What is larger is boxed.
                    VariantContent::Type(ty) => {
                        Some(self.of(ty)).filter(|s| *s <= MOST).unwrap_or(8)
                    }
                });
                8 + sizes.max().unwrap_or(0).max(HEAP)
            }
            TypeKind::Alias(ty) | TypeKind::Newtype(ty) => self.of(ty),
        };
        self.known[at] = Some(size);
        self.depth -= 1;
        size
    }
}
