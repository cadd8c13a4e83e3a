//! What an output tells of itself beside its files.

use std::path::Path;

use specmill_core::output::{self, File};
use specmill_core::{emit, with_stack};

use crate::generator::{Generator, Output};
use crate::outline::Outline;

impl Generator {
    /// Also makes a file that lists what callers can name ([`Output::surface`]), at this path in the output folder:
    /// for a test that compares it with what was reviewed. Of tags that are left out it says nothing.
    #[must_use]
    pub fn surface_file(mut self, path: impl Into<String>) -> Self {
        self.surface_file = Some(path.into());
        self
    }
}

impl Output {
    /// The files that do not have any more what was read from them: the document changed while it was read, and
    /// what was made of it may be of two of its versions.
    pub fn changed_sources(&self) -> impl Iterator<Item = &Path> {
        self.outline.document.changed_files()
    }

    /// The number of types of the client. Those of tags and operations that are not chosen are not counted.
    #[must_use]
    pub fn type_count(&self) -> usize {
        self.outline.client.types.len() - self.outline.client.left_out.len()
    }

    /// With the file of its surface, where there is to be one; `source` is the document as it was asked for.
    pub(crate) fn with_surface_file(mut self, path: Option<&str>, source: &str) -> Self {
        if let Some(path) = path {
            let text = format!("{}{}", output::header(source), self.surface());
            self.files.push(File::new(path, text));
        }
        self
    }

    /// The code of a first call, as the documentation of its operation shows it, where there are examples.
    pub(crate) fn first_call(&self) -> Option<String> {
        let Outline { client, options, .. } = &self.outline;
        let options = emit::Options { examples: self.examples.clone(), ..options.clone() };
        with_stack(|| emit::first_example(client, &options)).ok().flatten()
    }
}
