//! The copy of the code that people read, beside the one in `OUT_DIR` that is compiled.

use std::env;
use std::path::{Path, PathBuf};

use crate::cargo;
use crate::diagnostics::Severity;
use crate::error::Error;
use crate::fault::Fault;
use crate::generator::Generator;
use crate::output::Output;
use specmill_core::output;

/// What cargo leaves in the folders that it unpacks or checks out: packages of a registry, vendored ones.
const UNPACKED: [&str; 2] = ["Cargo.toml.orig", ".cargo-checksum.json"];

/// What it leaves at the root of each of them, and of repositories, in which packages may be anywhere.
const CHECKED_OUT: &str = ".cargo-ok";

impl Generator {
    #[doc = include_str!("also_write.md")]
    #[must_use]
    pub fn also_write(mut self, folder: impl Into<PathBuf>) -> Self {
        self.copy = Some(folder.into());
        self
    }

    /// Writes the copy, if one is asked for.
    pub(crate) fn write_copy(&self, output: &Output, in_build_script: bool) -> Result<(), Error> {
        let Some(folder) = &self.copy else { return Ok(()) };
        if !in_build_script {
            return self.copy_to(folder, output);
        }
        let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
        if is_downloaded(&package) {
            cargo::note("no copy of the code is written, as cargo unpacked this package");
            return Ok(());
        }
        if let Err(error) = self.copy_to(&package.join(folder), output) {
            for found in error.diagnostics().iter() {
                let text = format!("no copy of the code is written: {}", found.message());
                cargo::show(Severity::Warning, &text);
            }
        }
        Ok(())
    }

    fn copy_to(&self, folder: &Path, output: &Output) -> Result<(), Error> {
        let leaves_tags_out =
            self.by_feature.as_ref().is_some_and(|every| !cargo::has_feature(every));
        let depends_on_features = leaves_tags_out || self.doc_cfg;
        let written = match depends_on_features {
            true => {
                let mut whole = self.clone();
                whole.by_feature = None;
                output::write(folder, &output::copies(whole.render()?.files()))
            }
            false => output::write(folder, &output::copies(output.files())),
        };
        written.map(|_| ()).map_err(|fault| Fault::NotWritten(fault).into())
    }
}

/// Whether cargo put the package where it is, and nobody works on it there.
fn is_downloaded(package: &Path) -> bool {
    UNPACKED.iter().any(|name| package.join(name).exists())
        || package.ancestors().any(|folder| folder.join(CHECKED_OUT).exists())
}
