//! How a client is laid out.

/// How a client is laid out: [`Generator::layout`](crate::Generator::layout).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// One module, which a crate includes.
    #[default]
    Module,
    /// A crate for each tag, beside one (or several) with the types that more than one tag reaches, and one that
    /// has the client and re-exports the others, each tag's by a feature. What callers write is the same.
    ///
    /// For documents so large that the compiler takes too much memory for one crate. The crates are independent as
    /// far as their types are, so that several are compiled at once, and a change of one tag leaves the others.
    ///
    /// [`Output::packages`](crate::Output::packages) says what the `Cargo.toml` of each must say; `specmill generate
    /// --workspace` writes them. A build script cannot make crates. It is an error (`no-tags`) if no operation has a
    /// tag; [`group_by_path`](crate::Generator::group_by_path) gives them one.
    CratePerTag,
}
