//! `specmill man`: manual pages.

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command};
use clap_mangen::Man;

use crate::terminal::{print_failure, print_line, write_data};
use crate::written::{not_written, write_whole};

#[derive(Debug, Args)]
#[command(after_help = "Read one:  specmill man | man -l -\n\
    Install:   specmill man --out ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// The folder for a page of the command and of each subcommand; without it, the page of the command
    /// goes to standard output
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Writes the pages.
pub(crate) fn run(arguments: &ManArguments, command: Command) -> ExitCode {
    let outcome = match &arguments.out {
        None => write_data(&page(command)).map_err(|error| not_written("standard output", &error)),
        Some(folder) => write_all(folder, command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            print_failure(&message);
            ExitCode::FAILURE
        }
    }
}

/// A page for the command, and one for each of its subcommands: `specmill.1`, `specmill-check.1` and so on.
fn write_all(folder: &Path, command: Command) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| not_written(&folder.to_string_lossy(), &error))?;
    let mut command = command.disable_help_subcommand(true);
    command.build();
    for one in iter::once(&command).chain(command.get_subcommands()) {
        let path = folder.join(Man::new(one.clone()).get_filename());
        write_whole(&path, &page(one.clone()), &[])?;
    }
    print_line(&format!("wrote the pages into {}", folder.display()));
    Ok(())
}

fn page(command: Command) -> String {
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = Man::new(command).render(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}
