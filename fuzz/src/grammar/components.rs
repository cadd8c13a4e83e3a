//! Components: their names first, so that everything can refer to them.

use arbitrary::{Result, Unstructured};
use specmill_core::source::{Map, Node};

use super::Grammar;

/// Kinds of components, and how many of each there are at most.
const KINDS: &[(&str, usize)] = &[
    ("schemas", 8),
    ("parameters", 3),
    ("requestBodies", 2),
    ("responses", 3),
    ("headers", 2),
    ("securitySchemes", 3),
    ("examples", 1),
    ("callbacks", 1),
    ("pathItems", 1),
    ("mediaTypes", 1),
    ("links", 1),
];

/// Names of components: plain ones, and some that come to one name in Rust or are none.
const NAMES: &[&str] = &[
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "Pet",
    "Cat",
    "Dog",
    "Page",
    "Node",
    "Tree",
    "Event",
    "Error",
    "Item",
    "a",
    "b-c",
    "b_c",
    "B C",
    "BC",
    "String",
    "Option",
    "Client",
    "Call",
    "Field",
    "Upload",
    "Self",
    "Other",
    "Unknown",
    "Value",
    "Result",
    "Const",
    "Union",
    "日本",
    "1A",
    "_",
    "",
    "a/b",
    "a~b",
    "a%b",
    "x.y.z",
    "ARequest",
    "AResponse",
    "AItem",
    "AValue",
    "Json",
    "Http",
    "Read0Response",
    "Read0Request",
    "Read0Event",
    "Read0Error",
    "Read0Body",
    "Read0Answer",
];

/// The names of the components, by kind.
pub(super) struct Names(Vec<(&'static str, Vec<String>)>);

impl Names {
    pub(super) fn new(bytes: &mut Unstructured<'_>) -> Result<Self> {
        let mut names = Vec::new();
        for (kind, most) in KINDS.iter().copied() {
            let count = bytes.int_in_range(0..=most)?;
            let odd = bytes.int_in_range(0..=3_u8)? == 3;
            let mut chosen = Vec::new();
            for plain in &NAMES[..count] {
                let name = match odd {
                    true => NAMES[bytes.int_in_range(0..=NAMES.len() - 1)?],
                    false => plain,
                };
                if !chosen.iter().any(|known| known == name) {
                    chosen.push(name.to_owned());
                }
            }
            names.push((kind, chosen));
        }
        Ok(Self(names))
    }

    pub(super) fn of(&self, kind: &str) -> &[String] {
        let known = self.0.iter().find(|(known, _)| *known == kind);
        known.map_or(&[], |(_, names)| names.as_slice())
    }
}

impl Grammar<'_> {
    pub(super) fn components(&mut self) -> Result<Node> {
        let mut components = Map::default();
        let mut left: usize = KINDS.iter().map(|(kind, _)| self.names.of(kind).len()).sum();
        for (kind, _) in KINDS {
            let names = self.names.of(kind).to_vec();
            if names.is_empty() {
                continue;
            }
            let mut members = Map::default();
            for name in names {
                let component = self.with_share(left, |grammar| grammar.component(kind))?;
                left -= 1;
                members.insert(name, component);
            }
            components.insert((*kind).to_owned(), Node::Object(members));
        }
        Ok(Node::Object(components))
    }

    fn component(&mut self, kind: &str) -> Result<Node> {
        match kind {
            "schemas" => self.schema(),
            "parameters" => self.parameter_in_place(None),
            "requestBodies" => self.body_in_place(),
            "responses" => self.response_in_place(),
            "headers" => self.header_in_place(),
            "securitySchemes" => self.security_scheme(),
            "pathItems" => self.path_item("/component"),
            "callbacks" => self.callback(),
            "mediaTypes" => self.media(),
            _ => self.value(),
        }
    }
}
