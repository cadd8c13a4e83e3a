//! The module `mock`: what expects and answers the calls of the client in a test, for whoever wants one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::scope::{Scope, ident};
use super::wrap::wrap;
use super::{Item, Part, docs};
use crate::ir::{
    Answer, AnswerChoice, AnswerContent, AnswerVariant, Body, BodyContent, BodyKind, Group, Module,
    Operation, Status,
};

/// The name of the module, which no module of a tag has.
pub(super) fn module_name(modules: &[Module]) -> String {
    let mut name = "mock".to_owned();
    while modules.iter().any(|module| module.name == name) {
        name.push('_');
    }
    name
}

/// The attribute of the module, and what is said of it.
pub(super) fn attributes(feature: &str, label: Option<&TokenStream>) -> TokenStream {
    let docs = docs::doc_attributes(&wrap(
        "A mock of the API in the process of a test, with a method for each operation.\n\n\
         [`Mock`](mock::Mock) says what calls are expected and what they get, and tells what was sent. What all \
         clients share of it is [in the runtime](::specmill_runtime::http::testing).",
    ));
    quote! {
        #[cfg(feature = #feature)]
        #docs
        #label
    }
}

/// The items of the module.
pub(super) fn items(scope: &mut Scope<'_>) -> Vec<Item> {
    scope.private_module();
    let groups = &scope.api.groups;
    let mock = free_name(scope, "Mock");
    let client = quote!(super::client::Client);
    let operations = groups
        .iter()
        .flat_map(|group| group.operations.iter().map(|operation| described(group, operation)));
    let operations: Vec<TokenStream> = operations.collect();
    let (tagged, untagged): (Vec<&Group>, Vec<&Group>) =
        groups.iter().partition(|group| group.tag.is_some());
    let accessors: TokenStream = tagged.iter().map(|group| accessor(scope, group)).collect();
    let own: TokenStream = untagged
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (*group, operation)))
        .map(|(group, operation)| method(scope, group, operation, &quote!(&self.mock)))
        .collect();
    let docs = docs::doc_attributes(&wrap(
        "A mock of the API, which takes the calls of its [`client`](testing::ApiMock::client) in the process of a \
         test.\n\nA method for each operation expects its calls, and says what they get. When the mock is dropped, it \
         panics if a call that is expected did not come, or one came that is not expected.",
    ));
    let start = quote! {
        use specmill_runtime::http::testing;

        static OPERATIONS: &[testing::Operation] = &[#(#operations),*];

        #docs
        #[derive(Debug)]
        pub struct #mock {
            mock: testing::ApiMock<#client>,
        }

        impl #mock {
            /// Creates a mock that expects no call.
            #[must_use]
            pub fn new() -> Self {
                Self { mock: runtime::api_mock(#client::builder, OPERATIONS) }
            }

            #accessors
            #own
        }

        impl Default for #mock {
            fn default() -> Self {
                Self::new()
            }
        }

        impl std::ops::Deref for #mock {
            type Target = testing::ApiMock<#client>;

            fn deref(&self) -> &Self::Target {
                &self.mock
            }
        }
    };
    let mut items = vec![Item::new(Part::Own, "mock", start)];
    items.extend(tagged.iter().map(|group| group_item(scope, group)));
    items.extend(groups.iter().flat_map(|group| {
        let choices = group.operations.iter().filter_map(|operation| match &operation.answer {
            Answer::ByStatus(choice) => Some(written(scope, group, choice)),
            _ => None,
        });
        choices.map(|tokens| Item::new(Part::Types, &group.client, tokens)).collect::<Vec<_>>()
    }));
    items
}

/// A name that no type of the client has, which the module could import.
fn free_name(scope: &Scope<'_>, name: &str) -> Ident {
    let mut name = name.to_owned();
    while scope.is_type(&name) {
        name.push('_');
    }
    format_ident!("{name}")
}

/// The mock of a group: `ChatMock` beside `ChatClient`.
fn group_name(scope: &Scope<'_>, group: &Group) -> Ident {
    let name = group.client.strip_suffix("Client").unwrap_or(&group.client);
    free_name(scope, &format!("{name}Mock"))
}

fn accessor(scope: &Scope<'_>, group: &Group) -> TokenStream {
    let name = group_name(scope, group);
    let accessor = ident(&group.accessor);
    let docs = docs::doc_attributes(&format!(
        "Expects calls of [`Client::{0}`](super::client::Client::{0}).",
        group.accessor.trim_start_matches("r#")
    ));
    quote! {
        #docs
        #[must_use]
        pub fn #accessor(&self) -> #name<'_> {
            #name { mock: &self.mock }
        }
    }
}

fn group_item(scope: &mut Scope<'_>, group: &Group) -> Item {
    let name = group_name(scope, group);
    let methods: TokenStream = group
        .operations
        .iter()
        .map(|operation| method(scope, group, operation, &quote!(self.mock)))
        .collect();
    let docs = docs::doc_attributes(&format!(
        "Expects calls of [`{0}`](super::{1}::{0}).",
        group.client,
        module(scope, group)
    ));
    let tokens = quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'a> {
            mock: &'a testing::ApiMock<super::client::Client>,
        }

        impl #name<'_> {
            #methods
        }
    };
    Item::new(Part::Operations, &group.client, tokens)
}

fn module<'a>(scope: &Scope<'a>, group: &Group) -> &'a str {
    scope.api.modules[group.module.0].name.trim_start_matches("r#")
}

