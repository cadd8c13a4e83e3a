//! Values: examples, defaults, constants.

use arbitrary::Result;
use specmill_core::source::{Node, Number};

use super::{DEEPEST, Grammar};
use crate::tree::{number, text};

impl Grammar<'_> {
    pub(super) fn value(&mut self) -> Result<Node> {
        if self.depth >= DEEPEST {
            return self.scalar();
        }
        self.depth += 1;
        let value = match self.below(8)? {
            6 => self.list(3, Self::value),
            7 => self.map(3, |grammar| Ok((grammar.name()?, grammar.value()?))),
            _ => self.scalar(),
        };
        self.depth -= 1;
        value
    }

    pub(super) fn scalar(&mut self) -> Result<Node> {
        Ok(match self.below(8)? {
            0 | 1 => text(self.name()?),
            2 | 3 => number(self.one_of(&[0, 1, 2, -1, i64::MAX, i64::MIN, 255, 1 << 40])?),
            4 => Node::Number(Number::Float(self.one_of(&[
                0.5,
                -0.0,
                1e300,
                1.0,
                5e-324,
                9_007_199_254_740_993.0,
            ])?)),
            5 => Node::Number(Number::Unsigned(u64::MAX)),
            6 => Node::Bool(self.bytes.arbitrary()?),
            _ => Node::Null,
        })
    }

    /// A limit: mostly a number that fits.
    pub(super) fn limit(&mut self) -> Result<Node> {
        if self.seldom(6)? { self.scalar() } else { Ok(number(self.one_of(&[0, 1, 2, 7, 255])?)) }
    }
}
