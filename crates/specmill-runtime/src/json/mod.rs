//! JSON as generated clients read and write it.
//!
//! A body is read once into a flat [`Tape`]; a [`Node`] is a cursor into it. Types implement
//! [`Decode`] and [`Encode`]; your own, for what the document does not describe, do so through
//! [`object!`], [`open_enum!`] and [`newtype!`], or are in a [`Serde`], where they have serde's
//! traits. Where a body departs from what its type says, the departure is a [`Drift`]
//! beside the value, not an error, unless [`Strictness::Strict`] asks for one or the type has no
//! natural empty value to use in its place.
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
//!
//! # Enums and unions
//!
//! Those of a client are open: `Other` of an enum and `Unknown` of a union keep a value that the document
//! does not list, and a later document may list more. A `match` has an arm `_` for both:
//!
//! ```
//! # use specmill_runtime::json;
//! # pub enum Role { Owner, Reader, Other(String) }
//! # json::open_enum!(Role { Owner = "owner", Reader = "reader" });
//! fn may_write(role: &Role) -> bool {
//!     match role {
//!         Role::Owner => true,
//!         Role::Reader => false,
//!         _ => role.as_str().ends_with("_admin"), // the text, whatever it is
//!     }
//! }
//! assert!(may_write(&Role::from("billing_admin")));
//! ```
//!
//! `Unknown` has a [`RawJson`], which has the text and decodes into any type. Where only one
//! variant matters, `if let` needs no arm.
//!
//! # Types of your own
//!
//! Every type of a client implements serde's `Serialize` and `Deserialize`, and so does what is beside
//! them here. Types of yours that do travel in calls by
//! [`Call::json_serde`](crate::http::Call::json_serde) and
//! [`Call::typed_serde`](crate::http::Call::typed_serde), and anywhere else, as in a list or a field, by
//! [`Serde`].

mod decode;
mod encode;
pub mod map;
mod report;
mod tape;
mod value;

pub(crate) use decode::{BodyForm, decode_body, decode_json_or_text, decode_scalar, decode_text};
pub use decode::{Decode, Decoded, Decoder, Object, decode};
pub use encode::{ArrayEncoder, Encode, Encoder, ObjectEncoder, encode};
pub(crate) use encode::{Encoded, Refused, UploadInJson};
pub use map::Map;
pub use report::{DecodeError, Drift, DriftKind, Expected, Strictness};
pub use serde_json::{Value, json};
pub use tape::{Items, Kind, Members, Node, Scalar, Tape};
#[cfg(feature = "testing")]
pub(crate) use value::MarkedUploads;
pub use value::{
    Base64, Field, IntoListMember, IntoMap, IntoMapMember, IntoMember, InvalidUnixTime, MoreItems,
    NumberOrString, OpenEnum, OpenIntegerEnum, OptionalItem, Password, RawJson, RestItems, Serde,
    UnixMillis, UnixMillisF64, UnixTime, UnixTimeF64, to_value,
};
#[cfg(feature = "jiff")]
pub use value::{DateTime, InvalidDateTime};

#[doc(inline)]
pub use crate::{
    __json_newtype as newtype, __json_object as object, __json_open_enum as open_enum,
    __json_open_integer_enum as open_integer_enum,
};

/// What [`__private`](crate::__private) takes from here.
pub(crate) mod private {
    pub use super::value::{
        MemberName, Selection, Tagged, Union, debug, decode_integer_enum, decode_open_enum,
        decode_union, deserialize, list, serialize,
    };
}
