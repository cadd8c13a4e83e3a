//! Which objects OpenAPI has where: a `$ref` in an example or in a default is a value like any other.

/// An object of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
}

/// One object, or a map or list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    One(Kind),
    Each(Kind),
}

use Kind::*;
use Shape::{Each, One};

/// The sections of `components` and what they hold.
const SECTIONS: [(&str, Kind); 11] = [
    ("schemas", Schema),
    ("responses", Response),
    ("parameters", Parameter),
    ("examples", Example),
    ("requestBodies", RequestBody),
    ("headers", Header),
    ("securitySchemes", SecurityScheme),
    ("links", Link),
    ("callbacks", Callback),
    ("pathItems", PathItem),
    ("mediaTypes", MediaType),
];

impl Kind {
    /// The section of `components` that a `$ref` to such an object points into; `None` where
    /// OpenAPI 3.0 has none, and the object is put in the place of its `$ref`.
    pub(super) fn section(self) -> Option<&'static str> {
        if matches!(self, PathItem | MediaType) {
            return None;
        }
        SECTIONS.iter().find(|(_, kind)| *kind == self).map(|(section, _)| *section)
    }

    /// What the member `name` of such an object is; `None` where it has no objects with `$ref`s.
    pub(super) fn member(self, name: &str) -> Option<Shape> {
        match (self, name) {
            (Document, "paths" | "webhooks") => Some(Each(PathItem)),
            (Document, "components") => Some(One(Components)),
            (Components, _) => {
                SECTIONS.iter().find(|(section, _)| *section == name).map(|(_, kind)| Each(*kind))
            }
            (PathItem | Operation, "parameters") => Some(Each(Parameter)),
            (
                PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"
                | "query",
            ) => Some(One(Operation)),
            (PathItem, "additionalOperations") => Some(Each(Operation)),
            (Operation, "requestBody") => Some(One(RequestBody)),
            (Operation, "responses") => Some(Each(Response)),
            (Operation, "callbacks") => Some(Each(Callback)),
            (Callback, _) if !name.starts_with("x-") => Some(One(PathItem)),
            (Parameter | Header | MediaType, "schema") | (MediaType, "itemSchema") => {
                Some(One(Schema))
            }
            (Parameter | Header | RequestBody | Response, "content") => Some(Each(MediaType)),
            (Parameter | Header | MediaType, "examples") => Some(Each(Example)),
            (Response | Encoding, "headers") => Some(Each(Header)),
            (Response, "links") => Some(Each(Link)),
            (MediaType, "encoding") => Some(Each(Encoding)),
            (Schema, _) => of_schema(name),
            _ => None,
        }
    }

    /// Whether `x-*` members of a map of these are extensions, not names.
    pub(super) fn has_extensions(self) -> bool {
        matches!(self, PathItem | Response)
    }
}

fn of_schema(keyword: &str) -> Option<Shape> {
    match keyword {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Each(Schema)),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => Some(One(Schema)),
        _ => None,
    }
}

/// Whether a discriminator's mapping names a file, where it could be a component's name, too.
pub(super) fn is_file(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or_default();
    [".yaml", ".yml", ".json"].iter().any(|extension| path.ends_with(extension))
}
