//! The client itself: what API it is for, how to make one, and the way to each group.

use proc_macro2::TokenStream;
use quote::quote;

use super::conventions;
use super::docs;
use super::operations;
use super::scope::{Scope, ident};
use super::wrap::wrap;
use super::{Item, Part, servers};
use crate::ir::{Api, Group, Location, SecurityScheme, SecuritySchemeKind};

/// The items of the `client` module.
pub(super) fn client_items(scope: &mut Scope<'_>) -> Vec<Item> {
    let api = scope.api;
    scope.http_module();
    scope.private_module();
    let (title, version) = (&api.title, &api.version);
    let server = api.servers.first().map_or("/", |server| server.url.as_str());
    let servers = servers::described(api);
    let schemes: Vec<TokenStream> = api.security_schemes.iter().map(scheme).collect();
    let schemes = (!schemes.is_empty()).then(|| quote!(.security_schemes(&[#(#schemes),*])));
    let conventions = conventions::conventions(&api.conventions);
    let docs = docs::doc_attributes(&client_docs(api));
    let builder_docs = docs::doc_attributes(&builder_docs(api));
    let (tagged, untagged): (Vec<&Group>, Vec<&Group>) =
        api.groups.iter().partition(|group| group.tag.is_some());
    let accessors: Vec<TokenStream> = tagged.iter().map(|group| accessor(scope, group)).collect();
    let head = quote!(impl Client);
    let mut methods = Vec::new();
    let mut builders = Vec::new();
    for group in untagged {
        methods.extend(operations::methods(scope, group, &head, &quote!(&self.client)));
        builders.extend(operations::builders(scope, group));
    }
    let item = |tokens| Item::new(Part::Operations, "Client", tokens);
    let start = item(quote! {
        static API: runtime::Api = runtime::Api::new(#title, #version, #server)
            .package(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
            #servers
            #schemes
            #conventions;
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            client: http::Client,
        }
    });
    let own = quote! {
            #builder_docs
            pub fn builder() -> http::ClientBuilder<Self> {
                runtime::client_builder(&API)
            }

            /// Returns a copy of this client with other settings, which shares its connections; see
            /// [`with`](http::Client::with) of the runtime's.
            #[must_use]
            pub fn with(
                &self,
                options: impl FnOnce(http::ClientBuilder<Self>) -> http::ClientBuilder<Self>,
            ) -> Self {
                runtime::client_with(&self.client, options)
            }

            /// Creates a call of an operation that the description does not have, by its method and
            /// its path below the base URL. The answer is any JSON value; [`typed`](http::Call::typed)
            /// and [`typed_serde`](http::Call::typed_serde) read it as a type, [`json`](http::Call::json)
            /// and [`json_serde`](http::Call::json_serde) set a body.
            pub fn request(
                &self,
                method: http::types::Method,
                path: &str,
            ) -> http::Call<specmill_runtime::json::Value> {
                self.client.request(method, path)
            }

            #(#accessors)*
    };
    let from = item(quote! {
        impl From<http::Client> for Client {
            fn from(client: http::Client) -> Self {
                Self { client }
            }
        }
    });
    let mut items = vec![start, Item::within(Part::Operations, "Client", &head, own)];
    items.extend(methods);
    items.push(from);
    items.extend(builders);
    items
}

fn accessor(scope: &Scope<'_>, group: &Group) -> TokenStream {
    let docs = scope.docs(&group.docs);
    let (accessor, client) = (ident(&group.accessor), ident(&group.client));
    let module = ident(&scope.api.modules[group.module.0].name);
    let label = scope.index.labels.of_group(group);
    quote! {
        #docs
        #label
        #[must_use]
        pub fn #accessor(&self) -> super::#module::#client<'_> {
            super::#module::#client { client: &self.client }
        }
    }
}

fn client_docs(api: &Api) -> String {
    let title = docs::safe(&docs::one_line(&api.title));
    let mut text = format!("A client for {title}, version {}.", docs::code(&api.version));
    if let Some(description) = &api.description {
        text.push_str("\n\n");
        text.push_str(&docs::safe(description));
    }
    text.push_str("\n\nCheap to clone; clones share connections and settings.");
    if let Some(call) = first_call(api) {
        let first = wrap(&format!(
            "`Client::builder(){}.build()?` makes one, and {} is a call, which is sent when it is awaited. \
             The answer is a [response](specmill_runtime::http::Response), which derefs to its value and has \
             the status, the headers and the bytes beside it; `into_inner()` moves the value out. \
             `.with(|call| call.timeout(…))` sets [options](specmill_runtime::http::Call) of a call, and \
             `client.with(|options| options.timeout(…))` those of a copy of the client.",
            credential(api).unwrap_or_default(),
            docs::code(&call),
        ));
        text.push_str("\n\n");
        text.push_str(&first);
    }
    text
}

/// The call that needs least: of a GET, where there is one, with the fewest arguments.
fn first_call(api: &Api) -> Option<String> {
    let groups = api.groups.iter();
    let methods = groups.flat_map(|group| group.operations.iter().map(move |one| (group, one)));
    let (group, operation) = methods.min_by_key(|(_, operation)| {
        let needed = operation.parameters.iter().filter(|parameter| parameter.required).count();
        let body = operation.body.as_ref().is_some_and(|body| body.required);
        (operation.http_method != "GET", body, needed)
    })?;
    Some(format!("{}.await?", group.call(operation)))
}

/// How the builder is given the credential of the first scheme.
fn credential(api: &Api) -> Option<String> {
    let scheme = api.security_schemes.first()?;
    let given = match &scheme.kind {
        SecuritySchemeKind::Bearer
        | SecuritySchemeKind::OAuth2
        | SecuritySchemeKind::OpenIdConnect => return Some(".bearer(token)".to_owned()),
        SecuritySchemeKind::Basic => "basic(user, password)",
        SecuritySchemeKind::ApiKey(..) => "api_key(key)",
        SecuritySchemeKind::Http(_) | SecuritySchemeKind::MutualTls => return None,
    };
    let name = docs::one_line(&scheme.name.replace('`', "'"));
    Some(format!(".credential({name:?}, Credential::{given})"))
}

fn builder_docs(api: &Api) -> String {
    let mut text = "Creates a builder for a client.".to_owned();
    let servers = servers::lines(api);
    if !servers.is_empty() {
        text.push_str("\n\nServers, of which the first is the default");
        if servers.len() > 1 {
            text.push_str(" and `server` takes another, counted from 0");
        }
        if api.servers.iter().any(|server| !server.variables.is_empty()) {
            text.push_str(", and the variables that `server_variable` sets");
        }
        text.push_str(":\n\n");
        text.push_str(&servers.join("\n"));
    }
    if !api.security_schemes.is_empty() {
        let schemes: Vec<String> = api.security_schemes.iter().map(scheme_line).collect();
        text.push_str("\n\nSecurity schemes, by the names that `credential` takes:\n\n");
        text.push_str(&schemes.join("\n"));
    }
    text
}

fn scheme_line(scheme: &SecurityScheme) -> String {
    let kind = match &scheme.kind {
        SecuritySchemeKind::Bearer => "a bearer token".to_owned(),
        SecuritySchemeKind::Basic => "a user and a password".to_owned(),
        SecuritySchemeKind::Http(name) => format!("an HTTP {} credential", docs::code(name)),
        SecuritySchemeKind::ApiKey(location, name) => {
            format!("an API key in the {} {}", word(*location), docs::code(name))
        }
        SecuritySchemeKind::OAuth2 => "an OAuth 2 access token".to_owned(),
        SecuritySchemeKind::OpenIdConnect => "an OpenID Connect token".to_owned(),
        SecuritySchemeKind::MutualTls => "a client certificate".to_owned(),
    };
    let said = scheme.description.as_deref().map(docs::of_item).unwrap_or_default();
    let said = said.strip_prefix(':').map(|said| format!(".{said}")).unwrap_or_default();
    format!("- {}: {kind}{said}", docs::code(&scheme.name))
}

fn word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query parameter",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let constructor = match &scheme.kind {
        SecuritySchemeKind::Bearer => quote!(bearer(#name)),
        SecuritySchemeKind::Basic => quote!(basic(#name)),
        SecuritySchemeKind::Http(kind) => quote!(http(#name, #kind)),
        SecuritySchemeKind::ApiKey(location, key) => {
            let location = match location {
                Location::Header => quote!(Header),
                Location::Cookie => quote!(Cookie),
                Location::Query | Location::Path => quote!(Query),
            };
            quote!(api_key(#name, http::ParameterLocation::#location, #key))
        }
        SecuritySchemeKind::OAuth2 => quote!(oauth2(#name)),
        SecuritySchemeKind::OpenIdConnect => quote!(open_id_connect(#name)),
        SecuritySchemeKind::MutualTls => quote!(mutual_tls(#name)),
    };
    quote!(runtime::security_scheme::#constructor)
}
