//! The document as a whole.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3 as typed;

use super::located::Located;
use super::model::{Api, Operation, Tag};
use super::operation_id;
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use super::{
    constant, inheritance, intersect, loops, misuse, query_objects, resolve, unfit, union,
};
use crate::diagnostics::Diagnostics;
use crate::tree::Node;

const DOCUMENT: Table = Table {
    what: "an OpenAPI document",
    code: "invalid-document",
    cost: "what it describes is left out; correct the document",
    members: &[
        spare("info", Form::Object),
        spare("servers", Form::List),
        needed("paths", Form::Object),
        needed("webhooks", Form::Object),
        needed("components", Form::Object),
        spare("security", Form::List),
        spare("tags", Form::List),
    ],
};

const COMPONENTS: Table = Table {
    what: "`components`",
    code: "invalid-document",
    cost: "none of these components can be read; correct the document",
    members: &[
        needed("schemas", Form::Object),
        needed("responses", Form::Object),
        needed("parameters", Form::Object),
        needed("requestBodies", Form::Object),
        needed("headers", Form::Object),
        needed("securitySchemes", Form::Object),
        needed("pathItems", Form::Object),
    ],
};

const INFO: Table = Table {
    what: "`info`",
    code: "invalid-info",
    cost: "the client is documented without it; correct the document",
    members: &[spare("title", Form::Text), spare("description", Form::Text)],
};

const TAG: Table = Table {
    what: "a tag",
    code: "invalid-tag",
    cost: "it is left out; operations may name it all the same",
    members: &[needed("name", Form::Text), spare("description", Form::Text)],
};

/// Reads a normalised document. What is wrong with it goes to `diagnostics`; each fault costs one
/// schema (any value is taken in its place) or one operation (left out), never the rest.
///
/// `root` is what `normalize` gives: OpenAPI 3.0 in shape, whatever the document was written in.
/// A `$ref` may point anywhere in the document, through other `$ref`s too. Two kinds of members
/// are left out without a word: `callbacks`, which are calls the server makes, and header
/// parameters called `Accept`, `Content-Type` or `Authorization` (OpenAPI 3.0, "Parameter
/// Object": they "SHALL be ignored").
///
/// ```
/// use specmill_core::diagnostics::Diagnostics;
/// use specmill_core::source::{Map, Node};
///
/// let mut diagnostics = Diagnostics::default();
/// let api = specmill_core::spec::read(&Node::Object(Map::default()), &mut diagnostics);
/// assert!(api.operations.is_empty());
/// assert_eq!(api.servers[0].url, "/");
/// ```
#[must_use]
pub fn read(root: &Node, diagnostics: &mut Diagnostics) -> Api {
    let mut reader = Reader::new(root, diagnostics);
    let document = reader.document();
    // For what it notes, here and for the components: each part is read where it is used.
    let _ = reader.view(&document, &DOCUMENT);
    if root.as_object().is_none() {
        return Api { servers: vec![super::server::default_server()], ..Api::default() };
    }
    if let Some(components) = document.member("components") {
        let _ = reader.view(&components, &COMPONENTS);
    }
    let mut api = Api::default();
    reader.read_info(&document, &mut api);
    api.servers = reader.document_servers(&document);
    api.tags = reader.read_tags(&document);
    api.security_schemes = reader.security_schemes();
    api.conventions = reader.conventions(&document);
    api.keeps_undeclared = reader.keeps_undeclared(&document);

    let schemas = reader.components("schemas");
    for (name, at) in schemas.iter().flat_map(Located::members) {
        api.components.insert(name.to_owned(), reader.arena.intern(at));
    }
    api.messages = reader.messages(&document, &api.components);
    reader.read_schemas();

    let security = reader.security(&document, &api.security_schemes).unwrap_or_default();
    let given =
        super::operation::Given { security, schemes: &api.security_schemes, servers: &api.servers };
    let mut operations = reader.paths(&document, &given);
    let mut webhooks = reader.webhooks(&document, &given);
    reader.read_schemas();
    operation_id::make_unique(&mut operations, &mut webhooks, reader.diagnostics);

    add_named_tags(&mut api.tags, operations.iter().chain(&webhooks));
    api.operations = operations;
    api.webhooks = webhooks;
    let Reader { arena, diagnostics, .. } = reader;
    api.schemas = arena.into_schemas();
    inheritance::inherit(&mut api, diagnostics);
    let order = loops::cut(&mut api.schemas, diagnostics);
    intersect::intersect(&mut api, &order, diagnostics);
    let order = loops::cut(&mut api.schemas, diagnostics);
    resolve::resolve(&mut api, &order, diagnostics);
    api.unions = union::unions(&api);
    api.tags_of_members = constant::tags_of_members(&api);
    unfit::report_discriminators(&api, diagnostics);
    unfit::report_examples(&mut api, diagnostics);
    misuse::report(&mut api, diagnostics);
    query_objects::report(&api, diagnostics);
    api
}

impl<'d> Reader<'d> {
    fn read_info(&mut self, document: &Located<'d>, api: &mut Api) {
        let Some(at) = document.member("info").filter(|at| at.node.as_object().is_some()) else {
            return;
        };
        // A version such as `1.0` is seldom quoted; its text is meant, so nothing is said.
        let version = at.node.get("version").and_then(super::table::scalar_text);
        let Some(view) = self.view(&at, &INFO) else { return };
        let text = |key: &str| view.get(key).and_then(Node::as_str).map(str::to_owned);
        api.title = text("title").unwrap_or_default();
        api.version = version.unwrap_or_default();
        api.description = text("description");
    }

    fn read_tags(&mut self, document: &Located<'d>) -> Vec<Tag> {
        let mut tags: IndexMap<String, Tag> = IndexMap::new();
        for at in document.member("tags").iter().flat_map(Located::items) {
            let Some(view) = self.view(&at, &TAG) else { continue };
            let Some(tag) = self.typed::<typed::Tag>(&at, &TAG, &view) else { continue };
            tags.entry(tag.name.clone())
                .or_insert(Tag { name: tag.name, description: tag.description });
        }
        tags.into_values().collect()
    }
}

fn add_named_tags<'o>(tags: &mut Vec<Tag>, operations: impl Iterator<Item = &'o Operation>) {
    let mut known: BTreeSet<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    for name in operations.flat_map(|operation| &operation.tags) {
        if known.insert(name.clone()) {
            tags.push(Tag { name: name.clone(), description: None });
        }
    }
}
