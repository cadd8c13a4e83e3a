//! What a server may answer.

use indexmap::IndexMap;
use openapiv3 as typed;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::located::Located;
use super::model::{Response, SchemaId, SchemaKind, Status};
use super::reader::Reader;
use super::table::{Form, Table, spare};
use crate::normalize::notes;
use crate::tree::Node;

const RESPONSE: Table = Table {
    what: "a response",
    code: "invalid-response",
    cost: "this response is left out; correct the document",
    members: &[
        spare("description", Form::Text),
        spare("headers", Form::ChildMap),
        spare("content", Form::ChildMap),
    ],
};

const HEADER: Table = Table {
    what: "a header",
    code: "invalid-header",
    cost: "this header is left out; correct the document",
    members: &[spare("schema", Form::Child), spare("content", Form::ChildMap)],
};

impl<'d> Reader<'d> {
    /// What `responses` of the operation at `at` lists, in document order.
    pub(super) fn responses(&mut self, at: &Located<'d>) -> Vec<Response> {
        let mut responses = Vec::new();
        for (key, at) in at.member("responses").iter().flat_map(Located::members) {
            if key.starts_with("x-") {
                continue;
            }
            match status(key) {
                Some(status) => responses.extend(self.response(at, status)),
                None => {
                    let message = format!("`{key}` is no HTTP status");
                    let help = "this response is left out; write `200`, `2XX` or `default`";
                    self.diagnostics.warning("invalid-status", &at.pointer, message, help);
                }
            }
        }
        responses
    }

    fn response(&mut self, at: Located<'d>, status: Status) -> Option<Response> {
        let at = self.follow(at)?;
        let mut view = self.view(&at, &RESPONSE)?;
        // It must be there, but nothing depends on it.
        view.entry("description".to_owned()).or_insert_with(|| Node::String(String::new()));
        let response: typed::Response = self.typed(&at, &RESPONSE, &view)?;
        let content = if response.content.is_empty() { Vec::new() } else { self.content(&at) };
        let headers = if response.headers.is_empty() { IndexMap::new() } else { self.headers(&at) };
        Some(Response {
            pointer: at.pointer.clone(),
            status,
            description: response.description,
            headers,
            content,
        })
    }

    /// The headers of the response at `at`, but for `Content-Type`, which "SHALL be ignored".
    fn headers(&mut self, at: &Located<'d>) -> IndexMap<String, SchemaId> {
        let mut headers = IndexMap::new();
        for (name, at) in at.member("headers").iter().flat_map(Located::members) {
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let schema = self.follow(at).and_then(|at| self.header(&at));
            headers.extend(schema.map(|schema| (name.to_owned(), schema)));
        }
        headers
    }

    fn header(&mut self, at: &Located<'d>) -> Option<SchemaId> {
        self.view(at, &HEADER)?;
        let first = at.member("content").and_then(|content| content.members().next());
        let in_content = first.and_then(|(_, entry)| self.follow(entry)?.member("schema"));
        // `normalize` gives a header without a schema an empty one; what travels there is text.
        let described = at.node.get(notes::NO_SCHEMA).is_none();
        Some(match at.member("schema").filter(|_| described).or(in_content) {
            Some(schema) => self.schema(schema),
            None => self.add_schema(&at.pointer, SchemaKind::String(None)),
        })
    }
}

/// The status a key of `responses` means (OpenAPI 3.0, "Responses Object").
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let text: StrDeserializer<'_, Error> = key.into_deserializer();
    match typed::StatusCode::deserialize(text).ok()? {
        typed::StatusCode::Code(code) => Some(Status::Exact(code)),
        // `openapiv3` takes `0XX` and `9XX` too; the specification has five ranges.
        typed::StatusCode::Range(range) => (1..=5).contains(&range).then_some(Status::Range(range)),
    }
}
