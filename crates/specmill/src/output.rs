//! What an output tells of itself beside its files.

use std::path::Path;

use specmill_core::{emit, with_stack};

use crate::generator::{Generator, Output};

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

    /// The code of a first call, as the documentation of its operation shows it, where there are examples.
    pub(crate) fn first_call(&self) -> Option<String> {
        let options = emit::Options { examples: self.examples.clone(), ..self.options.clone() };
        with_stack(|| emit::first_example(&self.client, &options)).ok().flatten()
    }
}
