//! A crate around a client: everything that is in its folder, as plain data.

mod agreed;
mod cargo_manifest;
mod command;
mod document;
mod features;
mod manifest;
mod name;
mod name_fault;
mod readme;
mod relative;
mod sources;
mod workspace;

use std::path::{Path, PathBuf};

pub use self::cargo_manifest::{CargoFeature, CargoManifest, Dependency};
pub(crate) use self::name_fault::NameFault;

use self::agreed::{GENERATED, MOCK, SURFACE, SURFACE_IN_TREE};
use self::document::Placed;
use self::name::PackageName;
use crate::error::Error;
use crate::generator::Generator;
use crate::output::Output;
use specmill_core::emit::Examples;
use specmill_core::output::{File, FileKind};
use specmill_core::source::Document;

/// A crate whose content is a client: its `Cargo.toml`, code, README, a test, and the document.
///
/// [`Package::render`] makes its files and writes none; [`OutputFolder`](crate::OutputFolder) writes them.
///
/// ```
/// # let directory = tempfile::tempdir().unwrap();
/// # let path = directory.path().join("pets.yaml");
/// # std::fs::write(&path, "
/// # openapi: 3.0.0
/// # info: {title: Pets, version: '1'}
/// # paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}
/// # ").unwrap();
/// use specmill::{Generator, Package};
///
/// let package = Package::new("pets-client", directory.path().join("pets-client"))?;
/// let rendered = package.render(Generator::new(&path))?;
/// let paths: Vec<&str> = rendered.files().iter().map(|file| file.path.as_str()).collect();
/// assert!(paths.contains(&"build.rs") && paths.contains(&"spec/pets.yaml"));
/// # Ok::<(), specmill::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Package {
    name: PackageName,
    folder: PathBuf,
    is_code_in_tree: bool,
    is_crate_per_tag: bool,
    is_document_in_place: bool,
    specmill: Option<PathBuf>,
}

/// The files of a [`Package`], none of which is written yet.
#[derive(Clone, Debug)]
pub struct RenderedPackage {
    files: Vec<File>,
    output: Output,
    bundled: Option<Document>,
    tags_without_feature: Vec<String>,
}

impl RenderedPackage {
    /// The files, by their paths in the package's folder.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The client.
    #[must_use]
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// The tags that have no feature of their own, since cargo and crates.io take ASCII letters, digits, `-`,
    /// `_` and `+` in names of features.
    #[must_use]
    pub fn tags_without_feature(&self) -> &[String] {
        &self.tags_without_feature
    }

    /// The files of the document that do not have any more what was read from them: what was made of them may
    /// be of two of its versions.
    pub fn changed_sources(&self) -> impl Iterator<Item = &Path> {
        let bundled = self.bundled.iter().flat_map(Document::changed_files);
        self.output.changed_sources().chain(bundled)
    }
}

impl Package {
    /// A package of this name in the folder `folder`, from which its relative paths count.
    ///
    /// # Errors
    ///
    /// When a package cannot have the name: it is not made of ASCII letters, digits, `-` and `_`, does not begin
    /// with a letter or is longer than 64 characters; it is a keyword, a crate of Rust's own, or one that the
    /// package depends on.
    pub fn new(name: &str, folder: impl Into<PathBuf>) -> Result<Self, Error> {
        Ok(Self {
            name: PackageName::new(name)?,
            folder: folder.into(),
            is_code_in_tree: false,
            is_crate_per_tag: false,
            is_document_in_place: false,
            specmill: None,
        })
    }

    /// Whether the code is among the files (`src/generated.rs` and below), to be generated again by
    /// [`Package::render`]. By default it is not: a build script generates it.
    #[must_use]
    pub fn code_in_tree(mut self, is_in_tree: bool) -> Self {
        self.is_code_in_tree = is_in_tree;
        self
    }

    /// Whether each tag has a crate of its own, in the folder `crates`, beside one (or several) with the types that
    /// more than one tag reaches. The package is the root of their workspace: it has the client, and re-exports the
    /// other crates, each tag's by the feature of the tag. What callers write is the same. The code is in the tree.
    ///
    /// For documents so large that the compiler takes too much memory for one crate. Several crates are compiled at
    /// once, and a change of one tag leaves the others as they are. It is an error (`no-tags`) if no operation has a
    /// tag; [`Generator::group_by_path`] gives them one.
    #[must_use]
    pub fn crate_per_tag(mut self, is_crate_per_tag: bool) -> Self {
        self.is_crate_per_tag = is_crate_per_tag;
        self.is_code_in_tree |= is_crate_per_tag;
        self
    }

