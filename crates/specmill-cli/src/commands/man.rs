//! `specmill man`: manual pages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::{Args, Command};
use clap_mangen::Man;

use crate::terminal::{print_error, print_line, write_data};

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
    let (place, outcome) = match &arguments.out {
        None => ("standard output".into(), page(command).and_then(|page| write_data(&page))),
        Some(folder) => (folder.to_string_lossy(), write_all(folder, command)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&format!("`{place}` cannot be written: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn write_all(folder: &Path, command: Command) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(command, folder)?;
    print_line(&format!("wrote the pages into {}", folder.display()));
    Ok(())
}

fn page(command: Command) -> io::Result<String> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
