//! Unions.

use super::context::{Context, literal};
use super::docs;
use crate::ir::{JsonKind, Literal, Union, UnionTag, UnionVariant, VariantContent};
use crate::spec::{self, SchemaId, TagValue, UnionMember, annotations, union};

/// The union `id` stands for.
pub(super) fn lower_union(context: &mut Context<'_>, id: SchemaId) -> Union {
    let union = union(context.api, id);
    let said = annotations(context.api, id);
    let names = context.names.variants.get(&id).cloned().unwrap_or_default();
    let variants = union
        .members
        .iter()
        .zip(names)
        .enumerate()
        .map(|(at, (member, name))| {
            let content = match member {
                UnionMember::Value(value) => match literal(value) {
                    Some(literal) => VariantContent::Value(literal),
                    None => VariantContent::Type(context.any_of(id)),
                },
                UnionMember::Schema(schema) => VariantContent::Type(context.type_ref(*schema)),
            };
            UnionVariant { name, content, docs: docs::of_variant(context, union, at, &said) }
        })
        .collect();
    let selection = &union.selection;
    Union {
        variants,
        tag: selection.tag.as_ref().map(|tag| UnionTag {
            property: tag.property.clone(),
            values: tag.values.iter().map(|(value, at)| (lower_tag(value), at.clone())).collect(),
            default: tag.default,
        }),
        kinds: selection.kinds.iter().map(|(kind, at)| (lower_kind(*kind), *at)).collect(),
        properties: selection.properties.clone(),
        fewest: selection.fewest.clone(),
    }
}

fn lower_tag(value: &TagValue) -> Literal {
    match value {
        TagValue::Text(text) => Literal::String(text.clone()),
        TagValue::Integer(value) => Literal::Integer(*value),
        TagValue::Float(bits) => Literal::Float(f64::from_bits(*bits)),
        TagValue::Bool(value) => Literal::Bool(*value),
    }
}

fn lower_kind(kind: spec::JsonKind) -> JsonKind {
    match kind {
        spec::JsonKind::Boolean => JsonKind::Boolean,
        spec::JsonKind::Integer => JsonKind::Integer,
        spec::JsonKind::Number => JsonKind::Number,
        spec::JsonKind::String => JsonKind::String,
        spec::JsonKind::Array => JsonKind::Array,
        spec::JsonKind::Object => JsonKind::Object,
    }
}
