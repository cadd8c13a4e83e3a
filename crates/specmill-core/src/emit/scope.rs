//! Names as they are written in one module, and what that module has to import for them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::doc_table::DocTable;
use super::index::Index;
use super::notes::{self, Mention};
use super::wrap::wrap;
use super::{Dates, Examples, Options, docs};
use crate::ir::{Api, Docs, Integer, ModuleId, TypeId, TypeRef};

/// One module being written.
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    pub(super) module: ModuleId,
    pub(super) index: &'a Index<'a>,
    pub(super) doc_table: DocTable,
    pub(super) examples: Option<Examples>,
    dates: Dates,
    types: BTreeSet<TypeId>,
    /// Types of other modules that documentation links to by their paths.
    linked: RefCell<BTreeSet<TypeId>>,
    json: BTreeSet<&'static str>,
    http: BTreeSet<&'static str>,
    private: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        api: &'a Api,
        index: &'a Index<'a>,
        module: ModuleId,
        options: &Options,
    ) -> Self {
        Self {
            api,
            module,
            index,
            doc_table: DocTable::default(),
            examples: options.examples.clone(),
            dates: options.dates,
            types: BTreeSet::new(),
            linked: RefCell::default(),
            json: BTreeSet::new(),
            http: BTreeSet::new(),
            private: false,
        }
    }

    /// The same module, nothing imported: for what is written in documentation only.
    pub(super) fn apart(&self) -> Self {
        let (name, dates) = (String::new(), self.dates);
        let options = Options {
            name,
            dates,
            examples: None,
            mock_feature: None,
            labelled_features: Vec::new(),
        };
        Self::new(self.api, self.index, self.module, &options)
    }

    /// The type as it is written here.
    pub(super) fn ty(&mut self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::Bool => quote!(bool),
            TypeRef::Integer(width) => integer(*width),
            TypeRef::Float => quote!(f32),
            TypeRef::Double => quote!(f64),
            TypeRef::NumberOrString(number) => {
                let (wrapper, number) = (self.json("NumberOrString"), self.ty(number));
                quote!(#wrapper<#number>)
            }
            TypeRef::String => quote!(String),
            TypeRef::UnixTime(time) => self.json(time.name()),
            TypeRef::Date => self.date(),
            TypeRef::DateTime => self.date_time(),
            TypeRef::Uuid => quote!(specmill_runtime::uuid::Uuid),
            TypeRef::Base64 => self.json("Base64"),
            TypeRef::Binary => self.http("Upload"),
            TypeRef::Password => self.json("Password"),
            TypeRef::Any => self.json("Value"),
            TypeRef::List(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            TypeRef::Map(value) => {
                let map = self.json("Map");
                let value = self.ty(value);
                quote!(#map<#value>)
            }
            TypeRef::Nullable(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            TypeRef::Tuple(places) => {
                let places: Vec<TokenStream> = places.iter().map(|place| self.ty(place)).collect();
                match places.as_slice() {
                    [only] => quote!((#only,)),
                    _ => quote!((#(#places),*)),
                }
            }
            TypeRef::OptionalItem(inner) => self.place("OptionalItem", inner),
            TypeRef::RestItems(inner) => self.place("RestItems", inner),
            TypeRef::MoreItems(inner) => self.place("MoreItems", inner),
            TypeRef::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            TypeRef::Null => quote!(()),
            TypeRef::Named(id) => self.named(*id),
        }
    }

    /// A place of a tuple that is no single item.
    fn place(&mut self, wrapper: &'static str, inner: &TypeRef) -> TokenStream {
        let (wrapper, inner) = (self.json(wrapper), self.ty(inner));
        quote!(#wrapper<#inner>)
    }

    /// A named type, imported where it lives elsewhere.
    pub(super) fn named(&mut self, id: TypeId) -> TokenStream {
        let def = self.api.type_def(id);
        if def.module != self.module {
            self.types.insert(id);
        }
        let name = ident(&def.name);
        quote!(#name)
    }

    /// An item of the runtime's `json`, by its bare name where no type of the client has it.
    pub(super) fn json(&mut self, name: &'static str) -> TokenStream {
        let ident = ident(name);
        if self.is_type(name) {
            return quote!(specmill_runtime::json::#ident);
        }
        self.json.insert(name);
        quote!(#ident)
    }

    /// An item of the runtime's `http`, by its bare name where no type of the client has it.
    pub(super) fn http(&mut self, name: &'static str) -> TokenStream {
        let ident = ident(name);
        if self.is_type(name) {
            self.http_module();
            return quote!(http::#ident);
        }
        self.http.insert(name);
        quote!(#ident)
    }

    /// What only generated code calls of the runtime, which is written `runtime` here.
    pub(super) fn private_module(&mut self) {
        self.private = true;
    }

    /// The runtime's `http` itself.
    pub(super) fn http_module(&mut self) {
        self.http.insert("self");
    }

    /// Whether a type of the client has that name.
    pub(super) fn is_type(&self, name: &str) -> bool {
        self.index.homes.contains_key(name)
    }

    fn date(&self) -> TokenStream {
        match self.dates {
            Dates::Jiff => quote!(specmill_runtime::jiff::civil::Date),
            Dates::Chrono => quote!(specmill_runtime::chrono::NaiveDate),
            Dates::Text => quote!(String),
        }
    }

    fn date_time(&mut self) -> TokenStream {
        match self.dates {
            Dates::Jiff => self.json("DateTime"),
            Dates::Chrono => {
                quote!(specmill_runtime::chrono::DateTime<specmill_runtime::chrono::Utc>)
            }
            Dates::Text => quote!(String),
        }
    }

    /// Whether `ty` is written `String` here, aliases seen through.
    pub(super) fn is_text(&self, ty: &TypeRef) -> bool {
        match self.api.resolved(ty) {
            TypeRef::String => true,
            TypeRef::Date | TypeRef::DateTime => self.dates == Dates::Text,
            _ => false,
        }
    }

    /// Whether `ty`, aliases seen through, is a type of the runtime that stands for another, which
    /// becomes it by `into`: for points in time, and for numbers that may be strings.
    pub(super) fn is_made_by_into(&self, ty: &TypeRef) -> bool {
        match self.api.resolved(ty) {
            TypeRef::DateTime => self.dates == Dates::Jiff,
            TypeRef::UnixTime(_) | TypeRef::NumberOrString(_) => true,
            _ => false,
        }
    }

    /// The documentation of an item, and `#[deprecated]` where it is.
    pub(super) fn docs(&self, docs: &Docs) -> TokenStream {
        self.docs_within(None, docs, &[])
    }

    /// As [`Scope::docs`], with paragraphs of safe CommonMark before it and behind it.
    pub(super) fn docs_within(
        &self,
        before: Option<&str>,
        docs: &Docs,
        behind: &[String],
    ) -> TokenStream {
        let mut parts: Vec<String> = before.into_iter().map(wrap).collect();
        parts.extend(docs.text.iter().map(|text| docs::safe(text)));
        parts.extend(
            docs.notes.iter().map(|note| notes::line(note, &|id, how| self.mention(id, how))),
        );
        parts.extend(behind.iter().map(|paragraph| wrap(paragraph)));
        let text = self.doc_table.keep(parts.join("\n\n"));
        let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
        quote!(#text #deprecated)
    }

    /// A type in our own words: a field's note links to the field's type, which this module names; any
    /// other type of another module becomes plain code, as a link to it would need a path.
    fn mention(&self, id: TypeId, how: Mention) -> String {
        let def = self.api.type_def(id);
        let name = def.name.as_str();
        if def.module != self.module && how == Mention::Beside {
            format!("`{name}`")
        } else if DERIVES.contains(&name) {
            // A derive macro of the prelude has this name, too.
            format!("[`{name}`](type@{name})")
        } else {
            format!("[`{name}`]")
        }
    }

    /// A link to a type, by its path where this module does not have it.
    pub(super) fn type_link(&self, id: TypeId) -> String {
        if self.api.type_def(id).module == self.module {
            return self.mention(id, Mention::Named);
        }
        self.linked.borrow_mut().insert(id);
        self.path_link(id)
    }

    fn path_link(&self, id: TypeId) -> String {
        let def = self.api.type_def(id);
        let module = self.api.modules[def.module.0].name.trim_start_matches("r#");
        format!("[`{0}`](super::{module}::{0})", def.name)
    }

    /// The documentation of the module, once all of it is written: what is imported is linked by its name,
    /// as rustdoc takes a path for redundant then.
    pub(super) fn into_docs(self) -> Vec<String> {
        let imported = self.linked.borrow();
        let imported = imported.intersection(&self.types);
        let links: Vec<(String, String)> =
            imported.map(|id| (self.path_link(*id), self.mention(*id, Mention::Named))).collect();
        let mut texts = self.doc_table.into_texts();
        for text in &mut texts {
            for (path, name) in &links {
                if text.contains(path) {
                    *text = text.replace(path, name);
                }
            }
        }
        texts
    }

    /// The `use` items of everything named so far.
    pub(super) fn imports(&self) -> TokenStream {
        let mut uses = Vec::new();
        if self.private {
            uses.push(quote!(
                use specmill_runtime::__private as runtime;
            ));
        }
        for (module, names) in [("http", &self.http), ("json", &self.json)] {
            let module = ident(module);
            let mut names: Vec<&str> = names.iter().copied().collect();
            names.sort_by_key(|name| *name != "self");
            let names: Vec<Ident> = names.into_iter().map(ident).collect();
            uses.extend(use_list(&quote!(specmill_runtime::#module), &names));
        }
        let mut types: BTreeMap<ModuleId, BTreeSet<&str>> = BTreeMap::new();
        for def in self.types.iter().map(|id| self.api.type_def(*id)) {
            types.entry(def.module).or_default().insert(&def.name);
        }
        for (home, names) in types {
            let names: Vec<Ident> = names.into_iter().map(ident).collect();
            let module = ident(&self.api.modules[home.0].name);
            uses.extend(use_list(&quote!(super::#module), &names));
        }
        quote!(#(#uses)*)
    }
}

/// Derive macros that are in scope everywhere and that types of a client may be called like.
const DERIVES: [&str; 5] = ["Copy", "Eq", "Hash", "Ord", "PartialOrd"];

fn use_list(path: &TokenStream, names: &[Ident]) -> Option<TokenStream> {
    match names {
        [] => None,
        [only] if only == "self" => Some(quote!(use #path;)),
        [only] => Some(quote!(use #path::#only;)),
        _ => Some(quote!(use #path::{#(#names),*};)),
    }
}

/// A name as an identifier; the name table gives none that is not one.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn integer(width: Integer) -> TokenStream {
    match width {
        Integer::I8 => quote!(i8),
        Integer::I16 => quote!(i16),
        Integer::I32 => quote!(i32),
        Integer::I64 => quote!(i64),
        Integer::U8 => quote!(u8),
        Integer::U16 => quote!(u16),
        Integer::U32 => quote!(u32),
        Integer::U64 => quote!(u64),
        Integer::I128 => quote!(i128),
        Integer::U128 => quote!(u128),
    }
}
