//! To and from serde's traits, through the tape.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::json::decode::Decode;
use crate::json::encode::{Encode, encode};
use crate::json::report::Strictness;
use crate::json::tape::Tape;

/// A value as a tree, for those who place its parts elsewhere than in a JSON body (a query, a form,
/// a header).
///
/// ```
/// use specmill_runtime::json::to_value;
/// assert_eq!(to_value(&vec![1_i64, 2]), serde_json::json!([1, 2]));
/// ```
#[must_use]
pub fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    // Cannot fail: `encode` writes JSON, and `written` has no limit that it could break.
    Tape::written(&encode(value)).map_or(Value::Null, |tape| tape.root().to_value())
}

/// `Serialize::serialize` of a type that has `Encode`.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = encode(value);
    let tape = Tape::written(&text).map_err(S::Error::custom)?;
    tape.root().serialize(serializer)
}

/// `Deserialize::deserialize` of a type that has `Decode`: lenient, as the format's own reader
/// knows nothing of drift. Drift is a `tracing` event, if that feature is on.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tape = Tape::from_deserializer(deserializer)?;
    let decoded = tape.decode::<T>(Strictness::Lenient).map_err(D::Error::custom)?;
    #[cfg(feature = "tracing")]
    for drift in &decoded.drift {
        tracing::warn!(path = drift.path, "{drift}");
    }
    Ok(decoded.value)
}

/// serde's traits for types that have `Decode` and `Encode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_serde {
    ($name:ident) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}

/// Makes `pub struct Name(pub Inner);` read and write as its inner type: for schemas that recur and
/// are no objects.
///
/// ```
/// use specmill_runtime::json;
/// #[derive(Debug, PartialEq)]
/// pub struct Tree(pub Vec<Tree>);
/// json::newtype!(Tree(Vec<Tree>));
/// assert_eq!(json::encode(&Tree(vec![Tree(vec![])])), b"[[]]");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_newtype {
    ($name:ident($inner:ty)) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Decode for $name {
            const HAS_EMPTY: bool = <$inner as $crate::json::Decode>::HAS_EMPTY;
            const HAS_SUBSTITUTE: bool = <$inner as $crate::json::Decode>::HAS_SUBSTITUTE;
            const KEEPS: bool = <$inner as $crate::json::Decode>::KEEPS;

            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                ::core::result::Result::Ok(Self($crate::json::Decode::decode(node, cx)?))
            }

            fn empty() -> ::core::option::Option<Self> {
                ::core::option::Option::map(<$inner as $crate::json::Decode>::empty(), Self)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Encode for $name {
            fn encode(&self, out: &mut $crate::json::Encoder) {
                $crate::json::Encode::encode(&self.0, out);
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        $crate::__json_serde!($name);
    };
}
