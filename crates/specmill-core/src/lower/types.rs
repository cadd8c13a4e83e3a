//! Named types: structs, enums, aliases.

use super::context::{Context, literal};
use super::docs;
use super::initial;
use super::limits::limits;
use super::unions::lower_union;
use crate::diagnostics::Place;
use crate::ir::{
    Constant, Docs, Extra, Field, Literal, ModuleId, Note, Presence, StringEnum, Struct, TypeDef,
    TypeKind, TypeRef, Union, UnionVariant, Usage, Variant, VariantContent,
};
use crate::names::{MemberName, NameTable};
use crate::spec::{
    self, AdditionalProperties, Api, ObjectShape, Property, SchemaId, Shape, TagValue,
    alias_target, always, annotations, demands, is_null, is_nullable, keeps_undeclared, shape,
    takes_any_string,
};
use crate::tree::Node;

/// The schemas that types are made of, in the order these are written: each component, then what stands in
/// place inside it; then what stands in operations. What several have is made of the first.
pub(super) fn order<'n>(api: &Api, names: &'n NameTable) -> Vec<(SchemaId, &'n str)> {
    let owner = |id: &SchemaId| {
        let mut tokens = api.schema(*id).pointer.tokens();
        match (tokens.next().as_deref(), tokens.next().as_deref(), tokens.next()) {
            (Some("components"), Some("schemas"), Some(name)) => {
                api.components.get_index_of(&name).unwrap_or(usize::MAX)
            }
            _ => usize::MAX,
        }
    };
    let types = names.types.iter().filter(|(id, _)| !names.same.contains_key(id));
    let mut named: Vec<(SchemaId, &str)> = types.map(|(id, name)| (*id, name.as_str())).collect();
    named.sort_by_key(|(id, _)| (owner(id), *id));
    named
}

/// The schema that says what the type of the named schema `id` is: what stands in place behind a name
/// is that name's own; a component behind it is an alias.
pub(super) fn described(api: &Api, names: &NameTable, id: SchemaId) -> SchemaId {
    let target = alias_target(api, id);
    if target == id || !names.types.contains_key(&target) { target } else { id }
}

/// A type that has no module as yet, which follows from what all of them and all operations name.
pub(super) struct Unplaced {
    name: String,
    component: Option<String>,
    docs: Docs,
    pub(super) kind: TypeKind,
    place: Place,
}

impl Unplaced {
    /// The type in its module.
    pub(super) fn placed(self, module: ModuleId, usage: Usage) -> TypeDef {
        let Self { name, component, docs, kind, place } = self;
        TypeDef { name, component, module, docs, usage, kind, place }
    }
}

/// The type of the schema `id`, which is named `name`.
pub(super) fn lower_type(context: &mut Context<'_>, id: SchemaId, name: &str) -> Unplaced {
    let api = context.api;
    let own = described(api, context.names, id);
    let kind = match shape(api, own) {
        Shape::Object(object) => TypeKind::Struct(lower_struct(context, id, object)),
        Shape::StringEnum(values) => TypeKind::StringEnum(StringEnum {
            variants: variants(context, id, values.iter().cloned(), TagValue::Text),
            any: takes_any_string(api, own),
        }),
        Shape::IntegerEnum(values) => {
            TypeKind::IntegerEnum(variants(context, id, values.iter().copied(), TagValue::Integer))
        }
        Shape::Union(_) => TypeKind::Union(lower_union(context, id)),
        Shape::Constant(value) => lower_constant(context, id, value),
        _ => TypeKind::Alias(context.unnamed(id)),
    };
    let schema = api.schema(id);
    let mut docs = docs::of_type(context, id);
    if let TypeKind::Struct(object) = &kind {
        docs.notes.extend(docs::of_constants(&object.constants));
    }
    let place = Place { pointer: schema.pointer.clone(), ..Place::default() };
    Unplaced { name: name.to_owned(), component: schema.component.clone(), docs, kind, place }
}

fn variants<V: Clone>(
    context: &Context<'_>,
    id: SchemaId,
    values: impl Iterator<Item = V>,
    key: fn(V) -> TagValue,
) -> Vec<Variant<V>> {
    let said = annotations(context.api, id);
    let names = context.names.variants.get(&id).into_iter().flatten();
    let variant = |(name, value): (&String, V)| {
        let key = key(value.clone());
        let docs = docs::of_value(&key.to_string(), said.get(&key));
        Variant { name: name.clone(), value, docs }
    };
    names.zip(values).map(variant).collect()
}

