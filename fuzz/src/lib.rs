//! What the targets that make documents share: the documents, what is asked of the generator, and a
//! driver for those who have no libFuzzer.

pub mod checks;
pub mod driver;
pub mod grammar;
pub mod mutation;
mod tree;

/// What a target has made of some bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The document, as JSON.
    pub document: String,
    /// The overlay that goes with it, as JSON.
    pub overlay: Option<String>,
    /// Whether the whole way is gone, through files and formatting, and twice: it takes ten times as
    /// long as the way to tokens.
    pub whole: bool,
}

/// One of so many documents goes the whole way.
pub const WHOLE_ONE_OF: u8 = 64;
