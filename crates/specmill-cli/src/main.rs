//! The `specmill` command, which runs the generator outside of a build script.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod diff;
mod mock;
mod reach;
mod terminal;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use specmill::{Dates, Diagnostic, Diagnostics, Error, Generator, Output, Severity};
use specmill_core::source::Overlays;
use specmill_mock::ServerLimits;

use crate::reach::ReachArguments;
use crate::terminal::{print_error, print_line, show};

/// Turns an OpenAPI document into a Rust client.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the client of a document into a folder
    Generate {
        /// The document: YAML, JSON, or Markdown with a block of either
        document: PathBuf,
        /// The folder to write to
        #[arg(short, long)]
        out: PathBuf,
        /// The name of the root file, without `.rs`; the document's name by default
        #[arg(long)]
        name: Option<String>,
        /// What `date-time` and `date` become
        #[arg(long, value_enum, default_value_t = DateLibrary::Jiff)]
        dates: DateLibrary,
        /// An overlay to apply, again for each further one; by default `overlay.conventions.yaml` and
        /// `overlay.yaml` beside the document, as far as they are there
        #[arg(long)]
        overlay: Vec<PathBuf>,
        /// Fail on any fault of the document
        #[arg(long)]
        strict: bool,
        /// Give the types of objects a field `extra` with the members that the document does not describe
        #[arg(long)]
        keep_undeclared: bool,
        /// Group operations without a tag by the first segment of their paths
        #[arg(long)]
        group_by_path: bool,
        /// Show every fault, and with `--report-untyped` every place, where there are many of one kind
        #[arg(long)]
        all: bool,
        /// Report the places that take any value (`serde_json::Value`), and why
        #[arg(long)]
        report_untyped: bool,
        #[command(flatten)]
        reach: ReachArguments,
    },
    /// Join a document in several files into one, in YAML
    Bundle {
        /// The document; files are read from its folder and below, or from the root folder
        document: PathBuf,
        /// The file to write to; standard output by default
        #[arg(short, long)]
        out: Option<PathBuf>,
        #[command(flatten)]
        reach: ReachArguments,
    },
    /// Serve a mock of the API that a document describes, until it is stopped
    Mock {
        /// The document: YAML, JSON, or Markdown with a block of either
        document: PathBuf,
        /// The port to listen on; 0 takes a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// The address to listen on
        #[arg(long, default_value = "127.0.0.1")]
        host: IpAddr,
        /// An overlay to apply, again for each further one; by default `overlay.conventions.yaml` and
        /// `overlay.yaml` beside the document, as far as they are there
        #[arg(long)]
        overlay: Vec<PathBuf>,
        /// Accept requests without credentials
        #[arg(long)]
        no_auth: bool,
        /// The largest body of a request, in bytes
        #[arg(long, value_name = "BYTES", default_value_t = ServerLimits::default().body_size)]
        max_body: usize,
        #[command(flatten)]
        reach: ReachArguments,
    },
    /// Show which changes of a document break code that calls its client
    ///
    /// Compares the clients that are generated from the two: a block for each operation or type that
    /// changed, each change marked by what it does to other crates: `breaking` (a new major version),
    /// `deprecated` and `addition` (a new minor version), or `compatible` (a new patch version).
    /// Within the crate that includes the client an addition also breaks code that lists everything: a
    /// literal or pattern with every field of a struct, a `match` without `_`.
    ///
    /// With `--summary` the changes are counted by kind and by module, with the first of each kind: what
    /// a changelog is written from.
    ///
    /// The exit code is 0 where nothing breaks, 1 where something does, and 2 where a document
    /// cannot be read.
    Diff {
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
        /// An overlay to apply to both, again for each further one; by default
        /// `overlay.conventions.yaml` and `overlay.yaml` beside each, as far as they are there
        #[arg(long)]
        overlay: Vec<PathBuf>,
        #[command(flatten)]
        reach: ReachArguments,
    },
    /// Report the faults of a document, and write nothing
    Check {
        /// The document: YAML, JSON, or Markdown with a block of either
        document: PathBuf,
        /// An overlay to apply, again for each further one; by default `overlay.conventions.yaml` and
        /// `overlay.yaml` beside the document, as far as they are there
        #[arg(long)]
        overlay: Vec<PathBuf>,
        /// Fail on warnings too
        #[arg(long)]
        strict: bool,
        /// Show every fault, and with `--report-untyped` every place, where there are many of one kind
        #[arg(long)]
        all: bool,
        /// Report the places that take any value (`serde_json::Value`), and why
        #[arg(long)]
        report_untyped: bool,
        #[command(flatten)]
        reach: ReachArguments,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DateLibrary {
    Jiff,
    Chrono,
    Text,
}

impl From<DateLibrary> for Dates {
    fn from(library: DateLibrary) -> Self {
        match library {
            DateLibrary::Jiff => Dates::Jiff,
            DateLibrary::Chrono => Dates::Chrono,
            DateLibrary::Text => Dates::Text,
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate {
            document,
            out,
            name,
            dates,
            overlay,
            strict,
            keep_undeclared,
            group_by_path,
            all,
            report_untyped,
            reach,
        } => {
            let mut generator = with(document, overlay, &reach)
                .out_dir(out)
                .dates(dates.into())
                .strict(strict)
                .keep_undeclared(keep_undeclared)
                .group_by_path(group_by_path);
            if let Some(name) = name {
                generator = generator.name(name);
            }
            generate(&generator, Shown { all, untyped: report_untyped })
        }
        Command::Bundle { document, out, reach } => {
            bundle(&reach.of(Generator::new(document)), out.as_deref())
        }
        Command::Mock { document, port, host, overlay, no_auth, max_body, reach } => {
            let limits = ServerLimits::default().body_size(max_body);
            let overlays = overlay.into_iter().fold(Overlays::Beside, Overlays::and);
            let source = mock::Source { document, overlays, reach: reach.reach() };
            return mock::serve(&source, (host, port).into(), no_auth, &limits);
        }
        Command::Diff { old, new, summary, group_by_path, overlay, reach } => {
            let old = with(old, overlay.clone(), &reach).group_by_path(group_by_path);
            let new = with(new, overlay, &reach).group_by_path(group_by_path);
            return diff::show(&old, &new, summary);
        }
        Command::Check { document, overlay, strict, all, report_untyped, reach } => {
            let shown = Shown { all, untyped: report_untyped };
            check(&with(document, overlay, &reach).strict(strict), shown)
        }
    };
    outcome.unwrap_or_else(|error| {
        print_error(&error.to_string());
        ExitCode::FAILURE
    })
}

/// What is shown of a document beside its first faults.
#[derive(Clone, Copy)]
struct Shown {
    /// All of each kind.
    all: bool,
    /// The places that take any value.
    untyped: bool,
}

impl Shown {
    fn show_untyped(self, output: &Output) {
        if self.untyped {
            let untyped = output.untyped();
            let text = if self.all { untyped.to_string() } else { untyped.summary() };
            show(&text);
        }
    }
}

fn with(document: PathBuf, overlays: Vec<PathBuf>, reach: &ReachArguments) -> Generator {
    reach.of(overlays.into_iter().fold(Generator::new(document), Generator::overlay))
}

/// Writes the client, and reports the files and the faults. A fault that costs an operation or a
/// schema is no failure unless `--strict` makes it one.
fn generate(generator: &Generator, shown: Shown) -> Result<ExitCode, Error> {
    let output = generator.render()?;
    show_faults(output.diagnostics(), shown.all);
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
    shown.show_untyped(&output);
    Ok(ExitCode::SUCCESS)
}

/// Writes one document. Fails if a `$ref` in it leads nowhere.
fn bundle(generator: &Generator, out: Option<&Path>) -> Result<ExitCode, Error> {
    let bundle = generator.bundle()?;
    show_faults(bundle.diagnostics(), false);
    let (place, outcome) = match out {
        None => ("standard output".into(), terminal::write_data(bundle.text())),
        Some(path) => (path.to_string_lossy(), std::fs::write(path, bundle.text())),
    };
    if let Err(error) = outcome {
        print_error(&format!("`{place}` cannot be written: {error}"));
        return Ok(ExitCode::FAILURE);
    }
    if out.is_some() {
        print_line(&format!("wrote {place}"));
    }
    let failed = bundle.diagnostics().has_errors();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Prints the faults of a document, of many of one kind only the first unless `all` are wanted.
fn show_faults(faults: &Diagnostics, all: bool) {
    print_error(&if all { faults.to_string() } else { faults.summary() });
}

fn check(generator: &Generator, shown: Shown) -> Result<ExitCode, Error> {
    let output = generator.render()?;
    show_faults(output.diagnostics(), shown.all);
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
    shown.show_untyped(&output);
    let failed = output.diagnostics().has_errors();
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
