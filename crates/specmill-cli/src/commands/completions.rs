//! `specmill completions`: what a shell completes the command by.

use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

use crate::terminal::{print_failure, write_data};
use crate::written::not_written;

#[derive(Debug, Args)]
#[command(
    after_help = "Bash:  specmill completions bash > ~/.local/share/bash-completion/completions/specmill\n\
    Zsh:   specmill completions zsh > ~/.zfunc/_specmill   (a folder of `fpath`)\n\
    Fish:  specmill completions fish > ~/.config/fish/completions/specmill.fish"
)]
pub(crate) struct CompletionsArguments {
    /// The shell
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(arguments: &CompletionsArguments, mut command: Command) -> ExitCode {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    match write_data(&String::from_utf8_lossy(&script)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            print_failure(&not_written("standard output", &error));
            ExitCode::FAILURE
        }
    }
}
