//! `specmill generate`: the client of a document, written into a folder.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use specmill::Error;

use crate::arguments::{DateLibrary, DocumentArguments};
use crate::faults::{Shown, show_faults};
use crate::terminal::print_line;

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The folder to write to
    #[arg(short, long)]
    out: PathBuf,
    /// The name of the root file, without `.rs`; the document's name by default
    #[arg(long)]
    name: Option<String>,
    /// What `date-time` and `date` become
    #[arg(long, value_enum, default_value_t = DateLibrary::Jiff)]
    dates: DateLibrary,
    /// Fail on any fault of the document
    #[arg(long)]
    strict: bool,
    /// Give the types of objects a field `extra` with the members that the document does not describe
    #[arg(long)]
    keep_undeclared: bool,
    /// Group operations without a tag by the first segment of their paths
    #[arg(long)]
    group_by_path: bool,
    #[command(flatten)]
    shown: Shown,
}

/// Writes the client, and reports the files and the faults. A fault that costs an operation or a
/// schema is no failure unless `--strict` makes it one.
pub(crate) fn run(arguments: GenerateArguments) -> Result<ExitCode, Error> {
    let mut generator = arguments
        .document
        .generator()
        .out_dir(arguments.out)
        .dates(arguments.dates.into())
        .strict(arguments.strict)
        .keep_undeclared(arguments.keep_undeclared)
        .group_by_path(arguments.group_by_path);
    if let Some(name) = arguments.name {
        generator = generator.name(name);
    }
    let output = generator.render()?;
    show_faults(output.diagnostics(), arguments.shown.all);
    let written = generator.write(&output)?;
    for (word, paths) in [("wrote", &written.changed), ("removed", &written.removed)] {
        for path in paths {
            print_line(&format!("{word} {}", path.display()));
        }
    }
    print_line(&format!(
        "{} written, {} unchanged",
        written.changed.len(),
        written.unchanged.len()
    ));
    arguments.shown.show_untyped(&output);
    Ok(ExitCode::SUCCESS)
}
