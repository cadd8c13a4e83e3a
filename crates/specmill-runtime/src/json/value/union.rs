//! Unions: which member a value is.

use std::any::TypeId;

use super::raw::RawJson;
use super::selection::{MemberName, Selection, Trial};
use crate::json::decode::Decoder;
use crate::json::report::DecodeError;
use crate::json::tape::Node;

/// A union with a place for what the description does not list. Implemented by
/// [`union!`](crate::__private::union).
pub trait Union: Sized + 'static {
    /// How a value finds its member.
    const SELECTION: Selection;

    /// Reads the value at `node` as `member`.
    ///
    /// # Errors
    /// When it cannot be read as that.
    fn read(member: MemberName, node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError>;

    /// The variant of a value that no member fits.
    fn unknown(value: RawJson) -> Self;
}

/// `Decode::decode` of a union. A value that no member takes is kept unchanged and noted, except
/// for `null`, which is an error, so that an optional union is absent then.
pub fn decode_union<T: Union>(node: Node<'_>, cx: &mut Decoder) -> Result<T, DecodeError> {
    let mut trial = Trial::new(&T::SELECTION, TypeId::of::<T>(), node, cx);
    let mut best = None;
    while let Some(member) = trial.next_member() {
        match T::read(member, node, cx) {
            Ok(value) => {
                if trial.keeps(cx) {
                    best = Some(value);
                }
            }
            Err(error) => trial.failed(error, cx),
        }
    }
    match best {
        Some(value) => {
            trial.found(cx);
            Ok(value)
        }
        None => match trial.unknown(node, cx) {
            Ok(raw) => Ok(T::unknown(raw)),
            Err(error) => Err(error),
        },
    }
}

