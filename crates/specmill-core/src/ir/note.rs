//! Facts about an item that are worth a line of its documentation.

use super::TypeId;

/// A fact about an item. `emit` has the words for each.
///
/// Texts of the document are as it has them, the beginning of what is longer than a line can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The component schema that it stands for.
    Component(String),
    /// The component that it describes.
    Holder {
        /// What that is, in words.
        holder: &'static str,
        /// Its name.
        name: String,
    },
    /// Its place, where it has no name of its own.
    Place(Place),
    /// An operation has it, under this name.
    OfOperation(String),
    /// The property of this name.
    Property(String),
    /// A type says what it is.
    See(TypeId),
    /// A list of this type.
    ListOf(TypeId),
    /// The only value it has.
    Always(String),
    /// Members of an object that always have one value: the name and the value of each, at least one.
    Constants(Vec<(String, String)>),
    /// The value that stands for it where it is left out.
    Default(String),
    /// The value that it begins with.
    Initial(String),
    /// Only the server sets it.
    ReadOnly,
    /// The server never sends it.
    WriteOnly,
    /// `.stream()` of a call sets it.
    AsksForStream,
    /// The numbers it may be.
    Range {
        /// The least, and whether it is excluded.
        least: Option<(f64, bool)>,
        /// The greatest, and whether it is excluded.
        most: Option<(f64, bool)>,
    },
    /// How many there may be of what.
    Size {
        /// At least so many; 0 says nothing.
        least: u64,
        /// At most so many.
        most: Option<u64>,
        /// Of what.
        unit: Unit,
    },
    /// The number that it is a multiple of.
    MultipleOf(f64),
    /// The pattern that it matches.
    Pattern(String),
    /// No item of it comes twice.
    Unique,
    /// The one value that this member of a union is.
    Value(String),
    /// The values of a property by which this member of a union is told.
    Tag {
        /// The property.
        property: String,
        /// Its values, at least one.
        values: Vec<String>,
    },
    /// What this member of a union is.
    Kind(Kind),
    /// This member of a union has no name.
    Unnamed,
    /// The operation: its id, and its method and path.
    Operation {
        /// `operationId`
        id: Option<String>,
        /// The method in capitals, and the path template.
        call: String,
    },
    /// The webhook of this name.
    Webhook(String),
    /// The other media types that a body of the same value can be sent in.
    OtherMediaTypes(Vec<String>),
    /// Content of any media type in this range.
    AnyMediaType(String),
}

/// The place of a type in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// How it is there.
    pub part: Part,
    /// The property or the variant; none in a list or a map with a name.
    pub name: Option<String>,
    /// The type that has it.
    pub of: TypeId,
}

/// How a type is in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is all of a property or variant.
    Whole,
    /// It is an item of a list.
    Item,
    /// It is a value of a map.
    Value,
}

/// What a size counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Items,
    Properties,
    Characters,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Boolean,
    Time,
    WholeNumber,
    Number,
    String,
    List,
    Map,
}
