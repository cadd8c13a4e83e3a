//! A body made of an entry of `content`: its example, or what its schema makes.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use specmill_core::source::{Map, Node};
use specmill_core::spec::{MediaType, Operation};

use crate::description::Description;
use crate::json_schema::{Direction, parsed};
use crate::progress;
use crate::sample;
use crate::schema::Schema;
use crate::state::Step;

/// What stands for bytes that nobody describes further.
const BYTES: &[u8] = b"\x00\x01\x02\x03specmill\xfc\xfd\xfe\xff";

/// An entry of `content` of which a body is made.
pub(crate) struct Made<'a> {
    pub(crate) description: &'a Description,
    pub(crate) operation: &'a Operation,
    pub(crate) media: &'a MediaType,
}

impl Made<'_> {
    /// The body as JSON. The pages of a success end, and where `has_ended` so does the work whose status it
    /// tells; `step` has what is known of the things in it.
    pub(crate) fn json(
        &self,
        request: &Request<Bytes>,
        is_success: bool,
        has_ended: bool,
        step: Option<&mut Step<'_>>,
    ) -> String {
        let schema = self.schema();
        let mut value = self
            .example(schema.as_deref())
            .or_else(|| schema.as_deref().and_then(|schema| schema.sample()))
            .unwrap_or_else(|| Node::Object(Map::default()));
        let rule = self.description.pages.get(&self.operation.pointer);
        let mut is_next = false;
        if let Some(rule) = rule.filter(|_| is_success) {
            let query = request.uri().query().unwrap_or_default().as_bytes();
            is_next =
                url::form_urlencoded::parse(query).any(|(name, _)| name == rule.parameter.as_str());
            rule.end(&mut value, is_next, |value| {
                schema.as_deref().is_none_or(|schema| sample::is_valid(schema, value))
            });
        }
        if let (Some(schema), true) = (schema.as_deref(), has_ended) {
            progress::end(schema, &mut value);
        }
        if let Some(step) = step {
            step.amend(schema.as_deref(), &mut value, !is_next);
        }
        json(&value)
    }

    /// The example of the media type, or, where that has none, what `x-oaiMeta` shows as a response of
    /// the operation and is one by its schema.
    fn example(&self, schema: Option<&Schema>) -> Option<Node> {
        let is_text = |text: &Node| schema.is_some_and(|schema| sample::is_valid(schema, text));
        match &self.media.example {
            // JSON is sometimes shown as a text of it.
            Some(text @ Node::String(shown)) if !is_text(text) => {
                Some(parsed(shown).unwrap_or_else(|| text.clone()))
            }
            Some(example) => Some(example.clone()),
            None => self.documented_responses().into_iter().filter_map(parsed).find(is_text),
        }
    }

    /// The texts that `x-oaiMeta` shows as responses of the operation.
    pub(crate) fn documented_responses(&self) -> Vec<&str> {
        let examples =
            self.operation.extensions.get("x-oaiMeta").and_then(|meta| meta.get("examples"));
        let each = match examples {
            Some(Node::Array(several)) => several.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        each.into_iter().filter_map(|example| example.get("response")?.as_str()).collect()
    }

    pub(crate) fn text(&self) -> String {
        let sampled = || {
            let schema = self.schema()?;
            schema.sample()
        };
        match self.media.example.clone().or_else(sampled) {
            Some(Node::String(text)) => text,
            Some(other) => json(&other),
            None => "text".to_owned(),
        }
    }

    pub(crate) fn bytes(&self) -> Bytes {
        match &self.media.example {
            Some(Node::String(text)) => Bytes::from(text.clone()),
            _ => Bytes::from_static(BYTES),
        }
    }

    fn schema(&self) -> Option<Arc<Schema>> {
        self.media.schema.map(|id| self.description.schema(id, Direction::Response))
    }
}

/// A tree as JSON, its members in their order.
pub(crate) fn json(value: &Node) -> String {
    // A tree has no keys but texts, and is written to memory: this cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}
