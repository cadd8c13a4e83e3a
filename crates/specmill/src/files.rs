//! The files of a client: its code as text, and the list of what callers can name.

use std::borrow::Cow;

use specmill_core::emit;
use specmill_core::output::{self, File};

use crate::error::Error;
use crate::fault::Fault;
use crate::generator::Generator;
use crate::output::Output;

impl Generator {
    /// Also makes a file that lists what callers can name ([`Output::surface`]), at this path in the output folder:
    /// for a test that compares it with what was reviewed. Of tags that are left out it says nothing.
    #[must_use]
    pub fn surface_file(mut self, path: impl Into<String>) -> Self {
        self.surface_file = Some(path.into());
        self
    }

    /// The document as files are marked with it.
    fn shown(&self) -> Cow<'_, str> {
        self.path.file_name().unwrap_or_default().to_string_lossy()
    }

    pub(crate) fn formatted(&self, files: &[emit::File]) -> Result<Vec<File>, Error> {
        output::format(files, &self.shown()).map_err(|fault| Fault::NotRust(fault).into())
    }

    /// The output with a list of what callers can name, where that is asked for.
    pub(crate) fn listed(&self, output: Output) -> Output {
        output.with_surface_file(self.surface_file.as_deref(), &self.shown())
    }
}
