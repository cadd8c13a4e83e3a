//! `specmill check`: the faults of a document.

use std::process::ExitCode;

use clap::Args;
use clap::error::ErrorKind;
use specmill::Severity;

use crate::arguments::DocumentArguments;
use crate::faults::{Format, Judged, Shown, Verdicts, code, code_or_warnings, show_judged};
use crate::terminal::{print_failure, print_line, write_data};
use crate::written::not_written;

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// How the faults are written; all but text has every one of them, on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Make this code an error, again for each further one; `warnings` are all warnings
    #[arg(long, value_name = "CODE", value_parser = code_or_warnings)]
    deny: Vec<String>,
    /// Do not report this code, again for each further one
    #[arg(long, value_name = "CODE", value_parser = code)]
    allow: Vec<String>,
    /// Fail on warnings too: the same as `--deny warnings`
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    shown: Shown,
}

/// The exit code if anything is an error.
const FAULTY: u8 = 1;
/// The exit code if the document cannot be read.
const UNREADABLE: u8 = 2;

/// Reports what is wrong, and writes nothing.
pub(crate) fn run(arguments: &CheckArguments) -> ExitCode {
    let verdicts = match Verdicts::new(&arguments.allow, &arguments.deny) {
        Ok(verdicts) => verdicts.deny_warnings(arguments.strict),
        Err(message) => usage(&message),
    };
    if arguments.shown.report_untyped && arguments.format != Format::Text {
        usage("`--report-untyped` is text: it cannot be used with another `--format`");
    }
    let outcome = arguments.document.generator().render();
    let diagnostics = match &outcome {
        Ok(output) => output.diagnostics(),
        Err(error) => error.diagnostics(),
    };
    let faults = verdicts.judge(diagnostics);
    if let Some(data) = arguments.format.data(&faults) {
        if let Err(error) = write_data(&data) {
            print_failure(&not_written("standard output", &error));
            return ExitCode::from(UNREADABLE);
        }
    } else {
        show_judged(&faults, arguments.shown.all);
        if let Ok(output) = &outcome {
            print_line(&count(&faults));
            arguments.shown.show_untyped(output);
        }
    }
    let is_faulty = faults.iter().any(|judged| judged.severity == Severity::Error);
    match outcome {
        Err(_) => ExitCode::from(UNREADABLE),
        Ok(_) if is_faulty => ExitCode::from(FAULTY),
        Ok(_) => ExitCode::SUCCESS,
    }
}

/// Ends the process as for any other wrong argument.
fn usage(message: &str) -> ! {
    clap::Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n")).exit()
}

fn count(faults: &[Judged<'_>]) -> String {
    let notes = faults.iter().filter(|judged| judged.severity == Severity::Note).count();
    let found = match faults.len() - notes {
        0 => "nothing is wrong".to_owned(),
        faults => format!("{faults} found"),
    };
    match notes {
        0 => found,
        1 => format!("{found}, 1 note"),
        notes => format!("{found}, {notes} notes"),
    }
}
