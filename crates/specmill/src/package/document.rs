//! Where the document of a package is, and what is copied of it.

use std::collections::BTreeSet;
use std::fs::File as Opened;
use std::io::Read;
use std::path::{Path, PathBuf};

use specmill_core::output::File;
use specmill_core::source::{self, Document, Overlays};

use super::relative::relative;
use crate::error::Error;
use crate::fault::Fault;
use crate::generator::Generator;
use crate::output::Output;

/// The folder of copies.
const FOLDER: &str = "spec";

/// A document and its overlays as a package has them.
pub(super) struct Placed {
    /// The document's path from the package's folder.
    pub(super) path: String,
    /// The overlays' paths from there; none where they are found beside the document.
    pub(super) overlays: Option<Vec<String>>,
    /// The root folder's path from there.
    pub(super) root: Option<String>,
    /// What is copied.
    pub(super) copies: Vec<File>,
    /// The copy is not what the generator was given: it was joined, or taken out of a page.
    pub(super) is_changed: bool,
}

/// Whether the document at `path` is where the package in `folder` has its copy.
pub(super) fn is_in(folder: &Path, path: &Path) -> bool {
    let there = |folder: &Path| folder.join(FOLDER).canonicalize();
    let Ok(above) = path.canonicalize().map(|path| path.parent().map(Path::to_owned)) else {
        return false;
    };
    above.is_some_and(|above| there(folder).is_ok_and(|there| there == above))
}

impl Placed {
    /// The document where it is.
    pub(super) fn in_place(generator: &Generator, folder: &Path) -> Result<Self, Error> {
        let way = |path: &Path| relative(folder, path);
        let overlays = match &generator.overlays {
            Overlays::Beside => None,
            Overlays::At(paths) => Some(paths.iter().map(|path| way(path)).collect()),
        };
        Ok(Self {
            path: way(&generator.path),
            overlays,
            root: generator.root.as_deref().map(way),
            copies: Vec::new(),
            is_changed: false,
        })
    }

    /// Copies of the document, which was read and joined as `joined`, and of its overlays.
    pub(super) fn copied(generator: &Generator, joined: &Document) -> Result<Self, Error> {
        let mut names = BTreeSet::new();
        let is_one = joined.files().count() == 1;
        let is_whole = is_one && joined.offset == source::Offset::default();
        let own = file_name(&generator.path);
        let (name, text) = match is_whole {
            true => (own, joined.text.clone()),
            false if is_one => (with_extension(&own, joined.format), joined.text.clone()),
            false => (
                with_extension(&own, source::Format::Yaml),
                source::to_yaml(&joined.root).map_err(Fault::NotYaml)?,
            ),
        };
        names.insert(name.to_lowercase());
        let path = format!("{FOLDER}/{name}");
        let mut copies = vec![File::new(&path, text)];
        let mut overlays = Vec::new();
        let mut is_beside = matches!(generator.overlays, Overlays::Beside);
        for overlay in generator.overlays.paths(&generator.path) {
            let own = file_name(&overlay);
            let mut name = own.clone();
            let mut number = 1;
            while !names.insert(name.to_lowercase()) {
                number += 1;
                name = format!("{number}-{own}");
            }
            is_beside &= name == own;
            let path = format!("{FOLDER}/{name}");
            let limit = joined.limits().file_size;
            let text = read(&overlay, limit).map_err(|error| Fault::NotCopied(overlay, error))?;
            copies.push(File::new(&path, text));
            overlays.push(path);
        }
        let overlays = match &generator.overlays {
            Overlays::At(_) => Some(overlays),
            Overlays::Beside => (!is_beside).then_some(overlays),
        };
        Ok(Self { path, overlays, root: None, copies, is_changed: !is_whole })
    }

    /// What `client` makes of the copies.
    pub(super) fn render(
        &self,
        generator: &Generator,
        client: impl FnOnce(&Generator) -> Result<Output, Error>,
    ) -> Result<Output, Error> {
        let folder = tempfile::tempdir().map_err(Fault::NoTemporaryFolder)?;
        let within = |path: &str| folder.path().join(path);
        for copy in &self.copies {
            let path = within(&copy.path);
            let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            made.and_then(|()| std::fs::write(&path, &copy.text))
                .map_err(Fault::NoTemporaryFolder)?;
        }
        let mut copied = generator.clone();
        copied.path = within(&self.path);
        copied.root = None;
        copied.remote = None;
        copied.overlays = match &self.overlays {
            None => Overlays::Beside,
            Some(paths) => Overlays::At(paths.iter().map(|path| within(path)).collect()),
        };
        client(&copied)
    }
}

fn read(path: &Path, limit: u64) -> std::io::Result<String> {
    let mut text = String::new();
    Opened::open(path)?.take(limit).read_to_string(&mut text)?;
    Ok(text)
}

/// The name of a file, of signs that need no quotes anywhere.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |char: char| char.is_alphanumeric() || matches!(char, '.' | '-' | '_');
    let name: String = name.chars().map(|char| if is_plain(char) { char } else { '-' }).collect();
    match name.trim_matches(['.', '-']) {
        "" => "openapi.yaml".to_owned(),
        _ => name.trim_start_matches(['.', '-']).to_owned(),
    }
}

fn with_extension(name: &str, format: source::Format) -> String {
    let extension = match format {
        source::Format::Yaml => "yaml",
        source::Format::Json => "json",
    };
    PathBuf::from(name).with_extension(extension).to_string_lossy().into_owned()
}
