//! What the compiler used, as the operating system counted it.
//!
//! Cargo starts this program in place of the compiler for the two crates, and for nothing else
//! (`RUSTC_WORKSPACE_WRAPPER`). It starts the compiler, waits, and asks for what its child used, so
//! cargo's own work and the dependencies' is not in the figures.

use std::env;
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, exit};
use std::str::FromStr;
use std::time::SystemTime;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The variable that makes this program the compiler; the file to write the figures to.
pub(crate) const LOG: &str = "COMPILE_COST_LOG";

/// A way of compiling.
#[derive(Clone, Copy)]
pub(crate) struct Mode {
    pub(crate) name: &'static str,
    arguments: &'static [&'static str],
}

/// All of them.
pub(crate) const MODES: [Mode; 3] = [
    Mode { name: "check", arguments: &["check"] },
    Mode { name: "debug", arguments: &["build"] },
    Mode { name: "release", arguments: &["build", "--release"] },
];

/// What one run of the compiler used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// User and system time, of all threads.
    pub(crate) cpu_milliseconds: i64,
    /// The most memory it had at one time.
    pub(crate) peak_kibibytes: i64,
}

/// Compiles one of the crates, whatever was compiled before.
pub(crate) fn compile(workspace: &Path, mode: Mode, package: &str) -> Result<Cost, Box<dyn Error>> {
    let log = workspace.join("cost");
    fs::write(&log, "")?;
    let library = fs::File::options().append(true).open(workspace.join(package).join("src/lib.rs"));
    library?.set_modified(SystemTime::now())?;
    let status = Command::new(env!("CARGO"))
        .args(mode.arguments)
        .args(["--quiet", "--offline", "-p", package])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        // What is wanted is the cost of compiling, not that of storing it for the next time.
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(LOG, &log)
        .status()?;
    if !status.success() {
        return Err(format!("`{package}` does not compile; see {}", workspace.display()).into());
    }
    let text = fs::read_to_string(&log)?;
    let mut figures = text.split_whitespace().map(i64::from_str);
    match (figures.next(), figures.next(), figures.next()) {
        (Some(cpu), Some(peak), None) => Ok(Cost { cpu_milliseconds: cpu?, peak_kibibytes: peak? }),
        _ => Err(format!("one run of the compiler was expected for `{package}`: {text:?}").into()),
    }
}

/// Runs the compiler that the arguments name, and writes down what it used if it compiled one of
/// the crates (cargo also asks it for its version).
pub(crate) fn as_compiler(log: &Path) -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next().ok_or("no compiler is named")?;
    let arguments: Vec<_> = arguments.collect();
    let compiles = arguments.windows(2).any(|pair| {
        pair[0] == "--crate-name" && pair[1].to_str().is_some_and(super::crates::is_measured)
    });
    let status = Command::new(compiler).args(arguments).status()?;
    if compiles {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
        let cpu = usage.user_time() + usage.system_time();
        // Linux counts in KiB, macOS in bytes.
        let unit = if cfg!(target_os = "macos") { 1024 } else { 1 };
        let mut log = fs::File::options().append(true).open(log)?;
        writeln!(log, "{} {}", cpu.num_milliseconds(), usage.max_rss() / unit)?;
    }
    exit(status.code().unwrap_or(1));
}
