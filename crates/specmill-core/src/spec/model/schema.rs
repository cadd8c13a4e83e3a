//! Schemas, one by one, as the document has them.

use indexmap::IndexMap;

use crate::diagnostics::UntypedReason;
use crate::tree::{Map, Node, Pointer};

/// The member that pins the name of a schema or operation, written into the document or by an
/// overlay.
pub const PINNED_NAME: &str = "x-specmill-name";

/// A schema of [`Api::schemas`](super::Api::schemas), a component or one written in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// A Schema Object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is in the document.
    pub pointer: Pointer,
    /// Its component name, `None` for one written in place.
    pub component: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Whether `null` is allowed, in any of the ways to say so.
    pub nullable: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `default`
    pub default: Option<Node>,
    /// `example`, or the first of `examples`.
    pub example: Option<Node>,
    /// Limits to document.
    pub limits: Limits,
    /// What values it has.
    pub kind: SchemaKind,
    /// Whether only its keywords say so: they speak of values of that type, and allow others.
    pub implied: bool,
    /// Whether it stands nowhere in the document: it is what two descriptions have in common. Its
    /// pointer is that of one of them.
    pub intersection: bool,
    /// Properties that must come together: of each item, all of one list at least.
    pub demands: Vec<Vec<Vec<String>>>,
    /// The component by whose name it goes as a member of a union: it is that and more.
    pub known_as: Option<String>,
    /// The Discriminator Object of a schema that is neither `oneOf` nor `anyOf`: a parent, whose
    /// children have it in their `allOf`.
    pub discriminator: Option<Discriminator>,
    /// Every `x-*` member, ours (`x-specmill-*`) included.
    pub extensions: Map,
}

/// Limits of a schema, for its documentation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`, and whether it is excluded.
    pub minimum: Option<(f64, bool)>,
    /// `maximum`, and whether it is excluded.
    pub maximum: Option<(f64, bool)>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
    /// `minLength`, `minItems` or `minProperties`.
    pub min_size: Option<u64>,
    /// `maxLength`, `maxItems` or `maxProperties`.
    pub max_size: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `uniqueItems`
    pub unique_items: bool,
}

/// What values a schema has, `null` aside.
#[derive(Clone, Debug)]
pub enum SchemaKind {
    /// Anything: `{}`, `true`, or what cannot be told; and why.
    Any(UntypedReason),
    /// `boolean`
    Boolean,
    /// `integer` with its `format`.
    Integer(Option<String>),
    /// `number` with its `format`.
    Number(Option<String>),
    /// `string` with its `format`, no `enum`.
    String(Option<String>),
    /// `enum` (never empty, `null` taken out unless it is alone) or `const` (one value), of any type.
    Enum(Vec<Node>),
    /// `array`
    Array {
        /// What each item is; a schema of kind `Any` where the document says nothing.
        items: SchemaId,
        /// `prefixItems`, for tuples.
        prefix: Vec<SchemaId>,
    },
    /// `object`
    Object {
        /// `properties`, in document order.
        properties: Vec<Property>,
        /// `additionalProperties`
        additional: AdditionalProperties,
    },
    /// `allOf`
    AllOf(Vec<SchemaId>),
    /// `oneOf`
    OneOf(Vec<SchemaId>, Option<Discriminator>),
    /// `anyOf`
    AnyOf(Vec<SchemaId>, Option<Discriminator>),
    /// The same as another schema: a component that is only a `$ref`.
    Alias(SchemaId),
}

impl SchemaKind {
    /// The one member of a union of one. With a discriminator it is a union all the same: a value may
    /// have another tag.
    pub(in crate::spec) fn sole_member(&self) -> Option<SchemaId> {
        match self {
            SchemaKind::OneOf(members, None) | SchemaKind::AnyOf(members, None) => {
                match members.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// One property of an object.
///
/// A name `required` lists and `properties` does not describe is a property too, required, of a
/// schema of kind `Any` whose extensions have [`UNDESCRIBED`](crate::spec::UNDESCRIBED): merged by
/// `allOf` with a part that describes it, it only makes that property required.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What it is; a component's own id where it is a plain `$ref`.
    pub schema: SchemaId,
    /// Whether `required` lists it.
    pub required: bool,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdditionalProperties {
    /// Not mentioned: allowed by JSON Schema, described by nobody.
    Unspecified,
    /// `false`
    Forbidden,
    /// `true` or `{}`
    Any,
    /// A schema.
    Schema(SchemaId),
}

/// A Discriminator Object.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// `mapping`, resolved: value → schema.
    pub mapping: IndexMap<String, SchemaId>,
    /// `defaultMapping` (OpenAPI 3.2), resolved.
    pub default: Option<SchemaId>,
}
