//! Reading documents: files → [`Node`] tree.

mod document;
mod json;
mod load;
mod markdown;
mod nesting;
mod node;
mod pointer;
mod text;
mod trail;
mod tree;

pub use document::{Document, Format, Offset};
pub use load::{load, parse};
pub use node::{Map, Node, Number};
pub use pointer::Pointer;
pub use trail::Trail;
