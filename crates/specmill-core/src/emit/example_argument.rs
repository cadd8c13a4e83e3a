//! Values as what a constructor, a setter or an operation takes for them.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{self, Taken};
use super::example_value::Writer;
use super::operations;
use super::unions::literal;
use crate::ir::{Shown, TypeRef};

impl Writer<'_, '_> {
    /// The value of a parameter as an operation takes it, or its setter.
    pub(super) fn parameter(
        &mut self,
        ty: &TypeRef,
        value: &Shown,
        required: bool,
    ) -> Option<TokenStream> {
        let argument = self.argument(ty, value, required)?;
        Some(if operations::is_object(self.scope, ty) { quote!(&#argument) } else { argument })
    }

    /// A value as `new`, a setter or an operation takes it; `required` says that no option is taken.
    pub(super) fn argument(
        &mut self,
        ty: &TypeRef,
        value: &Shown,
        required: bool,
    ) -> Option<TokenStream> {
        if let Some(text) = self.text(ty, value) {
            return Some(text);
        }
        match (arguments::taken(self.scope, ty), value) {
            (Taken::Into, _) => self.becoming_any(ty, value),
            (Taken::List(item), Shown::List(items)) => self.items(&item, items, true),
            (Taken::ExactList(item), Shown::List(items)) => self.items(&item, items, required),
            (Taken::Map(_), Shown::Map(members)) if members.is_empty() => {
                let map = self.runtime("json", "Map");
                Some(quote!(#map::new()))
            }
            (Taken::Map(values), Shown::Map(members)) => {
                let shown: Vec<&Shown> = members.iter().map(|(_, value)| value).collect();
                let shown = self.alike(&values, &shown)?;
                let keys = members.iter().map(|(key, _)| key);
                Some(quote!([#((#keys, #shown)),*]))
            }
            (Taken::AsIs, _) => self.value(ty, value, required),
            _ => self.value(ty, value, false),
        }
    }

    /// The items of a list, in an array where any list is taken.
    pub(super) fn items(
        &mut self,
        item: &TypeRef,
        items: &[Shown],
        any: bool,
    ) -> Option<TokenStream> {
        if items.is_empty() {
            let item = self.written(item)?;
            return Some(quote!(Vec::<#item>::new()));
        }
        let items: Vec<&Shown> = items.iter().collect();
        let items = self.alike(item, &items)?;
        Some(if any { quote!([#(#items),*]) } else { quote!(vec![#(#items),*]) })
    }

    /// Values that each become a `ty`, of one type: of a union that of its members, where all are of one.
    fn alike(&mut self, ty: &TypeRef, values: &[&Shown]) -> Option<Vec<TokenStream>> {
        let member = |value: &&Shown| match value {
            Shown::Member(at, _) => Some(*at),
            _ => None,
        };
        let first = values.first().and_then(member);
        let is_mixed = values.iter().any(|value| member(value) != first);
        values
            .iter()
            .map(|value| match is_mixed {
                true => self.value(ty, value, false),
                false => self.argument(ty, value, true),
            })
            .collect()
    }

    /// A type as an example names it, where it can.
    fn written(&mut self, ty: &TypeRef) -> Option<TokenStream> {
        match ty {
            TypeRef::Named(id) => Some(self.named(*id)),
            TypeRef::String => Some(quote!(String)),
            TypeRef::Bool | TypeRef::Integer(_) | TypeRef::Float | TypeRef::Double => {
                Some(self.scope.apart().ty(ty))
            }
            _ => None,
        }
    }

    /// Whatever becomes a value of `ty`.
    fn becoming_any(&mut self, ty: &TypeRef, value: &Shown) -> Option<TokenStream> {
        match (self.scope.api.resolved(ty), value) {
            (TypeRef::Boxed(inner), _) => {
                let inner = (**inner).clone();
                return self.argument(&inner, value, true);
            }
            (TypeRef::Password, Shown::Scalar(text)) => return Some(literal(text)),
            (TypeRef::NumberOrString(_), Shown::Scalar(number)) => return Some(literal(number)),
            (TypeRef::Named(id), Shown::Member(at, Some(content))) => {
                let def = self.scope.api.type_def(*id);
                if let Some(member) = self.becoming(def, *at, content) {
                    return Some(member);
                }
            }
            _ => {}
        }
        self.value(ty, value, false)
    }
}
