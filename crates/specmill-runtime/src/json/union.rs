//! Unions: which member a value is.

use std::any::TypeId;
use std::collections::HashMap;

use super::constant::Scalar;
use super::decode::Decoder;
use super::drift::DriftKind;
use super::error::DecodeError;
use super::expected::Expected;
use super::fault::Fault;
use super::node::{Kind, Node};
use super::raw::RawJson;

/// Reads one member of a union.
pub type Reader<T> = fn(Node<'_>, &mut Decoder) -> Result<T, DecodeError>;

/// The name of a member, with the reader that goes with it.
pub type Named<T> = (&'static str, Reader<T>);

/// A discriminator's value, with the readers that go with it: several where members of the union
/// share a value, and then the one with the fewest faults is taken.
pub type Tagged<T> = (&'static str, &'static [Reader<T>]);

/// A value that is a member of the union, with what makes the variant.
pub type Unit<T> = (fn() -> Scalar, fn() -> T);

/// How a value finds its member. The ways are tried from the first to the last; each has a list,
/// which may be empty.
#[derive(Debug)]
pub struct Selection<T: 'static> {
    /// Values that are members of the union themselves.
    pub constants: &'static [Unit<T>],
    /// The member that holds the discriminator, and the members of the union for each value of it:
    /// none, or one.
    pub tag: &'static [(&'static str, &'static [Tagged<T>])],
    /// By JSON kind. `Number` also takes whole numbers, unless `Integer` is in the list.
    pub kinds: &'static [(Kind, Reader<T>)],
    /// By a required member that only one member of the union has.
    pub properties: &'static [Named<T>],
    /// The one that fits with the fewest faults; the first of several.
    pub fewest: &'static [Reader<T>],
}

/// A union with a place for what the description does not list. Implemented by
/// [`union!`](crate::json::union).
pub trait Union: Sized + 'static {
    /// How a value finds its member.
    const SELECTION: Selection<Self>;

    /// The variant of a value that no member fits.
    fn unknown(value: RawJson) -> Self;
}

/// The choices made by counting faults, by place on the tape and type of the union (`None`: no
/// member fits). Without them, unions in unions would be tried over and over, and the time would
/// double with each level.
pub(super) type Choices = HashMap<(u32, TypeId), Option<usize>>;

/// `Decode::decode` of a union. What cannot be read is kept as it came, and noted; only `null`
/// is an error if no member takes it, so that an optional union is absent then.
pub fn decode_union<T: Union>(node: Node<'_>, cx: &mut Decoder) -> Result<T, DecodeError> {
    let selection = &T::SELECTION;
    if let Some(make) = selection.constant(node) {
        return Ok(make());
    }
    let readers = selection.choose(node);
    let stray_tag = selection.stray_tag(node);
    if let ([reader], None) = (readers, stray_tag) {
        let mark = cx.drift_count();
        return match reader(node, cx) {
            Ok(value) => Ok(value),
            Err(error) if node.is_null() => Err(error),
            Err(error) => {
                // What else was noted is about a value that is not used.
                drop(cx.take_since(mark));
                cx.note_error(error);
                Ok(T::unknown(RawJson::from_node(node)))
            }
        };
    }
    if let Some(value) = fewest(readers, stray_tag, node, cx) {
        return Ok(value);
    }
    if node.is_null() {
        return Err(node.wrong_type("a member of the union"));
    }
    cx.push(selection.reason(node));
    Ok(T::unknown(RawJson::from_node(node)))
}

impl<T> Selection<T> {
    /// The member that is this one value.
    fn constant(&self, node: Node<'_>) -> Option<fn() -> T> {
        self.constants.iter().find(|(value, _)| value().is(node)).map(|(_, make)| *make)
    }

