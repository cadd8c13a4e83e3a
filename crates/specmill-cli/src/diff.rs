//! `specmill diff`: what changed between two versions of a document.

use std::process::ExitCode;

use specmill::changes::Changes;
use specmill::{Error, Generator, Output};

use crate::terminal::{self, print_error};

/// The exit code if a change breaks callers.
const BREAKS: u8 = 1;
/// The exit code if a document cannot be read.
const UNREADABLE: u8 = 2;

/// Prints the changes from `old` to `new` on standard output, or their `summary`. Faults of the documents are printed
/// first, since an operation that is left out because of one would be listed as removed.
pub(crate) fn show(old: &Generator, new: &Generator, summary: bool) -> ExitCode {
    let changes = render(old).and_then(|old| {
        let new = render(new)?;
        Ok(Changes::between(&old.surface(), &new.surface()))
    });
    match changes {
        Ok(changes) => {
            let text = if summary { changes.summary().to_string() } else { changes.to_string() };
            terminal::show(&text);
            if changes.breaks() { ExitCode::from(BREAKS) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            print_error(&error.to_string());
            ExitCode::from(UNREADABLE)
        }
    }
}

fn render(generator: &Generator) -> Result<Output, Error> {
    let output = generator.render()?;
    if output.diagnostics().has_errors() {
        print_error(&output.diagnostics().summary());
    }
    Ok(output)
}
