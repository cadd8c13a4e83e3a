//! The ordered tree, like JSON, that every document is read into, and where in it something is.

mod flag;
mod node;
mod pointer;
mod trail;
mod way;

pub(crate) use flag::flag;
pub use node::{Map, Node, Number};
pub use pointer::Pointer;
pub use trail::Trail;
pub(crate) use way::Way;