    /// The discriminator's value: what has one, and the readers that go with it.
    fn tagged<'t>(&self, node: Node<'t>) -> Option<(Node<'t>, Option<&'static [Reader<T>]>)> {
        let (property, values) = self.tag.first()?;
        let tag = node.get(property)?;
        let text = tag.as_str()?;
        Some((tag, values.iter().find(|(value, _)| *value == text).map(|(_, readers)| *readers)))
    }

    /// A discriminator with a value that no member has.
    fn stray_tag(&self, node: Node<'_>) -> Option<u32> {
        self.tagged(node).filter(|(_, readers)| readers.is_none()).map(|(tag, _)| tag.index)
    }

    /// The readers to choose from: by discriminator, kind, or member; else all that are left.
    fn choose(&self, node: Node<'_>) -> &'static [Reader<T>] {
        if let Some((_, Some(readers))) = self.tagged(node) {
            return readers;
        }
        let of = |kind| {
            let found = self.kinds.iter().find(|listed| listed.0 == kind);
            found.map(|listed| std::slice::from_ref(&listed.1))
        };
        let by_kind = match node.kind() {
            Kind::Integer => of(Kind::Integer).or_else(|| of(Kind::Number)),
            kind => of(kind),
        };
        let by_property = || {
            let has = |name: &str| node.get(name).is_some();
            let found = self.properties.iter().find(|(name, _)| has(name));
            found.map(|(_, reader)| std::slice::from_ref(reader))
        };
        by_kind.or_else(by_property).unwrap_or(self.fewest)
    }

    /// Why no member was found.
    #[cold]
    fn reason(&self, node: Node<'_>) -> Fault {
        let Some((property, values)) = self.tag.first() else {
            return Fault::at(node, DriftKind::UnknownValue, "a member of the union".into());
        };
        let names: Vec<&str> = values.iter().map(|(value, _)| *value).collect();
        match node.get(property) {
            Some(tag) if tag.as_str().is_some() => {
                Fault::at(tag, DriftKind::UnknownValue, Expected::one_of_names(&names))
            }
            Some(tag) => Fault::at(tag, DriftKind::WrongType, Expected::one_of_names(&names)),
            None if node.kind() == Kind::Object => Fault::missing(node, property),
            None => Fault::at(node, DriftKind::WrongType, "a member of the union".into()),
        }
    }
}

/// Tries each reader, and keeps the value with the fewest faults and the notes about it. A member
/// whose constant is not what stands at `stray_tag` is none: the value is of a member that this
/// client does not know.
fn fewest<T: 'static>(
    readers: &[Reader<T>],
    stray_tag: Option<u32>,
    node: Node<'_>,
    cx: &mut Decoder,
) -> Option<T> {
    if readers.is_empty() {
        return None;
    }
    let key = (node.index, TypeId::of::<T>());
    let mark = cx.drift_count();
    if let Some(choice) = cx.choices.get(&key) {
        let reader = readers.get((*choice)?)?;
        return reader(node, cx).ok();
    }
    let mut best = None;
    let mut least = usize::MAX;
    for (index, reader) in readers.iter().enumerate() {
        let result = reader(node, cx);
        let noted = cx.take_since(mark);
        if let Ok(value) = result
            && noted.count() < least
            && !stray_tag.is_some_and(|tag| noted.has(tag, DriftKind::WrongConstant))
        {
            least = noted.count();
            best = Some((index, value, noted));
        }
        if least == 0 {
            break;
        }
    }
    cx.choices.insert(key, best.as_ref().map(|(index, ..)| *index));
    let (_, value, noted) = best?;
    cx.restore(noted);
    Some(value)
}

