//! Webhooks: one enum of everything the server sends of its own accord.

use super::context::Context;
use super::docs;
use crate::diagnostics::UntypedReason;
use crate::ir::{Docs, Module, ModuleId, Note, Owner, WebhookEvent, Webhooks};
use crate::names::NameTable;
use crate::spec::{self, Api, constant_texts, webhook_payload};

/// The module of the events, if there are any.
pub(super) fn module(names: &NameTable) -> Option<Module> {
    let names = names.webhooks.as_ref()?;
    let text = "The events that the webhooks of the API deliver.";
    Some(Module { name: names.module.clone(), docs: docs::plain(Some(text)) })
}

/// The enum of every webhook, which lives in the module after those of the groups.
pub(super) fn lower_webhooks(context: &mut Context<'_>) -> Option<Webhooks> {
    let (api, names) = (context.api, context.names);
    let webhook_names = names.webhooks.as_ref()?;
    let tag = tag(api);
    context.owner = Owner::Webhooks;
    let mut events: Vec<WebhookEvent> = Vec::new();
    for (webhook, name) in api.webhooks.iter().zip(&webhook_names.variants) {
        let schema = webhook_payload(api, webhook);
        let payload = match schema {
            Some(schema) => context.nullable_type_ref(schema),
            None => context.any(webhook.pointer.clone(), UntypedReason::NoSchema),
        };
        let docs = webhook_docs(webhook);
        if let Some(known) = events.iter_mut().find(|known| known.payload == payload) {
            // Two webhooks with one payload cannot be told apart by it.
            known.docs.notes.extend(docs.notes);
            continue;
        }
        let constants = schema.map(|schema| constant_texts(api, schema)).unwrap_or_default();
        let value = constants.into_iter().find(|(name, _)| Some(name) == tag.as_ref());
        let value = value.map(|(_, text)| text);
        let is_new = |value: &String| events.iter().all(|known| known.tag.as_ref() != Some(value));
        events.push(WebhookEvent { name: name.clone(), tag: value.filter(is_new), payload, docs });
    }
    Some(Webhooks {
        name: webhook_names.name.clone(),
        module: ModuleId(names.groups.len()),
        tag: tag.filter(|_| events.iter().any(|event| event.tag.is_some())),
        events,
    })
}

/// The property that is a constant in the most payloads: `type` of several.
fn tag(api: &Api) -> Option<String> {
    let mut counts: Vec<(String, Vec<String>)> = Vec::new();
    for schema in api.webhooks.iter().filter_map(|webhook| webhook_payload(api, webhook)) {
        for (name, text) in constant_texts(api, schema) {
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, texts)) if !texts.contains(&text) => texts.push(text),
                Some(_) => {}
                None => counts.push((name, vec![text])),
            }
        }
    }
    let best = counts.into_iter().max_by_key(|(name, texts)| (texts.len(), name == "type"));
    best.map(|(name, _)| name)
}

fn webhook_docs(webhook: &spec::Operation) -> Docs {
    let mut docs = docs::of_operation(webhook);
    docs.notes = vec![Note::Webhook(webhook.path.clone())];
    docs
}
