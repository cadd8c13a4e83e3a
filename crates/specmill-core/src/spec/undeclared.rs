//! `x-specmill-extra`: whether an object keeps members that the document does not describe.

use super::located::Located;
use super::model::{AdditionalProperties, Api, SchemaId, SchemaKind};
use super::reader::Reader;
use super::{ObjectShape, alias_target};
use crate::normalize::notes::EXTRA;

/// Whether the type of the object schema `id` keeps members that are not described. Where it describes
/// all others (`additionalProperties`), they are.
#[must_use]
pub fn keeps_undeclared(api: &Api, id: SchemaId, object: &ObjectShape<'_>) -> bool {
    let is_open = match object.additional {
        AdditionalProperties::Unspecified | AdditionalProperties::Forbidden => true,
        AdditionalProperties::Any | AdditionalProperties::Schema(_) => false,
    };
    let own = |id: SchemaId| {
        let schema = api.schema(id);
        // A member of a union that is a component and its tag.
        let known = schema.known_as.as_ref().and_then(|name| api.components.get(name));
        let known = known.map(|known| api.schema(*known));
        let said = [Some(schema), known].into_iter().flatten();
        let mut said = said.filter_map(|schema| schema.extensions.get(EXTRA)?.as_bool());
        said.next()
    };
    let said = own(id).or_else(|| own(alias_target(api, id)));
    is_open && said.unwrap_or(api.keeps_undeclared)
}

impl Reader<'_> {
    /// What the document says of all its objects.
    pub(super) fn keeps_undeclared(&mut self, document: &Located<'_>) -> bool {
        self.extra(document).unwrap_or_default()
    }

    fn extra(&mut self, at: &Located<'_>) -> Option<bool> {
        let own = at.node.get(EXTRA)?;
        if own.as_bool().is_none() {
            let message = format!("`{EXTRA}` is {}, and no boolean", own.kind());
            let help = "it is left out; it is `true` or `false`";
            self.diagnostics.warning("invalid-extra", &at.pointer.child(EXTRA), message, help);
        }
        own.as_bool()
    }

    /// Notes an `x-specmill-extra` that says nothing of the schema at `at`, which is of this kind.
    pub(super) fn check_extra(&mut self, at: &Located<'_>, kind: &SchemaKind) {
        let is_object = matches!(kind, SchemaKind::Object { .. } | SchemaKind::AllOf(_));
        if self.extra(at).is_none() || is_object {
            return;
        }
        let what = match kind {
            SchemaKind::OneOf(..) | SchemaKind::AnyOf(..) => "a union",
            SchemaKind::Alias(_) => "a reference",
            _ => "what is no object",
        };
        let message = format!("`{EXTRA}` stands on {what}, but only objects have members");
        let help = "it is left out; set it on each schema that has `properties`";
        self.diagnostics.warning("invalid-extra", &at.pointer.child(EXTRA), message, help);
    }
}
