//! What is wrong with a document, shown: for people, and for other programs.

mod github;
mod json;
mod sarif;
mod text;
mod verdict;

use clap::{Args, ValueEnum};
use specmill::{Diagnostics, Output};

pub(crate) use verdict::{Judged, Verdicts, code, code_or_warnings, no_such_code};

use crate::terminal::{print_report, show};

/// What is shown of a document beside its first faults.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Shown {
    /// Show every fault, and with `--report-untyped` every place, where there are many of one kind
    #[arg(long)]
    pub(crate) all: bool,
    /// Report the places that take any value (`serde_json::Value`), and why
    #[arg(long)]
    pub(crate) report_untyped: bool,
}

impl Shown {
    pub(crate) fn show_untyped(self, output: &Output) {
        if self.report_untyped {
            let untyped = output.untyped();
            let text = if self.all { untyped.to_string() } else { untyped.summary() };
            let _ = show(&text);
        }
    }
}

/// How faults are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Each with its line of the document, for people
    Text,
    /// A JSON array of objects with `code`, `severity`, `message`, `help`, `file`, `line`, `column` and
    /// `pointer`
    Json,
    /// SARIF 2.1.0, which GitHub's code scanning and editors read
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines of a pull request
    Github,
}

impl Format {
    /// The faults as data; none for people.
    pub(crate) fn data(self, faults: &[Judged<'_>]) -> Option<String> {
        match self {
            Format::Text => None,
            Format::Json => Some(json::write(faults)),
            Format::Sarif => Some(sarif::write(faults)),
            Format::Github => Some(github::write(faults)),
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
    show_judged(&Verdicts::default().judge(faults), all);
}

/// As [`show_faults`].
pub(crate) fn show_judged(faults: &[Judged<'_>], all: bool) {
    print_report(|is_coloured| text::write(faults, all, is_coloured));
}
