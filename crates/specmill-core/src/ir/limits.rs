//! What a value must keep to beyond its type. No Rust type says it: the server does.

/// The limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least number, and whether it is excluded.
    pub minimum: Option<(f64, bool)>,
    /// The greatest number, and whether it is excluded.
    pub maximum: Option<(f64, bool)>,
    /// The number that it is a multiple of.
    pub multiple_of: Option<f64>,
    /// The least number of characters, items or members.
    pub min_size: Option<u64>,
    /// The greatest number of characters, items or members.
    pub max_size: Option<u64>,
    /// The regular expression that it matches.
    pub pattern: Option<String>,
    /// Whether no item comes twice.
    pub unique_items: bool,
    /// The limits of each item of a list, or of each value of a map.
    pub inner: Option<Box<Limits>>,
}
