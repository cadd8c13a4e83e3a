//! Scalars where a text or a flag is due.
//!
//! YAML reads `1.10` as a number and `yes` as a string. Where OpenAPI has a text or a flag, only one thing
//! can be meant: the text as it is written, and the flag that older YAML reads there.

use super::grammar::{Kind, Shape};
use crate::diagnostics::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::written::texts;
use crate::source::{Document, Format};
use crate::tree::{Map, Node, Pointer, Trail, flag};

/// `false` is the longest word for a flag.
const LONGEST_FLAG: usize = 5;

/// What is due in the members of an object.
struct Due {
    /// The code of a fault in it.
    code: &'static str,
    texts: &'static [&'static str],
    flags: &'static [&'static str],
    /// Lists of texts.
    lists: &'static [&'static str],
    /// Objects whose members are texts.
    maps: &'static [&'static str],
    /// Objects of these members, which no `$ref` leads to.
    objects: &'static [(&'static str, &'static Due)],
    /// Lists or maps of such objects.
    each: &'static [(&'static str, &'static Due)],
}

const NOTHING: Due = Due {
    code: "invalid-document",
    texts: &[],
    flags: &[],
    lists: &[],
    maps: &[],
    objects: &[],
    each: &[],
};
const CONTACT: Due =
    Due { code: "invalid-info", texts: &["name", "url", "email", "identifier"], ..NOTHING };
const INFO: Due = Due {
    code: "invalid-info",
    texts: &["title", "summary", "description", "version", "termsOfService"],
    objects: &[("contact", &CONTACT), ("license", &CONTACT)],
    ..NOTHING
};
const VARIABLE: Due =
    Due { code: "invalid-server", texts: &["default", "description"], lists: &["enum"], ..NOTHING };
const SERVER: Due = Due {
    code: "invalid-server",
    texts: &["url", "name", "description"],
    each: &[("variables", &VARIABLE)],
    ..NOTHING
};
const TAG: Due = Due {
    code: "invalid-tag",
    texts: &["name", "summary", "description", "parent", "kind"],
    ..NOTHING
};
const DOCUMENT: Due =
    Due { objects: &[("info", &INFO)], each: &[("servers", &SERVER), ("tags", &TAG)], ..NOTHING };
const PATH_ITEM: Due = Due {
    code: "invalid-path-item",
    texts: &["summary", "description"],
    each: &[("servers", &SERVER)],
    ..NOTHING
};
const OPERATION: Due = Due {
    code: "invalid-operation",
    texts: &["operationId", "summary", "description"],
    flags: &["deprecated"],
    lists: &["tags"],
    each: &[("servers", &SERVER)],
    ..NOTHING
};
const PARAMETER: Due = Due {
    code: "invalid-parameter",
    texts: &["name", "in", "description", "style"],
    flags: &["required", "deprecated", "allowEmptyValue", "allowReserved", "explode"],
    ..NOTHING
};
const HEADER: Due = Due { code: "invalid-header", ..PARAMETER };
const BODY: Due =
    Due { code: "invalid-request-body", texts: &["description"], flags: &["required"], ..NOTHING };
const RESPONSE: Due =
    Due { code: "invalid-response", texts: &["summary", "description"], ..NOTHING };
const ENCODING: Due = Due {
    code: "invalid-encoding",
    texts: &["contentType", "style"],
    flags: &["explode", "allowReserved"],
    ..NOTHING
};
const FLOW: Due = Due {
    code: "invalid-security-scheme",
    texts: &["authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"],
    maps: &["scopes"],
    ..NOTHING
};
const SECURITY_SCHEME: Due = Due {
    code: "invalid-security-scheme",
    texts: &["type", "description", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl"],
    flags: &["deprecated"],
    each: &[("flows", &FLOW)],
    ..NOTHING
};
const DISCRIMINATOR: Due = Due {
    code: "invalid-discriminator",
    texts: &["propertyName", "defaultMapping"],
    maps: &["mapping"],
    ..NOTHING
};
const SCHEMA: Due = Due {
    code: "invalid-schema",
    texts: &[
        "$ref",
        "title",
        "description",
        "format",
        "pattern",
        "contentMediaType",
        "contentEncoding",
    ],
    flags: &[
        "nullable",
        "readOnly",
        "writeOnly",
        "deprecated",
        "uniqueItems",
        "additionalProperties",
    ],
    lists: &["required"],
    objects: &[("discriminator", &DISCRIMINATOR)],
    ..NOTHING
};

fn due(kind: Kind) -> &'static Due {
    match kind {
        Kind::Document => &DOCUMENT,
        Kind::PathItem => &PATH_ITEM,
        Kind::Operation => &OPERATION,
        Kind::Parameter => &PARAMETER,
        Kind::Header => &HEADER,
        Kind::RequestBody => &BODY,
        Kind::Response | Kind::Example | Kind::Link => &RESPONSE,
        Kind::Encoding => &ENCODING,
        Kind::SecurityScheme => &SECURITY_SCHEME,
        Kind::Schema => &SCHEMA,
        Kind::Components | Kind::MediaType | Kind::Callback => &NOTHING,
    }
}

