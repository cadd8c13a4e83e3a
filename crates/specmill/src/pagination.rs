//! What a document says of its pages and does not fit.

use specmill_core::diagnostics as found;
use specmill_core::{ir, spec};

/// Reports where the document's own rule for pages does not fit.
pub(crate) fn note_pagination(
    api: &spec::Api,
    client: &ir::Api,
    diagnostics: &mut found::Diagnostics,
) {
    for operation in client.operations() {
        let Some(ir::Unpaged::Note(reason)) = &operation.unpaged else { continue };
        let is_it = |known: &&spec::Operation| {
            known.path == operation.path && known.method.sent() == operation.http_method
        };
        let Some(place) = api.operations.iter().find(is_it) else { continue };
        diagnostics.warning(
            "invalid-pagination",
            &place.pointer.child(ir::PAGINATION),
            reason.to_string(),
            "the operation has no pages; name what its parameters and answer have, or `false`",
        );
    }
}
