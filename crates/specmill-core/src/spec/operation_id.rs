//! Every `operationId` once (OpenAPI 3.0: "unique among all operations described in the API").

use indexmap::IndexMap;

use super::model::Operation;
use crate::diagnostics::Diagnostics;
use crate::tree::Pointer;

/// Takes an `operationId` away from every operation after the first that has it; such an operation
/// is then called after its method and path.
pub(super) fn make_unique(
    operations: &mut [Operation],
    webhooks: &mut [Operation],
    diagnostics: &mut Diagnostics,
) {
    let mut first: IndexMap<String, Pointer> = IndexMap::new();
    for operation in operations.iter_mut().chain(webhooks) {
        let Some(id) = operation.id.take_if(|id| first.contains_key(id)) else {
            if let Some(id) = &operation.id {
                first.insert(id.clone(), operation.pointer.clone());
            }
            continue;
        };
        let message = match first.get(&id) {
            Some(place) => format!("`{id}` is also the operationId of `{place}`"),
            None => format!("`{id}` is the operationId of another operation too"),
        };
        let help = "the operation here is called after its method and path; rename one of them";
        let place = operation.pointer.child("operationId");
        diagnostics.warning("duplicate-operation-id", &place, message, help);
    }
}