/// A scalar that is not what is due.
struct Odd {
    at: Pointer,
    code: &'static str,
    /// What is said of it; `None` where the text as it is written is what everyone means.
    message: Option<String>,
    meant: Meant,
}

enum Meant {
    /// What is written there.
    Text,
    Flag(bool),
}

/// Makes what is meant of the scalars in `node`, which is of this `shape` and at `at` in `document`, and
/// notes what is not as it should be at its place there, without the file.
pub(super) fn settle(
    node: &mut Node,
    shape: Shape,
    at: &Pointer,
    document: &Document,
    diagnostics: &mut Diagnostics,
) {
    let mut finder = Finder { odd: Vec::new(), is_yaml: document.format == Format::Yaml };
    finder.shape(node, shape, &Trail::root());
    if finder.odd.is_empty() {
        return;
    }
    let odd = finder.odd;
    let of_texts = odd.iter().filter(|odd| matches!(odd.meant, Meant::Text));
    let wanted: Vec<Pointer> =
        of_texts.map(|odd| Pointer::parse(&format!("{at}{}", odd.at))).collect();
    let written = match wanted.is_empty() {
        true => Default::default(),
        false => texts(&document.text, &wanted),
    };
    for Odd { at: inner, code, message, meant } in odd {
        let place = Pointer::parse(&format!("{at}{inner}"));
        let Some(found) = node.at_mut(&inner) else { continue };
        let help = match meant {
            Meant::Flag(value) => {
                *found = Node::Bool(value);
                format!("it is read as `{value}`; correct the document")
            }
            // What has no text (a merge key) is left to the stages that read it.
            Meant::Text => match written.get(place.as_str()) {
                Some(text) => {
                    *found = Node::String(text.clone());
                    format!("it is read as the string `{text}`; put it in quotes")
                }
                None => continue,
            },
        };
        if let Some(message) = message {
            diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                code,
                message,
                place: Some(Place { pointer: place, ..Place::default() }),
                help: Some(help),
            });
        }
    }
}

struct Finder {
    odd: Vec<Odd>,
    is_yaml: bool,
}

