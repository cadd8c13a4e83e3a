//! What callers can name, read from the tokens.

use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{FnArg, ImplItem, ReturnType, Token, Visibility, braced, parenthesized};

use super::parts::runs;
use crate::emit;
use crate::surface::{Argument, Attributes, Item, ItemKind, Receiver, Signature, Surface};

/// The public items of `files`.
pub(super) fn surface(files: &[emit::File]) -> Surface {
    let mut items = Vec::new();
    for file in files {
        for run in runs(&file.items) {
            let Ok(parsed) = syn::parse2::<syn::File>(emit::braced(&run)) else { continue };
            let mut found = Found { module: &file.module, items: &mut items };
            parsed.items.iter().for_each(|item| found.item(item));
        }
    }
    items.into_iter().collect()
}

/// The items found in a module.
struct Found<'a> {
    module: &'a str,
    items: &'a mut Vec<Item>,
}

impl Found<'_> {
    fn add(&mut self, name: &impl ToString, kind: ItemKind, attributes: &[syn::Attribute]) {
        let deprecated = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
        self.items.push(Item::new(self.module, name.to_string(), kind, deprecated));
    }

    fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            syn::Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            syn::Item::Type(item) if is_public(&item.vis) => {
                self.add(&item.ident, ItemKind::Alias { target: plain(&item.ty) }, &item.attrs);
            }
            syn::Item::Impl(item) => self.implementation(item),
            syn::Item::Macro(item) if is_from(&item.mac) => self.conversions(&item.mac),
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        self.add(
            &item.ident,
            ItemKind::Struct(attributes(&item.attrs, &item.generics)),
            &item.attrs,
        );
        for (number, field) in item.fields.iter().enumerate() {
            if is_public(&field.vis) {
                let name = field.ident.as_ref().map_or(number.to_string(), ToString::to_string);
                let kind = ItemKind::Field { name, ty: plain(&field.ty) };
                self.add(&item.ident, kind, &field.attrs);
            }
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        self.add(&item.ident, ItemKind::Enum(attributes(&item.attrs, &item.generics)), &item.attrs);
        for variant in &item.variants {
            let content = match &variant.fields {
                syn::Fields::Unit => String::new(),
                fields => plain(fields),
            };
            let kind = ItemKind::Variant { name: variant.ident.to_string(), content };
            self.add(&item.ident, kind, &variant.attrs);
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let written = plain(&item.self_ty);
        let written = written.trim_end_matches("<'_>");
        let (name, generics) = written.split_at(written.find('<').unwrap_or(written.len()));
        if let Some((path, _)) = &item.trait_ {
            let kind = ItemKind::TraitImpl { generics: generics.to_owned(), of: plain(path) };
            self.add(&name, kind, &item.attrs);
            return;
        }
        for member in &item.items {
            if let ImplItem::Fn(function) = member
                && is_public(&function.vis)
            {
                let (name_of_it, signature) =
                    (function.sig.ident.to_string(), signature(&function.sig));
                let kind = ItemKind::Function { name: name_of_it, signature };
                self.add(&name, kind, &function.attrs);
            }
        }
    }

    fn conversions(&mut self, call: &syn::Macro) {
        let Ok(Conversions { union, types }) = call.parse_body() else { return };
        let is_items = call.path.segments.last().is_some_and(|part| part.ident == "from_items");
        let types = types.into_iter().flat_map(|ty| match (is_items, ty.as_str()) {
            (true, "str") => ["Vec<&str>", "[&str; N]", "[String; N]"].map(str::to_owned).to_vec(),
            (true, _) => vec![format!("Vec<{ty}>"), format!("[{ty}; N]")],
            (false, _) => vec![ty],
        });
        for from in types {
            self.add(&union, ItemKind::Conversion { from }, &[]);
        }
    }
}

fn is_from(call: &syn::Macro) -> bool {
    let name = call.path.segments.last().map(|part| part.ident.to_string());
    matches!(name.as_deref(), Some("from" | "from_items" | "from_text"))
}

/// What `from!`, `from_items!` and `from_text!` are given: `Union { Variant(Type), … }`.
struct Conversions {
    union: syn::Ident,
    types: Vec<String>,
}

impl Parse for Conversions {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let union = input.parse()?;
        let body;
        braced!(body in input);
        if body.peek2(Token![=]) {
            body.parse::<proc_macro2::TokenStream>()?;
            return Ok(Self {
                union,
                types: ["&str", "&String", "String"].map(str::to_owned).into(),
            });
        }
        // `from!` names what is converted, `from_items!` what is in its lists.
        let entry = |body: ParseStream<'_>| {
            body.parse::<syn::Ident>()?;
            let held;
            parenthesized!(held in body);
            held.parse::<Option<Token![=]>>()?;
            let ty = plain(&held.parse::<syn::Type>()?);
            // What it becomes on the way is nobody's concern.
            held.parse::<proc_macro2::TokenStream>()?;
            Ok(ty)
        };
        let types = Punctuated::<_, Token![,]>::parse_terminated_with(&body, entry)?;
        Ok(Self { union, types: types.into_iter().collect() })
    }
}

fn signature(written: &syn::Signature) -> Signature {
    let mut signature = Signature::default();
    if !written.generics.params.is_empty() {
        signature.generics = plain(&written.generics);
    }
    for input in &written.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                signature.receiver = Some(match plain(receiver).as_str() {
                    "&self" => Receiver::Reference,
                    "&mut self" => Receiver::Exclusive,
                    _ => Receiver::Value,
                });
            }
            FnArg::Typed(argument) => {
                let (name, ty) = (plain(&argument.pat), plain(&argument.ty));
                signature.arguments.push(Argument::new(name, ty));
            }
        }
    }
    if let ReturnType::Type(_, ty) = &written.output {
        let ty = plain(ty);
        // A group's module is beside the client's.
        signature.output = ty.strip_prefix("super::").unwrap_or(&ty).to_owned();
    }
    signature
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// `Default` is the one derive that comes and goes.
fn attributes(written: &[syn::Attribute], generics: &syn::Generics) -> Attributes {
    let borrows = !generics.params.is_empty();
    let mut attributes = Attributes { borrows, ..Attributes::default() };
    for attribute in written {
        let path = attribute.path();
        attributes.default |= path.is_ident("derive") && plain(&attribute.meta).contains("Default");
        attributes.non_exhaustive |= path.is_ident("non_exhaustive");
    }
    attributes
}

/// Tokens as one line, spaced as Rust is.
fn plain(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        ("& ", "&"),
        (" ;", ";"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (":&", ": &"),
        (":[", ": ["),
        (" ->", " ->"),
        ("-> (", "-> ("),
        ("->(", "-> ("),
    ] {
        text = text.replace(spaced, tight);
    }
    text.replace(",)", ")")
}
