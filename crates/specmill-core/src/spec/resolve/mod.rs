//! What each schema amounts to, worked out once.
//!
//! [`intersect`](super::intersect) left no `allOf`. Schemas are taken in an order in which what one is made of (`oneOf`, `anyOf`, `$ref`)
//! comes before it, so that each is made of what is known already: no recursion, and as much work
//! as the document is long. What multiplies out is bounded by a [`Budget`].

mod budget;
mod circles;
mod depth;
mod files;
mod schema;
mod union;
mod values;

use super::model::{Api, Resolved, SchemaId};
use crate::diagnostics::Diagnostics;
pub(super) use budget::{Budget, distinct, parts};
use circles::mark_circles;
pub(super) use depth::held;
use files::mark_files;
use schema::one;

/// Works out every schema of `api`; `order` has each after what it is made of.
pub(super) fn resolve(api: &mut Api, order: &[SchemaId], diagnostics: &mut Diagnostics) {
    depth::cut(&mut api.schemas, diagnostics);
    api.resolved = (0..api.schemas.len()).map(|id| Resolved::unknown(SchemaId(id))).collect();
    let mut budget = Budget::new(api);
    for id in order {
        one(api, *id, &mut budget);
    }
    mark_circles(api);
    mark_files(api);
    budget.report(api, diagnostics);
}
