//! What an output tells of itself beside its files.

use std::borrow::Cow;
use std::path::Path;

use specmill_core::output::{self, File};
use specmill_core::{emit, with_stack};

use crate::error::Error;
use crate::fault::Fault;
use crate::generator::{Generator, Output};

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

impl Output {
    /// The files that do not have any more what was read from them: the document changed while it was read, and
    /// what was made of it may be of two of its versions.
    pub fn changed_sources(&self) -> impl Iterator<Item = &Path> {
        self.document.changed_files()
    }

    /// The number of types of the client. Those of tags and operations that are not chosen are not counted.
    #[must_use]
    pub fn type_count(&self) -> usize {
        self.client.types.len() - self.client.left_out.len()
    }

    /// What the code of `generator` is emitted with.
    pub(crate) fn options_of(&self, generator: &Generator) -> emit::Options {
        emit::Options {
            examples: generator.examples.clone(),
            mock_feature: generator.mock_feature.clone(),
            ..self.options.clone()
        }
    }

    /// With the file of its surface, where there is to be one; `source` is the document as it was asked for.
    fn with_surface_file(mut self, path: Option<&str>, source: &str) -> Self {
        if let Some(path) = path {
            let text = format!("{}{}", output::header(source), self.surface());
            self.files.push(File::new(path, text));
        }
        self
    }

    /// The code of a first call, as the documentation of its operation shows it, where there are examples.
    pub(crate) fn first_call(&self) -> Option<String> {
        let options = emit::Options { examples: self.examples.clone(), ..self.options.clone() };
        with_stack(|| emit::first_example(&self.client, &options)).ok().flatten()
    }
}
