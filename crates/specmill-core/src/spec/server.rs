//! Servers, their variables replaced by their defaults.

use indexmap::IndexMap;
use openapiv3 as typed;

use super::located::Located;
use super::model::Server;
use super::reader::Reader;
use super::table::{Form, Table, needed, scalar_text, spare};
use super::template;

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
    Server { url: "/".to_owned(), description: None }
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
        let variables = at.member("variables");
        let mut values: IndexMap<&str, String> = IndexMap::new();
        for name in template::names(&server.url) {
            let variable = variables.as_ref().and_then(|variables| variables.member(name));
            match variable.as_ref().and_then(default_value) {
                Some(value) => {
                    values.insert(name, value);
                }
                None => {
                    let message = format!("the server variable `{name}` has no default");
                    let help = "it stays in the URL as it is; give it a `default`";
                    self.diagnostics.warning(
                        "server-variable-without-default",
                        &at.pointer,
                        message,
                        help,
                    );
                }
            }
        }
        let url = template::filled(&server.url, |name| values.get(name).map(String::as_str));
        Some(Server { url, description: server.description })
    }
}

/// `default` of a server variable, or the first of the values it may have.
fn default_value(variable: &Located<'_>) -> Option<String> {
    let first = || variable.node.get("enum")?.as_array()?.first();
    variable.node.get("default").or_else(first).and_then(scalar_text)
}
