//! What generic schemas are bound to, where the walk is.

/// The dynamic scope (JSON Schema 2020-12 §7.1), as far as it matters to `$dynamicRef`.
#[derive(Clone, Default)]
pub(super) struct Scope {
    /// Anchor and the `$ref` to its schema; of several the outermost, as the dynamic scope has it.
    pub(super) bound: Vec<(String, String)>,
    /// Schemas that are copied, and the `$ref` to the copy.
    pub(super) copies: Vec<(String, String)>,
}

impl Scope {
    /// The `$ref` that the anchor `name` means here.
    pub(super) fn bound(&self, name: &str) -> Option<&String> {
        self.bound.iter().find(|(known, _)| known == name).map(|(_, reference)| reference)
    }
}
