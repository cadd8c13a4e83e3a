//! `specmill diff`: what changed between two versions of a document.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use specmill::changes::Changes;
use specmill::{Error, Generator, Output};

use crate::arguments::ReadingArguments;
use crate::terminal::{self, print_error};

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old document: YAML, JSON, or Markdown with a block of either
    old: PathBuf,
    /// The new document
    new: PathBuf,
    /// Count the changes by kind and by module, and show the first of each kind
    #[arg(long)]
    summary: bool,
    /// Group operations without a tag by the first segment of their paths, in both
    #[arg(long)]
    group_by_path: bool,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// The exit code if a change breaks callers.
const BREAKS: u8 = 1;
/// The exit code if a document cannot be read.
const UNREADABLE: u8 = 2;

/// Prints the changes, or their summary, on standard output. Faults of the documents are printed first,
/// since an operation that is left out because of one would be listed as removed.
pub(crate) fn run(arguments: &DiffArguments) -> ExitCode {
    let generator = |document: &PathBuf| {
        arguments.reading.generator(document).group_by_path(arguments.group_by_path)
    };
    let changes = render(&generator(&arguments.old)).and_then(|old| {
        let new = render(&generator(&arguments.new))?;
        Ok(Changes::between(&old.surface(), &new.surface()))
    });
    match changes {
        Ok(changes) => {
            let text =
                if arguments.summary { changes.summary().to_string() } else { changes.to_string() };
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
