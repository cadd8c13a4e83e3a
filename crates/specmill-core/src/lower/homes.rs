//! The module of each type: that of the one tag whose operations reach it, else the shared one.

use crate::ir::{Group, ModuleId, TypeId, TypeKind, Webhooks};

/// The module of each of `kinds`, where what several reach, or none, lives in `shared`.
pub(super) fn homes(
    kinds: &[&TypeKind],
    groups: &[Group],
    webhooks: Option<&Webhooks>,
    shared: ModuleId,
) -> Vec<ModuleId> {
    let mut homes: Vec<Option<ModuleId>> = vec![None; kinds.len()];
    for group in groups {
        // The module of operations without a tag holds the client alone; what they use is shared.
        let here = if group.tag.is_some() { group.module } else { shared };
        spread(kinds, here, group.named(), shared, &mut homes);
    }
    if let Some(webhooks) = webhooks {
        spread(kinds, webhooks.module, webhooks.named(), shared, &mut homes);
    }
    homes.into_iter().map(|home| home.unwrap_or(shared)).collect()
}

/// Notes that the module `here` reaches the types `open` and all they are made of. What is shared
/// already has only what is shared below it, so that each type is looked at twice at most.
fn spread(
    kinds: &[&TypeKind],
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
        kinds[id.0].parts(&mut |ty| ty.add_named(&mut open));
    }
}
