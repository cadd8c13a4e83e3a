//! A generated client, and what it tells of itself.

use std::path::Path;

use specmill_core::output::{self, File};
use specmill_core::{emit, with_stack};

use crate::diagnostics::Diagnostics;
use crate::error::Error;
use crate::listing::{Described, Operation};
use crate::outline::Outline;
use crate::untyped::Untyped;
use specmill_core::emit::{ClientCrate, Examples};
use specmill_core::surface::Surface;

/// A generated client that is not written yet.
#[derive(Clone, Debug)]
pub struct Output {
    pub(crate) files: Vec<File>,
    /// The crates of the client, where it is several, each with its files; the first joins the others, and its
    /// files are above.
    pub(crate) crates: Vec<(ClientCrate, Vec<File>)>,
    pub(crate) outline: Outline,
    pub(crate) examples: Option<Examples>,
}

impl Output {
    /// The files, the root file first.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The client without its text.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The faults of the document.
    #[must_use]
    pub fn diagnostics(&self) -> &Diagnostics {
        self.outline.diagnostics()
    }

    /// As [`Outline::untyped`].
    #[must_use]
    pub fn untyped(&self) -> &Untyped {
        self.outline.untyped()
    }

    /// As [`Outline::operations`].
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        self.outline.operations()
    }

    /// As [`Outline::describe`].
    ///
    /// # Errors
    ///
    /// When what is generated is not Rust, a fault of specmill.
    pub fn describe(&self, name: &str) -> Result<Vec<Described>, Error> {
        self.outline.describe(name)
    }

    /// As [`Outline::sources`].
    pub fn sources(&self) -> impl Iterator<Item = &Path> {
        self.outline.sources()
    }

    /// As [`Outline::surface`].
    #[must_use]
    pub fn surface(&self) -> Surface {
        self.outline.surface()
    }

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
        let options =
            emit::Options { examples: self.examples.clone(), ..self.outline.options.clone() };
        with_stack(|| emit::first_example(&self.outline.client, &options)).ok().flatten()
    }
}
