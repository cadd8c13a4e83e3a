//! `specmill check`: the faults of a document.

use std::process::ExitCode;

use clap::Args;
use specmill::{Diagnostic, Error, Severity};

use crate::arguments::DocumentArguments;
use crate::faults::{Shown, show_faults};
use crate::terminal::print_line;

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    shown: Shown,
}

/// Reports what is wrong, and writes nothing.
pub(crate) fn run(arguments: CheckArguments) -> Result<ExitCode, Error> {
    let output = arguments.document.generator().strict(arguments.strict).render()?;
    show_faults(output.diagnostics(), arguments.shown.all);
    let is_note = |found: &&Diagnostic| found.severity() == Severity::Note;
    let notes = output.diagnostics().iter().filter(is_note).count();
    let faults = match output.diagnostics().iter().len() - notes {
        0 => "nothing is wrong".to_owned(),
        faults => format!("{faults} found"),
    };
    print_line(&match notes {
        0 => faults,
        1 => format!("{faults}, 1 note"),
        notes => format!("{faults}, {notes} notes"),
    });
    arguments.shown.show_untyped(&output);
    let failed = output.diagnostics().has_errors();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
