//! `specmill bundle`: a document in several files as one.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use specmill::{Error, Generator};

use crate::faults::show_faults;
use crate::reach::ReachArguments;
use crate::terminal::{print_failure, print_line, write_data};
use crate::written::{not_written, write_whole};

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  specmill bundle spec/openapi.yaml > whole.yaml\n  \
    specmill bundle spec/openapi.yaml --out whole.yaml")]
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
    let outcome = match &arguments.out {
        None => write_data(bundle.text()).map_err(|error| not_written("standard output", &error)),
        Some(path) => write_whole(path, bundle.text(), &bundle.sources().collect::<Vec<_>>()),
    };
    if let Err(message) = outcome {
        print_failure(&message);
        return Ok(ExitCode::FAILURE);
    }
    if let Some(path) = &arguments.out {
        print_line(&format!("wrote {}", path.display()));
    }
    let failed = bundle.diagnostics().has_errors();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
