//! What of the crate `specmill` others can name: each item that is kept from version to version, and
//! nothing of the stages behind it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Fields, ImplItem, Item, UseTree, Visibility};

/// Types of others that a signature may name.
const FOREIGN: [&str; 20] = [
    "AsRef",
    "BTreeMap",
    "BTreeSet",
    "Default",
    "Display",
    "Duration",
    "ExactSizeIterator",
    "Item",
    "Into",
    "IntoIterator",
    "Iterator",
    "Option",
    "OsStr",
    "Path",
    "PathBuf",
    "Range",
    "Result",
    "Self",
    "String",
    "Vec",
];

/// What a crate defines: for each type or function, the lines of its public parts.
#[derive(Default)]
struct Defined(BTreeMap<String, BTreeSet<String>>);

impl Defined {
    /// Reads the sources in `folder` and below.
    fn read(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.read(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
                file.items.iter().for_each(|item| self.item(item));
            }
        }
    }

    fn add(&mut self, of: &impl ToString, line: &TokenStream) {
        self.0.entry(of.to_string()).or_default().insert(shown(line));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Fn(function) if is_public(&function.vis) => {
                self.add(&function.sig.ident, &function.sig.to_token_stream());
            }
            Item::Struct(item) if is_public(&item.vis) => {
                let (name, attributes) = (&item.ident, non_exhaustive(&item.attrs));
                self.add(name, &quote!(#attributes struct #name));
                let Fields::Named(fields) = &item.fields else { return };
                for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                    let (field, ty) = (&field.ident, &field.ty);
                    self.add(name, &quote!(#field: #ty));
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let (name, attributes) = (&item.ident, non_exhaustive(&item.attrs));
                self.add(name, &quote!(#attributes enum #name));
                for variant in &item.variants {
                    let (variant, fields) = (&variant.ident, &variant.fields);
                    self.add(name, &quote!(#name::#variant #fields));
                }
            }
            Item::Impl(item) => {
                let ty = &item.self_ty;
                if let Some((of, _)) = &item.trait_ {
                    self.add(&quote!(#ty), &quote!(impl #of));
                    return;
                }
                for method in &item.items {
                    if let ImplItem::Fn(method) = method
                        && is_public(&method.vis)
                    {
                        self.add(&quote!(#ty), &method.sig.to_token_stream());
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn non_exhaustive(attributes: &[syn::Attribute]) -> TokenStream {
    let found = attributes.iter().find(|attribute| attribute.path().is_ident("non_exhaustive"));
    found.map(ToTokens::to_token_stream).unwrap_or_default()
}

/// Tokens without the spaces that nobody writes.
fn shown(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    let tight = [(" :: ", "::"), (" :", ":"), (" ,", ","), ("& ", "&"), (" (", "("), ("( ", "(")];
    let angles = [(" <", "<"), ("< ", "<"), (" >", ">"), ("# [", "#["), (",)", ")")];
    for (wide, narrow) in tight.into_iter().chain(angles) {
        text = text.replace(wide, narrow);
    }
    text.replace("->", " -> ").replace("  ", " ")
}

/// The names that `lib.rs` makes public, each with the module that it is a name of.
fn exported(sources: &Path) -> Vec<String> {
    let file = syn::parse_file(&fs::read_to_string(sources.join("lib.rs")).unwrap()).unwrap();
    let mut names = Vec::new();
    for item in &file.items {
        match item {
            Item::Use(item) if is_public(&item.vis) => leaves(&item.tree, &mut names),
            Item::Mod(item) if is_public(&item.vis) => names.push(item.ident.to_string()),
            _ => {}
        }
    }
    names.sort();
    names
}

fn leaves(tree: &UseTree, into: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, into),
        UseTree::Name(name) => into.push(name.ident.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, into)),
        UseTree::Rename(_) | UseTree::Glob(_) => panic!("a name can be found if it is written"),
    }
}

/// The types in a line: names in upper camel case.
fn types(line: &str) -> BTreeSet<String> {
    let (mut found, mut open) = (BTreeSet::new(), vec![line.parse::<TokenStream>().unwrap()]);
    while let Some(tokens) = open.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Ident(name) if name.to_string().starts_with(char::is_uppercase) => {
                    found.insert(name.to_string());
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn what_is_public_is_what_is_kept() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (own, stages) = (here.join("src"), here.join("../specmill-core/src"));
    let (mut ours, mut theirs) = (Defined::default(), Defined::default());
    ours.read(&own);
    [
        "limits.rs",
        "output/write.rs",
        "output/file.rs",
        "output/folder.rs",
        "emit/mod.rs",
        "emit/example_settings.rs",
        "diagnostics/mod.rs",
        "diagnostics/severity.rs",
        "diagnostics/untyped.rs",
        "surface/mod.rs",
        "wire/mod.rs",
    ]
    .into_iter()
    .for_each(|file| {
        let text = fs::read_to_string(stages.join(file)).unwrap();
        syn::parse_file(&text).unwrap().items.iter().for_each(|item| theirs.item(item));
    });
    let names = exported(&own);
    // What is in the modules that are public as a whole.
    let inner = ["note", "tell", "Directive", "Surface"].map(str::to_owned);
    let mut listing = String::new();
    let mut strangers = BTreeSet::new();
    for name in names.iter().chain(&inner) {
        let lines = ours.0.get(name).or_else(|| theirs.0.get(name)).cloned().unwrap_or_default();
        listing.push_str(&format!("{name}\n"));
        for line in lines.iter().filter(|line| !line.starts_with("impl From<")) {
            listing.push_str(&format!("    {line}\n"));
            let is_known = |ty: &String| {
                let variant = format!("{name}::{ty}");
                names.contains(ty)
                    || inner.contains(ty)
                    || FOREIGN.contains(&ty.as_str())
                    || line.starts_with("impl")
                    || lines.iter().any(|line| line.starts_with(&variant))
            };
            strangers.extend(types(line).into_iter().filter(|ty| !is_known(ty)));
        }
    }
    assert!(strangers.is_empty(), "what is kept names what is not: {strangers:?}");
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("public_items", listing));
}
