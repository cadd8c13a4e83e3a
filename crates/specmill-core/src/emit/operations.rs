//! Operations: a method each, and a builder where something is optional.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::answers::answer_type;
use super::arguments::{self, Argument, Goes};
use super::constructors::MANY_ARGUMENTS;
use super::scope::{Scope, ident};
use super::{Item, Part, answer_docs, answers, bodies, examples, servers};
use crate::ir::{
    Body, Docs, Group, Location, Note, Operation, Parameter, Presence, Style, TypeKind, TypeRef,
};

/// The client of a group, its methods and their builders.
pub(super) fn group_items(scope: &mut Scope<'_>, group: &Group) -> Vec<Item> {
    let client = ident(&group.client);
    scope.http_module();
    let docs = match &group.tag {
        Some(tag) => super::docs::safe(&format!("The operations tagged `{tag}`.")),
        None => String::new(),
    };
    let accessor = group.accessor.trim_start_matches("r#");
    let (made_by, from) = match scope.place.is_one_of_several() {
        // The client is in the crate that joins this and others, which this one does not know.
        true => (format!("`Client::{accessor}`"), Some(from_client(&client))),
        false => (format!("[`Client::{accessor}`](super::client::Client::{accessor})"), None),
    };
    let docs = super::docs::doc_attributes(&format!("{docs}\n\nCreated by {made_by}."));
    let start = quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #client<'a> {
            pub(super) client: &'a http::Client,
        }
        #from
    };
    let mut items = vec![Item::new(Part::Operations, &group.client, start)];
    items.extend(methods(scope, group, &quote!(impl #client<'_>), &quote!(self.client)));
    items.extend(builders(scope, group));
    items
}

/// What makes the client of a group where the client of the API is in another crate.
fn from_client(client: &Ident) -> TokenStream {
    quote! {
        impl<'a> From<&'a http::Client> for #client<'a> {
            fn from(client: &'a http::Client) -> Self {
                Self { client }
            }
        }
    }
}

/// The methods of a group, in the braces of `head`; `client` is the runtime's client there.
pub(super) fn methods(
    scope: &mut Scope<'_>,
    group: &Group,
    head: &TokenStream,
    client: &TokenStream,
) -> Vec<Item> {
    let mut item = |operation: &Operation| {
        let tokens = method(scope, group, operation, client);
        // Filed with its builder.
        Item::within(Part::Operations, &operation.builder, head, tokens)
    };
    group.operations.iter().map(&mut item).collect()
}

/// The builders of a group, and the enums of its bodies and answers.
pub(super) fn builders(scope: &mut Scope<'_>, group: &Group) -> Vec<Item> {
    let mut items = Vec::new();
    for operation in &group.operations {
        let mut tokens = TokenStream::new();
        if operation.has_builder() {
            tokens.extend(builder(scope, group, operation));
        }
        tokens.extend(bodies::choice(scope, group, operation));
        tokens.extend(answers::choice(scope, group, operation));
        if !tokens.is_empty() {
            items.push(Item::new(Part::Operations, &operation.builder, tokens));
        }
    }
    items
}

fn method(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
    client: &TokenStream,
) -> TokenStream {
    let required: Vec<&Parameter> =
        operation.parameters.iter().filter(|parameter| parameter.required).collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    let docs = scope.docs(&method_docs(operation, &required));
    let sections = answer_docs::sections(scope, operation);
    let example = examples::section(scope, group, operation);
    let name = ident(&operation.method);
    let mut arguments: Vec<TokenStream> =
        required.iter().map(|parameter| argument(scope, parameter).0).collect();
    arguments.extend(body.map(|body| bodies::argument(scope, body)));
    let answer = answer_type(scope, operation);
    let call = scope.http("Call");
    scope.private_module();
    let description = description(operation);
    let lifetime = body.and_then(bodies::lifetime);
    let start = answers::start(scope, operation, client);
    let sets: TokenStream = required
        .iter()
        .map(|parameter| {
            let (_, value) = argument(scope, parameter);
            set(scope, parameter, &value)
        })
        .collect();
    let mut described = quote!(#start #sets);
    if let Some(body) = body {
        described = bodies::sent(scope, body, &described);
    }
    let (returns, value) = if operation.has_builder() {
        let builder = ident(&operation.builder);
        (quote!(#builder), quote!(#builder { call: #described }))
    } else {
        (quote!(#call<#answer>), described)
    };
    let many =
        (arguments.len() >= MANY_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #docs
        #sections
        #example
        #many
        #[inline]
        pub fn #name #lifetime(&self, #(#arguments),*) -> #returns {
            static OPERATION: runtime::Operation = #description;
            #value
        }
    }
}

/// What is said about a method: the operation's words, then its arguments as a list.
fn method_docs(operation: &Operation, required: &[&Parameter]) -> Docs {
    let mut docs = operation.docs.clone();
    let of_body = operation.body.iter().flat_map(|body| &body.docs.notes);
    docs.notes.extend(of_body.filter(|note| matches!(note, Note::OtherMediaTypes(_))).cloned());
    let arguments: Vec<String> = required
        .iter()
        .filter_map(|parameter| {
            let text = said(parameter)?;
            Some(format!(
                "- `{}`: {}",
                parameter.name.trim_start_matches("r#"),
                text.trim().replace('\n', "\n  ")
            ))
        })
        .collect();
    if !arguments.is_empty() {
        let list = arguments.join("\n");
        docs.text = Some(docs.text.map_or(list.clone(), |text| format!("{text}\n\n{list}")));
    }
    docs
}

/// The document's words for a parameter, and which one it is where its Rust name does not tell.
fn said(parameter: &Parameter) -> Option<String> {
    let wire = parameter.wire.replace('`', "'");
    let which = match (parameter.renamed, parameter.location) {
        (false, _) => None,
        (true, Location::Path) => Some(format!("The `{wire}` parameter of the path.")),
        (true, Location::Query) => Some(format!("The `{wire}` parameter of the query.")),
        (true, Location::Header) => Some(format!("The `{wire}` header.")),
        (true, Location::Cookie) => Some(format!("The `{wire}` cookie.")),
    };
    match (parameter.docs.text.as_deref(), which) {
        (Some(text), Some(which)) => Some(format!("{}\n\n{which}", text.trim_end())),
        (text, which) => which.or_else(|| text.map(str::to_owned)),
    }
}

fn description(operation: &Operation) -> TokenStream {
    let (id, path, method) = (&operation.id, &operation.path, operation.http_method.as_str());
    let head = match method {
        "GET" | "PUT" | "POST" | "DELETE" | "OPTIONS" | "HEAD" | "PATCH" | "TRACE" => {
            let name = ident(&method.to_ascii_lowercase());
            quote!(#name(#id, #path))
        }
        _ => quote!(custom(#method, #id, #path)),
    };
    let alternatives: Vec<TokenStream> =
        operation.security.iter().map(|schemes| quote!(&[#(#schemes),*])).collect();
    let security = (!alternatives.is_empty()).then(|| quote!(.security(&[#(#alternatives),*])));
    let servers = servers::of_operation(&operation.servers);
    let pages = operation.pagination.as_ref().map(|pagination| {
        let parameter = &pagination.parameter;
        quote!(.pages(#parameter))
    });
    let events = operation.events.is_some().then(|| quote!(.with_events()));
    quote!(runtime::Operation::#head #security #servers #pages #events)
}

fn builder(scope: &mut Scope<'_>, group: &Group, operation: &Operation) -> TokenStream {
    let name = ident(&operation.builder);
    let answer = answer_type(scope, operation);
    let call = scope.http("Call");
    scope.http_module();
    let setters: TokenStream = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required && !operation.is_stream_flag(parameter))
        .map(|parameter| setter(scope, parameter))
        .collect();
    let body = operation.body.as_ref().filter(|body| !body.required);
    let body = body.map(|body| body_setter(scope, body));
    let paging = super::paging::builder_methods(scope, operation, &answer);
    let stream = answers::stream_method(scope, operation);
    let docs = format!(
        " A call of [`{}::{}`] with setters for its optional parameters, sent when it is awaited.",
        group.client,
        operation.method.trim_start_matches("r#")
    );
    quote! {
        #[doc = #docs]
        #[derive(Clone, Debug)]
        #[must_use = "nothing is sent until it is awaited"]
        pub struct #name {
            call: #call<#answer>,
        }
        impl #name {
            #setters
            #body
            #paging
            #stream
            /// Sets options that all calls share, such as time limits, retries and headers:
            /// `.with(|call| call.max_retries(0))`.
            pub fn with(self, options: impl FnOnce(#call<#answer>) -> #call<#answer>) -> Self {
                Self { call: options(self.call) }
            }

            /// Returns the plain call, of which the answer can be read in other ways.
            pub fn call(self) -> #call<#answer> {
                self.call
            }
        }
        impl std::future::IntoFuture for #name {
            type Output = Result<http::Response<#answer>, http::Error>;
            type IntoFuture = http::ResponseFuture<#answer>;

            fn into_future(self) -> Self::IntoFuture {
                self.call.into_future()
            }
        }
    }
}

fn setter(scope: &mut Scope<'_>, parameter: &Parameter) -> TokenStream {
    let mut docs = parameter.docs.clone();
    let usual = || format!("The `{}` parameter.", parameter.wire);
    docs.text = Some(said(parameter).unwrap_or_else(usual));
    let docs = scope.docs(&docs);
    let setter = ident(&parameter.setter);
    let (generics, argument, value) = optional_argument(scope, parameter);
    let set = set(scope, parameter, &value);
    quote! {
        #docs
        #[inline]
        pub fn #setter #generics(mut self, #argument) -> Self {
            self.call = self.call #set;
            self
        }
    }
}

fn body_setter(scope: &mut Scope<'_>, body: &Body) -> TokenStream {
    let mut said = body.docs.clone();
    said.text.get_or_insert_with(|| "The request body.".to_owned());
    let docs = scope.docs(&said);
    let name = ident(&body.name);
    let argument = bodies::argument(scope, body);
    let lifetime = bodies::lifetime(body);
    let sent = bodies::sent(scope, body, &quote!(self.call));
    quote! {
        #docs
        pub fn #name #lifetime(mut self, #argument) -> Self {
            self.call = #sent;
            self
        }
    }
}

/// A required parameter as an argument, and what is sent of it. Text is only looked at, and objects are
/// borrowed as bodies are.
fn argument(scope: &mut Scope<'_>, parameter: &Parameter) -> (TokenStream, TokenStream) {
    let name = ident(&parameter.name);
    if scope.is_text(&parameter.ty) {
        return (quote!(#name: impl AsRef<str>), quote!(#name.as_ref()));
    }
    if is_object(scope, &parameter.ty) {
        let ty = scope.ty(&parameter.ty);
        return (quote!(#name: &#ty), quote!(#name));
    }
    let Argument { ty, value, .. } =
        arguments::required(scope, &parameter.name, &parameter.ty, Goes::ToCall);
    (quote!(#name: #ty), quote!(&#value))
}

/// An optional parameter as an argument, with its generics, and what is sent of it: an option of which
/// `None`, as null, is not.
fn optional_argument(
    scope: &mut Scope<'_>,
    parameter: &Parameter,
) -> (Option<TokenStream>, TokenStream, TokenStream) {
    let name = ident(&parameter.name);
    if is_object(scope, &parameter.ty) {
        let ty = scope.ty(&parameter.ty);
        return (None, quote!(#name: &#ty), quote!(#name));
    }
    let (name_of, ty) = (&parameter.name, &parameter.ty);
    let Argument { generics, ty, value } =
        arguments::optional(scope, name_of, ty, Presence::Optional, Goes::ToCall);
    (generics, quote!(#name: #ty), quote!(&#value))
}

/// Whether `ty` is a struct, aliases seen through.
pub(super) fn is_object(scope: &Scope<'_>, ty: &TypeRef) -> bool {
    match scope.api.resolved(ty) {
        TypeRef::Named(id) => matches!(scope.api.type_def(*id).kind, TypeKind::Struct(_)),
        _ => false,
    }
}

/// The borrowed form of a type that is not cheap to copy, as an argument has it.
pub(super) fn borrowed(scope: &mut Scope<'_>, ty: &TypeRef) -> Option<TokenStream> {
    if scope.is_text(ty) {
        return Some(quote!(&str));
    }
    match scope.api.resolved(ty).clone() {
        TypeRef::List(item) if scope.is_text(&item) => Some(quote!(&[&str])),
        TypeRef::List(item) => {
            let item = scope.ty(&item);
            Some(quote!(&[#item]))
        }
        TypeRef::Any
        | TypeRef::Map(_)
        | TypeRef::Base64
        | TypeRef::Binary
        | TypeRef::Password
        | TypeRef::Named(_) => {
            let ty = scope.ty(ty);
            Some(quote!(&#ty))
        }
        _ => None,
    }
}

/// `.query("limit", &limit)`: how a parameter is added to a call.
fn set(scope: &mut Scope<'_>, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let wire = &parameter.wire;
    let location = match parameter.location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    if is_default(parameter) {
        return quote!(.#location(#wire, #value));
    }
    scope.http_module();
    let options = match &parameter.media_type {
        Some(media_type) => quote!(.content(#media_type)),
        None => {
            let (style, explode) = (style(parameter.style), parameter.explode);
            let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved(true)));
            quote!(.style(http::Style::#style).explode(#explode) #reserved)
        }
    };
    quote!(.parameter(http::Parameter::#location(#wire) #options, #value))
}

/// Whether a parameter is written as its location does by default (OpenAPI 3.0, Parameter Object).
fn is_default(parameter: &Parameter) -> bool {
    let (style, explode) = match parameter.location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query | Location::Cookie => (Style::Form, true),
    };
    parameter.style == style
        && parameter.explode == explode
        && !parameter.allow_reserved
        && parameter.media_type.is_none()
}

/// A style as the runtime calls it.
pub(super) fn style(style: Style) -> TokenStream {
    match style {
        Style::Matrix => quote!(Matrix),
        Style::Label => quote!(Label),
        Style::Form => quote!(Form),
        Style::Simple => quote!(Simple),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
    }
}
