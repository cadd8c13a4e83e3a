//! `specmill bundle`: a document in several files as one.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use specmill::{Error, Generator};

use crate::faults::show_faults;
use crate::reach::ReachArguments;
use crate::terminal::{print_error, print_line, write_data};

#[derive(Debug, Args)]
pub(crate) struct BundleArguments {
    /// The document; files are read from its folder and below, or from the root folder
    document: PathBuf,
    /// The file to write to; standard output by default
    #[arg(short, long)]
    out: Option<PathBuf>,
    #[command(flatten)]
    reach: ReachArguments,
}

/// Writes one document. Fails if a `$ref` in it leads nowhere.
pub(crate) fn run(arguments: BundleArguments) -> Result<ExitCode, Error> {
    let bundle = arguments.reach.of(Generator::new(arguments.document)).bundle()?;
    show_faults(bundle.diagnostics(), false);
    let (place, outcome) = match &arguments.out {
        None => ("standard output".into(), write_data(bundle.text())),
        Some(path) => (path.to_string_lossy(), std::fs::write(path, bundle.text())),
    };
    if let Err(error) = outcome {
        print_error(&format!("`{place}` cannot be written: {error}"));
        return Ok(ExitCode::FAILURE);
    }
    if arguments.out.is_some() {
        print_line(&format!("wrote {place}"));
    }
    let failed = bundle.diagnostics().has_errors();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
