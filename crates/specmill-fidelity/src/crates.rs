//! The crates of documents, in a cache folder, and their building.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generate::write;

/// The crates of one run: a workspace in `target/fidelity`, whose parts are built into one folder, so
/// that the runtime is compiled once.
#[derive(Debug)]
pub struct Crates {
    cache: PathBuf,
    workspace: PathBuf,
}

impl Crates {
    /// Those of the run `name`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().unwrap_or(root);
        let cache = root.join("target/fidelity");
        Self { workspace: cache.join(name), cache }
    }

    /// The folder of the crate `name`.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        self.workspace.join(name)
    }

    /// The program that the crate `name` becomes.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.cache.join("build/debug").join(file)
    }

    /// Builds the crates of these names, as many at a time as `jobs` says or cargo likes. What cannot
    /// be built is without its program; what the compiler says of it is the answer.
    ///
    /// # Errors
    ///
    /// When the workspace cannot be written, or there is no cargo.
    pub fn build(&self, names: &[&str], jobs: Option<usize>) -> Result<String, String> {
        for name in names {
            // One of an earlier run would be taken for this one's.
            let _ = fs::remove_file(self.program(name));
        }
        let mut manifest = "[workspace]\nresolver = \"2\"\nmembers = [".to_owned();
        for name in names {
            let _ = write!(manifest, "{name:?}, ");
        }
        manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
        write(&self.workspace.join("Cargo.toml"), &manifest)?;
        // The versions that the runtime is tested with.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
        if !self.workspace.join("Cargo.lock").is_file() {
            fs::copy(lock, self.workspace.join("Cargo.lock")).map_err(|error| error.to_string())?;
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.workspace).args([
            "build",
            "--quiet",
            "--keep-going",
            "--workspace",
        ]);
        cargo.arg("--target-dir").arg(self.cache.join("build"));
        // What cargo tells the programs that it runs is not meant for the cargo that we run.
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_PROFILE_DEV_DEBUG");
        if let Some(jobs) = jobs {
            cargo.arg("--jobs").arg(jobs.to_string());
        }
        let output = cargo.output().map_err(|error| format!("cargo cannot be started: {error}"))?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
