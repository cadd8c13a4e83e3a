//! A document in several files → one.
//!
//! What a `$ref` into another file points to becomes a component of the document, under the name the
//! pointer ends in; what has no place there (path items, operations) is put in the place of its
//! `$ref`. Every `$ref` of the other files is written anew, and [`Origins`](super::Origins) remember
//! where each part was written.

mod components;
mod files;
mod grammar;
mod place;
mod scalars;
mod walk;

use std::path::Path;

use self::files::Files;
use self::grammar::{Kind, Shape, is_file};
use self::place::Root;
use self::walk::Joiner;
use super::fault::only;
use super::{Document, Reach, load_within};
use crate::diagnostics::Diagnostics;
use crate::tree::{Node, Pointer};

/// Reads the document in the file `path` and every file it refers to, and joins them into one.
///
/// Files are read from the folder of the document and below it only. A `$ref` that leads nowhere
/// stays as it is and is an error of the document (`unresolved-reference`, `external-reference`,
/// `invalid-reference`, `reference-loop`); a component that could not keep its name is a warning
/// (`component-renamed`).
///
/// # Errors
/// As [`load`](super::load), for the file `path`.
pub fn join(path: &Path) -> Result<Document, Diagnostics> {
    join_within(path, &Reach::default())
}

/// As [`join`], with files of another root folder, of URLs, and within other limits. What cannot be read
/// from a URL is an error of the document as well (`unreadable-url`, `changed-url`, `too-much-remote`).
///
/// # Errors
/// As [`join`], and `invalid-root` where the document is not below the root folder.
pub fn join_within(path: &Path, reach: &Reach) -> Result<Document, Diagnostics> {
    let mut document = load_within(path, &reach.limits)?;
    let folder = Root::new(path, reach.root.as_deref()).map_err(|fault| only(*fault))?;
    let (mut root, mut noticed) = (std::mem::take(&mut document.root), Diagnostics::default());
    let whole = Shape::One(Kind::Document);
    scalars::settle(&mut root, whole, &Pointer::root(), &document, &mut noticed);
    document.root = root;
    document.diagnostics.append(noticed);
    if !leads_out(&document.root) {
        return Ok(document);
    }
    let mut joiner = Joiner::new(Files::new(&document, folder, reach), &document.root);
    joiner.note_components(&document.root);
    let mut root = std::mem::take(&mut document.root);
    joiner.walk_document(&mut root);
    document.root = root;
    let Joiner { files, diagnostics, origins, .. } = joiner;
    document.files.extend(files.others());
    if let Some(remote) = reach.remote.as_ref().filter(|_| files.has_remote()) {
        document.files.extend(remote.files(path));
    }
    document.allowance = files.allowance;
    document.parts = files.parts;
    document.diagnostics.append(files.diagnostics);
    document.diagnostics.append(diagnostics);
    document.origins = origins;
    Ok(document)
}

/// Whether anything in `node` looks like a way into another file.
fn leads_out(node: &Node) -> bool {
    match node {
        Node::Object(members) => members.iter().any(|(name, value)| match (name.as_str(), value) {
            ("$ref", Node::String(reference)) => !reference.starts_with('#'),
            ("mapping", Node::Object(mapping)) => {
                mapping.values().any(|value| value.as_str().is_some_and(is_file))
            }
            _ => leads_out(value),
        }),
        Node::Array(items) => items.iter().any(leads_out),
        _ => false,
    }
}
