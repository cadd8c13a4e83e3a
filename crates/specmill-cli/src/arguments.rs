//! Arguments that several commands have.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use specmill::{Dates, Generator, Package};
use specmill_core::source::Overlays;

use crate::reach::ReachArguments;

/// A document, and what is read with it.
#[derive(Clone, Debug, Args)]
pub(crate) struct DocumentArguments {
    /// The document: YAML, JSON, or Markdown with a block of either
    pub(crate) document: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArguments,
}

/// How a document is read.
#[derive(Clone, Debug, Args)]
pub(crate) struct ReadingArguments {
    /// An overlay to apply, again for each further one; by default `overlay.conventions.yaml` and
    /// `overlay.yaml` beside the document, as far as they are there
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    #[command(flatten)]
    reach: ReachArguments,
}

impl DocumentArguments {
    /// The generator of the document.
    pub(crate) fn generator(&self) -> Generator {
        self.reading.generator(&self.document)
    }
}

impl ReadingArguments {
    /// The generator of `document`, read so.
    pub(crate) fn generator(&self, document: &Path) -> Generator {
        let generator = self.reach.of(Generator::new(document));
        self.overlay.iter().cloned().fold(generator, Generator::overlay)
    }

    /// The folder in which and below which the document's files are, where it is named.
    pub(crate) fn root(&self) -> Option<&Path> {
        self.reach.root()
    }

    /// The overlays, for what reads a document by itself.
    pub(crate) fn overlays(&self) -> Overlays {
        self.overlay.iter().cloned().fold(Overlays::Beside, Overlays::and)
    }

    /// The files that may be read, for what reads a document by itself.
    pub(crate) fn reach(&self) -> specmill_core::source::Reach {
        self.reach.reach()
    }
}

/// What is made of a document.
#[derive(Clone, Debug, Args)]
pub(crate) struct ClientArguments {
    /// What `date-time` and `date` become
    #[arg(long, value_enum, default_value_t = DateLibrary::Jiff)]
    pub(crate) dates: DateLibrary,
    /// Fail on any fault of the document
    #[arg(long)]
    pub(crate) strict: bool,
    /// Give the types of objects a field `extra` with the members that the document does not describe
    #[arg(long)]
    pub(crate) keep_undeclared: bool,
    /// Group operations without a tag by the first segment of their paths
    #[arg(long)]
    pub(crate) group_by_path: bool,
}

impl ClientArguments {
    /// The generator with these options.
    pub(crate) fn of(&self, generator: Generator) -> Generator {
        generator
            .dates(self.dates.into())
            .strict(self.strict)
            .keep_undeclared(self.keep_undeclared)
            .group_by_path(self.group_by_path)
    }
}

/// Where the crates of specmill come from, and the document, for a crate that is written.
#[derive(Clone, Debug, Args)]
pub(crate) struct PackageArguments {
    /// Depend on the crates in a checkout of specmill's repository, not on published versions
    #[arg(long, value_name = "FOLDER", value_parser = checkout)]
    pub(crate) specmill: Option<PathBuf>,
    /// Read the document where it is, not a copy in the crate
    #[arg(long, conflicts_with = "allow_remote")]
    pub(crate) no_copy: bool,
}

/// A folder that is a checkout of specmill's repository.
fn checkout(folder: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(folder);
    match folder.join("crates/specmill-runtime/Cargo.toml").is_file() {
        true => Ok(folder),
        false => {
            Err("it is no checkout of specmill: it has no folder `crates/specmill-runtime`"
                .to_owned())
        }
    }
}

impl PackageArguments {
    /// The package with these options.
    pub(crate) fn of(&self, package: Package) -> Package {
        let package = package.document_in_place(self.no_copy);
        match &self.specmill {
            Some(checkout) => package.specmill_at(checkout),
            None => package,
        }
    }
}

/// What `date-time` and `date` become.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DateLibrary {
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
