//! The generator as a program, as a build script runs it (a debug build) and as the command does.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::crates::Client;

/// The `specmill` command, by how it was built.
pub(crate) fn commands(workspace: &Path) -> Result<Vec<(&'static str, PathBuf)>, Box<dyn Error>> {
    let target = workspace.join("command");
    let mut built = Vec::new();
    for (name, arguments) in [("debug", &[][..]), ("release", &["--release"][..])] {
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--offline", "-p", "specmill-cli"])
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_TARGET_DIR", &target)
            .status()?;
        if !status.success() {
            return Err("the command does not compile".into());
        }
        built.push((name, target.join(name).join("specmill")));
    }
    Ok(built)
}

/// What one run of the command uses, from the file to the written client.
pub(crate) fn cpu_milliseconds(
    command: &Path,
    client: &Client,
    workspace: &Path,
) -> Result<i64, Box<dyn Error>> {
    let before = children()?;
    let status = Command::new(command)
        .arg("generate")
        .arg(&client.document)
        .arg("--out")
        .arg(workspace.join("generated").join(&client.package))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(format!("`{}` does not generate", client.title).into());
    }
    Ok(children()? - before)
}

fn children() -> Result<i64, Box<dyn Error>> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok((usage.user_time() + usage.system_time()).num_milliseconds())
}
