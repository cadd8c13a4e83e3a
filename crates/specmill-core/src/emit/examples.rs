//! The section `Examples` of an operation's documentation: a call, and what is done with its answer.
//!
//! It is compiled as a doctest by whoever runs those of the crate that includes the client, so it
//! names everything by the paths that its caller would use.

use proc_macro2::TokenStream;
use quote::quote;

use super::example_settings::Examples;
use super::example_value::Writer;
use super::index::Index;
use super::scope::{Scope, ident};
use super::{Options, bodies, example_answer, example_layout as layout};
use crate::ir::{
    Api, Body, BodyChoice, BodyContent, BodyKind, Example, Group, Location, Operation, Parameter,
    SecuritySchemeKind, Shown, TypeKind, TypeRef,
};

/// Lines of an example without its imports. One that is longer shows what is required only.
const MOST_LINES: usize = 14;

/// The section, where examples are asked for and this operation has one.
pub(super) fn section(
    scope: &Scope<'_>,
    group: &Group,
    operation: &Operation,
) -> Option<TokenStream> {
    let (examples, example) = (scope.examples.as_ref()?, operation.example.as_ref()?);
    let code = code(scope, examples, group, operation, example)?;
    // What the document advises against is called all the same.
    let allowed = if operation.docs.deprecated { "# #[allow(deprecated)]\n" } else { "" };
    Some(scope.doc_table.keep(format!(
        "\n# Examples\n\n```no_run\n{allowed}\
         # async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n\
         {code}\n# Ok(())\n# }}\n```"
    )))
}

/// The example of the first operation that has one, and is not deprecated where another is not: without the
/// function around it, which may fail with a `Box<dyn Error>`.
pub(super) fn first(api: &Api, options: &Options) -> Option<String> {
    let examples = options.examples.as_ref()?;
    let index = Index::new(api, options);
    let of = |is_deprecated: bool| {
        let operations = api
            .groups
            .iter()
            .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
        let mut wanted =
            operations.filter(move |(_, operation)| operation.docs.deprecated == is_deprecated);
        wanted.find_map(|(group, operation)| {
            let scope = Scope::new(api, &index, group.module, options);
            code(&scope, examples, group, operation, operation.example.as_ref()?)
        })
    };
    of(false).or_else(|| of(true))
}

fn code(
    scope: &Scope<'_>,
    examples: &Examples,
    group: &Group,
    operation: &Operation,
    example: &Example,
) -> Option<String> {
    let whole = parts(scope, examples, group, operation, example, true)?;
    let lines = whole.iter().skip(1).map(|part| part.lines().count()).sum::<usize>();
    let parts = match lines {
        ..=MOST_LINES => whole,
        _ => parts(scope, examples, group, operation, example, false)?,
    };
    Some(parts.join("\n\n"))
}

/// Imports, client and request, and what is done with the answer; `optional` says whether the example's
/// optional fields and parameters are set.
fn parts(
    scope: &Scope<'_>,
    examples: &Examples,
    group: &Group,
    operation: &Operation,
    example: &Example,
    optional: bool,
) -> Option<Vec<String>> {
    let mut writer = Writer::new(scope, optional);
    let mut start = match &examples.client {
        Some(made) => format!("let client = {};", made.trim()),
        None => layout::statement("let client = ", &client(&mut writer, operation), ";"),
    };
    let call = Call::new(&mut writer, group, operation, example)?;
    if let Some(request) = &call.request {
        start.push('\n');
        start.push_str(&layout::statement("let request = ", request, ";"));
    }
    let mut answers = example_answer::statements(scope, operation, &call.expression);
    if call.request.is_none() {
        // Too little to stand apart.
        start = format!("{start}\n{}", answers.remove(0));
    }
    let mut parts = vec![writer.imports(examples), start];
    parts.append(&mut answers);
    Some(parts)
}

