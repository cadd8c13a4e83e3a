//! A type that has serde's traits and none of this crate's.

mod deserializer;
mod misfit;

use std::ops::{Deref, DerefMut};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::decode::{Decode, Decoder};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::DecodeError;
use crate::json::tape::Node;
use deserializer::NodeDeserializer;

/// A type of yours that is read by `serde::Deserialize` and written by `serde::Serialize`, wherever
/// a type with [`Decode`] or [`Encode`] is asked for.
///
/// [`Call::typed_serde`](crate::http::Call::typed_serde) and
/// [`Call::json_serde`](crate::http::Call::json_serde) are the short forms for a whole answer and a
/// whole body.
///
/// It is read as `serde_json` reads it. A value that does not fit is an error, which says where: there
/// is no natural empty value in its place, as generated types have one
/// ([`Drift`](crate::json::Drift)), unless the type says so itself (`#[serde(default)]`).
///
/// `serde_json::value::RawValue` cannot be read, for which there is [`RawJson`](crate::json::RawJson),
/// and `serde_json::Number` has 64 bits, also with the feature `arbitrary_precision`.
///
/// ```
/// use serde::{Deserialize, Serialize};
/// use specmill_runtime::json::{self, Serde, Strictness};
///
/// #[derive(Debug, Serialize, Deserialize)]
/// struct Mine {
///     id: u8,
/// }
///
/// let read = json::decode::<Vec<Serde<Mine>>>(br#"[{"id":7}]"#, Strictness::Lenient)?.value;
/// assert_eq!(read[0].id, 7);
/// assert_eq!(json::encode(&Serde(Mine { id: 8 })), br#"{"id":8}"#);
///
/// let error = json::decode::<Vec<Serde<Mine>>>(br#"[{"id":"x"}]"#, Strictness::Lenient);
/// assert_eq!(error.unwrap_err().to_string(), r#"$[0].id: expected u8, found `"x"`"#);
/// # Ok::<(), json::DecodeError>(())
/// ```
///
/// A value that its `Serialize` refuses to write fails the call when it is awaited;
/// [`encode`](crate::json::encode), which has no errors, writes `null` in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serde<T>(pub T);

impl<T> Serde<T> {
    /// Returns the value itself.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Serde<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Serde<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned> Decode for Serde<T> {
    fn decode(node: Node<'_>, _: &mut Decoder) -> Result<Self, DecodeError> {
        match T::deserialize(NodeDeserializer(node)) {
            Ok(value) => Ok(Self(value)),
            Err(misfit) => Err(misfit.into_error(node)),
        }
    }
}

impl<T: Serialize> Encode for Serde<T> {
    fn encode(&self, out: &mut Encoder) {
        out.value(&self.0);
    }
}

impl<T: Serialize> Serialize for Serde<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Serde<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
