//! Reading documents: files → [`Node`] tree.

mod bundle;
mod document;
mod fault;
mod file;
mod json;
mod load;
mod markdown;
mod nesting;
mod origins;
mod overlay;
mod reach;
mod read;
mod reading;
mod text;
mod written;

pub use bundle::{join, join_within};
pub use document::{Document, Format, Offset};
pub(crate) use load::text_of;
pub use load::{NotYaml, load, load_within, parse, to_yaml};
pub use origins::{Origin, Origins};
pub use overlay::apply as apply_overlay;
pub use reach::{Fetched, Reach, Refusal, Remote};
pub use read::{Overlays, read, read_within};

// What documents are made of, for those who read them.
pub use crate::tree::{Map, Node, Number, Pointer};
