//! The crates of documents, in a cache folder, and their building.

use std::fmt::Write;
use std::fs;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::write;

/// The crates of all documents that were ever asked for: a workspace in `target/fidelity`, which is
/// built into one folder, so that the runtime is compiled once.
#[derive(Debug)]
pub struct Crates {
    workspace: PathBuf,
}

impl Default for Crates {
    fn default() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Self { workspace: root.canonicalize().unwrap_or(root).join("target/fidelity") }
    }
}

impl Crates {
    /// The folder of the crate `name`.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.members().join(name)
    }

    /// The file of the random document `name`.
    #[must_use]
    pub fn random(&self, name: &str) -> PathBuf {
        self.workspace.join("random").join(name)
    }

    /// The program that the crate `name` becomes.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.workspace.join("build/debug").join(file)
    }

    fn members(&self) -> PathBuf {
        self.workspace.join("crates")
    }

    /// Builds the crates of these names, as many at a time as `jobs` says or cargo likes. What cannot
    /// be built is without its program; what the compiler says of it is the answer.
    ///
    /// # Errors
    ///
    /// When the workspace cannot be written, or there is no cargo.
    pub fn build(&self, names: &[&str], jobs: Option<usize>) -> Result<String, String> {
        let io = |error: std::io::Error| format!("{}: {error}", self.workspace.display());
        let lock = File::create(self.workspace.join("lock")).map_err(io)?;
        wait_for(&lock).map_err(io)?;
        for name in names {
            // One of an earlier run would be taken for this one's.
            let _ = fs::remove_file(self.program(name));
        }
        write(&self.workspace.join("Cargo.toml"), &self.manifest().map_err(io)?)?;
        let versions = self.workspace.join("Cargo.lock");
        if !versions.is_file() {
            // Those that the runtime is tested with.
            let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
            fs::copy(known, versions).map_err(io)?;
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.workspace).args(["build", "--quiet", "--keep-going"]);
        cargo.arg("--target-dir").arg(self.workspace.join("build"));
        for name in names {
            cargo.args(["--package", name]);
        }
        // Settings of the build that we are part of are not those of this one.
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_PROFILE_DEV_DEBUG");
        if let Some(jobs) = jobs {
            cargo.arg("--jobs").arg(jobs.to_string());
        }
        let output = cargo.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// The manifest of the workspace: with every crate that is whole.
    fn manifest(&self) -> std::io::Result<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.members())? {
            let folder = entry?.path();
            let is_whole = folder.join("Cargo.toml").is_file();
            names.extend(folder.file_name().filter(|_| is_whole).map(|name| name.to_owned()));
        }
        names.sort();
        let mut manifest = "[workspace]\nresolver = \"2\"\nmembers = [\n".to_owned();
        for name in names {
            let _ = writeln!(manifest, "    {:?},", format!("crates/{}", name.to_string_lossy()));
        }
        manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
        Ok(manifest)
    }
}

/// Waits until nobody else builds, and for as long as `lock` is open nobody else does.
#[cfg(unix)]
fn wait_for(lock: &File) -> std::io::Result<()> {
    Ok(rustix::fs::flock(lock, rustix::fs::FlockOperation::LockExclusive)?)
}

/// Elsewhere, two runs at a time may be in each other's way.
#[cfg(not(unix))]
fn wait_for(_: &File) -> std::io::Result<()> {
    Ok(())
}
