//! The `specmill` command, which runs the generator outside of a build script.

#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod explained;
mod faults;
mod interrupt;
mod markup;
mod outcome;
mod progress;
mod reach;
mod terminal;
mod written;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::commands::bundle::{self, BundleArguments};
use crate::commands::check::{self, CheckArguments};
use crate::commands::completions::{self, CompletionsArguments};
use crate::commands::diff::{self, DiffArguments};
use crate::commands::explain::{self, ExplainArguments};
use crate::commands::generate::{self, GenerateArguments};
use crate::commands::list::{self, ListArguments};
use crate::commands::man::{self, ManArguments};
use crate::commands::mock::{self, MockArguments};
use crate::commands::new::{self, NewArguments};
use crate::commands::show::{self, ShowArguments};
use crate::faults::show_faults;
use crate::terminal::Colours;

/// Turns an OpenAPI document into a Rust client.
#[derive(Debug, Parser)]
#[command(name = "specmill", version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to colour: `auto` asks the terminal, `NO_COLOR` and `CLICOLOR_FORCE`
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colours::Auto)]
    color: Colours,
}

const EXIT_CODES: &str = "\
Examples:
  specmill check api.yaml                      what is wrong with a document
  specmill list api.yaml invites               its operations, and the calls they become
  specmill show api.yaml Invite                the Rust that a type becomes
  specmill generate api.yaml --out src/client  the client
  specmill new pets-client api.yaml            a crate that builds the client
  specmill mock api.yaml --port 8080           a server that stands in for the API

Exit codes:
  0  done
  1  the document cannot be read, has faults that count, or lacks what was asked for; for `diff`: callers break
  2  wrong arguments; for `check` and `diff`: a document cannot be read";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a crate that generates the client of a document when it is built
    #[command(after_help = NEW_HELP)]
    New(NewArguments),
    /// Write the client of a document into a folder
    ///
    /// Files that were written before and have no place any more are removed. Which these are is in a list beside
    /// them, `.specmill-files`: what is not in it is never touched, and a file that was edited since is not
    /// replaced without `--force`.
    #[command(after_help = GENERATE_HELP)]
    Generate(GenerateArguments),
    /// Join a document in several files into one, in YAML
    Bundle(BundleArguments),
    /// Serve a mock of the API that a document describes, until it is stopped
    ///
    /// Requests are checked against the document. A valid one gets the document's example, or an answer
    /// made of its schema; what is made can be fetched, listed, changed and deleted until the server ends.
    #[command(after_help = mock::HELP)]
    Mock(MockArguments),
    /// Show which changes of a document break code that calls its client, and programs that run
    ///
    /// Compares the clients that are generated from the two: a block for each operation or type that
    /// changed, each change marked by what it does to other crates: `breaking` (a new major version),
    /// `deprecated` and `addition` (a new minor version), or `compatible` (a new patch version).
    /// Within the crate that includes the client an addition also breaks code that lists everything: a
    /// literal or pattern with every field of a struct, a `match` without `_`.
    ///
    /// Then what travels differently, by what becomes of programs that were built before: what they send may
    /// be `refused`, what comes may be `misread`, or be `unknown` to them.
    ///
    /// With `--summary` the changes are counted by kind and by module, with the first of each kind: what
    /// a changelog is written from.
    #[command(after_help = DIFF_HELP)]
    Diff(DiffArguments),
    /// Report the faults of a document, and write nothing
    ///
    /// Each fault is shown with its line. Of each code the first three are shown, and the others counted.
    #[command(after_help = CHECK_HELP)]
    Check(CheckArguments),
    /// Say what the code of a fault means, with an example of what is wrong and what is right
    ///
    /// The exit code is 0, or 2 if there is no such code.
    #[command(
        after_help = "Examples:\n  specmill explain\n  specmill explain undeclared-path-parameter"
    )]
    Explain(ExplainArguments),
    /// List the operations of a document, and the calls they become
    List(ListArguments),
    /// Show the Rust that a type or an operation becomes, and where the document describes it
    Show(ShowArguments),
    /// Print what a shell completes this command by
    Completions(CompletionsArguments),
    /// Write manual pages
    Man(ManArguments),
}

const NEW_HELP: &str = "\
Examples:
  specmill new pets-client api.yaml
  specmill new pets-client spec/api.yaml --overlay fixes.yaml --dates chrono
  specmill new pets-client api.yaml --no-copy --out clients/pets";

const GENERATE_HELP: &str = "\
Exit codes:
  0  the files are written; with `--check`: they are what would be written
  1  the document cannot be read, or a file cannot be written; with `--check`: a file differs, is missing or
     is left over

Examples:
  specmill generate api.yaml --out src/client
  specmill generate api.yaml --out src/client --check
  specmill generate api.yaml --crate --out pets-client";

const DIFF_HELP: &str = "\
Exit codes:
  0  nothing that `--fail-on` names
  1  something that it names; by default what breaks code
  2  a document cannot be read, or the output written, or an argument is wrong

Examples:
  specmill diff old.yaml new.yaml
  specmill diff HEAD~1:spec/openapi.yaml spec/openapi.yaml --fail-on wire
  specmill diff v1.2:api.yaml api.yaml --format html --out changes.html
  specmill diff origin/main:api.yaml api.yaml --format markdown --fail-on never";

const CHECK_HELP: &str = "\
Exit codes:
  0  nothing is wrong, or warnings and notes alone
  1  there is an error, or a code that is denied
  2  the document cannot be read, or an argument is wrong

Examples:
  specmill check spec/openapi.yaml
  specmill check api.yaml --all --deny unknown-type --allow invalid-example
  specmill check api.yaml --format github
  specmill check api.yaml --format sarif > faults.sarif";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.set();
    let outcome = match arguments.command {
        Command::New(arguments) => new::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Bundle(arguments) => bundle::run(arguments),
        Command::Mock(arguments) => return mock::run(&arguments),
        Command::Diff(arguments) => return diff::run(&arguments),
        Command::Check(arguments) => return check::run(&arguments),
        Command::Explain(arguments) => return explain::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Completions(arguments) => {
            return completions::run(&arguments, Arguments::command());
        }
        Command::Man(arguments) => return man::run(&arguments, Arguments::command()),
    };
    outcome.unwrap_or_else(|error| {
        show_faults(error.diagnostics(), false);
        ExitCode::FAILURE
    })
}
