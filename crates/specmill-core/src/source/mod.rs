//! Reading documents: files → [`Node`] tree.

mod bundle;
mod document;
mod file;
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

pub use bundle::{join, join_within};
pub use document::{Document, Format, Offset};
pub use load::{load, load_within, parse, to_yaml};
pub use node::{Map, Node, Number};
pub use origins::{Origin, Origins};
pub use overlay::apply as apply_overlay;
pub use pointer::Pointer;
pub use trail::Trail;
