//! Members that have one value, which no field holds.

use crate::json::decode::Object;
use crate::json::decode::{Decode, Decoder};
use crate::json::encode::ObjectEncoder;
use crate::json::encode::{Encode, Encoder};
use crate::json::report::{DecodeError, DriftKind};
use crate::json::tape::Node;
use crate::json::tape::Scalar;

/// Notes if `node` is not `value`.
fn check(node: Node<'_>, value: Scalar, cx: &mut Decoder) {
    if !value.is(node) {
        let null = node.is_null();
        let kind = if null { DriftKind::UnexpectedNull } else { DriftKind::WrongConstant };
        cx.note(node, kind, value);
    }
}

impl Object<'_, '_> {
    /// A member that must be there and have one value.
    #[inline(never)]
    pub fn constant(&mut self, name: &'static str, value: Scalar) {
        match self.find(name) {
            Some(node) => check(node, value, self.cx),
            None => self.missing(name),
        }
    }

    /// A member that may be missing, and has one value where it is there.
    #[inline(never)]
    pub fn tag(&mut self, name: &'static str, value: Scalar) {
        if let Some(node) = self.find(name) {
            check(node, value, self.cx);
        }
    }

    /// Notes if a member, which a field holds, is of the kind of `value` and has another one.
    #[inline(never)]
    pub fn always(&mut self, name: &str, value: Scalar) {
        if let Some(node) = self.member(name)
            && value.is_like(node)
        {
            check(node, value, self.cx);
        }
    }
}

impl ObjectEncoder<'_> {
    /// A member of one value.
    pub fn constant(&mut self, name: &str, value: Scalar) {
        self.required(name, &value);
    }

    /// A member of one value, which may be missing where it is read.
    pub fn tag(&mut self, name: &str, value: Scalar) {
        self.required(name, &value);
    }
}

impl Encode for Scalar {
    fn encode(&self, out: &mut Encoder) {
        match *self {
            Self::Null => out.null(),
            Self::Boolean(value) => out.boolean(value),
            Self::Integer(value) => out.signed(value),
            Self::Number(value) => out.number(value),
            Self::String(value) => out.string(value),
        }
    }
}

/// `null`, and nothing else.
impl Decode for () {
    const HAS_EMPTY: bool = true;

    fn decode(node: Node<'_>, cx: &mut Decoder) -> Result<Self, DecodeError> {
        check(node, Scalar::Null, cx);
        Ok(())
    }

    fn empty() -> Option<Self> {
        Some(())
    }
}
