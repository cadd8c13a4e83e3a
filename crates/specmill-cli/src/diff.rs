//! `specmill diff`: what changed between two versions of a document.

use std::process::ExitCode;

use specmill::changes::Changes;
use specmill::{Error, Generator, Output};

use crate::terminal::{self, complain};

/// Something breaks code that was written before.
const BREAKS: u8 = 1;
/// A document cannot be read: nothing is known of the changes.
const UNREADABLE: u8 = 2;

/// Shows what changed from `old` to `new` on standard output, nothing where nothing did. What is
/// left out of a client because of a fault of its document is said first, as it would pass for
/// removed.
pub(crate) fn show(old: &Generator, new: &Generator) -> ExitCode {
    let changes = render(old).and_then(|old| {
        let new = render(new)?;
        Ok(Changes::between(&old.surface(), &new.surface()))
    });
    match changes {
        Ok(changes) => {
            terminal::show(&changes.to_string());
            if changes.breaks() { ExitCode::from(BREAKS) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(UNREADABLE)
        }
    }
}

fn render(generator: &Generator) -> Result<Output, Error> {
    let output = generator.render()?;
    if output.diagnostics().has_errors() {
        complain(&output.diagnostics().to_string());
    }
    Ok(output)
}
