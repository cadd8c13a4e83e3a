//! How the pages of a list follow each other.

use std::fmt;

use super::{Presence, TypeRef};

/// How pages follow each other: found by shape, or named by the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The query parameter that takes the cursor.
    pub parameter: String,
    /// The answer's field that lists the items.
    pub items: Member,
    /// What an item is.
    pub item: TypeRef,
    /// Where the next cursor comes from.
    pub cursor: Cursor,
    /// The answer's field that says whether there is more.
    pub has_more: Option<Member>,
}

/// A field by its Rust name, and when it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its Rust name.
    pub name: String,
    /// When it is there.
    pub presence: Presence,
}

/// Where the next cursor comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// A field of the last item.
    LastItem(Member),
    /// A field of the page.
    Page(Member),
}

/// The member of an operation, written into the document or by an overlay, that says how its pages
/// follow each other: `{parameter, items, cursor}`, or `false`.
pub const PAGINATION: &str = "x-specmill-pagination";

/// What the document says itself about an operation's pages (`x-specmill-pagination`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaginationNote {
    /// `false`: it is not paged, whatever it looks like.
    Not,
    /// Names on the wire.
    Rule {
        /// The query parameter that takes the cursor.
        parameter: String,
        /// The answer's property that lists the items.
        items: String,
        /// The answer's property that holds the next cursor, or `item.` and a property of the last
        /// item.
        cursor: String,
    },
    /// It is written in no way that is known.
    Malformed,
}

/// Why an operation that answers a list has no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unpaged {
    /// It takes no query parameter that a cursor could go to.
    NoParameter,
    /// Its cursor parameter must be given, so that there is no first page.
    RequiredParameter(String),
    /// Its cursor parameter is no string.
    NotText(String),
    /// The list is the whole answer, with no place for a cursor.
    BareList,
    /// Its answer has several lists, or one that is not known to hold the items.
    NoItems,
    /// Nothing in its answer can be sent as the named parameter.
    NoCursor(String),
    /// Another operation answers with the same type and other rules.
    OtherRule,
    /// The document says so.
    Told,
    /// The document's own rule cannot be met.
    Note(NoteFault),
}

/// Why the document's own rule for pages cannot be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteFault {
    /// It is written in no way that is known.
    Malformed,
    /// The answer is no JSON object.
    NoObject,
    /// This is no optional string among the query parameters.
    NoParameter(String),
    /// This is no list in the answer.
    NoItems(String),
    /// This is no string in the answer.
    NoCursor(String),
}

impl fmt::Display for NoteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoteFault::Malformed => write!(
                f,
                "`{PAGINATION}` must be `false`, or name `parameter`, `items` and `cursor`"
            ),
            NoteFault::NoObject => f.write_str("the answer is no JSON object"),
            NoteFault::NoParameter(name) => {
                write!(f, "`{name}` is no optional string of the query")
            }
            NoteFault::NoItems(name) => write!(f, "`{name}` is no list of the answer"),
            NoteFault::NoCursor(name) => write!(f, "`{name}` is no string of the answer"),
        }
    }
}

impl fmt::Display for Unpaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unpaged::NoParameter => f.write_str("it takes no parameter for a cursor"),
            Unpaged::RequiredParameter(name) => {
                write!(f, "`{name}` is required, so there is no first page")
            }
            Unpaged::NotText(name) => write!(f, "`{name}` is no string"),
            Unpaged::BareList => f.write_str("the answer is a list and has no cursor"),
            Unpaged::NoItems => f.write_str("no list of the answer is known to be the items"),
            Unpaged::NoCursor(name) => {
                write!(f, "nothing in the answer is known to be the next `{name}`")
            }
            Unpaged::OtherRule => {
                f.write_str("another operation with this answer finds its pages in another way")
            }
            Unpaged::Told => f.write_str("the document says so"),
            Unpaged::Note(fault) => fault.fmt(f),
        }
    }
}
