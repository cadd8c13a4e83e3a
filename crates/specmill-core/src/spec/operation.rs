//! One operation with what its path item and the document give it.

use openapiv3 as typed;

use super::located::Located;
use super::model::{Method, Operation, SecurityRequirement, SecurityScheme, Server};
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use crate::tree::{Map, Node};

const OPERATION: Table = Table {
    what: "an operation",
    code: "invalid-operation",
    cost: "the operation is left out; correct the document",
    members: &[
        needed("parameters", Form::Children),
        needed("requestBody", Form::Child),
        needed("responses", Form::ChildMap),
        spare("tags", Form::TextList),
        spare("summary", Form::Text),
        spare("description", Form::Text),
        spare("operationId", Form::Text),
        spare("deprecated", Form::Flag),
        spare("security", Form::List),
        spare("servers", Form::List),
    ],
};

const SURROUNDINGS: Table = Table {
    what: "a path item",
    code: "invalid-path-item",
    cost: "the operation is left out; correct the document",
    members: &[
        spare("parameters", Form::List),
        spare("servers", Form::List),
        spare("summary", Form::Text),
        spare("description", Form::Text),
    ],
};

/// What the document gives every operation.
pub(super) struct Given<'a> {
    pub(super) security: Vec<SecurityRequirement>,
    pub(super) schemes: &'a [SecurityScheme],
    pub(super) servers: &'a [Server],
}

/// Where an operation stands.
pub(super) struct Surroundings<'a, 'd> {
    pub(super) path: &'a str,
    pub(super) method: Method,
    /// The path item, then what its `$ref` leads to.
    pub(super) layers: &'a [Located<'d>],
}

/// Parameters that an operation may have.
const MOST_PARAMETERS: usize = 500;

impl<'d> Reader<'d> {
    /// Reads the operation at `at`; `None`, with an error, if it must be left out.
    pub(super) fn operation(
        &mut self,
        at: &Located<'d>,
        around: &Surroundings<'_, 'd>,
        given: &Given<'_>,
    ) -> Option<Operation> {
        let mut view = self.view(at, &OPERATION)?;
        // OpenAPI 3.1 and later do without `responses`; `openapiv3` does not.
        view.entry("responses".to_owned()).or_insert_with(|| Node::Object(Map::default()));
        // Read below, item by item: one wrong item costs no other.
        view.shift_remove("security");
        view.shift_remove("servers");
        let operation: typed::Operation = self.typed(at, &OPERATION, &view)?;
        for layer in around.layers {
            self.view(layer, &SURROUNDINGS)?;
        }
        let parameters = self.parameters(at, around);
        if parameters.len() > MOST_PARAMETERS {
            let message = format!(
                "an operation has {} parameters, at most {MOST_PARAMETERS}",
                parameters.len()
            );
            let help = "the operation is left out: no method takes so many";
            self.diagnostics.error(OPERATION.code, &at.pointer, message, help);
            return None;
        }
        let request_body = match at.member("requestBody") {
            Some(body) => Some(self.request_body(body)?),
            None => None,
        };
        Some(Operation {
            pointer: at.pointer.clone(),
            id: operation.operation_id.filter(|id| !id.is_empty()),
            method: around.method.clone(),
            path: around.path.to_owned(),
            tags: operation.tags,
            summary: operation.summary.or_else(|| inherited(around, "summary")),
            description: operation.description.or_else(|| inherited(around, "description")),
            deprecated: operation.deprecated,
            parameters,
            request_body,
            responses: self.responses(at),
            security: self.security(at, given.schemes).unwrap_or_else(|| given.security.clone()),
            servers: self.own_servers(at, around, given),
            extensions: at.extensions(),
        })
    }

    /// The servers of the operation, or else of its path item, where they are not the document's.
    fn own_servers(
        &mut self,
        at: &Located<'d>,
        around: &Surroundings<'_, 'd>,
        given: &Given<'_>,
    ) -> Vec<Server> {
        let places = std::iter::once(at).chain(around.layers);
        for place in places {
            let servers = self.servers(place);
            if !servers.is_empty() {
                return if servers == given.servers { Vec::new() } else { servers };
            }
        }
        Vec::new()
    }
}

/// A text of the path item, "intended to apply to all operations in this path".
fn inherited(around: &Surroundings<'_, '_>, key: &str) -> Option<String> {
    around.layers.iter().find_map(|layer| layer.text(key)).map(str::to_owned)
}
