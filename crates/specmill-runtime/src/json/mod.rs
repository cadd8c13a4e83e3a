//! JSON as generated clients read and write it.
//!
//! A body is read once into a flat [`Tape`]; a [`Node`] is a cursor into it. Types implement
//! [`Decode`] and [`Encode`], usually through [`object!`], [`open_enum!`], [`constants!`],
//! [`newtype!`] and [`union!`]. Where a body departs from what its type says, the departure is a
//! [`Drift`] beside the value, not an error, unless [`Strictness::Strict`] asks for one or the
//! value cannot be made up.
//!
//! ```
//! use specmill_runtime::json::{self, Strictness};
//!
//! #[derive(Debug, PartialEq)]
//! struct Invite {
//!     id: String,
//!     accepted_at: Option<i64>,
//! }
//! json::object!(Invite { id: required "id", accepted_at: optional "accepted_at" });
//!
//! let read = json::decode::<Invite>(br#"{"id":"a","accepted_at":"soon"}"#, Strictness::Lenient)?;
//! assert_eq!(read.value, Invite { id: "a".into(), accepted_at: None });
//! assert_eq!(read.drift[0].to_string(), "$.accepted_at: expected an integer, found `\"soon\"`");
//! # Ok::<(), json::DecodeError>(())
//! ```

mod attached;
mod bridge;
mod build;
mod constant;
mod containers;
mod dates;
mod decode;
mod delta;
mod drift;
mod duplicates;
mod encode;
mod error;
mod excerpt;
mod expected;
mod fault;
mod field;
mod formats;
mod hidden;
mod node;
mod object;
mod open_enum;
mod path;
mod raw;
mod scalars;
mod selection;
mod tape;
mod text;
mod tuples;
mod union;
mod upload;

pub(crate) use attached::Encoded;
pub use bridge::to_value;
pub use constant::{Const, Constant, Scalar};
pub use decode::{Decode, Decoded, Decoder, decode};
pub use delta::append_delta;
pub use drift::{Drift, DriftKind, Strictness};
pub use encode::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
pub use error::DecodeError;
pub use expected::Expected;
pub use field::Field;
pub use formats::{Base64, Password};
pub use node::{Items, Kind, Members, Node};
pub use object::Object;
pub use open_enum::{OpenEnum, OpenIntegerEnum};
pub use raw::RawJson;
pub use selection::{ConstantMember, MemberName, Selection, Tagged};
pub use serde_json::Value;
pub use tape::Tape;
pub(crate) use text::decode_text;
pub use union::Union;

#[doc(inline)]
pub use crate::{
    __json_constants as constants, __json_from as from, __json_newtype as newtype,
    __json_object as object, __json_open_enum as open_enum,
    __json_open_integer_enum as open_integer_enum, __json_union as union,
};

/// What the macros call; not for use by hand.
#[doc(hidden)]
pub mod private {
    pub use super::bridge::{deserialize, serialize};
    pub use super::hidden::debug;
    pub use super::open_enum::{decode_integer_enum, decode_open_enum};
    pub use super::union::decode_union;
    pub use serde;
}
