//! `x-specmill-messages`: what travels outside of all operations, such as over a WebSocket.

use indexmap::IndexMap;

use super::located::Located;
use super::model::{Messages, SchemaId};
use super::reader::Reader;

/// The member of the document, written into it or by an overlay.
const MEMBER: &str = "x-specmill-messages";

const CODE: &str = "invalid-messages";

const SENT: &str = "sent";
const RECEIVED: &str = "received";

impl<'d> Reader<'d> {
    /// The components that the document names under `x-specmill-messages`; a name that is wrong is left
    /// out with a warning.
    pub(super) fn messages(
        &mut self,
        document: &Located<'d>,
        components: &IndexMap<String, SchemaId>,
    ) -> Messages {
        let mut found = Messages::default();
        let Some(at) = document.member(MEMBER) else { return found };
        if at.node.as_object().is_none() {
            let message = format!("`{MEMBER}` must be an object, but is {}", at.node.kind());
            let help = "it is left out; its members are the lists `sent` and `received`";
            self.diagnostics.warning(CODE, &at.pointer, message, help);
        }
        for (key, at) in at.members() {
            match key {
                SENT => found.sent = self.message_schemas(&at, key, components),
                RECEIVED => found.received = self.message_schemas(&at, key, components),
                _ => {
                    let message = format!("messages are `{SENT}` or `{RECEIVED}`, but not `{key}`");
                    let help = "it is left out; mend the document or its overlay";
                    self.diagnostics.warning(CODE, &at.pointer, message, help);
                }
            }
        }
        found
    }

    fn message_schemas(
        &mut self,
        at: &Located<'d>,
        key: &str,
        components: &IndexMap<String, SchemaId>,
    ) -> Vec<SchemaId> {
        if at.node.as_array().is_none() {
            let message =
                format!("`{key}` must be a list of component schemas, but is {}", at.node.kind());
            let help = "it is left out; mend the document or its overlay";
            self.diagnostics.warning(CODE, &at.pointer, message, help);
        }
        let mut found = Vec::new();
        for item in at.items() {
            let name = item.node.as_str();
            match name.and_then(|name| components.get(name)) {
                Some(id) => found.push(*id),
                None => {
                    let message = match name {
                        Some(name) => format!("there is no component schema `{name}`"),
                        None => format!("a message has a name, but is {}", item.node.kind()),
                    };
                    let known = components.keys().map(String::as_str);
                    let near = name.and_then(|name| self.diagnostics.nearest(name, known));
                    let help = match near {
                        Some(near) => format!("it is left out; the nearest name is `{near}`"),
                        None => "it is left out; mend the document or its overlay".to_owned(),
                    };
                    self.diagnostics.warning(CODE, &item.pointer, message, help);
                }
            }
        }
        found
    }
}
