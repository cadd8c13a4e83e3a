//! Schema Objects.

use arbitrary::Result;
use specmill_core::source::{Map, Node};

use super::{DEEPEST, Grammar};
use crate::tree::{object, text};

const FORMATS: &[&str] = &[
    "int32",
    "int64",
    "float",
    "double",
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "uri",
    "email",
    "byte",
    "binary",
    "base64url",
    "password",
    "uint64",
    "unixtime",
    "decimal",
    "other",
];

const TYPES: &[&str] = &["object", "string", "integer", "number", "boolean", "array", "null"];

/// Keywords beside what a schema is, and beside what it is not.
const KEYWORDS: &[&str] = &[
    "title",
    "description",
    "nullable",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "prefixItems",
    "enum",
    "const",
    "type",
    "format",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "if",
    "then",
    "else",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "$defs",
    "definitions",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$recursiveRef",
    "$id",
    "$schema",
    "$comment",
    "$vocabulary",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "discriminator",
    "xml",
    "externalDocs",
    "x-",
    "$ref",
];

impl Grammar<'_> {
    pub(super) fn schema(&mut self) -> Result<Node> {
        if self.depth >= DEEPEST {
            return Ok(object([("type", text("string"))]));
        }
        self.depth += 1;
        let schema = self.schema_at_depth();
        self.depth -= 1;
        schema
    }

    fn schema_at_depth(&mut self) -> Result<Node> {
        let mut members = Map::default();
        match self.below(24)? {
            0..=2 => members.extend([("type".to_owned(), text("string"))]),
            3..=6 => self.object(&mut members)?,
            7..=9 => members.extend([("$ref".to_owned(), self.schema_reference()?)]),
            10 => self.strings(&mut members)?,
            11 => self.numbers(&mut members)?,
            12 | 13 => self.array(&mut members)?,
            14..=16 => self.union(&mut members)?,
            17 | 18 => self.all_of(&mut members)?,
            19 => members.extend([("const".to_owned(), self.scalar()?)]),
            20 => self.map_of(&mut members)?,
            21 => members.extend([("type".to_owned(), self.types()?)]),
            22 if self.seldom(3)? => return self.scalar(),
            22 => return Ok(Node::Bool(self.bytes.arbitrary()?)),
            _ => {}
        }
        while self.seldom(3)? {
            let keyword = self.one_of(KEYWORDS)?;
            let (name, value) = self.keyword(keyword)?;
            members.insert(name, value);
        }
        Ok(Node::Object(members))
    }

    fn types(&mut self) -> Result<Node> {
        match self.seldom(2)? {
            true => self.list(3, |grammar| Ok(text(grammar.one_of(TYPES)?))),
            false => Ok(text(self.one_of(TYPES)?)),
        }
    }

    fn object(&mut self, members: &mut Map) -> Result<()> {
        if !self.seldom(8)? {
            members.insert("type".to_owned(), text("object"));
        }
        let properties = self.properties()?;
        let names: Vec<String> =
            properties.as_object().into_iter().flat_map(|known| known.keys().cloned()).collect();
        if !names.is_empty() && self.bytes.arbitrary()? {
            let required = self.list(3, |grammar| {
                Ok(text(if grammar.seldom(10)? {
                    grammar.name()?
                } else {
                    grammar.one_of(&names)?
                }))
            })?;
            members.insert("required".to_owned(), required);
        }
        members.insert("properties".to_owned(), properties);
        if self.seldom(4)? {
            let additional = self.schema_or_flag()?;
            members.insert("additionalProperties".to_owned(), additional);
        }
        Ok(())
    }

    fn properties(&mut self) -> Result<Node> {
        self.map(4, |grammar| {
            let name = grammar.name()?;
            // What tells members of a union apart.
            let is_tag = ["type", "object", "kind", "role"].contains(&name.as_str());
            let schema = match is_tag && grammar.bytes.arbitrary()? {
                true => object([("const", text(grammar.name()?))]),
                false => grammar.schema()?,
            };
            Ok((name, schema))
        })
    }

    fn schema_or_flag(&mut self) -> Result<Node> {
        if self.seldom(3)? { Ok(Node::Bool(self.bytes.arbitrary()?)) } else { self.schema() }
    }

    fn map_of(&mut self, members: &mut Map) -> Result<()> {
        members.insert("type".to_owned(), text("object"));
        let additional = self.schema_or_flag()?;
        members.insert("additionalProperties".to_owned(), additional);
        Ok(())
    }

    fn strings(&mut self, members: &mut Map) -> Result<()> {
        if !self.seldom(4)? {
            members.insert("type".to_owned(), text("string"));
        }
        let (name, value) = match self.bytes.arbitrary()? {
            true => ("format", text(self.one_of(FORMATS)?)),
            false => ("enum", self.list(5, |grammar| Ok(text(grammar.name()?)))?),
        };
        members.insert(name.to_owned(), value);
        Ok(())
    }

    fn numbers(&mut self, members: &mut Map) -> Result<()> {
        members.insert("type".to_owned(), text(self.one_of(&["integer", "number"])?));
        let (name, value) = match self.below(3)? {
            0 => ("format", text(self.one_of(FORMATS)?)),
            1 => ("enum", self.list(4, Self::scalar)?),
            _ => ("maximum", self.limit()?),
        };
        members.insert(name.to_owned(), value);
        Ok(())
    }

    fn array(&mut self, members: &mut Map) -> Result<()> {
        members.insert("type".to_owned(), text("array"));
        let items = self.schema()?;
        members.insert("items".to_owned(), items);
        if self.seldom(4)? {
            let items = self.list(4, Self::schema)?;
            members.insert("prefixItems".to_owned(), items);
        }
        Ok(())
    }

    fn union(&mut self, members: &mut Map) -> Result<()> {
        let keyword = self.one_of(&["oneOf", "anyOf"])?;
        let of = self.list(4, Self::schema)?;
        members.insert(keyword.to_owned(), of);
        if self.seldom(3)? {
            let discriminator = self.discriminator()?;
            members.insert("discriminator".to_owned(), discriminator);
        }
        Ok(())
    }

    fn all_of(&mut self, members: &mut Map) -> Result<()> {
        let of = self.list(3, Self::schema)?;
        members.insert("allOf".to_owned(), of);
        match self.below(4)? {
            0 => self.object(members),
            1 => self.union(members),
            _ => Ok(()),
        }
    }

    fn discriminator(&mut self) -> Result<Node> {
        let mut members = Map::default();
        let property = match self.seldom(4)? {
            true => self.name()?,
            false => self.one_of(&["type", "kind", "object"])?.to_owned(),
        };
        members.insert("propertyName".to_owned(), text(property));
        if self.bytes.arbitrary()? {
            let mapping = self.map(3, |grammar| {
                let target = match grammar.below(3)? {
                    0 => grammar.schema_reference()?,
                    1 => text(grammar.name()?),
                    _ => text(grammar.component_pointer("schemas")?),
                };
                Ok((grammar.name()?, target))
            })?;
            members.insert("mapping".to_owned(), mapping);
        }
        if self.seldom(6)? {
            members.insert("defaultMapping".to_owned(), self.schema_reference()?);
        }
        Ok(Node::Object(members))
    }

    fn keyword(&mut self, keyword: &'static str) -> Result<(String, Node)> {
        let value = match keyword {
            "x-" => return self.extension(),
            "title" | "$anchor" | "$dynamicAnchor" | "$id" => text(self.name()?),
            "description" | "$comment" => self.prose()?,
            "nullable" | "deprecated" | "readOnly" | "writeOnly" | "uniqueItems" => {
                if self.seldom(8)? { self.scalar()? } else { Node::Bool(self.bytes.arbitrary()?) }
            }
            "default" | "example" | "const" | "xml" | "externalDocs" | "$vocabulary" => {
                self.value()?
            }
            "examples" | "enum" => self.list(3, Self::value)?,
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf"
            | "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" | "minContains" | "maxContains" => self.limit()?,
            "pattern" => text(self.one_of(&["^a+$", "(", "[a-z]{3}", "", "\n", "`\"#"])?),
            "required" => self.list(3, |grammar| Ok(text(grammar.name()?)))?,
            "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => {
                self.properties()?
            }
            "dependentRequired" | "dependencies" => self.map(2, |grammar| {
                let names = grammar.list(2, |grammar| Ok(text(grammar.name()?)))?;
                Ok((grammar.name()?, names))
            })?,
            "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems" => {
                self.schema_or_flag()?
            }
            "prefixItems" | "allOf" | "oneOf" | "anyOf" => self.list(3, Self::schema)?,
            "type" => self.types()?,
            "format" => text(self.one_of(FORMATS)?),
            "discriminator" => self.discriminator()?,
            "$ref" => self.schema_reference()?,
            "$dynamicRef" | "$recursiveRef" => text(self.one_of(&["#", "#a", "#node", "#id"])?),
            "$schema" => text("https://json-schema.org/draft/2020-12/schema"),
            "contentEncoding" => text(self.one_of(&["base64", "base64url", "binary", "x"])?),
            "contentMediaType" => text(self.media_type()?),
            _ => self.schema()?,
        };
        let value = if self.seldom(40)? { self.value()? } else { value };
        Ok((keyword.to_owned(), value))
    }
}
