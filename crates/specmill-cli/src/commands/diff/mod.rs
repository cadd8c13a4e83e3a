//! `specmill diff`: what changed between two versions of a document.

mod compared;
mod html;
mod json;
mod markdown;
mod revision;
mod text;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use specmill::{Error, Generator, Output};

use self::compared::Compared;
use self::revision::Checkout;
use crate::arguments::ReadingArguments;
use crate::terminal::{print_error, print_line, show, write_data};

#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// The old document: YAML, JSON, or Markdown with a block of either; or one of a git revision, as
    /// `HEAD~1:spec/api.yaml`
    old: PathBuf,
    /// The new document
    new: PathBuf,
    /// Count the changes by kind and by module, and show the first of each kind
    #[arg(long)]
    summary: bool,
    /// How the changes are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file to write to; standard output by default
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
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
    /// An object: `raises`, `counts`, `items`, `wire`
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
    /// What breaks code, and what running programs send that may be refused
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
    let compared = match compare(arguments) {
        Ok(compared) => compared,
        Err(message) => {
            print_error(&message);
            return ExitCode::from(UNREADABLE);
        }
    };
    if let Err(error) = write(arguments, &compared) {
        let place = arguments.out.as_deref().unwrap_or(Path::new("standard output"));
        print_error(&format!("`{}` cannot be written: {error}", place.display()));
        return ExitCode::from(UNREADABLE);
    }
    if arguments.fail_on.fails(&compared) { ExitCode::from(FAILS) } else { ExitCode::SUCCESS }
}

fn compare(arguments: &DiffArguments) -> Result<Compared, String> {
    let old = Checkout::of(&arguments.old)?;
    let new = Checkout::of(&arguments.new)?;
    let generator = |document: &Path| {
        arguments.reading.generator(document).group_by_path(arguments.group_by_path)
    };
    let before = render(&generator(old.document())).map_err(|error| error.to_string())?;
    let after = render(&generator(new.document())).map_err(|error| error.to_string())?;
    Ok(Compared::new(&arguments.old, &arguments.new, &before, &after))
}

fn render(generator: &Generator) -> Result<Output, Error> {
    let output = generator.render()?;
    if output.diagnostics().has_errors() {
        print_error(&output.diagnostics().summary());
    }
    Ok(output)
}

fn write(arguments: &DiffArguments, compared: &Compared) -> std::io::Result<()> {
    let text = match arguments.format {
        Format::Text if arguments.summary => compared.changes.summary().to_string(),
        Format::Text => text::text(compared),
        Format::Markdown => markdown::markdown(compared),
        Format::Json => json::json(compared),
        Format::Html => html::page(compared),
    };
    match &arguments.out {
        Some(path) => {
            std::fs::write(path, text)?;
            print_line(&format!("wrote {}", path.display()));
            Ok(())
        }
        None if arguments.format == Format::Text => {
            show(&text);
            Ok(())
        }
        None => write_data(&text),
    }
}

impl FailOn {
    fn fails(self, compared: &Compared) -> bool {
        let breaks = compared.changes.breaks();
        match self {
            FailOn::Breaking => breaks,
            FailOn::Addition => compared.raises_minor(),
            FailOn::Wire => breaks || compared.is_refused(),
            FailOn::Never => false,
        }
    }
}
