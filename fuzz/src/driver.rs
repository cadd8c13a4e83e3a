//! The targets without libFuzzer, on a stable toolchain: random bytes from a seed each, so many
//! documents as there is time for.
//!
//! ```sh
//! cargo run --release --manifest-path fuzz/Cargo.toml --no-default-features --bin structured -- \
//!     --seconds 3600 --seed 1 --processes 2
//! ```
//!
//! Documents are checked in processes of their own, so that one that fills the stack or the memory,
//! or does not come to an end, is found like one that panics, and the others go on.

mod options;
mod supervisor;
mod worker;

use std::process::ExitCode;

use crate::Made;

use self::options::{Options, Task};

/// Makes a document of bytes.
pub type Make = fn(&[u8]) -> arbitrary::Result<Made>;

/// The stack that a document may take, in bytes: what the generator gives itself where it runs the
/// whole way.
const STACK: usize = 64 << 20;

/// Runs the target `name` as the command line says.
///
/// # Panics
///
/// With `--only` and `--file`, when the document fails.
#[must_use]
pub fn run(name: &str, make: Make) -> ExitCode {
    let ran = Options::from_arguments(std::env::args().skip(1)).and_then(|options| {
        match &options.task {
            Task::Run => supervisor::run(name, make, &options),
            Task::Work { first, step, log } => worker::work(make, *first, *step, log),
            Task::Only(seed) => worker::only(make, *seed),
            Task::File(path) => worker::file(path),
        }
        .map_err(|error| error.to_string())
    });
    match ran {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{name}: {reason}");
            ExitCode::from(2)
        }
    }
}
