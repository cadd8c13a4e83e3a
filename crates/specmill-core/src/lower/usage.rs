//! Where each type travels: in requests, in responses, in both.

use crate::ir::{Direction, Group, Operation, TypeKind, Usage, Webhooks, reached};

/// How each of `kinds` is used.
pub(super) fn usage(
    kinds: &[&TypeKind],
    groups: &[Group],
    webhooks: Option<&Webhooks>,
) -> Vec<Usage> {
    let (mut sent, mut answered) = (Vec::new(), Vec::new());
    let operations = groups.iter().flat_map(|group| &group.operations);
    for (direction, ty) in operations.flat_map(Operation::types) {
        match direction {
            Direction::Request => ty.add_named(&mut sent),
            Direction::Response => ty.add_named(&mut answered),
        }
    }
    answered.extend(webhooks.into_iter().flat_map(Webhooks::named));
    let (sent, answered) = (reached(kinds, sent), reached(kinds, answered));
    let ways = sent.into_iter().zip(answered);
    ways.map(|(request, response)| Usage { request, response }).collect()
}
