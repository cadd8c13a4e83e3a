//! The entry points: [`build`] for a build script, [`Generator`] for everything else.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::bundle::{Bundle, bundle_of};
use crate::cargo::{self, Directive, tell};
use crate::diagnostics::Severity;
use crate::error::Error;
use crate::fault::Fault;
use crate::outline::Outline;
use crate::output::Output;
use crate::pagination::note_pagination;
#[cfg(feature = "remote")]
use crate::remote::Remote;
use specmill_core::diagnostics as found;
use specmill_core::emit::{self, Dates, Examples};
use specmill_core::names::NameTable;
use specmill_core::output::{self, Written};
use specmill_core::passes::Choice;
use specmill_core::source::{self, Document, Overlays, Reach};
use specmill_core::{Limits, conformance, lower, names, normalize, passes, spec, with_stack};

/// Generates the client of the document at `path` into `OUT_DIR`: the one call of a build script.
///
/// The root file takes the name of the document: `spec/api.yaml` becomes `api.rs`, to be included
/// by `include!(concat!(env!("OUT_DIR"), "/api.rs"));`. Cargo is told to run the build script again
/// when a file that was read changes, and faults of the document come out as cargo's warnings.
///
/// # Errors
///
/// When the document cannot be read at all, or the output cannot be written.
///
/// ```no_run
/// fn main() -> Result<(), specmill::Error> {
///     specmill::build("spec/api.yaml")
/// }
/// ```
pub fn build(path: impl AsRef<Path>) -> Result<(), Error> {
    Generator::new(path).build().map(|_| ())
}

/// Joins the document at `path` and the files it refers to into one, for tools that read no more
/// than that. No overlay is applied.
///
/// # Errors
///
/// When the document's own file cannot be read.
pub fn bundle(path: impl AsRef<Path>) -> Result<Bundle, Error> {
    Generator::new(path).bundle()
}

/// Generates a client from one document.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}
/// # ").unwrap();
/// let output = specmill::Generator::new(&path).render()?;
/// assert_eq!(output.files()[0].path, "pets.rs");
/// let surface = output.surface().to_string();
/// assert!(surface.contains("client::Client::list_pets(&self) -> Call<()>"));
/// # Ok::<(), specmill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    pub(crate) path: PathBuf,
    pub(crate) name: Option<String>,
    out_dir: Option<PathBuf>,
    /// The folder of a copy for readers.
    pub(crate) copy: Option<PathBuf>,
    pub(crate) dates: Dates,
    pub(crate) strict: bool,
    pub(crate) keep_undeclared: bool,
    pub(crate) group_by_path: bool,
    pub(crate) overlays: Overlays,
    pub(crate) choice: Option<Choice>,
    /// Component schemas that stay, whatever is chosen.
    pub(crate) schemas: Vec<String>,
    /// The feature that stands for every tag, where features choose.
    pub(crate) by_feature: Option<String>,
    pub(crate) examples: Option<Examples>,
    pub(crate) mock_feature: Option<String>,
    pub(crate) doc_cfg: bool,
    limits: Limits,
    pub(crate) surface_file: Option<String>,
    pub(crate) root: Option<PathBuf>,
    pub(crate) remote: Option<Arc<dyn source::Remote>>,
}

