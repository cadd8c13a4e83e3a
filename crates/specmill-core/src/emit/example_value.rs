//! Values as Rust, by the constructors and setters that the client has.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::example_layout as layout;
use super::example_settings::Examples;
use super::scope::{Scope, ident};
use super::unions::{self, literal};
use super::{constructors, conversions};
use crate::ir::{
    self, Field, ModuleId, Presence, Sample, Shown, Struct, TypeDef, TypeId, TypeKind, TypeRef,
    VariantContent,
};

/// What an example may import: a type of the client of such a name is written `types::Client`.
const IMPORTED: [&str; 13] = [
    "Base64",
    "Client",
    "Credential",
    "DateTime",
    "Map",
    "NumberOrString",
    "Password",
    "UnixMillis",
    "UnixMillisF64",
    "UnixTime",
    "UnixTimeF64",
    "Upload",
    "Value",
];

/// Writes the values of one example, and keeps what they name.
pub(super) struct Writer<'s, 'a> {
    pub(super) scope: &'s Scope<'a>,
    /// Whether optional fields are set.
    pub(super) optional: bool,
    types: BTreeSet<TypeId>,
    runtime: BTreeMap<&'static str, BTreeSet<&'static str>>,
    choice: Option<(ModuleId, String)>,
}

impl<'s, 'a> Writer<'s, 'a> {
    pub(super) fn new(scope: &'s Scope<'a>, optional: bool) -> Self {
        let runtime = BTreeMap::new();
        Self { scope, optional, types: BTreeSet::new(), runtime, choice: None }
    }

