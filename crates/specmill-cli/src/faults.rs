//! What is wrong with a document, shown.

use clap::Args;
use specmill::{Diagnostics, Output};

use crate::terminal::{print_error, show};

/// What is shown of a document beside its first faults.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Shown {
    /// Show every fault, and with `--report-untyped` every place, where there are many of one kind
    #[arg(long)]
    pub(crate) all: bool,
    /// Report the places that take any value (`serde_json::Value`), and why
    #[arg(long)]
    report_untyped: bool,
}

impl Shown {
    pub(crate) fn show_untyped(self, output: &Output) {
        if self.report_untyped {
            let untyped = output.untyped();
            let text = if self.all { untyped.to_string() } else { untyped.summary() };
            show(&text);
        }
    }
}

/// Prints what was left out of the client, where something was: what is asked for may be among it.
pub(crate) fn show_what_is_left_out(faults: &Diagnostics) {
    if faults.has_errors() {
        show_faults(faults, false);
    }
}

/// Prints the faults of a document, of many of one kind only the first unless `all` are wanted.
pub(crate) fn show_faults(faults: &Diagnostics, all: bool) {
    print_error(&if all { faults.to_string() } else { faults.summary() });
}