/// The method that expects calls of an operation.
fn method(
    scope: &mut Scope<'_>,
    group: &Group,
    operation: &Operation,
    mock: &TokenStream,
) -> TokenStream {
    let method = operation.method.trim_start_matches("r#");
    let called = docs::code(&format!("{} {}", operation.http_method, operation.path));
    let docs = docs::doc_attributes(&wrap(&format!(
        "Expects calls of [`{0}::{method}`](super::{1}::{0}::{method}), {called}.",
        group.client,
        module(scope, group),
    )));
    let (name, id) = (ident(&operation.method), &operation.id);
    let body = body_type(scope, operation.body.as_ref());
    let answer = answer_type(scope, group, operation);
    let event = match (&operation.events, &operation.answer) {
        (Some(events), _) | (None, Answer::Events(events)) => Some(scope.ty(&events.item)),
        _ => None,
    };
    let event = event.map(|event| quote!(, #event));
    quote! {
        #docs
        pub fn #name(&self) -> testing::Expectation<#body, #answer #event> {
            runtime::expect_calls(#mock, #id)
        }
    }
}

/// What the body of a call is read as: bytes where there are several media types, as the enum of these is
/// of what is borrowed.
fn body_type(scope: &mut Scope<'_>, body: Option<&Body>) -> TokenStream {
    let Some(body) = body else { return quote!(()) };
    let ty = match &body.kind {
        BodyKind::One(
            BodyContent::Json(ty, _) | BodyContent::Form(ty, _) | BodyContent::Multipart(ty, _),
        ) => scope.ty(ty),
        BodyKind::One(BodyContent::Text(_)) => quote!(String),
        BodyKind::One(BodyContent::Bytes(_)) | BodyKind::Choice(_) => {
            return quote!(specmill_runtime::http::Bytes);
        }
    };
    if body.required { ty } else { quote!(Option<#ty>) }
}

fn answer_type(scope: &mut Scope<'_>, group: &Group, operation: &Operation) -> TokenStream {
    match &operation.answer {
        Answer::Empty => quote!(()),
        Answer::Json(ty) | Answer::Scalar(ty, _) => scope.ty(ty),
        Answer::Text(_) => quote!(String),
        Answer::Download(_) => quote!(specmill_runtime::http::Bytes),
        Answer::Events(_) => quote!(std::convert::Infallible),
        Answer::ByStatus(choice) => choice_path(scope, group, choice),
    }
}

fn choice_path(scope: &Scope<'_>, group: &Group, choice: &AnswerChoice) -> TokenStream {
    let (module, name) = (ident(&scope.api.modules[group.module.0].name), ident(&choice.name));
    quote!(super::#module::#name)
}

/// An operation as the mock knows it.
fn described(group: &Group, operation: &Operation) -> TokenStream {
    let method = operation.method.trim_start_matches("r#");
    let call = match &group.tag {
        Some(_) => format!("{}().{method}", group.accessor.trim_start_matches("r#")),
        None => method.to_owned(),
    };
    let (id, http_method, path) = (&operation.id, &operation.http_method, &operation.path);
    let media_type = match &operation.answer {
        Answer::Empty => Some(quote!(.answers_nothing())),
        Answer::Json(_) => answers(&operation.accept, "application/json"),
        Answer::Text(types) | Answer::Scalar(_, types) => answers(types, "text/plain"),
        Answer::Download(types) => answers(types, "application/octet-stream"),
        Answer::Events(_) | Answer::ByStatus(_) => None,
    };
    let events = match (&operation.events, &operation.answer) {
        (Some(events), _) | (None, Answer::Events(events)) => events.whole || events.text,
        _ => false,
    };
    let events = events.then(|| quote!(.whole_events()));
    quote!(runtime::mocked_operation(#call, #id, #http_method, #path) #media_type #events)
}

/// The first media type that is no range, where it is not JSON.
fn answers(types: &[String], usual: &str) -> Option<TokenStream> {
    let first = types.iter().map(String::as_str).find(|media_type| !media_type.contains('*'));
    let media_type = first.unwrap_or(usual);
    (media_type != "application/json").then(|| quote!(.answers(#media_type)))
}

/// How each of several answers is written.
fn written(scope: &Scope<'_>, group: &Group, choice: &AnswerChoice) -> TokenStream {
    let path = choice_path(scope, group, choice);
    let arms = choice.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let status = Literal::u16_unsuffixed(status(variant));
        let media_type = variant.media_type.as_deref();
        let media_type = media_type.unwrap_or("application/json");
        match &variant.content {
            AnswerContent::Empty => {
                quote!(Self::#name => runtime::WrittenAnswer::nothing(#status),)
            }
            AnswerContent::Bytes => quote! {
                Self::#name(bytes) => runtime::WrittenAnswer::bytes(#status, #media_type, bytes),
            },
            AnswerContent::Json(_) | AnswerContent::Scalar(_) | AnswerContent::Text => quote! {
                Self::#name(value) => runtime::WrittenAnswer::json(#status, #media_type, value),
            },
        }
    });
    quote! {
        impl testing::AnswerBody for #path {
            fn write(&self) -> runtime::WrittenAnswer {
                match self { #(#arms)* }
            }
        }
    }
}

/// A status that is of this variant, and a success.
fn status(variant: &AnswerVariant) -> u16 {
    match variant.status {
        Status::Exact(status) => status,
        Status::Range(first) => first.saturating_mul(100),
        Status::Default => 200,
    }
}