impl Generator {
    /// A generator for the document at `path`: YAML, JSON, or Markdown with a block of either.
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            name: None,
            out_dir: None,
            copy: None,
            dates: Dates::default(),
            strict: false,
            keep_undeclared: false,
            group_by_path: false,
            overlays: Overlays::Beside,
            choice: None,
            schemas: Vec::new(),
            by_feature: None,
            examples: None,
            mock_feature: None,
            doc_cfg: false,
            limits: Limits::default(),
            surface_file: None,
            root: None,
            remote: None,
        }
    }

    /// The name of the root file, without `.rs`, and of the folder beside it. The document's file
    /// name by default.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Where to write. `OUT_DIR` by default, which cargo gives build scripts.
    #[must_use]
    pub fn out_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(directory.into());
        self
    }

    /// What `date-time` and `date` become.
    #[must_use]
    pub fn dates(mut self, dates: Dates) -> Self {
        self.dates = dates;
        self
    }

    /// Whether any fault of the document is an error, where it would cost an operation or a schema
    /// otherwise. Off by default.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Whether the types of all objects get a field `extra`, a `json::Map` of the members that the server
    /// sends and the document does not describe, in their order. They are written back after all others,
    /// and callers send what the document does not know in it. Off by default: such members are in the
    /// bytes of an answer only.
    ///
    /// They remain drift, which strict decoding rejects, and do not change which member of a union a
    /// value is. `x-specmill-extra` says it for one type, or for the document ([`Generator::overlay`]).
    #[must_use]
    pub fn keep_undeclared(mut self, keep: bool) -> Self {
        self.keep_undeclared = keep;
        self
    }

    /// Whether an operation without a tag gets one by its path, `boxes` for `/v1/boxes/{id}`: the first segment
    /// that is no parameter and that not all paths begin with, or the document's tag of this word. Off by default.
    #[must_use]
    pub fn group_by_path(mut self, group: bool) -> Self {
        self.group_by_path = group;
        self
    }

    #[doc = include_str!("overlay.md")]
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays = self.overlays.and(path.into());
        self
    }

    /// Takes the document as it is, even where there is an `overlay.yaml` beside it. Overlays that
    /// were named before are forgotten.
    #[must_use]
    pub fn without_overlay(mut self) -> Self {
        self.overlays = Overlays::At(Vec::new());
        self
    }

    /// Gives the documentation of each operation an example of a call, made of the document's own
    /// examples where it has some: `.examples("my_crate")`, if that is where callers find the client.
    /// [`Examples`] says more. Off by default, since the examples are doctests (`no_run`) of the crate
    /// that includes the client.
    ///
    /// Rust's edition 2024 compiles all doctests of a crate at once; an older one compiles each alone,
    /// which takes the longer the more operations there are.
    #[must_use]
    pub fn examples(mut self, examples: impl Into<Examples>) -> Self {
        self.examples = Some(examples.into());
        self
    }

    #[doc = include_str!("mock.md")]
    #[must_use]
    pub fn mock_by_feature(mut self, feature: impl Into<String>) -> Self {
        self.mock_feature = Some(feature.into());
        self
    }

    /// How much of the document is read before it is refused.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The folder in which and below which the files are that the document refers to, where that is not
    /// the document's own: with the root `spec`, `spec/api/pets.yaml` may refer to `../shared/types.yaml`.
    /// Nothing outside of it is read, whatever links lead out.
    ///
    /// It is an error (`invalid-root`) if it is not a folder, or the document is not in it or below.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Reads what the document refers to by URL, which is an error (`external-reference`) by default, and
    /// pins it by a file beside the document, the one file that [`Generator::render`] writes. With the
    /// feature `remote`.
    ///
    /// A build script should need no network: [`Generator::bundle`], or `specmill bundle --allow-remote`,
    /// makes one document to keep.
    #[cfg(feature = "remote")]
    #[must_use]
    pub fn remote(mut self, remote: Remote) -> Self {
        self.remote = Some(Arc::new(remote));
        self
    }

    /// Joins the document and the files it refers to into one, as [`bundle`](crate::bundle) does, with
    /// the limits, the root folder and the URLs of this generator.
    ///
    /// # Errors
    ///
    /// When the document's own file cannot be read.
    pub fn bundle(&self) -> Result<Bundle, Error> {
        bundle_of(self.join()?)
    }

    /// The document joined out of its files, without overlays.
    pub(crate) fn join(&self) -> Result<Document, Error> {
        let join = || source::join_within(&self.path, &self.reach());
        let document = with_stack(join).map_err(Fault::NoThread)?;
        document.map_err(|found| Error::new(&found, None))
    }

    /// Generates, and writes nothing.
    ///
    /// # Errors
    ///
    /// When the document cannot be read at all, or has any fault and the generator is strict.
    pub fn render(&self) -> Result<Output, Error> {
        let rendered = || -> Result<Output, Error> {
            let (mut output, options) = self.understood()?;
            output.files = self.formatted(&emit::emit(&output.outline.client, &options))?;
            Ok(output)
        };
        Ok(self.listed(with_stack(rendered).map_err(Fault::NoThread)??))
    }

    /// Reads the document and works out its client without the text of it, which takes a good part of the time
    /// of [`Generator::render`]: for who lists or compares.
    ///
    /// # Errors
    ///
    /// As [`Generator::render`].
    pub fn outline(&self) -> Result<Outline, Error> {
        let outline = || self.outlined().map(|(outline, _)| outline);
        with_stack(outline).map_err(Fault::NoThread)?
    }

    /// Every stage before code is made, and how it is made: the output has no files yet.
    pub(crate) fn understood(&self) -> Result<(Output, emit::Options), Error> {
        let (outline, options) = self.outlined()?;
        let (files, crates) = (Vec::new(), Vec::new());
        Ok((Output { files, crates, outline, examples: self.examples.clone() }, options))
    }

    /// Every stage before `emit`, and how that is to write.
    fn outlined(&self) -> Result<(Outline, emit::Options), Error> {
        if let Some(examples) = &self.examples {
            emit::check_examples(examples).map_err(Fault::InvalidExamples)?;
        }
        let document = self.read().map_err(|found| Error::new(&found, None))?;
        let mut found = document.diagnostics.clone();
        let Some(root) = normalize::normalize(&document, &mut found) else {
            return Err(Error::new(&found, Some(&document)));
        };
        let mut api = spec::read(&root, &mut found);
        api.keeps_undeclared |= self.keep_undeclared;
        if self.group_by_path {
            spec::group_by_path(&mut api);
        }
        let names = NameTable::new(&api);
        names::report_clashes(&api, &names, &mut found);
        let mut client = lower::lower(&api, &names, &mut found);
        passes::run(&mut client);
        note_pagination(&api, &client, &mut found);
        conformance::check(&document.root, &mut found);
        if let Some(choice) = self.chosen(&client) {
            passes::prune(&mut client, &choice, &mut found);
        }
        if self.strict && found.has_faults() {
            return Err(Error::new(&found, Some(&document)));
        }
        if self.examples.is_some() {
            passes::show_examples(&mut client, &lower::samples(&api, &names));
        }
        let options = emit::Options {
            name: self.root_name(),
            dates: self.dates,
            examples: self.examples.clone(),
            mock_feature: self.mock_feature.clone(),
            labelled_features: self.labelled_features(&client),
        };
        Ok((Outline::new(document, found, client, &options), options))
    }

    /// Generates and writes what changed. In a build script, cargo is told what was read and what is
    /// wrong with it.
    ///
    /// # Errors
    ///
    /// As [`Generator::render`], and when the output cannot be written.
    pub fn build(&self) -> Result<Written, Error> {
        self.build_output().map(|(_, written)| written)
    }

    /// As [`Generator::build`], and returns the output as well, for a build script whose crate has code
    /// that depends on what the document has ([`Output::surface`]).
    ///
    /// # Errors
    ///
    /// As [`Generator::build`].
    pub fn build_output(&self) -> Result<(Output, Written), Error> {
        let in_build_script =
            env::var_os("OUT_DIR").is_some() && env::var_os("CARGO_MANIFEST_DIR").is_some();
        let output = self.render_and_report(in_build_script).inspect_err(|error| {
            if in_build_script {
                let lines = error.diagnostics().summary_lines();
                let faults = lines.filter(|(severity, _)| *severity > Severity::Note);
                faults.for_each(|(severity, line)| cargo::show(severity, &line));
            }
        })?;
        let written = self.write(&output)?;
        self.write_copy(&output, in_build_script)?;
        Ok((output, written))
    }

    /// Renders; in a build script, tells cargo what was read and what is wrong with it.
    fn render_and_report(&self, in_build_script: bool) -> Result<Output, Error> {
        let watch = |path: &Path| match in_build_script {
            true => tell(Directive::RerunIfChanged, path),
            false => Ok(()),
        };
        // Said first, so that a document that cannot be read is looked at again.
        watch(&self.path)?;
        self.overlays.paths(&self.path).iter().try_for_each(|overlay| watch(overlay))?;
        let output = self.render()?;
        output.sources().try_for_each(watch)?;
        if in_build_script {
            for (severity, line) in output.diagnostics().summary_lines() {
                // What costs one operation or schema does not fail the build, so cargo must not be
                // told `error`; the line says it.
                match severity {
                    // Nothing is wrong, and each build would say it again.
                    Severity::Note => cargo::note(&line),
                    Severity::Error => {
                        cargo::show(Severity::Warning, &format!("left out: {line}"));
                    }
                    _ => cargo::show(Severity::Warning, &line),
                }
            }
        }
        Ok(output)
    }

    /// Writes the files of `output` that differ from those in the output folder. All of them are written
    /// to temporary files first, and then replace the old ones.
    ///
    /// # Errors
    ///
    /// When the output cannot be written, or there is no folder to write to; and when a file would be
    /// replaced that is not ours, or a link followed that is in the folder.
    pub fn write(&self, output: &Output) -> Result<Written, Error> {
        let directory = self.directory()?;
        output::write(&directory, &output.files).map_err(|fault| Fault::NotWritten(fault).into())
    }

    fn read(&self) -> Result<Document, found::Diagnostics> {
        source::read_within(&self.path, &self.overlays, &self.reach())
    }

    fn reach(&self) -> Reach {
        let (limits, root) = (self.limits.clone(), self.root.clone());
        Reach { limits, root, remote: self.remote.clone() }
    }

    fn directory(&self) -> Result<PathBuf, Error> {
        let cargos = || env::var_os("OUT_DIR").map(PathBuf::from);
        self.out_dir.clone().or_else(cargos).ok_or_else(|| Fault::NoOutputFolder.into())
    }

    fn root_name(&self) -> String {
        let stem = || self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = self.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(stem);
        // It becomes a path inside a string of the output.
        name.chars()
            .map(|char| if char.is_alphanumeric() || char == '_' { char } else { '_' })
            .collect()
    }
}
