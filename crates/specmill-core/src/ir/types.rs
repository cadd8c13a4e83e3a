//! Types of the generated client.

use super::{Docs, Limits, ModuleId};
use crate::diagnostics::Place;
pub use crate::unix_unit::UnixUnit;

/// An index into [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A named type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its Rust name, unique among all types.
    pub name: String,
    /// The component schema it stands for, `None` for a schema written in place.
    pub component: Option<String>,
    /// Where it lives.
    pub module: ModuleId,
    /// What is said about it.
    pub docs: Docs,
    /// Where it travels.
    pub usage: Usage,
    /// What it is.
    pub kind: TypeKind,
    /// Where the document describes it.
    pub place: Place,
}

/// Where a type travels; decides what it is given (constructors are for senders).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Some request holds it.
    pub request: bool,
    /// Some response holds it.
    pub response: bool,
}

/// What a named type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with named properties.
    Struct(Struct),
    /// A set of strings, open.
    StringEnum(StringEnum),
    /// A set of whole numbers, open.
    IntegerEnum(Vec<Variant<i64>>),
    /// One of several types, open.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
    /// A type of its own around another: a list or map that holds itself.
    Newtype(TypeRef),
}

/// An object with named properties.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    /// Its properties, in document order.
    pub fields: Vec<Field>,
    /// Its properties that always have one value, and no field, in document order.
    pub constants: Vec<Constant>,
    /// The map of everything else, where the document describes it, or it is to be kept all the same.
    pub extra: Option<Extra>,
    /// Of each, the properties of one list at least are there, by their names on the wire.
    pub demands: Vec<Vec<Vec<String>>>,
}

/// `additionalProperties` beside named ones, or what the document does not describe.
#[derive(Clone, Debug)]
pub struct Extra {
    /// The field's name.
    pub name: String,
    /// The name of the method that sets it.
    pub setter: String,
    /// What each value is.
    pub values: TypeRef,
    /// Whether the document describes it; else it is kept, and is drift.
    pub is_described: bool,
}

/// A property that always has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: String,
    /// The value.
    pub value: Literal,
    /// Whether it may be missing where it is received.
    pub may_be_missing: bool,
    /// How many of the fields come before it.
    pub before: usize,
}

/// A property.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its Rust name.
    pub name: String,
    /// The name of the method that sets it.
    pub setter: String,
    /// The name of the method that makes it null, where it may be absent as well.
    pub null_setter: String,
    /// Its name on the wire.
    pub wire: String,
    /// What it holds when it is there and not null.
    pub ty: TypeRef,
    /// When it is there.
    pub presence: Presence,
    /// The only value it has.
    pub constant: Option<Literal>,
    /// What it must keep to beyond its type.
    pub limits: Option<Box<Limits>>,
    /// The value that stands for it where it is left out.
    pub default: Option<Literal>,
    /// The value that it begins with, in place of none.
    pub initial: Option<Literal>,
    /// Whether it is a list of numbers that may come as base64.
    pub is_base64_floats: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// Whether the server never sends it.
    pub write_only: bool,
    /// Whether it asks for a stream, as `.stream()` of each call with it does: then it has no setter.
    pub asks_for_stream: bool,
    /// What is said about it.
    pub docs: Docs,
}

/// When a property is there, and whether it can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, maybe null.
    Nullable,
    /// Maybe absent, never null.
    Optional,
    /// Maybe absent, maybe null.
    OptionalNullable,
    /// Maybe absent, maybe null, of a type that is only received: nobody needs to tell them apart.
    OptionalOrNull,
}

/// A set of strings, open.
#[derive(Clone, Debug, Default)]
pub struct StringEnum {
    /// The known values.
    pub variants: Vec<Variant<String>>,
    /// Whether any other string is as good, so that one is no drift.
    pub any: bool,
}

/// A known value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant<V> {
    /// Its Rust name.
    pub name: String,
    /// Its value on the wire.
    pub value: V,
    /// What is said about it.
    pub docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// Its members; the numbers below are indexes here.
    pub variants: Vec<UnionVariant>,
    /// The property that tells members apart.
    pub tag: Option<UnionTag>,
    /// Members told by the kind of JSON.
    pub kinds: Vec<(JsonKind, usize)>,
    /// Members told by a property that no other has.
    pub properties: Vec<(String, usize)>,
    /// Members told by trying.
    pub fewest: Vec<usize>,
}

