//! How constructors, setters and operations take a value: as itself, or as whatever becomes it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scope::{Scope, ident};
use super::unions::unboxed;
use crate::ir::{Integer, Presence, TypeDef, TypeKind, TypeRef};

/// How a value of a type is taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// As it is: nothing else becomes it, or a literal tells its type.
    AsIs,
    /// As whatever becomes it by `From`.
    Into,
    /// As whatever becomes a `json::Value`, an option among it, so that it has no other of its own.
    Value,
    /// As whatever gives what becomes items of this type.
    List(TypeRef),
    /// As whatever gives items of this very type: literals of it become no other.
    ExactList(TypeRef),
    /// As a map of what becomes this type.
    Map(TypeRef),
}

/// How a value of `ty` is taken, aliases and boxes around it seen through.
pub(super) fn taken(scope: &Scope<'_>, ty: &TypeRef) -> Taken {
    if scope.is_text(ty) || scope.is_made_by_into(ty) {
        return Taken::Into;
    }
    match scope.api.resolved(ty) {
        TypeRef::Base64 | TypeRef::Binary | TypeRef::Password => Taken::Into,
        TypeRef::Any => Taken::Value,
        TypeRef::List(item) if is_narrow(scope, item) => Taken::ExactList((**item).clone()),
        TypeRef::List(item) => Taken::List((**item).clone()),
        TypeRef::Map(values) => Taken::Map((**values).clone()),
        TypeRef::Boxed(_) => Taken::Into,
        TypeRef::Named(id) if is_converted(scope.api.type_def(*id)) => Taken::Into,
        _ => Taken::AsIs,
    }
}

/// Whether other types become this one.
fn is_converted(def: &TypeDef) -> bool {
    match def.kind {
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::Newtype(_) => true,
        TypeKind::Union(_) => def.usage.request,
        TypeKind::Struct(_) | TypeKind::Alias(_) => false,
    }
}

/// Numbers that no `i32` and no `f64` becomes, as which Rust takes literals whose type nothing tells.
pub(super) fn is_narrow(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    match scope.api.resolved(ty) {
        TypeRef::Float => true,
        TypeRef::Integer(width) => !matches!(width, Integer::I32 | Integer::I64 | Integer::I128),
        _ => false,
    }
}

/// An argument: its type, and the value that it makes.
pub(super) struct Argument {
    /// `<As>`, where the type needs a parameter.
    pub(super) generics: Option<TokenStream>,
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

impl Argument {
    fn plain(ty: TokenStream, value: TokenStream) -> Self {
        Self { generics: None, ty, value }
    }
}

/// Whether the type of an argument's value follows from where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    /// Into a field.
    ToField,
    /// Into a call, which takes any type.
    ToCall,
}

/// `name` made a `ty` by `into`.
fn into(name: &Ident, ty: &TokenStream, goes: Goes) -> TokenStream {
    match goes {
        Goes::ToField => quote!(#name.into()),
        Goes::ToCall => quote!(Into::<#ty>::into(#name)),
    }
}

/// An argument called `name` that has to be given.
pub(super) fn required(scope: &mut Scope<'_>, name: &str, ty: &TypeRef, goes: Goes) -> Argument {
    let name = ident(name);
    match taken(scope, ty) {
        Taken::AsIs => Argument::plain(scope.ty(ty), quote!(#name)),
        Taken::Into => {
            let (target, boxed) = target(scope, ty);
            let target = scope.ty(&target);
            let value = into(&name, &target, goes);
            let value = if boxed { quote!(Box::new(#value)) } else { value };
            Argument::plain(quote!(impl Into<#target>), value)
        }
        Taken::Value => {
            let ty = scope.ty(ty);
            let value = into(&name, &ty, goes);
            Argument::plain(quote!(impl Into<#ty>), value)
        }
        Taken::List(item) => {
            scope.private_module();
            let item = scope.ty(&item);
            Argument::plain(
                quote!(impl IntoIterator<Item: Into<#item>>),
                quote!(runtime::list::<#item>(#name)),
            )
        }
        Taken::ExactList(item) => {
            let item = scope.ty(&item);
            Argument::plain(
                quote!(impl IntoIterator<Item = #item>),
                quote!(#name.into_iter().collect::<Vec<_>>()),
            )
        }
        Taken::Map(values) => {
            let (into_map, values) = (scope.json("IntoMap"), scope.ty(&values));
            Argument::plain(quote!(impl #into_map<#values>), quote!(#name.into_map()))
        }
    }
}

/// An argument called `name` that sets what may be left out or null.
pub(super) fn optional(
    scope: &mut Scope<'_>,
    name: &str,
    ty: &TypeRef,
    presence: Presence,
    goes: Goes,
) -> Argument {
    let name = ident(name);
    let keeps_null = presence == Presence::OptionalNullable;
    let (into, method, ty, boxed) = match taken(scope, ty) {
        Taken::AsIs | Taken::ExactList(_) => {
            let (ty, wrapper) = (scope.ty(ty), keeps_null.then(|| scope.json("Field")));
            let wrapper = wrapper.unwrap_or_else(|| quote!(Option));
            let whole = quote!(#wrapper<#ty>);
            let value = into(&name, &whole, goes);
            return Argument::plain(quote!(impl Into<#whole>), value);
        }
        Taken::Value => {
            let ty = scope.ty(ty);
            let value = into(&name, &ty, goes);
            let value = quote!(Some(#value));
            let value = if keeps_null { quote!(#value.into()) } else { value };
            return Argument::plain(quote!(impl Into<#ty>), value);
        }
        Taken::Into => {
            let (target, boxed) = target(scope, ty);
            ("IntoMember", quote!(into_member), target, boxed)
        }
        Taken::List(item) => ("IntoListMember", quote!(into_list_member), item, false),
        Taken::Map(values) => ("IntoMapMember", quote!(into_map_member), values, false),
    };
    let (into, form, ty) = (scope.json(into), form(scope), scope.ty(&ty));
    let boxed = boxed.then(|| quote!(.map(Box::new)));
    let option = (!keeps_null).then(|| quote!(.into_option()));
    Argument {
        generics: Some(quote!(<#form>)),
        ty: quote!(impl #into<#ty, #form>),
        value: quote!(#name.#method() #option #boxed),
    }
}

/// What other values become on the way to `ty`, and whether it is put into a box then. What else is in
/// a box becomes one by itself.
fn target(scope: &Scope<'_>, ty: &TypeRef) -> (TypeRef, bool) {
    match scope.api.resolved(ty) {
        TypeRef::Boxed(inner) if taken(scope, inner) == Taken::Into => {
            (unboxed(inner).clone(), true)
        }
        _ => (ty.clone(), false),
    }
}

/// The parameter of a setter that says how its argument is a member: a name that no type has.
fn form(scope: &Scope<'_>) -> TokenStream {
    let mut name = "As".to_owned();
    while scope.is_type(&name) {
        name.push('_');
    }
    let name = ident(&name);
    quote!(#name)
}
