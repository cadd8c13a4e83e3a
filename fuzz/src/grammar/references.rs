//! `$ref`s. Those that may lead anywhere are written as a number and get their place once the
//! document is there.

use arbitrary::Result;
use specmill_core::source::Node;

use super::Grammar;
use crate::tree::{each_string, object, objects, text};

/// What begins a `$ref` that has no place yet.
const PLACEHOLDER: &str = "#?";

impl Grammar<'_> {
    /// A reference to a schema.
    pub(super) fn schema_reference(&mut self) -> Result<Node> {
        let component = self.component_pointer("schemas")?;
        let target = match self.below(16)? {
            0..=9 => component,
            10 | 11 => self.inside_of(component)?,
            12 | 13 => self.anywhere()?,
            14 => self
                .one_of(&[
                    "#",
                    "#/",
                    "#node",
                    "#a",
                    "",
                    "other.yaml",
                    "#/components",
                    "#/components/schemas",
                    "#/paths",
                    "#/components/schemas/Absent",
                    "#/info",
                    "#/openapi",
                    "#%41",
                    "#/components/schemas/%",
                    "A",
                    "https://example.com/a#/b",
                    "../a.json#/b",
                ])?
                .to_owned(),
            _ => format!("{component}/x"),
        };
        Ok(text(target))
    }

    /// A reference to a component of this kind.
    pub(super) fn reference_to(&mut self, kind: &'static str) -> Result<Node> {
        let target =
            if self.seldom(10)? { self.anywhere()? } else { self.component_pointer(kind)? };
        Ok(object([("$ref", text(target))]))
    }

    pub(super) fn component_pointer(&mut self, kind: &'static str) -> Result<String> {
        let names = self.names.of(kind).to_vec();
        let name = match names.as_slice() {
            [] => "Absent".to_owned(),
            names => self.one_of(names)?,
        };
        Ok(format!("#/components/{kind}/{}", escaped(&name)))
    }

    fn inside_of(&mut self, component: String) -> Result<String> {
        let inside = self.one_of(&[
            "properties/a",
            "properties/id",
            "properties/data",
            "items",
            "additionalProperties",
            "allOf/0",
            "oneOf/0",
            "oneOf/1",
            "anyOf/0",
            "anyOf/1",
            "$defs/a",
            "definitions/a",
            "prefixItems/0",
            "not",
            "if",
            "then",
            "patternProperties/a",
            "dependentSchemas/a",
            "example",
            "examples/0",
            "default",
            "const",
            "enum/0",
            "properties",
            "discriminator",
        ])?;
        let further = if self.seldom(4)? { "/properties/a" } else { "" };
        Ok(format!("{component}/{inside}{further}"))
    }

    fn anywhere(&mut self) -> Result<String> {
        self.anywhere.push(self.bytes.arbitrary()?);
        Ok(format!("{PLACEHOLDER}{}", self.anywhere.len() - 1))
    }

    /// Puts a place of `root` where there is none yet.
    pub(super) fn resolve_references(&self, root: &mut Node) {
        if self.anywhere.is_empty() {
            return;
        }
        let places = objects(root);
        each_string(root, &mut |text| {
            let Some(index) = text.strip_prefix(PLACEHOLDER) else { return };
            let number = index.parse().ok().and_then(|index: usize| self.anywhere.get(index));
            let Some(number) = number else { return };
            let place = places.get(usize::from(*number) % places.len().max(1));
            *text = format!("#{}", place.map_or("", String::as_str));
        });
    }
}

/// A token of a JSON Pointer in a URI (RFC 6901 §6), but for what most documents leave as it is.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1").replace('%', "%25").replace(' ', "%20")
}
