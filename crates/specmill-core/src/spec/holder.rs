//! Components that hold a schema without being one.

use super::{Api, SchemaId};

/// A component that is described by a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Holder {
    RequestBody,
    Response,
    Parameter,
    Header,
}

/// The component, and its name, that is described by the schema in place at `id`; `None` where an
/// operation, another schema or nothing has it.
#[must_use]
pub fn holder(api: &Api, id: SchemaId) -> Option<(Holder, String)> {
    let tokens: Vec<String> = api.schema(id).pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let (section, name) = match tokens.as_slice() {
        ["components", section, name, "schema"]
        | ["components", section, name, "content", _, "schema" | "itemSchema"] => (*section, *name),
        _ => return None,
    };
    let holder = match section {
        "requestBodies" => Holder::RequestBody,
        "responses" => Holder::Response,
        "parameters" => Holder::Parameter,
        "headers" => Holder::Header,
        _ => return None,
    };
    Some((holder, name.to_owned()))
}
