//! Paths, operations and what they send and answer; servers, security and webhooks.

use arbitrary::Result;
use specmill_core::source::{Map, Node};

use super::Grammar;
use crate::tree::{number, object, text};

const METHODS: &[&str] =
    &["get", "post", "put", "delete", "patch", "head", "options", "trace", "query"];

const PATHS: &[&str] = &[
    "/a",
    "/b",
    "/a/{id}",
    "/a/{id}/b/{name}",
    "/{id}",
    "/{id}.{name}",
    "/",
    "/a/{id",
    "/a?b=c",
    "/a#b",
    "/{}",
    "/a/{a}/{a}",
    "/日本",
    "/a b",
    "//",
    "a",
    "/%7Ba%7D",
    "/a/{x y}",
    "/..",
    "",
];

impl Grammar<'_> {
    pub(super) fn paths(&mut self) -> Result<Node> {
        let mut left = self.below(5)?;
        let mut paths = Map::default();
        while left > 0 {
            let path = self.one_of(PATHS)?;
            let item = self.with_share(left, |grammar| grammar.path_item(path))?;
            paths.insert(path.to_owned(), item);
            left -= 1;
        }
        Ok(Node::Object(paths))
    }

    pub(super) fn webhooks(&mut self) -> Result<Node> {
        self.map(3, |grammar| Ok((grammar.name()?, grammar.path_item("")?)))
    }

    pub(super) fn path_item(&mut self, path: &str) -> Result<Node> {
        let mut members = Map::default();
        if self.seldom(12)? {
            let reference = match self.bytes.arbitrary()? {
                true => text(self.component_pointer("pathItems")?),
                false => text(self.one_of(&["#/paths/~1a", "#/paths/~1b", "#/webhooks/a"])?),
            };
            members.insert("$ref".to_owned(), reference);
        }
        if self.seldom(6)? {
            members.insert("parameters".to_owned(), self.list(2, |it| it.parameter(path))?);
        }
        if self.seldom(10)? {
            members.insert("servers".to_owned(), self.servers()?);
        }
        let count = 1 + self.below(2)?;
        for _ in 0..count {
            let method = self.one_of(METHODS)?;
            let operation = self.operation(path)?;
            members.insert(method.to_owned(), operation);
        }
        if self.seldom(16)? {
            let more = self.map(2, |grammar| Ok((grammar.name()?, grammar.operation(path)?)))?;
            members.insert("additionalOperations".to_owned(), more);
        }
        Ok(Node::Object(members))
    }

    pub(super) fn callback(&mut self) -> Result<Node> {
        self.map(1, |grammar| {
            let expression = grammar.one_of(&["{$request.body#/url}", "/a", "{$url}"])?;
            Ok((expression.to_owned(), grammar.path_item("")?))
        })
    }

    fn operation(&mut self, path: &str) -> Result<Node> {
        let mut members = Map::default();
        if !self.seldom(6)? {
            let id = match self.seldom(6)? {
                true => self.name()?,
                false => format!("read{}", self.operations),
            };
            self.operations += 1;
            members.insert("operationId".to_owned(), text(id));
        }
        if self.bytes.arbitrary()? {
            let tags = self.list(2, |grammar| Ok(text(grammar.tag_name()?)))?;
            members.insert("tags".to_owned(), tags);
        }
        if self.bytes.arbitrary()? {
            members.insert("parameters".to_owned(), self.list(4, |it| it.parameter(path))?);
        }
        if self.seldom(3)? {
            let body = match self.seldom(4)? {
                true => self.reference_to("requestBodies")?,
                false => self.body_in_place()?,
            };
            members.insert("requestBody".to_owned(), body);
        }
        members.insert("responses".to_owned(), self.responses()?);
        while self.seldom(6)? {
            let (name, value) = match self.below(9)? {
                0 => ("summary".to_owned(), self.prose()?),
                1 => ("description".to_owned(), self.prose()?),
                2 => ("deprecated".to_owned(), Node::Bool(true)),
                3 => ("security".to_owned(), self.security()?),
                4 => ("servers".to_owned(), self.servers()?),
                5 => {
                    let callbacks = self.map(1, |it| Ok((it.name()?, it.callback()?)))?;
                    ("callbacks".to_owned(), callbacks)
                }
                6 => ("x-specmill-pagination".to_owned(), self.pagination()?),
                7 => ("x-specmill-name".to_owned(), text(self.name()?)),
                _ => self.extension()?,
            };
            members.insert(name, value);
        }
        Ok(Node::Object(members))
    }

    fn pagination(&mut self) -> Result<Node> {
        if self.seldom(4)? {
            return self.scalar();
        }
        Ok(object([
            ("parameter", text(self.one_of(&["after", "cursor", "page", "a"])?)),
            ("items", text(self.one_of(&["data", "items", "a"])?)),
            ("cursor", text(self.one_of(&["item.id", "last_id", "next", "item.", ""])?)),
        ]))
    }

    fn parameter(&mut self, path: &str) -> Result<Node> {
        if self.seldom(6)? {
            return self.reference_to("parameters");
        }
        // What the path's template names.
        let named = path.split('{').nth(1).and_then(|rest| rest.split('}').next());
        let named = if self.bytes.arbitrary()? { named } else { None };
        self.parameter_in_place(named)
    }

    pub(super) fn parameter_in_place(&mut self, in_path: Option<&str>) -> Result<Node> {
        let mut members = Map::default();
        let place = match in_path {
            Some(_) => "path",
            None => self.one_of(&["query", "query", "header", "cookie", "path", "querystring"])?,
        };
        let name = match in_path {
            Some(name) => name.to_owned(),
            None => self.name()?,
        };
        members.insert("name".to_owned(), text(name));
        members.insert("in".to_owned(), text(place));
        if place == "path" || self.seldom(4)? {
            members.insert("required".to_owned(), Node::Bool(true));
        }
        if self.seldom(4)? {
            let style = self.one_of(&[
                "form",
                "simple",
                "label",
                "matrix",
                "spaceDelimited",
                "pipeDelimited",
                "deepObject",
                "cookie",
                "other",
            ])?;
            members.insert("style".to_owned(), text(style));
            members.insert("explode".to_owned(), Node::Bool(self.bytes.arbitrary()?));
        }
        if self.seldom(8)? {
            members.insert("content".to_owned(), self.content()?);
        } else {
            members.insert("schema".to_owned(), self.schema()?);
        }
        while self.seldom(6)? {
            let (name, value) = match self.below(6)? {
                0 => ("description".to_owned(), self.prose()?),
                1 => ("allowReserved".to_owned(), Node::Bool(true)),
                2 => ("deprecated".to_owned(), Node::Bool(true)),
                3 => ("example".to_owned(), self.value()?),
                4 => ("allowEmptyValue".to_owned(), Node::Bool(true)),
                _ => self.extension()?,
            };
            members.insert(name, value);
        }
        Ok(Node::Object(members))
    }

    pub(super) fn body_in_place(&mut self) -> Result<Node> {
        let mut members = Map::default();
        members.insert("content".to_owned(), self.content()?);
        if self.seldom(2)? {
            members.insert("required".to_owned(), Node::Bool(true));
        }
        if self.seldom(6)? {
            members.insert("description".to_owned(), self.prose()?);
        }
        Ok(Node::Object(members))
    }

    fn content(&mut self) -> Result<Node> {
        self.map(3, |grammar| {
            let media_type = grammar.media_type()?;
            let media = match grammar.seldom(12)? {
                true => grammar.reference_to("mediaTypes")?,
                false => grammar.media()?,
            };
            Ok((media_type, media))
        })
    }

    pub(super) fn media(&mut self) -> Result<Node> {
        let mut members = Map::default();
        if !self.seldom(12)? {
            members.insert("schema".to_owned(), self.schema()?);
        }
        while self.seldom(5)? {
            let (name, value) = match self.below(6)? {
                0 => ("itemSchema", self.schema()?),
                1 => ("encoding", self.encoding()?),
                2 => ("example", self.value()?),
                3 => {
                    let examples = self.map(2, |grammar| {
                        let example = match grammar.bytes.arbitrary()? {
                            true => grammar.reference_to("examples")?,
                            false => object([("value", grammar.value()?)]),
                        };
                        Ok((grammar.name()?, example))
                    })?;
                    ("examples", examples)
                }
                4 => ("prefixEncoding", self.list(2, Self::encoding)?),
                _ => ("itemEncoding", self.encoding()?),
            };
            members.insert(name.to_owned(), value);
        }
        Ok(Node::Object(members))
    }

    fn encoding(&mut self) -> Result<Node> {
        self.map(3, |grammar| {
            let mut members = Map::default();
            while grammar.seldom(2)? {
                let (name, value) = match grammar.below(5)? {
                    0 => ("contentType", text(grammar.media_type()?)),
                    1 => ("style", text(grammar.one_of(&["form", "deepObject", "x"])?)),
                    2 => ("explode", Node::Bool(grammar.bytes.arbitrary()?)),
                    3 => ("allowReserved", Node::Bool(true)),
                    _ => ("headers", grammar.headers()?),
                };
                members.insert(name.to_owned(), value);
            }
            Ok((grammar.name()?, Node::Object(members)))
        })
    }

    fn headers(&mut self) -> Result<Node> {
        self.map(2, |grammar| {
            let header = match grammar.seldom(4)? {
                true => grammar.reference_to("headers")?,
                false => grammar.header_in_place()?,
            };
            Ok((grammar.name()?, header))
        })
    }

    pub(super) fn header_in_place(&mut self) -> Result<Node> {
        let mut members = Map::default();
        if !self.seldom(6)? {
            members.insert("schema".to_owned(), self.schema()?);
        }
        if self.seldom(4)? {
            members.insert("description".to_owned(), self.prose()?);
        }
        Ok(Node::Object(members))
    }

    fn responses(&mut self) -> Result<Node> {
        self.map(4, |grammar| {
            let status = grammar.one_of(&[
                "200", "200", "201", "204", "default", "4XX", "404", "2XX", "500", "302", "101",
                "600", "20", "ok", "x-a",
            ])?;
            let response = match grammar.seldom(5)? {
                true => grammar.reference_to("responses")?,
                false => grammar.response_in_place()?,
            };
            Ok((status.to_owned(), response))
        })
    }

    pub(super) fn response_in_place(&mut self) -> Result<Node> {
        let mut members = Map::default();
        members.insert("description".to_owned(), self.prose()?);
        if !self.seldom(5)? {
            members.insert("content".to_owned(), self.content()?);
        }
        if self.seldom(6)? {
            members.insert("headers".to_owned(), self.headers()?);
        }
        if self.seldom(16)? {
            members.insert("links".to_owned(), self.value()?);
        }
        Ok(Node::Object(members))
    }

    pub(super) fn servers(&mut self) -> Result<Node> {
        self.list(3, |grammar| {
            let url = grammar.one_of(&[
                "https://example.com",
                "/v1",
                "https://{a}.example.com/{b}",
                "{a}",
                "",
                "//a",
                "https://example.com/{a",
                "https://user:pass@example.com/?q#f",
                "ht tp://x",
                "{a}{a}",
            ])?;
            let mut server = object([("url", text(url))]);
            if grammar.bytes.arbitrary()? {
                let variables = grammar.map(2, |grammar| {
                    let default = grammar.one_of(&["x", "{b}{b}", "{a}", "", "a/b"])?;
                    let mut variable = object([("default", text(default))]);
                    if grammar.seldom(3)? {
                        let values = grammar.list(2, Self::scalar)?;
                        variable.as_object_mut().map(|it| it.insert("enum".to_owned(), values));
                    }
                    Ok((grammar.one_of(&["a", "b"])?.to_owned(), variable))
                })?;
                server.as_object_mut().map(|it| it.insert("variables".to_owned(), variables));
            }
            Ok(server)
        })
    }

    pub(super) fn security(&mut self) -> Result<Node> {
        let names = self.names.of("securitySchemes").to_vec();
        self.list(2, |grammar| {
            grammar.map(2, |grammar| {
                let name = match names.is_empty() || grammar.seldom(8)? {
                    true => grammar.name()?,
                    false => grammar.one_of(&names)?,
                };
                Ok((name, grammar.list(1, Self::scalar)?))
            })
        })
    }

    pub(super) fn security_scheme(&mut self) -> Result<Node> {
        let mut members = Map::default();
        let kind =
            self.one_of(&["http", "apiKey", "oauth2", "openIdConnect", "mutualTLS", "other"])?;
        members.insert("type".to_owned(), text(kind));
        let scheme = self.one_of(&["bearer", "basic", "Bearer", "digest", "", "\r\nX: y"])?;
        members.insert("scheme".to_owned(), text(scheme));
        let name = if self.seldom(3)? { self.name()? } else { "X-Key".to_owned() };
        members.insert("name".to_owned(), text(name));
        members.insert("in".to_owned(), text(self.one_of(&["header", "query", "cookie", "path"])?));
        if self.seldom(3)? {
            members.insert("flows".to_owned(), object([("implicit", number(1))]));
        }
        Ok(Node::Object(members))
    }
}
