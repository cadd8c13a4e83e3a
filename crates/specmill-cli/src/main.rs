//! The `specmill` command, which runs the generator outside of a build script.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod faults;
mod reach;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::bundle::{self, BundleArguments};
use crate::commands::check::{self, CheckArguments};
use crate::commands::diff::{self, DiffArguments};
use crate::commands::generate::{self, GenerateArguments};
use crate::commands::mock::{self, MockArguments};
use crate::terminal::print_error;

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
    Generate(GenerateArguments),
    /// Join a document in several files into one, in YAML
    Bundle(BundleArguments),
    /// Serve a mock of the API that a document describes, until it is stopped
    Mock(MockArguments),
    /// Show which changes of a document break code that calls its client
    ///
    /// Compares the clients that are generated from the two: a block for each operation or type that
    /// changed, each change marked by what it does to other crates: `breaking` (a new major version),
    /// `deprecated` and `addition` (a new minor version), or `compatible` (a new patch version).
    /// Within the crate that includes the client an addition also breaks code that lists everything: a
    /// literal or pattern with every field of a struct, a `match` without `_`.
    ///
    /// The exit code is 0 where nothing breaks, 1 where something does, and 2 where a document
    /// cannot be read.
    Diff(DiffArguments),
    /// Report the faults of a document, and write nothing
    Check(CheckArguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(arguments),
        Command::Bundle(arguments) => bundle::run(arguments),
        Command::Mock(arguments) => return mock::run(&arguments),
        Command::Diff(arguments) => return diff::run(&arguments),
        Command::Check(arguments) => check::run(arguments),
    };
    outcome.unwrap_or_else(|error| {
        print_error(&error.to_string());
        ExitCode::FAILURE
    })
}
