//! Documents out of our own grammar of OpenAPI: every keyword of 3.0, 3.1 and 3.2 in the places it
//! may stand, and in some where it may not; names of all kinds; `$ref`s to any place of the document
//! itself.
//!
//! Bytes decide. Where there are none left, everything is as short and plain as it can be, so that
//! fewer bytes are a smaller document.

mod components;
mod names;
mod operations;
mod overlay;
mod references;
mod schemas;
mod values;

use arbitrary::{Result, Unstructured};
use specmill_core::source::{Map, Node};

use crate::tree::{json, object, text};
use crate::{Made, WHOLE_ONE_OF};

/// Depth of schemas, lists and objects of one document below a component or an operation: real
/// documents have less than 20. That there is a limit has a test of its own.
const DEEPEST: usize = 12;

/// A document, and an overlay some of the time.
///
/// # Errors
///
/// None that depend on the bytes: the type is `arbitrary`'s.
pub fn made(bytes: &[u8]) -> Result<Made> {
    let mut bytes = Unstructured::new(bytes);
    let whole = bytes.int_in_range(0..=WHOLE_ONE_OF - 1)? == WHOLE_ONE_OF - 1;
    let has_overlay = bytes.int_in_range(0..=15)? == 15;
    let mut grammar = Grammar::new(bytes)?;
    let mut root = grammar.document()?;
    let overlay = match has_overlay {
        true => Some(json(&grammar.overlay(&root)?)),
        false => None,
    };
    grammar.resolve_references(&mut root);
    Ok(Made { document: json(&root), overlay, whole })
}

/// A schema as it may stand anywhere, for what is put into other documents.
pub(crate) fn loose_schema(bytes: &mut Unstructured<'_>) -> Result<Node> {
    let rest = bytes.len().min(256);
    let mut grammar = Grammar::new(Unstructured::new(bytes.bytes(rest)?))?;
    let mut schema = grammar.schema()?;
    grammar.resolve_references(&mut schema);
    Ok(schema)
}

/// A document under way.
struct Grammar<'b> {
    bytes: Unstructured<'b>,
    depth: usize,
    /// The names of components, by kind, decided before any of them is written.
    names: components::Names,
    /// Numbers of the `$ref`s that may lead anywhere, in the order they were written.
    anywhere: Vec<u16>,
    /// Operations so far.
    operations: usize,
}

impl<'b> Grammar<'b> {
    fn new(mut bytes: Unstructured<'b>) -> Result<Self> {
        let names = components::Names::new(&mut bytes)?;
        Ok(Self { bytes, depth: 0, names, anywhere: Vec::new(), operations: 0 })
    }

    fn document(&mut self) -> Result<Node> {
        let version = self.one_of(&["3.1.0", "3.0.3", "3.2.0", "3.0.0", "3.1.1"])?;
        let mut root = Map::default();
        root.insert("openapi".to_owned(), text(version));
        root.insert("info".to_owned(), self.info()?);
        if self.seldom(4)? {
            root.insert("servers".to_owned(), self.servers()?);
        }
        if self.seldom(4)? {
            root.insert("security".to_owned(), self.security()?);
        }
        if self.seldom(3)? {
            root.insert("tags".to_owned(), self.tags()?);
        }
        let paths = self.with_share(2, Self::paths)?;
        root.insert("paths".to_owned(), paths);
        if self.seldom(4)? {
            let webhooks = self.with_share(4, Self::webhooks)?;
            root.insert("webhooks".to_owned(), webhooks);
        }
        root.insert("components".to_owned(), self.components()?);
        if self.seldom(16)? {
            let (name, value) = self.extension()?;
            root.insert(name, value);
        }
        Ok(Node::Object(root))
    }

    fn info(&mut self) -> Result<Node> {
        let title = if self.seldom(8)? { self.name()? } else { "API".to_owned() };
        let mut info = object([("title", text(title)), ("version", text("1"))]);
        if self.seldom(6)? {
            let description = self.prose()?;
            info.as_object_mut().map(|info| info.insert("description".to_owned(), description));
        }
        Ok(info)
    }

    fn tags(&mut self) -> Result<Node> {
        self.list(3, |grammar| {
            let mut tag = object([("name", text(grammar.tag_name()?))]);
            let description = grammar.prose()?;
            tag.as_object_mut().map(|tag| tag.insert("description".to_owned(), description));
            Ok(tag)
        })
    }

    // What everything is made of.

    /// One of `choices`, the first where no bytes are left.
    fn one_of<T: Clone>(&mut self, choices: &[T]) -> Result<T> {
        let last = choices.len() - 1;
        Ok(choices[self.bytes.int_in_range(0..=last)?].clone())
    }

    fn below(&mut self, limit: usize) -> Result<usize> {
        self.bytes.int_in_range(0..=limit.max(1) - 1)
    }

    /// Once in so many times; never where no bytes are left.
    fn seldom(&mut self, times: u8) -> Result<bool> {
        Ok(self.bytes.int_in_range(0..=times - 1)? == times - 1)
    }

    /// What `part` makes of its share of the bytes, one of `shares`: so that the first schema does not
    /// take them all.
    fn with_share<T>(
        &mut self,
        shares: usize,
        part: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let share = self.bytes.bytes(self.bytes.len() / shares.max(1))?;
        let rest = std::mem::replace(&mut self.bytes, Unstructured::new(share));
        let made = part(self);
        self.bytes = rest;
        made
    }

    /// At most `most` items.
    fn list(
        &mut self,
        most: usize,
        mut item: impl FnMut(&mut Self) -> Result<Node>,
    ) -> Result<Node> {
        let length = self.below(most + 1)?;
        Ok(Node::Array((0..length).map(|_| item(self)).collect::<Result<_>>()?))
    }

    /// At most `most` members.
    fn map(
        &mut self,
        most: usize,
        mut member: impl FnMut(&mut Self) -> Result<(String, Node)>,
    ) -> Result<Node> {
        let length = self.below(most + 1)?;
        Ok(Node::Object((0..length).map(|_| member(self)).collect::<Result<_>>()?))
    }
}