/// Makes an enum of variants with one field or none, and `Unknown(RawJson)`, a JSON union:
/// [`Decode`](crate::json::Decode), [`Encode`](crate::json::Encode) and serde's traits.
///
/// The clauses say how a value finds its variant. Any of them may be left out, their order is this,
/// and each variant has to be in one of them at least:
///
/// - `constant: { Auto = "auto" }`: the value itself, of a variant without a field;
/// - `tag "type": { "message" => Message, "item" => Short | Long }`: the value of a member, declared
///   as the discriminator or implied by constants; of several variants, the one with the fewest faults;
/// - `scalar: { 1 => First, true => Second }`: values of that member which are numbers or booleans;
/// - `default: Other`: the variant of objects without that member, or with another value of it;
/// - `kind: { string => Text }`: the JSON kind, one of `null`, `boolean`, `integer`, `number`,
///   `string`, `array`, `object`;
/// - `property: { "image_url" => Image }`: a required member that only this variant has;
/// - `fewest: [A, B]`: whichever has the fewest faults, the first of several.
///
/// A value that finds none, or that its variant cannot be read from, is kept in `Unknown` and noted.
///
/// ```
/// use specmill_runtime::__private as runtime;
/// use specmill_runtime::json::{self, RawJson, Strictness};
///
/// pub struct Message { pub text: String }
/// json::object!(Message { text: required "text" });
///
/// pub enum Item {
///     Message(Box<Message>),
///     Text(String),
///     Unknown(RawJson),
/// }
/// runtime::union!(Item { property: { "text" => Message }, fewest: [Text] });
///
/// let read = json::decode::<Vec<Item>>(br#"["a", {"text":"b"}, 7]"#, Strictness::Lenient)?.value;
/// assert!(matches!(&read[0], Item::Text(text) if text == "a"));
/// assert!(matches!(&read[1], Item::Message(message) if message.text == "b"));
/// assert!(matches!(&read[2], Item::Unknown(raw) if raw.get() == "7"));
/// # Ok::<(), json::DecodeError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __json_union {
    (request $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_union_impls!([#[inline]] [] $name $body $($rest)*);
    };
    (response $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_union_impls!([] [#[inline]] $name $body $($rest)*);
    };
    (unused $name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_union_impls!([#[inline]] [#[inline]] $name $body $($rest)*);
    };
    ($name:ident $body:tt $($rest:tt)*) => {
        $crate::__json_union_impls!([] [] $name $body $($rest)*);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_union_impls {
    ([$(#[$decode:meta])?] [$(#[$encode:meta])?] $name:ident {
        $(constant: { $($unit:ident = $constant:literal),* $(,)? } $(,)?)?
        $(tag $tag:literal: { $($value:literal => $($tagged:ident)|+),* $(,)? } $(,)?)?
        $(scalar: { $($scalar:literal => $($by_scalar:ident)|+),* $(,)? } $(,)?)?
        $(default: $default:ident $(,)?)?
        $(kind: { $($kind:ident => $kinded:ident),* $(,)? } $(,)?)?
        $(property: { $($property:literal => $owner:ident),* $(,)? } $(,)?)?
        $(fewest: [$($member:ident),* $(,)?] $(,)?)?
    }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::__private::Union for $name {
            const SELECTION: $crate::__private::Selection = $crate::__private::Selection {
                constants: &[$($((
                    || <$crate::json::Scalar as ::core::convert::From<_>>::from($constant),
                    stringify!($unit),
                )),*)?],
                tag: &[$(($tag, &[
                    $(($value, &[$(stringify!($tagged)),+])),*
                ]))?],
                scalars: &[$($((
                    || <$crate::json::Scalar as ::core::convert::From<_>>::from($scalar),
                    &[$(stringify!($by_scalar)),+],
                )),*)?],
                default: &[$(stringify!($default))?],
                kinds: &[$($((
                    $crate::__json_kind!($kind),
                    stringify!($kinded),
                )),*)?],
                properties: &[$($((
                    $property,
                    stringify!($owner),
                )),*)?],
                fewest: &[$($(stringify!($member)),*)?],
            };

            // A variant may be found in several ways, and is read in one.
            #[allow(unreachable_patterns)]
            $(#[$decode])?
            fn read(
                member: $crate::__private::MemberName,
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                ::core::result::Result::Ok(match member {
                    $($(stringify!($unit) => Self::$unit,)*)?
                    $($($(stringify!($tagged) => {
                        Self::$tagged($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })+)*)?
                    $($($(stringify!($by_scalar) => {
                        Self::$by_scalar($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })+)*)?
                    $(stringify!($default) => {
                        Self::$default($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })?
                    $($(stringify!($kinded) => {
                        Self::$kinded($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })*)?
                    $($(stringify!($owner) => {
                        Self::$owner($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })*)?
                    $($(stringify!($member) => {
                        Self::$member($crate::__json_try!($crate::json::Decode::decode(node, cx)))
                    })*)?
                    _ => return ::core::result::Result::Err(node.wrong_type("a member of the union")),
                })
            }

            fn unknown(value: $crate::json::RawJson) -> Self {
                Self::Unknown(value)
            }
        }

        #[automatically_derived]
        impl $crate::json::Decode for $name {
            const HAS_SUBSTITUTE: bool = true;

            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                $crate::__private::decode_union(node, cx)
            }
        }

        #[automatically_derived]
        // A variant may be found in several ways, and is written in one.
        #[allow(deprecated, unreachable_patterns)]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                match self {
                    $($(Self::$unit => $crate::json::Encode::encode(
                        &<$crate::json::Scalar as ::core::convert::From<_>>::from($constant),
                        out,
                    ),)*)?
                    $($($(Self::$tagged(value) => $crate::json::Encode::encode(value, out),)+)*)?
                    $($($(Self::$by_scalar(value) => $crate::json::Encode::encode(value, out),)+)*)?
                    $(Self::$default(value) => $crate::json::Encode::encode(value, out),)?
                    $($(Self::$kinded(value) => $crate::json::Encode::encode(value, out),)*)?
                    $($(Self::$owner(value) => $crate::json::Encode::encode(value, out),)*)?
                    $($(Self::$member(value) => $crate::json::Encode::encode(value, out),)*)?
                    Self::Unknown(value) => $crate::json::Encode::encode(value, out),
                }
            }
        }

        $crate::__json_serde!($name);
    };
}

/// Makes each of the types listed become the union: `from!(Item { Message(Box<Message>), Text(&str) })`.
/// `Call(&str as Choice)` becomes a `Choice` first, which the variant holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_from {
    ($name:ident { $($variant:ident($type:ty $(as $via:ty)?)),* $(,)? }) => {$(
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                $(let value = <$via as ::core::convert::From<$type>>::from(value);)?
                Self::$variant(::core::convert::From::from(value))
            }
        }
    )*};
}

/// Makes lists of whatever becomes an item become the union: `from_items!(Content { Parts(Part) })`. Of a
/// union with other lists, which this would be in the way of, arrays of these very items where lists do:
/// `from_items!(Input { Tokens(= i64) })`, and `Texts(= str)` for whatever text.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_from_items {
    ($name:ident { $($variant:ident $entry:tt),* $(,)? }) => {
        $($crate::__json_from_items_one!($name $variant $entry);)*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_from_items_one {
    ($name:ident $variant:ident (= str)) => {
        $crate::__json_from_items_one!($name $variant (= ::std::string::String));

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<::std::vec::Vec<&str>> for $name {
            #[inline]
            fn from(items: ::std::vec::Vec<&str>) -> Self {
                ::core::convert::From::from($crate::__private::list::<::std::string::String>(items))
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<const N: usize> ::core::convert::From<[&str; N]> for $name {
            #[inline]
            fn from(items: [&str; N]) -> Self {
                ::core::convert::From::from($crate::__private::list::<::std::string::String>(items))
            }
        }
    };
    ($name:ident $variant:ident (= $item:ty)) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<const N: usize> ::core::convert::From<[$item; N]> for $name {
            #[inline]
            fn from(items: [$item; N]) -> Self {
                ::core::convert::From::from(::std::vec::Vec::from(items))
            }
        }
    };
    ($name:ident $variant:ident ($item:ty $(as $via:ty)?)) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<Item_: ::core::convert::Into<$item>> ::core::convert::From<::std::vec::Vec<Item_>>
            for $name
        {
            #[inline]
            fn from(items: ::std::vec::Vec<Item_>) -> Self {
                let items = $crate::__private::list::<$item>(items);
                $(let items = <$via as ::core::convert::From<::std::vec::Vec<$item>>>::from(items);)?
                Self::$variant(::core::convert::From::from(items))
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl<Item_: ::core::convert::Into<$item>, const N: usize> ::core::convert::From<[Item_; N]>
            for $name
        {
            #[inline]
            fn from(items: [Item_; N]) -> Self {
                let items = $crate::__private::list::<$item>(items);
                $(let items = <$via as ::core::convert::From<::std::vec::Vec<$item>>>::from(items);)?
                Self::$variant(::core::convert::From::from(items))
            }
        }
    };
}

/// Makes text become a union of values: the one that it is, or one that is not known.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_from_text {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Unknown($crate::json::RawJson::of(value)),
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
        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_kind {
    (null) => {
        $crate::json::Kind::Null
    };
    (boolean) => {
        $crate::json::Kind::Boolean
    };
    (integer) => {
        $crate::json::Kind::Integer
    };
    (number) => {
        $crate::json::Kind::Number
    };
    (string) => {
        $crate::json::Kind::String
    };
    (array) => {
        $crate::json::Kind::Array
    };
    (object) => {
        $crate::json::Kind::Object
    };
}