/// An enum of one value; of one that is neither text nor a whole number, a union, which keeps any other.
fn lower_constant(context: &mut Context<'_>, id: SchemaId, value: &Node) -> TypeKind {
    match literal(value) {
        Some(Literal::String(text)) => TypeKind::StringEnum(StringEnum {
            variants: variants(context, id, std::iter::once(text), TagValue::Text),
            any: false,
        }),
        Some(Literal::Integer(value)) => {
            TypeKind::IntegerEnum(variants(context, id, std::iter::once(value), TagValue::Integer))
        }
        Some(literal @ (Literal::Bool(_) | Literal::Float(_))) => {
            let text = value.json();
            let names = context.names.variants.get(&id).cloned().unwrap_or_default();
            let variant = |name| UnionVariant {
                name,
                content: VariantContent::Value(literal.clone()),
                docs: docs::of_value(&text, None),
            };
            let variants = names.into_iter().map(variant).collect();
            TypeKind::Union(Union { variants, ..Union::default() })
        }
        Some(Literal::Null) | None => TypeKind::Alias(context.unnamed(id)),
    }
}

fn lower_struct(context: &mut Context<'_>, id: SchemaId, object: ObjectShape<'_>) -> Struct {
    let api = context.api;
    let names = context.names.fields.get(&id).cloned().unwrap_or_default();
    let mut named = names.iter();
    let (mut fields, mut constants) = (Vec::new(), Vec::new());
    for property in object.properties {
        let always = always(api, id, property);
        if let Some((always, value)) =
            always.and_then(|always| Some((always, literal(always.value)?)))
        {
            constants.push(Constant {
                wire: property.name.clone(),
                value,
                may_be_missing: always.may_be_missing,
                before: fields.len(),
            });
        } else if let Some(name) = named.next() {
            fields.push(lower_field(context, property, name));
        }
    }
    let extra = match object.additional {
        AdditionalProperties::Unspecified | AdditionalProperties::Forbidden => None,
        AdditionalProperties::Any => {
            let at = api.schema(id).pointer.child("additionalProperties");
            Some(context.any_property(at))
        }
        AdditionalProperties::Schema(values) => Some(context.nullable_type_ref(values)),
    };
    let is_described = extra.is_some();
    let extra = extra.or_else(|| keeps_undeclared(api, id, &object).then_some(TypeRef::Any));
    let extra = extra.zip(names.last()).map(|(values, name)| Extra {
        name: name.name.clone(),
        setter: name.setter.clone(),
        values,
        is_described,
    });
    let own = described(api, context.names, id);
    Struct { fields, constants, extra, demands: demands(api, own) }
}

fn lower_field(context: &mut Context<'_>, property: &Property, name: &MemberName) -> Field {
    let api = context.api;
    let constant = match shape(api, alias_target(api, property.schema)) {
        Shape::Constant(value) => literal(value),
        _ => None,
    };
    let is_base64_floats = is_base64_floats(context, property);
    let initial = initial::of_property(context, property);
    let mut docs = docs::of_property(context, property);
    docs.notes.extend(initial.as_ref().map(|initial| Note::Initial(initial::text(initial))));
    Field {
        name: name.name.clone(),
        setter: name.setter.clone(),
        null_setter: name.null_setter.clone(),
        wire: property.name.clone(),
        ty: match is_base64_floats {
            true => TypeRef::List(Box::new(TypeRef::Float)),
            false => context.type_ref(property.schema),
        },
        presence: presence(context, property),
        constant,
        limits: limits(api, property.schema),
        default: default(context, property),
        initial,
        is_base64_floats,
        read_only: api.schema(property.schema).read_only,
        write_only: api.schema(property.schema).write_only,
        asks_for_stream: false,
        docs,
    }
}

/// Whether `property` is a list of numbers that may come as base64, which only one that must be there can be.
fn is_base64_floats(context: &mut Context<'_>, property: &Property) -> bool {
    if !spec::is_base64_floats(context.api, property.schema) {
        return false;
    }
    let is_required = presence(context, property) == Presence::Required;
    if !is_required {
        context.diagnostics.warning(
            "invalid-type",
            &context.api.schema(property.schema).pointer,
            format!(
                "`{}` may be missing or null, and is of the type `base64-floats`",
                property.name
            ),
            "only a list is read; list it under `required`, and take `null` from it",
        );
    }
    is_required
}

fn presence(context: &Context<'_>, property: &Property) -> Presence {
    let (api, id) = (context.api, property.schema);
    match (property.required, is_nullable(api, id)) {
        (true, true) if is_null(api, id) => Presence::Required,
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}

/// `default`, where it is a scalar: its own, or that of the schema it stands for.
fn default(context: &Context<'_>, property: &Property) -> Option<Literal> {
    let own = context.api.schema(property.schema).default.as_ref();
    let alias_target = alias_target(context.api, property.schema);
    let default = own.or(context.api.schema(alias_target).default.as_ref())?;
    literal(default).filter(|value| *value != Literal::Null)
}
