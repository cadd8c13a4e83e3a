//! Shows what is wrong with a document: each fault with its file, line and column.

mod excerpt;
mod group;
mod json_position;
mod position;
mod render;
mod wanted;

pub use excerpt::Excerpt;
pub use group::{Shown, grouped};
pub use position::positions;
pub use render::{Located, shown};
