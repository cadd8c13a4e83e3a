//! Names that several files of a package have to agree on.

/// The feature that stands for every tag.
pub(super) const EVERY_TAG: &str = "all-tags";

/// The feature that the mock is compiled with.
pub(super) const MOCK: &str = "test-util";

/// The name of the client's root file where the code is in the tree.
pub(super) const GENERATED: &str = "generated";

/// The list of what callers can name, in `OUT_DIR`, or beside the code in the tree.
pub(super) const SURFACE: &str = "surface.txt";
pub(super) const SURFACE_IN_TREE: &str = "generated/surface.txt";
