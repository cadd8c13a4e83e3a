//! `specmill diff`: what changed between two versions of a document.

mod compared;
mod html;
mod json;
mod markdown;
mod revision;
mod sides;
mod text;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use clap::{Args, ValueEnum};
use specmill::Generator;

use self::compared::{Compared, Side};
use self::revision::Checkout;
use crate::arguments::ReadingArguments;
use crate::terminal::{print_error, print_failure, print_line, show, write_data};
use crate::written::{not_written, write_whole};

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old document: YAML, JSON, or Markdown with a block of either; or one of a git revision, as
    /// `HEAD~1:spec/api.yaml`
    old: PathBuf,
    /// The new document
    new: PathBuf,
    /// Count the changes by kind and by module, and show the first of each kind, as text
    #[arg(long)]
    summary: bool,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write to; standard output by default
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The most bytes of Markdown: what is beyond is counted. GitHub takes comments of 65 536 characters
    #[arg(long, value_name = "BYTES", default_value_t = 65_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    max_length: u32,
    /// Which changes are a failure, exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    fail_on: FailOn,
    /// Group operations without a tag by the first segment of their paths, in both
    #[arg(long)]
    group_by_path: bool,
    #[command(flatten)]
    reading: ReadingArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for a terminal
    Text,
    /// For a comment of a review: the counts, what breaks, and the rest folded
    Markdown,
    /// An object: `raises`, `counts`, `tags`, `items`, `wire`
    Json,
    /// A page in one file, to be searched and filtered
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What breaks code that calls the client
    Breaking,
    /// That, and what is new or deprecated
    Addition,
    /// What breaks code, and what breaks running programs: what they send may be refused, or what comes
    /// misread
    Wire,
    /// None
    Never,
}

/// The exit code of changes that are a failure.
const FAILS: u8 = 1;
/// The exit code if a document cannot be read.
const UNREADABLE: u8 = 2;

/// Writes the changes, or their summary. Faults of the documents are printed first, since an operation
/// that is left out because of one would be listed as removed.
pub(crate) fn run(arguments: &DiffArguments) -> ExitCode {
    if arguments.summary && arguments.format != Format::Text {
        print_failure(
            "`--summary` is text: leave out `--format`, whose other forms have the counts",
        );
        return ExitCode::from(UNREADABLE);
    }
    let compared = match compare(arguments) {
        Ok(compared) => compared,
        Err(message) => {
            print_error(&message);
            return ExitCode::from(UNREADABLE);
        }
    };
    if let Err(message) = write(arguments, &compared) {
        print_failure(&message);
        return ExitCode::from(UNREADABLE);
    }
    if arguments.fail_on.fails(&compared) { ExitCode::from(FAILS) } else { ExitCode::SUCCESS }
}

/// Both documents are read at a time.
fn compare(arguments: &DiffArguments) -> Result<Compared, String> {
    let root = arguments.reading.root();
    let read = |name: &Path| -> Result<(Side, String), String> {
        let checkout = Checkout::of(name, root)?;
        let mut generator = arguments.reading.generator(&checkout.document);
        if let Some(root) = &checkout.root {
            generator = generator.root(root);
        }
        let side = side(&generator.group_by_path(arguments.group_by_path));
        let (side, faults) = side.map_err(|message| checkout.shown(&message))?;
        Ok((side, checkout.shown(&faults)))
    };
    let (before, after) = thread::scope(|scope| {
        let before = scope.spawn(|| read(&arguments.old));
        let after = read(&arguments.new);
        (before.join().unwrap_or_else(|panic| resume_unwind(panic)), after)
    });
    let ((before, old_faults), (after, new_faults)) = (before?, after?);
    print_error(&old_faults);
    print_error(&new_faults);
    Ok(Compared::new(&arguments.old, &arguments.new, (before, after)))
}

/// A document, and the faults that cost some of it.
fn side(generator: &Generator) -> Result<(Side, String), String> {
    let outline = generator.outline().map_err(|error| error.to_string())?;
    let diagnostics = outline.diagnostics();
    let faults = if diagnostics.has_errors() { diagnostics.summary() } else { String::new() };
    let surface = outline.surface();
    Ok((Side { outline, surface }, faults))
}

fn write(arguments: &DiffArguments, compared: &Compared) -> Result<(), String> {
    let text = match arguments.format {
        Format::Text if arguments.summary => text::summary(compared),
        Format::Text => text::text(compared),
        Format::Markdown => markdown::markdown(compared, arguments.max_length as usize),
        Format::Json => json::json(compared),
        Format::Html => html::page(compared),
    };
    match &arguments.out {
        Some(path) => {
            write_whole(path, &text, &[&arguments.old, &arguments.new])?;
            print_line(&format!("wrote {}", path.display()));
            Ok(())
        }
        None if arguments.format == Format::Text => {
            show(&text).map_err(|error| not_written("standard output", &error))
        }
        None => write_data(&text).map_err(|error| not_written("standard output", &error)),
    }
}

impl FailOn {
    fn fails(self, compared: &Compared) -> bool {
        let breaks = compared.changes.breaks();
        match self {
            FailOn::Breaking => breaks,
            FailOn::Addition => compared.raises_minor(),
            FailOn::Wire => breaks || compared.breaks_running(),
            FailOn::Never => false,
        }
    }
}
