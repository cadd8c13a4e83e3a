//! Parameters of an operation: its path item's and its own, defaults filled in.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3 as typed;

use super::conventions::is_header_name;
use super::located::Located;
use super::model::{Parameter, ParameterLocation, ParameterStyle, SchemaId, SchemaKind};
use super::operation::Surroundings;
use super::reader::Reader;
use super::table::{Form, Table, needed, spare};
use super::template;
use crate::diagnostics::UntypedReason;
use crate::tree::{Map, Node};

const PARAMETER: Table = Table {
    what: "a parameter",
    code: "invalid-parameter",
    cost: "the parameter is left out; correct the document",
    members: &[
        needed("name", Form::Text),
        needed("in", Form::Word(&["path", "query", "header", "cookie"])),
        spare("description", Form::Text),
        spare("required", Form::Flag),
        spare("deprecated", Form::Flag),
        spare("style", Form::Text),
        spare("explode", Form::Flag),
        spare("allowReserved", Form::Flag),
        spare("schema", Form::Child),
        spare("content", Form::ChildMap),
    ],
};

/// Header parameters to ignore (OpenAPI 3.0, "Parameter Object"): the body, the responses and
/// the security schemes say what these are.
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

/// Header parameters that no request can have set: they are about the connection (RFC 9110, section
/// 7.6.1), or follow from the URL and the body. The runtime refuses them.
const CONNECTION_HEADERS: [&str; 9] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl<'d> Reader<'d> {
    /// The parameters of the operation at `at`.
    pub(super) fn parameters(
        &mut self,
        at: &Located<'d>,
        around: &Surroundings<'_, 'd>,
    ) -> Vec<Parameter> {
        let mut parameters: IndexMap<(ParameterLocation, String), Parameter> = IndexMap::new();
        // What is nearest to the operation comes last and wins.
        let mut places: Vec<_> = around.layers.iter().rev().collect();
        places.push(at);
        for place in places {
            for parameter in self.parameter_list(place) {
                parameters.insert(key(&parameter), parameter);
            }
        }
        let mut parameters = parameters.into_values().collect();
        self.match_template(at, around.path, &mut parameters);
        parameters
    }

    /// What `parameters` of `at` lists.
    fn parameter_list(&mut self, at: &Located<'d>) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut known = BTreeSet::new();
        for place in at.member("parameters").iter().flat_map(Located::items) {
            let Some(target) = self.follow(place.clone()) else { continue };
            let Some(parameter) = self.parameter(&target) else { continue };
            if known.contains(&key(&parameter)) {
                let message = format!("the parameter `{}` is listed twice", parameter.name);
                let help = "the first counts; remove one";
                self.diagnostics.warning("duplicate-parameter", &place.pointer, message, help);
            } else if !has_name(&parameter) {
                let message = format!(
                    "`{}` is not a name that a header or a cookie can have",
                    parameter.name
                );
                let help = "it is left out; such names are letters, digits and some signs (RFC 9110, \
                            section 5.1, and RFC 6265, section 4.1.1)";
                self.diagnostics.error(PARAMETER.code, &place.pointer, message, help);
            } else if is_one_of(&parameter, &CONNECTION_HEADERS) {
                let message = format!("no caller can set the header `{}`", parameter.name);
                let help =
                    "it is left out, since the connection and the body determine it; remove it";
                self.diagnostics.warning("connection-header", &place.pointer, message, help);
            } else if !is_one_of(&parameter, &IGNORED_HEADERS) {
                known.insert(key(&parameter));
                parameters.push(parameter);
            }
        }
        parameters
    }

    fn parameter(&mut self, at: &Located<'d>) -> Option<Parameter> {
        let mut view = self.view(at, &PARAMETER)?;
        self.check_style(at, &mut view);
        let styled = view.contains_key("style");
        let allow_reserved = view.get("allowReserved").and_then(Node::as_bool).unwrap_or_default();
        let (schema, media_type) = self.parameter_schema(at, &view);
        // `openapiv3` asks for one of the two; which it is has just been found out.
        view.shift_remove("content");
        view.insert("schema".to_owned(), Node::Object(Map::default()));
        let parameter: typed::Parameter = self.typed(at, &PARAMETER, &view)?;
        let (location, style) = style(&parameter);
        let data = parameter.parameter_data();
        if location == ParameterLocation::Path && view.get("required") == Some(&Node::Bool(false)) {
            let message = format!("`{}` is a path parameter and cannot be optional", data.name);
            let help = "it is required; write `required: true`, or describe a path without it";
            self.diagnostics.warning(PARAMETER.code, &at.pointer.child("required"), message, help);
        }
        Some(Parameter {
            pointer: at.pointer.clone(),
            name: data.name,
            location,
            required: data.required || location == ParameterLocation::Path,
            description: data.description,
            deprecated: data.deprecated.unwrap_or_default(),
            style,
            styled,
            // "When style is form, the default value is true. For all other styles, false."
            explode: data.explode.unwrap_or(style == ParameterStyle::Form),
            allow_reserved,
            schema,
            media_type,
            example: self.example(at),
            extensions: at.extensions(),
        })
    }

    /// What the parameter is, and the media type it is written in where `content` says so.
    fn parameter_schema(&mut self, at: &Located<'d>, view: &Map) -> (SchemaId, Option<String>) {
        let content = at.member("content").filter(|_| view.contains_key("content"));
        let mut entries: Vec<_> = content.iter().flat_map(Located::members).collect();
        if entries.len() > 1 {
            let message = "`content` of a parameter must have one media type, but has several";
            let help = "the first counts; remove the others";
            let place = at.pointer.child("content");
            self.diagnostics.warning(PARAMETER.code, &place, message, help);
        }
        if let Some(schema) = at.member("schema") {
            if !entries.is_empty() {
                let message = "a parameter must have `schema` or `content`, but has both";
                let help = "`schema` counts; remove one of them";
                let place = at.pointer.child("content");
                self.diagnostics.warning(PARAMETER.code, &place, message, help);
            }
            return (self.schema(schema), None);
        }
        entries.truncate(1);
        if let Some((media_type, entry)) = entries.pop() {
            let entry = self.follow(entry);
            let schema = match entry.and_then(|entry| entry.member("schema")) {
                Some(schema) => self.schema(schema),
                None => self.add_schema(&at.pointer, SchemaKind::Any(UntypedReason::NoSchema)),
            };
            return (schema, Some(media_type.to_owned()));
        }
        let help = "it becomes a string; give it a `schema`";
        let message = "this parameter has neither `schema` nor `content`";
        self.diagnostics.warning("parameter-without-schema", &at.pointer, message, help);
        (self.add_schema(&at.pointer, SchemaKind::String(None)), None)
    }

    /// Takes out a `style` that a parameter of this location cannot have.
    fn check_style(&mut self, at: &Located<'d>, view: &mut Map) {
        let Some(style) = view.get("style").and_then(Node::as_str) else { return };
        let allowed: &[&str] = match view.get("in").and_then(Node::as_str) {
            Some("path") => &["matrix", "label", "simple"],
            Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            Some("header") => &["simple"],
            _ => &["form"],
        };
        if !allowed.contains(&style) {
            let message = format!("a parameter of this place cannot have the style `{style}`");
            let help = format!(
                "its default style is used; the styles here are `{}`",
                allowed.join("`, `")
            );
            self.diagnostics.warning(PARAMETER.code, &at.pointer.child("style"), message, help);
            view.shift_remove("style");
        }
    }

    /// Makes the path parameters those the template names.
    fn match_template(&mut self, at: &Located<'d>, path: &str, parameters: &mut Vec<Parameter>) {
        let names = template::names(path);
        parameters.retain(|parameter| {
            let used = parameter.location != ParameterLocation::Path
                || names.contains(&parameter.name.as_str());
            if !used {
                let name = &parameter.name;
                let message =
                    format!("`{name}` is a path parameter, but `{path}` does not name it");
                let help = match self.diagnostics.nearest(name, names.iter().copied()) {
                    Some(nearest) => format!("it is left out; the nearest name is `{nearest}`"),
                    None => "it is left out; remove it from the document".to_owned(),
                };
                let place = &parameter.pointer;
                self.diagnostics.warning("unused-path-parameter", place, message, help);
            }
            used
        });
        let declared: BTreeSet<String> = parameters
            .iter()
            .filter(|parameter| parameter.location == ParameterLocation::Path)
            .map(|parameter| parameter.name.clone())
            .collect();
        for name in names {
            if !declared.contains(name) {
                parameters.push(self.undeclared(at, name));
            }
        }
    }

    /// The parameter a template names and nobody declares.
    fn undeclared(&mut self, at: &Located<'d>, name: &str) -> Parameter {
        let message = format!("`{name}` is in the path but no parameter declares it");
        let help = "it becomes a required string; declare it in the document or in an overlay";
        self.diagnostics.warning("undeclared-path-parameter", &at.pointer, message, help);
        Parameter {
            pointer: at.pointer.clone(),
            name: name.to_owned(),
            location: ParameterLocation::Path,
            required: true,
            description: None,
            deprecated: false,
            style: ParameterStyle::Simple,
            styled: false,
            explode: false,
            allow_reserved: false,
            schema: self.add_schema(&at.pointer, SchemaKind::String(None)),
            media_type: None,
            example: None,
            extensions: Default::default(),
        }
    }
}