/// A property whose values tell the members of a union apart.
#[derive(Clone, Debug, Default)]
pub struct UnionTag {
    /// Its name on the wire.
    pub property: String,
    /// Each value, with the members that have it.
    pub values: Vec<(Literal, Vec<usize>)>,
    /// The member of values without the property, or with one that is not listed.
    pub default: Option<usize>,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Its Rust name.
    pub name: String,
    /// What it holds.
    pub content: VariantContent,
    /// What is said about it.
    pub docs: Docs,
}

/// What a member of a union holds.
#[derive(Clone, Debug, PartialEq)]
pub enum VariantContent {
    /// Nothing: it is one value.
    Value(Literal),
    /// A value of a type.
    Type(TypeRef),
}

/// What a JSON text begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum JsonKind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A scalar value.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A string.
    String(String),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Float(f64),
    /// A boolean.
    Bool(bool),
    /// `null`
    Null,
}

/// A type as it is used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeRef {
    /// `bool`
    Bool,
    /// A whole number.
    Integer(Integer),
    /// `f32`
    Float,
    /// `f64`
    Double,
    /// A number of a type, or a string that has its digits.
    NumberOrString(Box<TypeRef>),
    /// `String`
    String,
    /// A point in time that is a number.
    UnixTime(UnixTime),
    /// A calendar date (RFC 3339 `full-date`).
    Date,
    /// A point in time (RFC 3339 `date-time`).
    DateTime,
    /// A UUID.
    Uuid,
    /// Bytes, base64 on the wire.
    Base64,
    /// Bytes as they are: a file to send, or what came.
    Binary,
    /// A string that is not to be shown.
    Password,
    /// `()`, which is null.
    Null,
    /// Any JSON value.
    Any,
    /// `Vec<T>`
    List(Box<TypeRef>),
    /// `json::Map<T>`
    Map(Box<TypeRef>),
    /// `Option<T>`, `None` being null.
    Nullable(Box<TypeRef>),
    /// `(A, B)`
    Tuple(Vec<TypeRef>),
    /// `json::OptionalItem<T>`: a place of a tuple that may be left out.
    OptionalItem(Box<TypeRef>),
    /// `json::RestItems<T>`: the items after the places of a tuple.
    RestItems(Box<TypeRef>),
    /// `json::MoreItems<T>`: further places of a tuple.
    MoreItems(Box<TypeRef>),
    /// `Box<T>`: where a recursive type is cut, and where a variant is much larger than others.
    Boxed(Box<TypeRef>),
    /// A named type.
    Named(TypeId),
}

impl TypeRef {
    /// Calls `visit` with every named type in this one; `indirect` says whether it stands behind
    /// an allocation (a list, a map, a box), where it may well be recursive.
    pub fn named(&self, visit: &mut impl FnMut(TypeId, bool)) {
        self.walk(false, visit);
    }

    fn walk(&self, indirect: bool, visit: &mut impl FnMut(TypeId, bool)) {
        match self {
            TypeRef::Named(id) => visit(*id, indirect),
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Boxed(inner)
            | TypeRef::RestItems(inner) => inner.walk(true, visit),
            TypeRef::Nullable(inner) | TypeRef::OptionalItem(inner) | TypeRef::MoreItems(inner) => {
                inner.walk(indirect, visit);
            }
            TypeRef::Tuple(places) => places.iter().for_each(|place| place.walk(indirect, visit)),
            _ => {}
        }
    }
}

/// A point in time that is a number since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixTime {
    /// What it counts.
    pub unit: UnixUnit,
    /// Whether it may have a fraction.
    pub has_fraction: bool,
}

impl UnixTime {
    /// The name of its type in the runtime's `json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match (self.unit, self.has_fraction) {
            (UnixUnit::Seconds, false) => "UnixTime",
            (UnixUnit::Milliseconds, false) => "UnixMillis",
            (UnixUnit::Seconds, true) => "UnixTimeF64",
            (UnixUnit::Milliseconds, true) => "UnixMillisF64",
        }
    }
}

/// A width of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    I128,
    U128,
}