/// A client with what this operation needs of a credential, out of the environment.
fn client(writer: &mut Writer<'_, '_>, operation: &Operation) -> TokenStream {
    let api = writer.scope.api;
    let server = operation.servers.first().or(api.servers.first());
    let is_whole = server.is_some_and(|server| server.url.contains("://"));
    let base_url = (!is_whole).then(|| quote!(.base_url("https://api.example.com")));
    let needed = operation.security.first().into_iter().flatten();
    let credentials: Vec<TokenStream> =
        needed.filter_map(|name| credential(writer, api, name)).collect();
    quote!(Client::builder() #base_url #(#credentials)* .build()?)
}

fn credential(writer: &mut Writer<'_, '_>, api: &Api, name: &str) -> Option<TokenStream> {
    let scheme = api.security_schemes.iter().find(|scheme| scheme.name == name)?;
    let given = match &scheme.kind {
        SecuritySchemeKind::Bearer
        | SecuritySchemeKind::OAuth2
        | SecuritySchemeKind::OpenIdConnect => {
            return Some(quote!(.bearer(std::env::var("API_TOKEN")?)));
        }
        SecuritySchemeKind::ApiKey(Location::Path, _)
        | SecuritySchemeKind::Http(_)
        | SecuritySchemeKind::MutualTls => return None,
        SecuritySchemeKind::Basic => quote!(basic("user", std::env::var("API_PASSWORD")?)),
        SecuritySchemeKind::ApiKey(..) => quote!(api_key(std::env::var("API_KEY")?)),
    };
    let credential = writer.runtime("http", "Credential");
    Some(quote!(.credential(#name, #credential::#given)))
}

/// A call as an expression, and the body it borrows.
struct Call {
    request: Option<TokenStream>,
    expression: TokenStream,
}

impl Call {
    fn new(
        writer: &mut Writer<'_, '_>,
        group: &Group,
        operation: &Operation,
        example: &Example,
    ) -> Option<Self> {
        let required = operation.parameters.iter().filter(|parameter| parameter.required);
        let mut arguments: Vec<TokenStream> = required
            .zip(&example.arguments)
            .map(|(parameter, value)| writer.parameter(&parameter.ty, value, true))
            .collect::<Option<_>>()?;
        let options = if writer.optional { example.options.as_slice() } else { &[] };
        let mut setters: Vec<TokenStream> = options
            .iter()
            .filter_map(|(at, value)| Some((operation.parameters.get(*at)?, value)))
            .filter(|(parameter, _)| !operation.is_stream_flag(parameter))
            .filter_map(|(parameter, value)| option(writer, parameter, value))
            .collect();
        let mut request = None;
        if let (Some(body), Some((at, value))) = (&operation.body, &example.body) {
            let sent;
            (request, sent) = body_argument(writer, group, body, *at, value)?;
            if body.required {
                arguments.push(sent);
            } else {
                let setter = ident(&body.name);
                setters.push(quote!(.#setter(#sent)));
            }
        }
        let group = group.tag.as_ref().map(|_| {
            let accessor = ident(&group.accessor);
            quote!(.#accessor())
        });
        let method = ident(&operation.method);
        let expression = quote!(client #group .#method(#(#arguments),*) #(#setters)*);
        Some(Self { request, expression })
    }
}

fn option(
    writer: &mut Writer<'_, '_>,
    parameter: &Parameter,
    value: &Shown,
) -> Option<TokenStream> {
    let setter = ident(&parameter.setter);
    let value = writer.parameter(&parameter.ty, value, false)?;
    Some(quote!(.#setter(#value)))
}

/// The body as it is passed, and what the variable `request` is if it is passed by that.
fn body_argument(
    writer: &mut Writer<'_, '_>,
    group: &Group,
    body: &Body,
    at: usize,
    value: &Shown,
) -> Option<(Option<TokenStream>, TokenStream)> {
    let content = body.contents().nth(at)?;
    let (request, sent) = match content.ty() {
        // What has fields takes some lines.
        Some(ty) if is_named(writer, ty) => {
            (Some(writer.value(ty, value, false)?), quote!(&request))
        }
        // The variants of a choice borrow lists whole.
        Some(ty) if matches!(body.kind, BodyKind::One(_)) && is_slice(writer, ty) => {
            (None, writer.borrowed(ty, value)?)
        }
        Some(ty) if writer.scope.is_text(ty) => (None, writer.borrowed(ty, value)?),
        Some(ty) => {
            let value = writer.value(ty, value, true)?;
            (None, quote!(&#value))
        }
        None if matches!(content, BodyContent::Text(_)) => {
            (None, writer.borrowed(&TypeRef::String, value)?)
        }
        None => (None, writer.value(&TypeRef::Binary, value, true)?),
    };
    let BodyKind::Choice(choice) = &body.kind else { return Some((request, sent)) };
    if is_told_by_type(writer.scope, choice, at) {
        return Some((request, sent));
    }
    let (name, variant) = (ident(&choice.name), ident(&choice.variants.get(at)?.name));
    writer.choice(group.module, &choice.name);
    Some((request, quote!(#name::#variant(#sent))))
}

fn is_slice(writer: &Writer<'_, '_>, ty: &TypeRef) -> bool {
    matches!(writer.scope.api.resolved(ty), TypeRef::List(_))
}

fn is_named(writer: &Writer<'_, '_>, ty: &TypeRef) -> bool {
    match writer.scope.api.resolved(ty) {
        TypeRef::Named(id) => !matches!(
            writer.scope.api.type_def(*id).kind,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_)
        ),
        _ => false,
    }
}

/// Whether a body of this variant's type becomes the choice by itself.
fn is_told_by_type(scope: &Scope<'_>, choice: &BodyChoice, at: usize) -> bool {
    choice.variants.get(at).is_some_and(|variant| bodies::is_converted(scope, choice, variant))
}
