//! The version of the runtime's interface that clients are generated for.

/// What the root file of a client names, and `specmill_runtime::__private::interface!` checks. It is
/// raised with the version there, whenever generated code calls something that the runtime did not
/// have before, or calls it differently.
pub const INTERFACE: u32 = 2;
