//! The ordered tree, like JSON, that every document is read into, and where in it something is.

mod node;
mod pointer;
mod trail;

pub use node::{Map, Node, Number};
pub use pointer::Pointer;
pub use trail::Trail;
