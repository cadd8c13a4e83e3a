//! Which schemas hold bytes (`format: binary`), themselves or anywhere in what they are made of.

use super::depth::held;
use crate::spec::{Api, SchemaId, SchemaKind};

/// Marks them, from the bytes outwards.
pub(super) fn mark_files(api: &mut Api) {
    let mut users: Vec<Vec<SchemaId>> = vec![Vec::new(); api.schemas.len()];
    let mut open = Vec::new();
    for id in (0..api.schemas.len()).map(SchemaId) {
        for part in held(&api.schema(id).kind) {
            users[part.0].push(id);
        }
        if matches!(&api.schema(id).kind, SchemaKind::String(Some(format)) if format == "binary") {
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        let holds_file = &mut api.resolved[id.0].holds_file;
        if !std::mem::replace(holds_file, true) {
            open.extend(&users[id.0]);
        }
    }
}
