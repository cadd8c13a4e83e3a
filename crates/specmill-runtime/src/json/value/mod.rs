//! What is read and written: scalars, containers, formats, and what a description makes of objects,
//! enums, unions and constants.

mod base64;
mod bridge;
mod constant;
mod containers;
#[cfg(feature = "jiff")]
mod date_time;
mod dates;
mod field;
mod hidden;
mod into_map;
mod member;
mod number_or_string;
mod object;
mod open_enum;
mod password;
mod raw;
mod scalars;
mod selection;
mod serde_type;
mod tuples;
mod union;
mod unix_time;
mod upload;

pub use base64::Base64;
pub use bridge::{deserialize, serialize, to_value};
#[cfg(feature = "jiff")]
pub use date_time::{DateTime, InvalidDateTime};
pub use field::Field;
pub use hidden::debug;
pub use into_map::IntoMap;
pub use member::{IntoListMember, IntoMapMember, IntoMember, list};
pub use number_or_string::NumberOrString;
pub use open_enum::{OpenEnum, OpenIntegerEnum, decode_integer_enum, decode_open_enum};
pub use password::Password;
pub use raw::RawJson;
pub use selection::{MemberName, Selection, Tagged};
pub use serde_type::Serde;
pub use tuples::{MoreItems, OptionalItem, RestItems};
pub use union::{Union, decode_union};
pub use unix_time::{InvalidUnixTime, UnixMillis, UnixMillisF64, UnixTime, UnixTimeF64};
#[cfg(feature = "testing")]
pub(crate) use upload::MarkedUploads;
