//! The module of each type: that of the one tag whose operations reach it, else the shared one.

use super::usage::{reached, roots};
use crate::ir::{Api, Group, ModuleId, Operation, TypeId};

/// Gives every type its module.
pub(super) fn assign(api: &mut Api) {
    // The module of operations without a tag holds the client alone; what they use is shared.
    let shared = ModuleId(api.modules.len().saturating_sub(1));
    let mut homes: Vec<Option<ModuleId>> = vec![None; api.types.len()];
    let mut uses: Vec<(ModuleId, Vec<TypeId>)> = api
        .groups
        .iter()
        .map(|group| {
            let here = if group.tag.is_some() { group.module } else { shared };
            (here, group_roots(group))
        })
        .collect();
    uses.extend(api.webhooks.iter().map(|webhooks| (webhooks.module, webhook_roots(api))));
    for (here, used) in uses {
        for id in reached(api, used) {
            let home = &mut homes[id.0];
            *home = Some(if home.is_none_or(|known| known == here) { here } else { shared });
        }
    }
    for (def, home) in api.types.iter_mut().zip(homes) {
        def.module = home.unwrap_or(shared);
    }
}

/// The types the operations of `group` name.
pub(super) fn group_roots(group: &Group) -> Vec<TypeId> {
    let mut found = Vec::new();
    for (_, ty) in group.operations.iter().flat_map(Operation::types) {
        roots(ty, &mut found);
    }
    found
}

/// The types the events of webhooks mention.
pub(super) fn webhook_roots(api: &Api) -> Vec<TypeId> {
    let mut found = Vec::new();
    for event in api.webhooks.iter().flat_map(|webhooks| &webhooks.events) {
        roots(&event.payload, &mut found);
    }
    found
}