    /// An item of a module of the runtime.
    pub(super) fn runtime(&mut self, module: &'static str, name: &'static str) -> TokenStream {
        self.runtime.entry(module).or_default().insert(name);
        let name = ident(name);
        quote!(#name)
    }

    /// The enum of an operation's bodies, which is in the module of its group.
    pub(super) fn choice(&mut self, module: ModuleId, name: &str) {
        self.choice = Some((module, name.to_owned()));
    }

    /// `use` of everything named so far, a line each.
    pub(super) fn imports(&self, examples: &Examples) -> String {
        let Examples { path, runtime, .. } = examples;
        let api = self.scope.api;
        let mut lines = vec![layout::import(&format!("{path}::Client"), &[])];
        if let Some((module, name)) = &self.choice {
            let module = ident(&api.modules[module.0].name);
            lines.push(layout::import(&format!("{path}::{module}"), &[ident(name).to_string()]));
        }
        for (module, names) in &self.runtime {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            lines.push(layout::import(&format!("{runtime}::{module}"), &names));
        }
        let names: BTreeSet<&str> =
            self.types.iter().map(|id| api.type_def(*id).name.as_str()).collect();
        let (qualified, bare): (Vec<&str>, Vec<&str>) =
            names.into_iter().partition(|name| IMPORTED.contains(name));
        if !qualified.is_empty() {
            lines.push(layout::import(&format!("{path}::types"), &[]));
        }
        if !bare.is_empty() {
            let bare: Vec<String> = bare.into_iter().map(|name| ident(name).to_string()).collect();
            lines.push(layout::import(&format!("{path}::types"), &bare));
        }
        lines.sort();
        lines.join("\n")
    }

    pub(super) fn named(&mut self, id: TypeId) -> TokenStream {
        self.types.insert(id);
        let name = &self.scope.api.type_def(id).name;
        let path = IMPORTED.contains(&name.as_str()).then(|| quote!(types::));
        let name = ident(name);
        quote!(#path #name)
    }

    /// `value` as an argument that borrows what is not cheap to copy.
    pub(super) fn borrowed(&mut self, ty: &TypeRef, value: &Shown) -> Option<TokenStream> {
        if let Some(text) = self.text(ty, value) {
            return Some(text);
        }
        match (self.scope.api.resolved(ty), value) {
            (TypeRef::List(item), Shown::List(items)) => {
                let items: Vec<TokenStream> = items
                    .iter()
                    .map(|value| match self.text(item, value) {
                        Some(text) => Some(text),
                        None => self.value(item, value, true),
                    })
                    .collect::<Option<_>>()?;
                Some(quote!(&[#(#items),*]))
            }
            (
                TypeRef::Any
                | TypeRef::Map(_)
                | TypeRef::Base64
                | TypeRef::Binary
                | TypeRef::Password
                | TypeRef::Named(_),
                _,
            ) => {
                let value = self.value(ty, value, true)?;
                Some(quote!(&#value))
            }
            _ => self.value(ty, value, true),
        }
    }

    /// The literal of what is text here.
    pub(super) fn text(&self, ty: &TypeRef, value: &Shown) -> Option<TokenStream> {
        match value {
            Shown::Scalar(value) if self.scope.is_text(ty) => Some(literal(value)),
            _ => None,
        }
    }

    /// `value` as an expression of exactly this type; `known` says that the type follows from where it
    /// stands, else the expression tells it. `None` where it cannot.
    pub(super) fn value(
        &mut self,
        ty: &TypeRef,
        value: &Shown,
        known: bool,
    ) -> Option<TokenStream> {
        if let Some(text) = self.text(ty, value) {
            return Some(quote!(#text.to_owned()));
        }
        Some(match (ty, value) {
            (TypeRef::Boxed(inner), _) => {
                let inner = self.value(inner, value, known)?;
                quote!(Box::new(#inner))
            }
            (TypeRef::Named(id), _) => self.named_value(*id, value, known)?,
            (TypeRef::Nullable(_), Shown::Null) => quote!(None),
            (TypeRef::Nullable(inner), _) => {
                let inner = self.value(inner, value, known)?;
                quote!(Some(#inner))
            }
            (TypeRef::Any, Shown::Json(value)) => {
                let json = self.runtime("json", "json");
                let value = json_tokens(value);
                quote!(#json!(#value))
            }
            // Where a value is taken as whatever becomes it, its type does not follow.
            (TypeRef::DateTime, Shown::Scalar(text)) if self.scope.is_made_by_into(ty) => {
                let text = literal(text);
                let date_time = self.runtime("json", "DateTime");
                quote!(#text.parse::<#date_time>()?)
            }
            (TypeRef::Date | TypeRef::DateTime | TypeRef::Uuid, Shown::Scalar(text)) if known => {
                let text = literal(text);
                quote!(#text.parse()?)
            }
            (TypeRef::UnixTime(time), Shown::Scalar(number)) => {
                let (time, number) = (self.runtime("json", time.name()), literal(number));
                quote!(#time::from(#number))
            }
            (TypeRef::NumberOrString(number), shown) => {
                let number = self.value(number, shown, known)?;
                let wrapper = self.runtime("json", "NumberOrString");
                quote!(#wrapper::Number(#number))
            }
            (TypeRef::Password, Shown::Scalar(text)) => {
                let text = literal(text);
                let password = self.runtime("json", "Password");
                quote!(#password::from(#text))
            }
            (TypeRef::Base64, Shown::Bytes(text)) => {
                let bytes = Literal::byte_string(text.as_bytes());
                let base64 = self.runtime("json", "Base64");
                quote!(#base64::from(#bytes.to_vec()))
            }
            (TypeRef::Binary, Shown::File(name)) => {
                let upload = self.runtime("http", "Upload");
                quote!(#upload::path(#name))
            }
            (
                TypeRef::Bool | TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double,
                Shown::Scalar(value),
            ) => literal(value),
            (TypeRef::Null, Shown::Null) => quote!(()),
            (TypeRef::List(item), Shown::List(items)) => {
                let items = self.all(items.iter().map(|value| (&**item, value)), known)?;
                quote!(vec![#(#items),*])
            }
            (TypeRef::Map(values), Shown::Map(members)) => {
                let map = self.runtime("json", "Map");
                if members.is_empty() {
                    return Some(quote!(#map::new()));
                }
                let shown = members.iter().map(|(_, value)| (&**values, value));
                let shown = self.all(shown, known)?;
                let keys = members.iter().map(|(key, _)| key);
                quote!(#map::from([#((#keys, #shown)),*]))
            }
            (_, Shown::Nothing) => quote!(Default::default()),
            (TypeRef::MoreItems(inner), places) => {
                let (wrapper, places) =
                    (self.runtime("json", "MoreItems"), self.value(inner, places, known)?);
                quote!(#wrapper(#places))
            }
            (TypeRef::Tuple(types), Shown::Tuple(places)) => {
                let places = self.all(types.iter().zip(places), known)?;
                quote!((#(#places,)*))
            }
            _ => return None,
        })
    }

    fn all<'v>(
        &mut self,
        values: impl Iterator<Item = (&'v TypeRef, &'v Shown)>,
        known: bool,
    ) -> Option<Vec<TokenStream>> {
        values.map(|(ty, value)| self.value(ty, value, known)).collect()
    }

    fn named_value(&mut self, id: TypeId, value: &Shown, known: bool) -> Option<TokenStream> {
        let def = self.scope.api.type_def(id);
        match (&def.kind, value) {
            (TypeKind::Alias(target), _) => self.value(target, value, known),
            (TypeKind::Newtype(inner), _) => {
                let inner = self.value(inner, value, true)?;
                let name = self.named(id);
                Some(quote!(#name(#inner)))
            }
            (TypeKind::Struct(object), Shown::Object(fields)) => self.object(id, object, fields),
            (TypeKind::StringEnum(strings), Shown::Known(at)) => {
                let variant = ident(&strings.variants.get(*at)?.name);
                let name = self.named(id);
                Some(quote!(#name::#variant))
            }
            (TypeKind::IntegerEnum(variants), Shown::Known(at)) => {
                let variant = ident(&variants.get(*at)?.name);
                let name = self.named(id);
                Some(quote!(#name::#variant))
            }
            (TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_), Shown::Scalar(value)) => {
                let (name, value) = (self.named(id), literal(value));
                Some(quote!(#name::from(#value)))
            }
            (TypeKind::Union(_), Shown::Member(at, content)) => {
                if let Some(content) = content.as_deref().filter(|_| known)
                    && let Some(member) = self.becoming(def, *at, content)
                {
                    return Some(quote!(#member.into()));
                }
                self.member(id, *at, content.as_deref())
            }
            _ => None,
        }
    }

    /// A member of a union by its variant.
    fn member(&mut self, id: TypeId, at: usize, content: Option<&Shown>) -> Option<TokenStream> {
        let TypeKind::Union(union) = &self.scope.api.type_def(id).kind else { return None };
        let member = union.variants.get(at)?;
        let content = match (&member.content, content) {
            (VariantContent::Type(ty), Some(content)) => {
                let content = self.value(ty, content, true)?;
                Some(quote!((#content)))
            }
            (VariantContent::Value(_), None) => None,
            _ => return None,
        };
        let (name, variant) = (self.named(id), ident(&member.name));
        Some(quote!(#name::#variant #content))
    }

    /// What of its own type becomes the union `def`: a text, a list of scalars or an object that one member
    /// alone holds.
    pub(super) fn becoming(
        &mut self,
        def: &TypeDef,
        at: usize,
        content: &Shown,
    ) -> Option<TokenStream> {
        let TypeKind::Union(union) = &def.kind else { return None };
        if !def.usage.request || !conversions::is_converted(self.scope, def, union, at) {
            return None;
        }
        let VariantContent::Type(ty) = &union.variants.get(at)?.content else { return None };
        let ty = unions::unboxed(ty);
        match (self.scope.api.resolved(ty), content) {
            (_, Shown::Scalar(_)) => self.text(ty, content),
            (_, Shown::Object(_)) => self.value(ty, content, false),
            (TypeRef::List(item), Shown::List(items)) if self.is_literal(item) => {
                self.items(item, items, true)
            }
            _ => None,
        }
    }

    /// Whether values of `ty` are written as literals.
    fn is_literal(&self, ty: &TypeRef) -> bool {
        self.scope.is_text(ty)
            || matches!(
                self.scope.api.resolved(ty),
                TypeRef::Bool | TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double
            )
    }

    /// `new` with the fields that must be given, and a setter for each of the others.
    fn object(
        &mut self,
        id: TypeId,
        object: &Struct,
        fields: &[(usize, Shown)],
    ) -> Option<TokenStream> {
        let mut arguments = Vec::new();
        let value_of = |field: &Field| {
            let mut given = fields.iter();
            given.find(|(at, _)| object.fields.get(*at).is_some_and(|own| own.name == field.name))
        };
        let required = constructors::required(object);
        for field in &required {
            arguments.push(self.argument(&field.ty, &value_of(field)?.1, true)?);
        }
        let mut setters = Vec::new();
        for (at, value) in fields {
            let field = object.fields.get(*at)?;
            let is_set = match field.presence {
                Presence::Required => false,
                // It begins as null.
                Presence::Nullable => *value != Shown::Null,
                Presence::Optional | Presence::OptionalNullable | Presence::OptionalOrNull => {
                    self.optional
                }
            };
            if is_set && !field.asks_for_stream {
                let (setter, value) =
                    (ident(&field.setter), self.argument(&field.ty, value, false));
                setters.extend(value.map(|value| quote!(.#setter(#value))));
            }
        }
        let name = self.named(id);
        Some(quote!(#name::new(#(#arguments),*) #(#setters)*))
    }
}

/// JSON as `json!` takes it.
fn json_tokens(value: &Sample) -> TokenStream {
    match value {
        Sample::Null => quote!(null),
        Sample::Scalar(ir::Literal::Float(value)) => {
            // With a point, so that it stays no whole number.
            let value = Literal::f64_unsuffixed(*value);
            quote!(#value)
        }
        Sample::Scalar(value) => literal(value),
        Sample::List(items) => {
            let items = items.iter().map(json_tokens);
            quote!([#(#items),*])
        }
        Sample::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = json_tokens(value);
                quote!(#name: #value)
            });
            quote!({#(#members),*})
        }
    }
}
