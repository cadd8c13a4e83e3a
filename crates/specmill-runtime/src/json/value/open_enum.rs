//! Enums that keep the values they do not know.

use super::raw::kept_text;
use crate::json::decode::Decoder;
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Kind, Node};

/// A string enum with a place for values that the description does not list. Implemented by
/// [`open_enum!`](crate::json::open_enum).
pub trait OpenEnum: Sized {
    /// The values that the description lists.
    const VALUES: &'static [&'static str];

    /// Whether the description takes any other string as well.
    const ANY: bool = false;

    /// The variant of a value that the description lists.
    fn known(value: &str) -> Option<Self>;

    /// The variant of any other value.
    fn other(value: String) -> Self;
}

/// An integer enum with a place for values that the description does not list. Implemented by
/// [`open_integer_enum!`](crate::json::open_integer_enum).
pub trait OpenIntegerEnum: From<i64> {
    /// The values that the description lists.
    const VALUES: &'static [i64];
}

/// `Decode::decode` of an open enum.
pub fn decode_open_enum<T: OpenEnum>(node: Node<'_>, cx: &mut Decoder) -> Result<T, DecodeError> {
    match node.as_str().and_then(T::known) {
        Some(value) => Ok(value),
        None => match other(node, cx, T::VALUES, T::ANY) {
            Ok(value) => Ok(T::other(value)),
            Err(error) => Err(error),
        },
    }
}

/// A value that is not listed. Not generic: there is a caller for each enum.
#[cold]
#[inline(never)]
fn other(
    node: Node<'_>,
    cx: &mut Decoder,
    values: &'static [&'static str],
    any: bool,
) -> Result<String, DecodeError> {
    let Some(text) = node.as_str() else {
        if cx.is_substituting() {
            return Ok(kept_text(node).into());
        }
        return Err(node.wrong_type(values));
    };
    if !any {
        cx.note(node, DriftKind::UnknownValue, values);
    }
    Ok(text.to_owned())
}

/// `Decode::decode` of an open integer enum.
pub fn decode_integer_enum<T: OpenIntegerEnum>(
    node: Node<'_>,
    cx: &mut Decoder,
) -> Result<T, DecodeError> {
    let Some(value) = node.as_i64() else {
        return Err(match node.kind() {
            Kind::Integer => node.error(DriftKind::InvalidFormat, T::VALUES),
            _ => node.wrong_type(T::VALUES),
        });
    };
    if !T::VALUES.contains(&value) {
        cx.note(node, DriftKind::UnknownValue, T::VALUES);
    }
    Ok(T::from(value))
}

/// Makes an enum of unit variants and `Other(String)` a JSON string enum: `as_str`, `Display`,
/// `AsRef<str>`, `From` of text, `FromStr`, [`Decode`](crate::json::Decode),
/// [`Encode`](crate::json::Encode) and serde's traits. A value that is not listed is kept in
/// `Other`, and noted, unless `any` follows the list.
///
/// ```
/// use specmill_runtime::json;
/// #[derive(Debug, PartialEq)]
/// pub enum Role { Owner, Reader, Other(String) }
/// json::open_enum!(Role { Owner = "owner", Reader = "reader" });
///
/// assert_eq!(Role::from("reader"), Role::Reader);
/// assert_eq!(Role::from("admin").as_str(), "admin");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_open_enum {
    (request $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_enum_impls!([#[inline]] [] $name $body $($rest)*);
    };
    (response $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_enum_impls!([] [#[inline]] $name $body $($rest)*);
    };
    (unused $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_enum_impls!([#[inline]] [#[inline]] $name $body $($rest)*);
    };
    ($name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_enum_impls!([] [] $name $body $($rest)*);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_open_enum_impls {
    ([$(#[$decode:meta])?] [$(#[$encode:meta])?] $name:ident { $($variant:ident = $value:literal),* $(,)? } $(, $any:ident)?) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => value,
                }
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::OpenEnum for $name {
            const VALUES: &'static [&'static str] = &[$($value),*];
            $(const ANY: bool = $crate::__json_any!($any);)?

            fn known(value: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match value {
                    $($value => Self::$variant,)*
                    _ => return ::core::option::Option::None,
                })
            }

            #[inline]
            fn other(value: ::std::string::String) -> Self {
                Self::Other(value)
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match <Self as $crate::json::OpenEnum>::known(value) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => {
                        Self::Other(::std::string::String::from(value))
                    }
                }
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<&::std::string::String> for $name {
            #[inline]
            fn from(value: &::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(value)
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<&$name> for $name {
            #[inline]
            fn from(value: &$name) -> Self {
                <Self as ::core::convert::From<&str>>::from(value.as_str())
            }
        }

        #[automatically_derived]
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                match <Self as $crate::json::OpenEnum>::known(&value) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => Self::Other(value),
                }
            }
        }

        #[automatically_derived]
        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            // `Self::Err` could be a variant.
            fn from_str(
                value: &str,
            ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(value))
            }
        }

        #[automatically_derived]
        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        #[automatically_derived]
        impl $crate::json::Decode for $name {
            const HAS_SUBSTITUTE: bool = true;
            const KEEPS: bool = true;

            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                $crate::__private::decode_open_enum(node, cx)
            }
        }

        #[automatically_derived]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                out.string(self.as_str());
            }
        }

        $crate::__json_serde!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_any {
    (any) => {
        true
    };
}

/// Makes an enum of unit variants and `Other(i64)` a JSON integer enum: `as_i64`, `From<i64>`,
/// `Display`, [`Decode`](crate::json::Decode), [`Encode`](crate::json::Encode) and serde's traits.
///
/// ```
/// use specmill_runtime::json;
/// #[derive(Debug, PartialEq)]
/// pub enum Level { One, Two, Other(i64) }
/// json::open_integer_enum!(Level { One = 1, Two = 2 });
///
/// assert_eq!(Level::from(2), Level::Two);
/// assert_eq!(Level::Other(7).as_i64(), 7);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_open_integer_enum {
    (request $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_integer_enum_impls!([#[inline]] [] $name $body $($rest)*);
    };
    (response $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_integer_enum_impls!([] [#[inline]] $name $body $($rest)*);
    };
    (unused $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_integer_enum_impls!([#[inline]] [#[inline]] $name $body $($rest)*);
    };
    ($name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_open_integer_enum_impls!([] [] $name $body $($rest)*);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_open_integer_enum_impls {
    ([$(#[$decode:meta])?] [$(#[$encode:meta])?] $name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// The value as it is in JSON.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => *value,
                }
            }
        }

        #[automatically_derived]
        impl $crate::json::OpenIntegerEnum for $name {
            const VALUES: &'static [i64] = &[$($value),*];
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Other(value),
                }
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        #[automatically_derived]
        impl $crate::json::Decode for $name {
            const HAS_EMPTY: bool = true;

            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                $crate::__private::decode_integer_enum(node, cx)
            }

            #[inline]
            fn empty() -> ::core::option::Option<Self> {
                ::core::option::Option::Some(<Self as ::core::convert::From<i64>>::from(0))
            }
        }

        #[automatically_derived]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                out.signed(self.as_i64());
            }
        }

        $crate::__json_serde!($name);
    };
}
