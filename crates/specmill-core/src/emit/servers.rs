//! Servers, as data of the client and in words.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::ir::{Api, Server, ServerVariable, beginning};

/// Bytes of a description that the client has as data.
const LONGEST_DESCRIPTION: usize = 500;

/// The servers of the document, where one URL does not say all of them, and those of operations that
/// have variables.
pub(super) fn described(api: &Api) -> TokenStream {
    let is_plain = api.servers.len() < 2 && api.servers.iter().all(|s| s.variables.is_empty());
    let servers = api.servers.iter().map(server);
    let servers = (!is_plain).then(|| quote!(.servers(&[#(#servers),*])));
    let own = api.operations().filter_map(|operation| operation.servers.first());
    let own: BTreeSet<&Server> = own.filter(|server| !server.variables.is_empty()).collect();
    let own: Vec<TokenStream> = own.into_iter().map(server).collect();
    let own = (!own.is_empty()).then(|| quote!(.operation_servers(&[#(#own),*])));
    quote!(#servers #own)
}

/// The servers that an operation has of its own.
pub(super) fn of_operation(servers: &[Server]) -> Option<TokenStream> {
    match servers.first() {
        None => None,
        Some(first) if first.variables.is_empty() => {
            let urls = servers.iter().map(|server| &server.url);
            Some(quote!(.servers(&[#(#urls),*])))
        }
        Some(first) => {
            let first = server(first);
            Some(quote!(.server(#first)))
        }
    }
}

fn server(server: &Server) -> TokenStream {
    let (url, description) = (&server.template, short(server.description.as_deref()));
    if server.variables.is_empty() {
        return quote!(runtime::server::plain(#url, #description));
    }
    let variables = server.variables.iter().map(variable);
    quote!(runtime::server::with_variables(#url, #description, &[#(#variables),*]))
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, description } = variable;
    let description = short(description.as_deref());
    quote!(runtime::server::variable(#name, #default, &[#(#values),*], #description))
}

/// A description on one line.
fn short(description: Option<&str>) -> String {
    docs::one_line(beginning(description.unwrap_or_default().trim(), LONGEST_DESCRIPTION))
}

/// A line of documentation for each server.
pub(super) fn lines(api: &Api) -> Vec<String> {
    let line = |server: &Server| {
        let description = server.description.as_deref().map(docs::of_item).unwrap_or_default();
        let variables = server.variables.iter().map(variable_line).collect::<String>();
        format!("- {}{description}{variables}", docs::code(&server.template))
    };
    api.servers.iter().map(line).collect()
}

fn variable_line(variable: &ServerVariable) -> String {
    let values: Vec<String> = variable.values.iter().map(|value| docs::code(value)).collect();
    let values = match values.as_slice() {
        [] => String::new(),
        values => format!(", one of {}", values.join(", ")),
    };
    let description = docs::safe(&short(variable.description.as_deref()));
    let description = match description.as_str() {
        "" => description,
        text => format!(": {text}"),
    };
    format!(
        "\n  - {}, {} by default{values}{description}",
        docs::code(&variable.name),
        docs::code(&variable.default)
    )
}
