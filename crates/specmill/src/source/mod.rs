//! Reading documents: files → [`Node`] tree.

mod bundle;
mod document;
mod json;
mod load;
mod markdown;
mod nesting;
mod node;
mod origins;
mod overlay;
mod pointer;
mod text;
mod trail;
mod tree;

pub use bundle::join;
pub use document::{Document, Format, Offset};
pub use load::{load, parse, to_yaml};
pub use node::{Map, Node, Number};
pub use origins::{Origin, Origins};
pub use overlay::apply as apply_overlay;
pub use pointer::Pointer;
pub use trail::Trail;
