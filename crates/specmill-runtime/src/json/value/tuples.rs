//! Lists with a type for each place (`prefixItems`, JSON Schema 2020-12 §10.3.1.1).

use crate::json::decode::{Decode, Decoder, decode_or_empty};
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::{Items, Node};

/// A place that is not there is an error, unless its type has a natural empty value.
#[inline(never)]
fn place<T: Decode>(
    items: &mut Items<'_>,
    list: Node<'_>,
    cx: &mut Decoder,
) -> Result<T, DecodeError> {
    match items.next() {
        Some(item) => decode_or_empty(item, cx),
        None => {
            let missing = list.error(DriftKind::WrongType, "an array with more items");
            if T::HAS_SUBSTITUTE && cx.may_substitute() {
                cx.begin_substitute(Node::missing(), missing);
                return decode_or_empty(Node::missing(), cx);
            }
            match T::empty() {
                Some(value) => {
                    cx.note_error(missing);
                    Ok(value)
                }
                None => Err(missing),
            }
        }
    }
}

macro_rules! tuples {
    ($(($($name:ident)+))+) => {$(
        impl<$($name: Decode),+> Decode for ($($name,)+) {
            fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
                let Some(mut items) = node.items() else {
                    return Err(node.wrong_type("an array"));
                };
                let value = ($(place::<$name>(&mut items, node, cx)?,)+);
                for item in items {
                    cx.note(item, DriftKind::UndeclaredField, "no such item");
                }
                Ok(value)
            }
        }

        impl<$($name: Encode),+> Encode for ($($name,)+) {
            fn encode(&self, out: &mut Encoder) {
                #[allow(non_snake_case)]
                let ($($name,)+) = self;
                let mut out = out.array();
                $(out.item($name);)+
                out.end();
            }
        }
    )+};
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) }