/// "A unique parameter is defined by a combination of a name and location"; header names have no
/// case (RFC 9110 §5.1).
fn key(parameter: &Parameter) -> (ParameterLocation, String) {
    let name = match parameter.location {
        ParameterLocation::Header => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.clone(),
    };
    (parameter.location, name)
}

/// Whether a header of this name is about the connection or the body, so that no caller can set it.
pub(super) fn is_connection_header(name: &str) -> bool {
    CONNECTION_HEADERS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a request can have a header or a cookie of this name.
fn has_name(parameter: &Parameter) -> bool {
    let is_token =
        matches!(parameter.location, ParameterLocation::Header | ParameterLocation::Cookie);
    !is_token || is_header_name(&parameter.name)
}

fn is_one_of(parameter: &Parameter, headers: &[&str]) -> bool {
    parameter.location == ParameterLocation::Header
        && headers.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
}

fn style(parameter: &typed::Parameter) -> (ParameterLocation, ParameterStyle) {
    use typed::{PathStyle, QueryStyle};
    match parameter {
        typed::Parameter::Path { style, .. } => (
            ParameterLocation::Path,
            match style {
                PathStyle::Matrix => ParameterStyle::Matrix,
                PathStyle::Label => ParameterStyle::Label,
                PathStyle::Simple => ParameterStyle::Simple,
            },
        ),
        typed::Parameter::Query { style, .. } => (
            ParameterLocation::Query,
            match style {
                QueryStyle::Form => ParameterStyle::Form,
                QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
                QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
                QueryStyle::DeepObject => ParameterStyle::DeepObject,
            },
        ),
        typed::Parameter::Header { .. } => (ParameterLocation::Header, ParameterStyle::Simple),
        typed::Parameter::Cookie { .. } => (ParameterLocation::Cookie, ParameterStyle::Form),
    }
}
