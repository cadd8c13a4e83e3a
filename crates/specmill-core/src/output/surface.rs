//! What callers can see, a line an item.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Fields, ImplItem, Item, Visibility};

use super::parts::runs;
use crate::emit;

/// The public items of `files`.
pub(super) fn surface(files: &[emit::File]) -> String {
    let mut lines = Vec::new();
    for file in files {
        let module = match file.module.as_str() {
            "" => String::new(),
            name => format!("{name}::"),
        };
        for run in runs(&file.items) {
            let Ok(parsed) = syn::parse2::<syn::File>(emit::braced(&run)) else { continue };
            for item in &parsed.items {
                item_lines(&module, item, &mut lines);
            }
        }
    }
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

fn item_lines(module: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let name = format!("{module}{}", item.ident);
            lines.push(format!("{name} (struct{})", derives(&item.attrs)));
            for (number, field) in item.fields.iter().enumerate() {
                if is_public(&field.vis) {
                    let field_name =
                        field.ident.as_ref().map_or(number.to_string(), ToString::to_string);
                    lines.push(format!("{name}.{field_name}: {}", plain(&field.ty)));
                }
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let name = format!("{module}{}", item.ident);
            lines.push(format!("{name} (enum{})", derives(&item.attrs)));
            for variant in &item.variants {
                let fields = match &variant.fields {
                    Fields::Unit => String::new(),
                    fields => plain(fields),
                };
                lines.push(format!("{name}::{}{fields}", variant.ident));
            }
        }
        Item::Type(item) if is_public(&item.vis) => {
            lines.push(format!("{module}{}: type = {}", item.ident, plain(&item.ty)));
        }
        Item::Impl(item) => impl_lines(module, item, lines),
        Item::Macro(item)
            if item.mac.path.segments.last().is_some_and(|part| part.ident == "constants") =>
        {
            constant_lines(module, &item.mac.tokens, lines);
        }
        _ => {}
    }
}

fn impl_lines(module: &str, item: &syn::ItemImpl, lines: &mut Vec<String>) {
    let name = format!("{module}{}", plain(&item.self_ty).trim_end_matches("<'_>"));
    if let Some((path, _)) = &item.trait_ {
        lines.push(format!("{name} (impl {})", plain(path)));
        return;
    }
    for member in &item.items {
        if let ImplItem::Fn(function) = member
            && is_public(&function.vis)
        {
            let signature = plain(&function.sig);
            let signature = signature.trim_start_matches("fn ").replacen("(mut self", "(self", 1);
            let signature = signature.replace("-> super::", "-> ");
            lines.push(format!("{name}::{signature}"));
        }
    }
}

fn constant_lines(module: &str, tokens: &TokenStream, lines: &mut Vec<String>) {
    let text: Vec<String> = tokens.clone().into_iter().map(|token| token.to_string()).collect();
    for window in text.windows(4) {
        match window {
            [name, equals, minus, value] if equals == "=" && minus == "-" => {
                lines.push(format!("{module}{name} = -{value}"));
            }
            [name, equals, value, _] if equals == "=" => {
                lines.push(format!("{module}{name} = {value}"));
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether it has a `Default`, the one derive that comes and goes.
fn derives(attributes: &[syn::Attribute]) -> &'static str {
    let has_default = attributes.iter().any(|attribute| {
        attribute.path().is_ident("derive") && plain(&attribute.meta).contains("Default")
    });
    if has_default { ", Default" } else { "" }
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
