//! cargo-semver-checks, where it is installed.

use std::path::Path;
use std::process::Command;

use specmill::changes::VersionPart;

/// The command `cargo-semver-checks`.
pub(crate) struct SemverChecks(());

const COMMAND: &str = "cargo-semver-checks";

impl SemverChecks {
    pub(crate) fn installed() -> Option<Self> {
        let output = Command::new(COMMAND).args(["semver-checks", "--version"]).output().ok()?;
        output.status.success().then_some(Self(()))
    }

    /// The part of the version that must rise from the crate described in the file `old` to that in
    /// `new`.
    pub(crate) fn raises(&self, old: &Path, new: &Path) -> Result<VersionPart, String> {
        let output = Command::new(COMMAND)
            .args(["semver-checks", "check-release", "--color", "never", "--release-type", "patch"])
            .arg("--baseline-rustdoc")
            .arg(old)
            .arg("--current-rustdoc")
            .arg(new)
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        let summary = said.lines().find(|line| line.trim_start().starts_with("Summary"));
        match summary {
            Some(line) if line.contains("requires new major version") => Ok(VersionPart::Major),
            Some(line) if line.contains("requires new minor version") => Ok(VersionPart::Minor),
            Some(line) if line.contains("no semver update required") => Ok(VersionPart::Patch),
            _ => Err(format!("cargo-semver-checks says:\n{said}")),
        }
    }
}
