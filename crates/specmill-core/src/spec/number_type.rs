//! `x-specmill-type`: which numbers it makes points in time, which lists of them may come as bytes, and
//! where it says nothing.

use super::alias_target;
use super::located::Located;
use super::model::{Api, SchemaId, SchemaKind};
use super::reader::Reader;
use crate::normalize::notes::NUMBER_TYPE;
use crate::tree::{Map, Node};
use crate::unix_unit::UnixUnit;

impl UnixUnit {
    /// The unit of the numbers of a schema: by `x-specmill-type`, else by `format`.
    #[must_use]
    pub fn of_schema(schema: &Map) -> Option<Self> {
        let text = |name: &str| schema.get(name).and_then(Node::as_str);
        let own = text(NUMBER_TYPE);
        let own = own.and_then(|own| Self::ALL.into_iter().find(|unit| unit.name() == own));
        own.or_else(|| Self::of_format(text("format")?))
    }
}

/// The value of `x-specmill-type` for lists of numbers that come as a list or as base64.
const BASE64_FLOATS: &str = "base64-floats";

/// Whether the values of the schema `id` are lists of numbers that may come as the base64 of 32-bit floats.
#[must_use]
pub fn is_base64_floats(api: &Api, id: SchemaId) -> bool {
    let target = alias_target(api, id);
    let said = [id, target].map(|id| api.schema(id).extensions.get(NUMBER_TYPE));
    let is_said = said.into_iter().flatten().any(|own| own.as_str() == Some(BASE64_FLOATS));
    let SchemaKind::Array { items, prefix } = &api.schema(target).kind else { return false };
    let items = &api.schema(alias_target(api, *items)).kind;
    is_said && prefix.is_empty() && matches!(items, SchemaKind::Number(_))
}

impl Reader<'_> {
    /// Notes an `x-specmill-type` that says nothing of the schema at `at`, which is of this kind.
    pub(super) fn check_type(&mut self, at: &Located<'_>, kind: &SchemaKind) {
        let Some(own) = at.node.get(NUMBER_TYPE) else { return };
        let of_kind = match kind {
            SchemaKind::Integer(_) | SchemaKind::Number(_) => None,
            SchemaKind::String(_) => Some("a string"),
            SchemaKind::Boolean => Some("a boolean"),
            SchemaKind::Enum(_) => Some("an enum"),
            SchemaKind::Array { .. } => Some("a list"),
            SchemaKind::Object { .. } => Some("an object"),
            SchemaKind::Alias(_) => Some("a reference"),
            SchemaKind::AllOf(_) | SchemaKind::OneOf(..) | SchemaKind::AnyOf(..) => {
                Some("a composition")
            }
            SchemaKind::Any(_) => Some("a schema without a type"),
        };
        let is_time = UnixUnit::ALL.into_iter().any(|unit| own.as_str() == Some(unit.name()));
        let is_floats = own.as_str() == Some(BASE64_FLOATS);
        let (message, help) = if !is_time && !is_floats {
            let shown =
                own.as_str().map_or_else(|| own.kind().to_owned(), |own| format!("`{own}`"));
            let message = format!("`{NUMBER_TYPE}` is {shown}, which is no type");
            let help = "it is left out; the types are `unix-time` and `unix-time-ms` of numbers, and \
                        `base64-floats` of lists of them";
            (message, help)
        } else if is_floats && !matches!(kind, SchemaKind::Array { .. }) {
            let of_kind = of_kind.unwrap_or("a number");
            let message =
                format!("`{NUMBER_TYPE}` stands on {of_kind}, but these are lists of numbers");
            (message, "it is left out; set it on the schema that has `type: array`")
        } else if let Some(of_kind) = of_kind.filter(|_| is_time) {
            let message =
                format!("`{NUMBER_TYPE}` stands on {of_kind}, but Unix times are numbers");
            (message, "it is left out; set it on the schema that has `type: integer` or `number`")
        } else {
            return;
        };
        self.diagnostics.warning("invalid-type", &at.pointer.child(NUMBER_TYPE), message, help);
    }
}
