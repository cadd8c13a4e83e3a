//! `specmill generate`: the client of a document, or a crate of it, written into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use clap::error::ErrorKind;
use specmill::{Differences, Error, File, Output, OutputFolder, Package};

use crate::arguments::{ClientArguments, DocumentArguments, PackageArguments};
use crate::faults::{Shown, show_faults};
use crate::interrupt::hold_during;
use crate::outcome::{self, Files, Told, counted, files_of};
use crate::terminal::print_error;

#[derive(Debug, Args)]
pub(crate) struct GenerateArguments {
    #[command(flatten)]
    document: DocumentArguments,
    /// The folder to write to
    #[arg(short, long)]
    out: PathBuf,
    /// The name of the root file, without `.rs`; the document's name by default. With `--crate` or `--workspace`
    /// the name of the crate; that of the folder by default
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    name: Option<String>,
    /// Write a crate: `Cargo.toml`, README, a test and a copy of the document beside the client
    #[arg(long = "crate")]
    is_crate: bool,
    /// Write a crate as with `--crate`, which has another for each tag in its folder `crates`: for documents so
    /// large that the compiler takes too much memory for one
    #[arg(long = "workspace", conflicts_with = "is_crate")]
    is_workspace: bool,
    /// Say whether the folder has what would be written, and write nothing: the exit code is 1 if not
    #[arg(long)]
    check: bool,
    /// Replace generated files even if they were edited since
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    package: PackageArguments,
    #[command(flatten)]
    client: ClientArguments,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    told: Told,
}

/// Writes the client, and reports the files and the faults. A fault that costs an operation or a
/// schema is no failure unless `--strict` makes it one.
pub(crate) fn run(arguments: &GenerateArguments) -> Result<ExitCode, Error> {
    let is_for_crates = arguments.package.specmill.is_some() || arguments.package.no_copy;
    let is_crate = arguments.is_crate || arguments.is_workspace;
    if is_for_crates && !is_crate {
        let message =
            "`--specmill` and `--no-copy` are for a crate: add `--crate` or `--workspace`\n";
        clap::Error::raw(ErrorKind::MissingRequiredArgument, message).exit();
    }
    let begin = Instant::now();
    let document = arguments.document.document.display().to_string();
    let quiet = arguments.told.quiet;
    if is_crate {
        let package = arguments.package()?;
        let make = || package.render(arguments.client.of(arguments.document.generator()));
        let Some(rendered) = outcome::generate(&document, quiet, make)? else {
            return Ok(ExitCode::FAILURE);
        };
        let folder = OutputFolder::new(&arguments.out);
        return arguments.finish(folder, rendered.files(), rendered.output(), begin);
    }
    let make = || arguments.generator().render();
    let Some(output) = outcome::generate(&document, quiet, make)? else {
        return Ok(ExitCode::FAILURE);
    };
    // Several clients may be in one folder, each with a folder of its own below.
    let root = output.files().first().map_or("", |file| file.path.trim_end_matches(".rs"));
    let folder = OutputFolder::new(&arguments.out).list(format!("{root}/.specmill-files"));
    arguments.finish(folder, output.files(), &output, begin)
}

impl GenerateArguments {
    fn generator(&self) -> specmill::Generator {
        let generator = self.client.of(self.document.generator());
        match &self.name {
            Some(name) => generator.name(name),
            None => generator,
        }
    }

    fn package(&self) -> Result<Package, Error> {
        let name = match &self.name {
            Some(name) => name.clone(),
            None => folder_name(&self.out),
        };
        let package = Package::new(&name, &self.out)?.code_in_tree(true);
        Ok(self.package.of(package.crate_per_tag(self.is_workspace)))
    }

    /// Writes `files`, or compares them with what is there.
    fn finish(
        &self,
        folder: OutputFolder,
        files: &[File],
        output: &Output,
        begin: Instant,
    ) -> Result<ExitCode, Error> {
        show_faults(output.diagnostics(), self.shown.all);
        let folder = folder.sources(output.sources());
        if self.check {
            return Ok(self.compare(&folder.compare(files), files.len(), output, begin));
        }
        let folder = folder.force(self.force);
        let written = hold_during(|| folder.write(files))?;
        let headline =
            format!("{} written, {} unchanged", written.changed.len(), written.unchanged.len());
        self.told.tell(&files_of(&written), &headline, output, begin);
        self.shown.show_untyped(output);
        Ok(ExitCode::SUCCESS)
    }

    fn compare(
        &self,
        found: &Differences,
        count: usize,
        output: &Output,
        begin: Instant,
    ) -> ExitCode {
        let files = [
            Files { key: "missing", words: "missing", paths: &found.missing },
            Files { key: "changed", words: "differs", paths: &found.changed },
            Files { key: "leftover", words: "to be removed", paths: &found.leftover },
            Files { key: "edited", words: "edited by hand", paths: &found.edited },
            Files { key: "outdated", words: "outdated", paths: &found.outdated },
            Files { key: "foreign", words: "in the way", paths: &found.foreign },
        ];
        let differing: usize = files.iter().map(|files| files.paths.len()).sum();
        let headline = match differing {
            0 => format!("current: {}", counted(count, "file")),
            many => format!("not current: {}", counted(many, "file")),
        };
        self.told.tell(&files, &headline, output, begin);
        if found.is_empty() {
            return ExitCode::SUCCESS;
        }
        if self.told.quiet {
            print_error(&headline);
        }
        ExitCode::FAILURE
    }
}

/// The name of a folder, whatever way leads there.
fn folder_name(folder: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    name(folder)
        .or_else(|| folder.canonicalize().ok().and_then(|real| name(&real)))
        .unwrap_or_default()
}
