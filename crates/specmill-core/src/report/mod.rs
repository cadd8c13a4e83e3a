//! Shows what is wrong with a document: each fault with its file, line and column.

mod json_position;
mod position;
mod render;
mod wanted;

pub use position::positions;
pub use render::{Located, shown};
