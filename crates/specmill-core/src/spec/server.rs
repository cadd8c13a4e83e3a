//! Servers, their variables replaced by their defaults.

use openapiv3 as typed;

use super::located::Located;
use super::model::{Server, ServerVariable};
use super::reader::Reader;
use super::table::{Form, Table, needed, scalar_text, spare};
use super::template;
use crate::tree::Node;

const SERVER: Table = Table {
    what: "a server",
    code: "invalid-server",
    cost: "it is left out; correct the document",
    members: &[
        needed("url", Form::Text),
        spare("description", Form::Text),
        spare("variables", Form::Object),
    ],
};

/// The server of a document that lists none (OpenAPI 3.0, "OpenAPI Object").
pub(super) fn default_server() -> Server {
    Server { url: "/".to_owned(), template: "/".to_owned(), ..Server::default() }
}

impl<'d> Reader<'d> {
    /// The document's servers, at least one.
    pub(super) fn document_servers(&mut self, document: &Located<'d>) -> Vec<Server> {
        let servers = self.servers(document);
        if servers.is_empty() { vec![default_server()] } else { servers }
    }

    /// What `servers` of `at` lists.
    pub(super) fn servers(&mut self, at: &Located<'d>) -> Vec<Server> {
        let places: Vec<_> = at.member("servers").iter().flat_map(Located::items).collect();
        places.into_iter().filter_map(|at| self.server(&at)).collect()
    }

    fn server(&mut self, at: &Located<'d>) -> Option<Server> {
        let mut view = self.view(at, &SERVER)?;
        // Read below: one wrong variable costs no other.
        view.shift_remove("variables");
        let server: typed::Server = self.typed(at, &SERVER, &view)?;
        let described = at.member("variables");
        let mut variables: Vec<ServerVariable> = Vec::new();
        for name in template::names(&server.url) {
            let variable = described.as_ref().and_then(|variables| variables.member(name));
            let default = variable.as_ref().and_then(default_value).unwrap_or_else(|| {
                let message = format!("the server variable `{name}` has no default");
                let help =
                    "it stays in the URL as it is until a caller sets it; give it a `default`";
                self.diagnostics.warning(
                    "server-variable-without-default",
                    &at.pointer,
                    message,
                    help,
                );
                format!("{{{name}}}")
            });
            let values = variable.as_ref().map(listed_values).unwrap_or_default();
            if !values.is_empty() && !values.contains(&default) {
                let message = format!(
                    "the default of the server variable `{name}`, `{default}`, is not in its `enum`"
                );
                let help = "it is used all the same; correct one of them";
                self.diagnostics.warning("server-variable-default", &at.pointer, message, help);
            }
            let text = |key: &str| variable.as_ref()?.text(key).map(str::to_owned);
            variables.push(ServerVariable {
                name: name.to_owned(),
                default,
                values,
                description: text("description"),
            });
        }
        let default = |name: &str| {
            let known = variables.iter().find(|variable| variable.name == name);
            known.map(|variable| variable.default.as_str())
        };
        Some(Server {
            url: template::filled(&server.url, default),
            template: server.url,
            description: server.description,
            variables,
        })
    }
}

/// `default` of a server variable, or the first of the values it may have.
fn default_value(variable: &Located<'_>) -> Option<String> {
    let first = || variable.node.get("enum")?.as_array()?.first();
    variable.node.get("default").or_else(first).and_then(scalar_text)
}

/// `enum` of a server variable.
fn listed_values(variable: &Located<'_>) -> Vec<String> {
    let values = variable.node.get("enum").and_then(Node::as_array);
    values.into_iter().flatten().filter_map(scalar_text).collect()
}