impl Finder {
    fn shape(&mut self, node: &Node, shape: Shape, at: &Trail<'_>) {
        let Shape::Each(kind) = shape else {
            let Shape::One(kind) = shape else { return };
            return self.one(node, kind, at);
        };
        match node {
            Node::Object(members) => {
                for (name, value) in members {
                    if !(kind.has_extensions() && name.starts_with("x-")) {
                        self.one(value, kind, &at.member(name));
                    }
                }
            }
            Node::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    self.one(value, kind, &at.item(index));
                }
            }
            _ => {}
        }
    }

    fn one(&mut self, node: &Node, kind: Kind, at: &Trail<'_>) {
        let Some(members) = node.as_object() else { return };
        self.members(members, due(kind), at);
        if kind == Kind::Schema {
            self.values(members, at);
        }
        for (name, value) in members {
            if matches!(value, Node::Object(_) | Node::Array(_))
                && let Some(shape) = kind.member(name)
            {
                self.shape(value, shape, &at.member(name));
            }
        }
    }

    fn members(&mut self, members: &Map, due: &'static Due, at: &Trail<'_>) {
        for (name, value) in members {
            let name = name.as_str();
            let at = at.member(name);
            match value {
                Node::Number(_) | Node::Bool(_) if due.texts.contains(&name) => {
                    // A version such as `1.0` is seldom quoted.
                    let is_said = !(due.code == "invalid-info" && name == "version");
                    let message = format!("`{name}` must be a string, but is {}", value.kind());
                    self.text(&at, due.code, is_said.then_some(message));
                }
                Node::String(text) if text.len() <= LONGEST_FLAG && due.flags.contains(&name) => {
                    if let Some(flag) = flag(text) {
                        let message = format!(
                            "`{name}` must be `true` or `false`, but is the string `{text}`"
                        );
                        let (at, code) = (at.pointer(), due.code);
                        let meant = Meant::Flag(flag);
                        self.odd.push(Odd { at, code, message: Some(message), meant });
                    }
                }
                Node::Array(items) if due.lists.contains(&name) => {
                    self.list(items, due.code, &at, |kind| {
                        format!("`{name}` must be a list of strings, but has {kind}")
                    });
                }
                Node::Object(texts) if due.maps.contains(&name) => {
                    for (key, value) in texts {
                        if matches!(value, Node::Number(_) | Node::Bool(_)) {
                            let message = format!(
                                "`{key}` of `{name}` must be a string, but is {}",
                                value.kind()
                            );
                            self.text(&at.member(key), due.code, Some(message));
                        }
                    }
                }
                _ => self.inner(value, name, due, &at),
            }
        }
    }

    /// Objects that no `$ref` leads to.
    fn inner(&mut self, node: &Node, name: &str, due: &'static Due, at: &Trail<'_>) {
        let of = |list: &[(&str, &'static Due)]| {
            list.iter().find(|(known, _)| *known == name).map(|(_, due)| *due)
        };
        if let (Some(due), Node::Object(members)) = (of(due.objects), node) {
            return self.members(members, due, at);
        }
        let Some(due) = of(due.each) else { return };
        match node {
            Node::Object(each) => {
                for (name, value) in each {
                    let Some(members) = value.as_object() else { continue };
                    self.members(members, due, &at.member(name));
                }
            }
            Node::Array(each) => {
                for (index, value) in each.iter().enumerate() {
                    let Some(members) = value.as_object() else { continue };
                    self.members(members, due, &at.item(index));
                }
            }
            _ => {}
        }
    }

    /// Values of a schema for texts.
    fn values(&mut self, schema: &Map, at: &Trail<'_>) {
        let is_text = match schema.get("type") {
            Some(Node::String(name)) => name == "string",
            Some(Node::Array(names)) => {
                let named = |name: &&Node| name.as_str() != Some("null");
                names.iter().filter(named).all(|name| name.as_str() == Some("string"))
                    && names.iter().any(|name| name.as_str() == Some("string"))
            }
            _ => false,
        };
        if let (Some("boolean"), Some(Node::String(word))) =
            (schema.get("type").and_then(Node::as_str), schema.get("default"))
            && let Some(value) = flag(word)
        {
            let message = format!("`default` is the string `{word}`, but `type` is `boolean`");
            let (at, code) = (at.member("default").pointer(), "conflicting-types");
            self.odd.push(Odd { at, code, message: Some(message), meant: Meant::Flag(value) });
        }
        if !is_text {
            return;
        }
        if let Some(values) = schema.get("enum").and_then(Node::as_array) {
            self.list(values, "conflicting-types", &at.member("enum"), |kind| {
                format!("`enum` lists {kind}, but `type` is `string`")
            });
        }
        for name in ["const", "default"] {
            if let Some(value @ (Node::Number(_) | Node::Bool(_))) = schema.get(name) {
                let message = format!("`{name}` is {}, but `type` is `string`", value.kind());
                self.text(&at.member(name), "conflicting-types", Some(message));
            }
        }
        // An example is only shown.
        if matches!(schema.get("example"), Some(Node::Number(_) | Node::Bool(_))) {
            self.text(&at.member("example"), "conflicting-types", None);
        }
        let examples = schema.get("examples").and_then(Node::as_array).unwrap_or_default();
        for (index, value) in examples.iter().enumerate() {
            if matches!(value, Node::Number(_) | Node::Bool(_)) {
                self.text(&at.member("examples").item(index), "conflicting-types", None);
            }
        }
    }

    /// The items of a list of texts, of which the first that is none is told.
    fn list(
        &mut self,
        items: &[Node],
        code: &'static str,
        at: &Trail<'_>,
        message: impl Fn(&str) -> String,
    ) {
        let mut is_said = false;
        for (index, value) in items.iter().enumerate() {
            if matches!(value, Node::Number(_) | Node::Bool(_)) {
                let message = (!is_said).then(|| message(value.kind()));
                is_said = true;
                self.text(&at.item(index), code, message);
            }
        }
    }

    fn text(&mut self, at: &Trail<'_>, code: &'static str, message: Option<String>) {
        if self.is_yaml {
            self.odd.push(Odd { at: at.pointer(), code, message, meant: Meant::Text });
        }
    }
}
