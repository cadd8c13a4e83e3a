//! The subcommands, a file each: the arguments and what is done.

pub(crate) mod bundle;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod mock;
pub(crate) mod new;
pub(crate) mod show;