    /// Whether the package reads the document where it is, by its path from the package's folder. By default
    /// it has a copy in `spec/`: of a document in several files, one that they are joined into.
    #[must_use]
    pub fn document_in_place(mut self, is_in_place: bool) -> Self {
        self.is_document_in_place = is_in_place;
        self
    }

    /// Depends on the crates of specmill in a checkout of its repository, in place of published versions.
    #[must_use]
    pub fn specmill_at(mut self, checkout: impl Into<PathBuf>) -> Self {
        self.specmill = Some(checkout.into());
        self
    }

    /// Generates the client, and makes all files of the package. Nothing is written.
    ///
    /// # Errors
    ///
    /// As [`Generator::render`], and when the document or an overlay cannot be copied.
    pub fn render(&self, generator: Generator) -> Result<RenderedPackage, Error> {
        let library = self.name.library();
        let root = if self.is_code_in_tree { GENERATED } else { library.as_str() };
        let examples = Examples::of(&library).runtime(&library);
        let surface_file = if self.is_code_in_tree { SURFACE_IN_TREE } else { SURFACE };
        let generator = generator.name(root).mock_by_feature(MOCK).examples(examples);
        let generator = generator.surface_file(surface_file);
        let mut output = self.client(&generator)?;
        let mut bundled = None;
        // Where its copy would be there is nothing to copy.
        let is_copy = document::is_in(&self.folder, &generator.path);
        let placed = match self.is_document_in_place || is_copy {
            true => Placed::in_place(&generator, &self.folder)?,
            false => {
                let joined = generator.join()?;
                let placed = Placed::copied(&generator, &joined)?;
                if placed.is_changed {
                    let copied = placed.render(&generator, |copied| self.client(copied))?;
                    (output.files, output.crates) = (copied.files, copied.crates);
                }
                bundled = Some(joined);
                placed
            }
        };
        // The test reads what the generator lists.
        let listed = output.files.iter().find(|file| file.path == surface_file);
        let snapshot = sources::snapshot(listed.map_or("", |file| &file.text));
        let exports = sources::Exports::of(&output.outline.client);
        let has_tags = !self.is_code_in_tree || self.is_crate_per_tag;
        let mut features = features::of(&output.outline.client, has_tags);
        self.join_features(&mut features, &output);
        let mut files = vec![
            start("Cargo.toml", self.manifest(&output, &features).to_string()),
            start(".gitignore", "/target\n*.snap.new\n".to_owned()),
        ];
        let settings = sources::Settings { generator: &generator, placed: &placed, root };
        if !self.is_code_in_tree {
            files.push(start("build.rs", sources::build_script(&settings, &library)));
        }
        let first_call = output.first_call();
        let lib = sources::library(&output, &settings, &exports, &first_call, self.is_code_in_tree);
        files.push(start("src/lib.rs", lib));
        files.push(start("tests/surface.rs", sources::test(self.is_code_in_tree)));
        files.push(File::new(sources::SNAPSHOT, snapshot).kind(FileKind::Once));
        let readme = readme::Readme {
            package: self.name.package(),
            title: &output.outline.client.title,
            document: &placed.path,
            is_code_in_tree: self.is_code_in_tree,
            is_crate_per_tag: self.is_crate_per_tag,
            command: &self.command(&generator, &placed),
            features: &features,
            first_call: first_call.as_deref(),
            operations: output.operations().len(),
        };
        files.push(start("README.md", readme.to_string()));
        files.extend(placed.copies);
        if self.is_code_in_tree {
            let code = output.files.iter();
            files.extend(code.map(|file| File::new(format!("src/{}", file.path), &file.text)));
            files.extend(self.files_of_other_crates(&output));
        }
        let tags_without_feature = features.without;
        Ok(RenderedPackage { files, output, bundled, tags_without_feature })
    }
}

fn start(path: &str, text: String) -> File {
    File::new(path, text).kind(FileKind::Start)
}
