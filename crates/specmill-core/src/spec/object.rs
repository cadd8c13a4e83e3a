//! The properties of an object.

use std::collections::BTreeSet;

use super::arena::empty;
use super::located::Located;
use super::model::{Property, SchemaKind};
use super::reader::Reader;
use super::resolve::distinct;
use crate::diagnostics::UntypedReason;
use crate::tree::{Node, Pointer};

/// The extension of a schema that stands for a property `required` lists and `properties` does not
/// describe. It is of kind `Any`.
pub const UNDESCRIBED: &str = "x-specmill-undescribed";

impl<'d> Reader<'d> {
    /// The object at `at`, whose `required` lists the names `required`.
    pub(super) fn object(&mut self, at: &Located<'d>, required: Vec<String>) -> SchemaKind {
        let described = at.member("properties");
        let listed: BTreeSet<&str> = required.iter().map(String::as_str).collect();
        let mut properties: Vec<Property> = Vec::new();
        for (name, place) in described.iter().flat_map(Located::members) {
            let required = listed.contains(name);
            properties.push(Property {
                name: name.to_owned(),
                schema: self.schema(place),
                required,
            });
        }
        let known: BTreeSet<String> =
            properties.iter().map(|property| property.name.clone()).collect();
        for name in distinct(required) {
            if !known.contains(&name) {
                self.note_undescribed(at, &name, known.iter().map(String::as_str));
                properties.push(self.undescribed(at, name));
            }
        }
        SchemaKind::Object { properties, additional: self.additional(at) }
    }

    /// A property `required` lists and `properties` does not: JSON Schema demands that it is
    /// there, and allows any value. Merged with a part of an `allOf` that does describe it, it
    /// leaves that description as it is and makes it required.
    fn undescribed(&mut self, at: &Located<'d>, name: String) -> Property {
        let mut schema = empty(at.pointer.child("required"));
        schema.kind = SchemaKind::Any(UntypedReason::UndescribedProperty);
        schema.extensions.insert(UNDESCRIBED.to_owned(), Node::Bool(true));
        Property { name, schema: self.arena.add(schema), required: true }
    }

    fn note_undescribed<'n>(
        &mut self,
        at: &Located<'d>,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) {
        // A part of a composition may require what another part describes.
        if is_part(&at.pointer) {
            return;
        }
        let message = format!("`{name}` is required, but `properties` does not describe it");
        let help = match self.diagnostics.nearest(name, names) {
            Some(nearest) => format!("it may have any value; the nearest property is `{nearest}`"),
            None => "it may have any value; describe it, or remove it from `required`".to_owned(),
        };
        let place = at.pointer.child("required");
        self.diagnostics.warning("undescribed-required-property", &place, message, help);
    }
}

/// Whether the schema at `pointer` is an item of `allOf`, `oneOf` or `anyOf`.
fn is_part(pointer: &Pointer) -> bool {
    let tokens: Vec<_> = pointer.tokens().collect();
    matches!(tokens.as_slice(), [.., keyword, _] if ["allOf", "oneOf", "anyOf"].contains(&&**keyword))
}
