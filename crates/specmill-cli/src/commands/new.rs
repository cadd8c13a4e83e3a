//! `specmill new`: a crate whose build script generates the client of a document.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use specmill::{Error, OutputFolder, Package};

use crate::arguments::{ClientArguments, DocumentArguments, PackageArguments};
use crate::faults::{Shown, show_faults};
use crate::interrupt::hold_during;
use crate::outcome::{self, Files, Format, Told};
use crate::terminal::print_line;

#[derive(Debug, Args)]
pub(crate) struct NewArguments {
    /// The name of the crate, and of its folder: ASCII letters, digits, `-` and `_`
    name: String,
    #[command(flatten)]
    document: DocumentArguments,
    /// The folder of the crate, which is not there yet or is empty; one of its name by default
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    #[command(flatten)]
    package: PackageArguments,
    #[command(flatten)]
    client: ClientArguments,
    #[command(flatten)]
    shown: Shown,
    #[command(flatten)]
    told: Told,
}

/// Makes the crate, and says what comes next.
pub(crate) fn run(arguments: &NewArguments) -> Result<ExitCode, Error> {
    let begin = Instant::now();
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(&arguments.name));
    let package = arguments.package.of(Package::new(&arguments.name, &out)?);
    let document = arguments.document.document.display().to_string();
    let make = || package.render(arguments.client.of(arguments.document.generator()));
    let Some(rendered) = outcome::generate(&document, arguments.told.quiet, make)? else {
        return Ok(ExitCode::FAILURE);
    };
    show_faults(rendered.output().diagnostics(), arguments.shown.all);
    hold_during(|| OutputFolder::new(&out).create(rendered.files()))?;
    let written: Vec<PathBuf> = rendered.files().iter().map(|file| out.join(&file.path)).collect();
    let shown = out.display();
    let headline = format!("`{shown}` is ready: `cd {shown} && cargo test`");
    let files = [Files { key: "wrote", words: "wrote", paths: &written }];
    arguments.told.tell(&files, &headline, rendered.output(), begin);
    let is_told = arguments.told.format == Format::Text && !arguments.told.quiet;
    if is_told {
        tell_exceptions(rendered.tags_without_feature(), &out);
    }
    arguments.shown.show_untyped(rendered.output());
    Ok(ExitCode::SUCCESS)
}

/// What a user may not expect of the crate.
fn tell_exceptions(tags: &[String], out: &Path) {
    if !tags.is_empty() {
        let tags: Vec<String> = tags.iter().map(|tag| format!("`{tag}`")).collect();
        print_line(&format!(
            "no feature has the name of {}, which `all-tags` turns on: names of features are ASCII letters, \
             digits and `-`",
            tags.join(", ")
        ));
    }
    if let Some(workspace) = workspace_above(out) {
        print_line(&format!(
            "`{}` is a workspace: add `{}` to its `members`, or to `exclude`",
            workspace.display(),
            out.display()
        ));
    }
}

/// The manifest of the workspace that cargo takes the crate for a member of.
fn workspace_above(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().skip(1).map(|above| above.join("Cargo.toml")).find(|manifest| {
        let text = std::fs::read_to_string(manifest).unwrap_or_default();
        text.lines().any(|line| line.trim() == "[workspace]")
    })
}
