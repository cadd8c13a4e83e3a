//! A JSON document as it was read: a flat list of slots, and cursors into it. The lowest layer: it
//! knows nothing of types, and has no words for what is wrong.

mod build;
mod duplicates;
mod fill;
mod model;
mod node;
mod numbers;
mod read;
mod scalar;
mod slots;
mod strings;

pub use node::{Items, Kind, Members, Node};
pub(crate) use read::Unread;
pub use scalar::Scalar;
pub(crate) use slots::Slot;
pub use slots::Tape;

#[cfg(test)]
mod differential;
