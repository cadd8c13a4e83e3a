//! Any OpenAPI 3.x document → OpenAPI 3.0 shape.
//!
//! What 3.1 and 3.2 say in ways 3.0 has no words for is said in 3.0's words, so that no later stage
//! asks for the version and the `openapiv3` crate, which knows 3.0 only, loses nothing. What has no
//! 3.0 words is kept as a note: a member whose name begins with `x-specmill-` (see [`notes`]).
//!
//! One rule a file. The walk follows OpenAPI's grammar, never blindly every object, so that a
//! property called `const` and an example with a `$ref` member stay what they are. Children come
//! before their parent, so a rule finds the parts of its schema already in 3.0 shape.
//!
//! The output, normalised again, is unchanged.

pub mod notes;

mod anchors;
mod body;
mod context;
mod document;
mod event_data;
mod fragment;
mod moved;
mod operation;
mod path_item;
mod schema;
mod scope;
mod version;
mod walk;

use context::Context;

use crate::diagnostics::Diagnostics;
use crate::source::Document;
use crate::tree::Node;

/// The document in OpenAPI 3.0 shape; `None` where it is not OpenAPI 3.0, 3.1 or 3.2, with the
/// reason as an error (`not-openapi`, `swagger-2`, `unsupported-version`). All else that is found
/// is a warning, and costs at most the keyword it is about.
///
/// Members keep their order and `$ref`s resolve by plain JSON Pointer in the tree that comes out.
///
/// ```
/// use std::path::Path;
/// use specmill_core::{diagnostics::Diagnostics, normalize::normalize, source};
///
/// let text = "openapi: 3.1.0\ncomponents: {schemas: {A: {type: [string, 'null']}}}";
/// let document = source::parse(text, Path::new("api.yaml")).unwrap();
/// let mut diagnostics = Diagnostics::default();
/// let root = normalize(&document, &mut diagnostics).unwrap();
/// let schema = root.get("components").unwrap().get("schemas").unwrap().get("A").unwrap();
/// assert_eq!(schema.get("type").unwrap().as_str(), Some("string"));
/// assert_eq!(schema.get("nullable").unwrap().as_bool(), Some(true));
/// ```
#[must_use]
pub fn normalize(document: &Document, diagnostics: &mut Diagnostics) -> Option<Node> {
    if !version::check(&document.root, diagnostics) {
        return None;
    }
    let mut source = document.root.clone();
    path_item::inline_references(&mut source, diagnostics);
    event_data::normalize(&mut source);
    let anchors = anchors::collect(&source);

    let mut context = Context::new(diagnostics, &source, &anchors);
    let mut root = source.clone();
    document::normalize(&mut root, &mut context);

    let moved = moved::find(&source, &root, &context);
    if !moved.is_empty() {
        // Once more, now that it is known which `$ref`s have to point elsewhere. What was reported
        // before is not reported twice: `Diagnostics` keeps each fault once.
        context.moved = moved;
        root.clone_from(&source);
        document::normalize(&mut root, &mut context);
        moved::keep(&source, &mut root, &mut context);
    }
    Some(root)
}
