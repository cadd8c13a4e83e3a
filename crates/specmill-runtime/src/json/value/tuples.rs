//! Lists with a type for each place (`prefixItems`, JSON Schema 2020-12 §10.3.1.1).

use crate::json::decode::{Decode, Decoder, decode_or_empty};
use crate::json::encode::{ArrayEncoder, Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Items, Node};

/// A place of a tuple that may be left out, with all that follow it.
///
/// ```
/// use specmill_runtime::json::{self, OptionalItem, Strictness};
///
/// type Range = (i64, OptionalItem<i64>);
/// let read = json::decode::<Range>(b"[1]", Strictness::Strict)?.value;
/// assert_eq!(read, (1, OptionalItem(None)));
/// assert_eq!(json::encode(&(1, OptionalItem(Some(2)))), b"[1,2]");
/// # Ok::<(), json::DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionalItem<T>(pub Option<T>);

/// The items after the last place of a tuple.
///
/// ```
/// use specmill_runtime::json::{self, RestItems, Strictness};
///
/// type Row = (String, RestItems<i64>);
/// let read = json::decode::<Row>(br#"["a",1,2]"#, Strictness::Strict)?.value;
/// assert_eq!(read.1.0, [1, 2]);
/// assert_eq!(json::encode(&read), br#"["a",1,2]"#);
/// # Ok::<(), json::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RestItems<T>(pub Vec<T>);

/// Further places of a tuple, which are a tuple of their own in Rust and part of the list in JSON: the
/// traits of the standard library end at twelve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct MoreItems<T>(pub T);

impl<T> Default for OptionalItem<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Default for RestItems<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<T> for OptionalItem<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> From<Vec<T>> for RestItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

/// As a list of that one place.
impl<T: Decode> Decode for OptionalItem<T> {
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        decode_places(node, cx)
    }

    fn decode_place(
        items: &mut Items<'_>,
        _: Node<'_>,
        cx: &mut Decoder,
    ) -> Result<Self, DecodeError> {
        items.next().map(|item| decode_or_empty(item, cx)).transpose().map(Self)
    }
}

impl<T: Encode> Encode for OptionalItem<T> {
    fn encode(&self, out: &mut Encoder) {
        encode_places(self, out);
    }

    fn encode_place(&self, out: &mut ArrayEncoder<'_>) {
        if let Some(value) = &self.0 {
            out.item(value);
        }
    }
}

/// As a list of those items.
impl<T: Decode> Decode for RestItems<T> {
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        decode_places(node, cx)
    }

    fn decode_place(
        items: &mut Items<'_>,
        _: Node<'_>,
        cx: &mut Decoder,
    ) -> Result<Self, DecodeError> {
        items.map(|item| decode_or_empty(item, cx)).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: Encode> Encode for RestItems<T> {
    fn encode(&self, out: &mut Encoder) {
        encode_places(self, out);
    }

    fn encode_place(&self, out: &mut ArrayEncoder<'_>) {
        self.0.iter().for_each(|item| out.item(item));
    }
}

/// A tuple: what it holds is read and written place by place.
#[doc(hidden)]
pub trait Places: Sized {
    /// Reads every place.
    ///
    /// # Errors
    /// When one cannot be read.
    fn read(items: &mut Items<'_>, list: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError>;

    /// Writes every place.
    fn write(&self, out: &mut ArrayEncoder<'_>);
}

/// As a list of those places.
impl<T: Places> Decode for MoreItems<T> {
    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        decode_places(node, cx)
    }

    fn decode_place(
        items: &mut Items<'_>,
        list: Node<'_>,
        cx: &mut Decoder,
    ) -> Result<Self, DecodeError> {
        T::read(items, list, cx).map(Self)
    }
}

impl<T: Places> Encode for MoreItems<T> {
    fn encode(&self, out: &mut Encoder) {
        encode_places(self, out);
    }

    fn encode_place(&self, out: &mut ArrayEncoder<'_>) {
        self.0.write(out);
    }
}

fn decode_places<T: Decode>(node: Node<'_>, cx: &mut Decoder) -> Result<T, DecodeError> {
    let Some(mut items) = node.items() else { return Err(node.wrong_type("an array")) };
    let value = T::decode_place(&mut items, node, cx)?;
    note_left(items, cx);
    Ok(value)
}

fn encode_places<T: Encode>(value: &T, out: &mut Encoder) {
    let mut out = out.array();
    value.encode_place(&mut out);
    out.end();
}

fn note_left(items: Items<'_>, cx: &mut Decoder) {
    for item in items {
        cx.note(item, DriftKind::UndeclaredField, "no such item");
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($name: Decode),+> Decode for ($($name,)+) {
            fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
                let Some(mut items) = node.items() else {
                    return Err(node.wrong_type("an array"));
                };
                let value = ($($name::decode_place(&mut items, node, cx)?,)+);
                note_left(items, cx);
                Ok(value)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($name: Encode),+> Encode for ($($name,)+) {
            fn encode(&self, out: &mut Encoder) {
                #[allow(non_snake_case)]
                let ($($name,)+) = self;
                let mut out = out.array();
                $($name.encode_place(&mut out);)+
                out.end();
            }
        }

        impl<$($name: Decode + Encode),+> Places for ($($name,)+) {
            fn read(
                items: &mut Items<'_>,
                list: Node<'_>,
                cx: &mut Decoder,
            ) -> Result<Self, DecodeError> {
                Ok(($($name::decode_place(items, list, cx)?,)+))
            }

            fn write(&self, out: &mut ArrayEncoder<'_>) {
                #[allow(non_snake_case)]
                let ($($name,)+) = self;
                $($name.encode_place(out);)+
            }
        }
    )+};
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
    (A B C D E F G H I) (A B C D E F G H I J) (A B C D E F G H I J K) (A B C D E F G H I J K L)
}
