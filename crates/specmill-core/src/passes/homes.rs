//! The module of each type: that of the one tag whose operations reach it, else the shared one.

use super::usage::{for_each_part, roots};
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
        spread(api, here, used, shared, &mut homes);
    }
    for (def, home) in api.types.iter_mut().zip(homes) {
        def.module = home.unwrap_or(shared);
    }
}

/// Notes that the module `here` reaches the types `open` and all they are made of. What is shared
/// already has only what is shared below it, so that each type is looked at twice at most.
fn spread(
    api: &Api,
    here: ModuleId,
    mut open: Vec<TypeId>,
    shared: ModuleId,
    homes: &mut [Option<ModuleId>],
) {
    while let Some(id) = open.pop() {
        let home = &mut homes[id.0];
        match *home {
            Some(known) if known == here || known == shared => continue,
            Some(_) => *home = Some(shared),
            None => *home = Some(here),
        }
        for_each_part(&api.type_def(id).kind, &mut |ty| roots(ty, &mut open));
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
