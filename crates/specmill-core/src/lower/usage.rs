//! Where each type travels: in requests, in responses, in both.

use std::collections::BTreeMap;

use crate::ir::{Direction, Group, Operation, TypeId, TypeKind, Usage, Webhooks, reached};
use crate::spec::{Api, SchemaId};

/// The types that travel outside of all operations.
pub(super) struct Messages {
    sent: Vec<TypeId>,
    received: Vec<TypeId>,
}

impl Messages {
    pub(super) fn new(api: &Api, ids: &BTreeMap<SchemaId, TypeId>) -> Self {
        let types = |schemas: &[SchemaId]| {
            schemas.iter().filter_map(|schema| ids.get(schema).copied()).collect()
        };
        let messages = &api.messages;
        Self { sent: types(&messages.sent), received: types(&messages.received) }
    }
}

/// How each of `kinds` is used.
pub(super) fn usage(
    kinds: &[&TypeKind],
    groups: &[Group],
    webhooks: Option<&Webhooks>,
    messages: &Messages,
) -> Vec<Usage> {
    let (mut sent, mut answered) = (messages.sent.clone(), messages.received.clone());
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