/// Makes an enum of variants with one field or none, and `Unknown(RawJson)`, a JSON union:
/// [`Decode`](crate::json::Decode), [`Encode`](crate::json::Encode) and serde's traits.
///
/// The clauses say how a value finds its variant. Any of them may be left out, their order is this,
/// and each variant has to be in one of them at least:
///
/// - `constant: { Auto = "auto" }`: the value itself, of a variant without a field;
/// - `tag "type": { "message" => Message, "item" => [Short, Long] }`: the value of a member, declared
///   as the discriminator or implied by constants; of several variants, the one with the fewest faults;
/// - `kind: { string => Text }`: the JSON kind, one of `null`, `boolean`, `integer`, `number`,
///   `string`, `array`, `object`;
/// - `property: { "image_url" => Image }`: a required member that only this variant has;
/// - `fewest: [A, B]`: whichever has the fewest faults, the first of several.
///
/// A value that finds none, or that its variant cannot be read from, is kept in `Unknown` and noted.
///
/// ```
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
/// json::union!(Item { property: { "text" => Message }, fewest: [Text] });
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
        $(tag $tag:literal: { $($value:literal => $tagged:tt),* $(,)? } $(,)?)?
        $(kind: { $($kind:ident => $kinded:ident),* $(,)? } $(,)?)?
        $(property: { $($property:literal => $owner:ident),* $(,)? } $(,)?)?
        $(fewest: [$($member:ident),* $(,)?] $(,)?)?
    }) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl $crate::json::Union for $name {
            const SELECTION: $crate::json::Selection<Self> = $crate::json::Selection {
                constants: &[$($((
                    || <$crate::json::Scalar as ::core::convert::From<_>>::from($constant),
                    || Self::$unit,
                )),*)?],
                tag: &[$(($tag, &[$(($value, &$crate::__json_readers!($tagged))),*]))?],
                kinds: &[$($((
                    $crate::__json_kind!($kind),
                    $crate::__json_reader!($kinded),
                )),*)?],
                properties: &[$($(($property, $crate::__json_reader!($owner))),*)?],
                fewest: &[$($($crate::__json_reader!($member)),*)?],
            };

            fn unknown(value: $crate::json::RawJson) -> Self {
                Self::Unknown(value)
            }
        }

        #[automatically_derived]
        impl $crate::json::Decode for $name {
            $(#[$decode])?
            fn decode(
                node: $crate::json::Node<'_>,
                cx: &mut $crate::json::Decoder,
            ) -> ::core::result::Result<Self, $crate::json::DecodeError> {
                $crate::json::private::decode_union(node, cx)
            }
        }

        #[automatically_derived]
        // A variant may be found in several ways, and is written in one.
        #[allow(deprecated, unreachable_patterns)]
        impl $crate::json::Encode for $name {
            $(#[$encode])?
            fn encode(&self, out: &mut $crate::json::Encoder) {
                $crate::__json_encode_union!(self out
                    [$($($unit = $constant)*)?]
                    [$($($tagged)*)? $($($kinded)*)? $($($owner)*)? $($($member)*)?]
                    []
                )
            }
        }

        $crate::__json_serde!($name);
    };
}

/// Makes each of the types listed become the union: `from!(Item { Message(Box<Message>), Text(&str) })`.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_from {
    ($name:ident { $($variant:ident($type:ty)),* $(,)? }) => {$(
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<$type> for $name {
            #[inline]
            fn from(value: $type) -> Self {
                Self::$variant(::core::convert::From::from(value))
            }
        }
    )*};
}

/// One `match` over all variants; lists of them are taken apart first.
#[doc(hidden)]
#[macro_export]
macro_rules! __json_encode_union {
    ($self:ident $out:ident $units:tt [[$($listed:ident),* $(,)?] $($rest:tt)*] [$($done:ident)*]) => {
        $crate::__json_encode_union!($self $out $units [$($rest)*] [$($done)* $($listed)*])
    };
    ($self:ident $out:ident $units:tt [$next:ident $($rest:tt)*] [$($done:ident)*]) => {
        $crate::__json_encode_union!($self $out $units [$($rest)*] [$($done)* $next])
    };
    ($self:ident $out:ident [$($unit:ident = $constant:literal)*] [] [$($done:ident)*]) => {
        match $self {
            $(Self::$unit => $crate::json::Encode::encode(
                &<$crate::json::Scalar as ::core::convert::From<_>>::from($constant),
                $out,
            ),)*
            $(Self::$done(value) => $crate::json::Encode::encode(value, $out),)*
            Self::Unknown(value) => $crate::json::Encode::encode(value, $out),
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_readers {
    ([$($variant:ident),* $(,)?]) => {
        [$($crate::__json_reader!($variant)),*]
    };
    ($variant:ident) => {
        [$crate::__json_reader!($variant)]
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __json_reader {
    ($variant:ident) => {
        |node, cx| {
            ::core::result::Result::map($crate::json::Decode::decode(node, cx), Self::$variant)
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
